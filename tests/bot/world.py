"""People on a clock that is moved by hand, on a real store, with every nudge accounted for."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import count
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.occurrences import Occurrences, sent_until
from core.nudging import IN_WORKOUT, base, wall_of
from core.turn import Incoming, Pressed, Reached, Said, Zoned

if TYPE_CHECKING:
    from bot.desk import Desk
    from bot.occurrences import Nudge

BERLIN = "Europe/Berlin"
KEPT = timedelta(days=60)  # older occurrences are let go
ENDED = {"sent", "expired", "skipped", "unknown"}


def at(day: str, wall: str = "00:00", zone: str = BERLIN) -> datetime:
    """«2026-03-02» at «18:00» on the clocks of the zone."""
    return datetime.combine(date.fromisoformat(day), time.fromisoformat(wall), ZoneInfo(zone))


@dataclass
class World:
    """One host's program. `now` only moves when somebody acts or time is let pass."""

    desk: Desk
    now: datetime
    host_zone: str = BERLIN
    sent: list[tuple[datetime, Nudge]] = field(default_factory=list)
    disturbed: list[tuple[datetime, str]] = field(default_factory=list)
    dues: set[tuple[str, str, date]] = field(default_factory=set)
    deliveries: count = field(default_factory=count)

    def newcomer(self, who: str = "telegram:1", *said: str) -> None:
        """Somebody who has answered the first questions and said this besides."""
        self.says("start workout", who)
        self.presses("screen:none", who)
        self.says("dumbbells 4 8 12 kg and a band", who)
        self.says("stop", who)
        for text in said:
            self.says(text, who)

    def says(self, text: str, who: str = "telegram:1"):
        return self._acts(who, Said(text, message=f"m{next(self.deliveries)}"))

    def presses(self, key: str, who: str = "telegram:1"):
        return self._acts(who, Pressed(key))

    def moves_to(self, zone: str, who: str = "telegram:1"):
        return self._acts(who, Zoned(zone))

    def blocks(self, who: str = "telegram:1", *, blocked: bool = True):
        return self._acts(who, Reached(blocked))

    def lifts(self, who: str = "telegram:1") -> None:
        """A whole session, here and now."""
        self.says("start workout", who)
        self.says("everything as planned", who)

    def _acts(self, who: str, act):
        answer = self.desk.turn_now(Incoming(who, act, self.now, f"d{next(self.deliveries)}", host_zone=self.host_zone))
        self._look()
        return answer

    def until(self, then: datetime) -> list[Nudge]:
        """Let time pass, with the program running: what is sent."""
        found = []
        for sent_at, nudge in sent_until(Occurrences(self.desk, self.host_zone), then, self.now):
            found.append(nudge)
            self.sent.append((sent_at, nudge))
            if wall_of(self.person(nudge.claim.who).habits, self.host_zone).is_quiet_at(sent_at):
                self.disturbed.append((sent_at, nudge.claim.kind))
            self._look()
        self.now = then
        return found

    def outage(self, then: datetime) -> None:
        """Let time pass while nothing runs."""
        self.now = then

    def retime(self) -> None:
        """What the clock does when it was set back: everybody's due time is computed anew."""
        for _, who in self.desk.store.read(lambda glance: glance.due_after(0, 100)).result(30):
            Occurrences(self.desk, self.host_zone).retime(who, self.now).result(30)
        self._look()

    def person(self, who: str = "telegram:1"):
        return self.desk.store.read(lambda glance: glance.athlete(who)).result(30)

    def became(self, who: str = "telegram:1") -> dict[tuple[str, date], tuple[str, str | None]]:
        """How each occurrence stands."""
        found = self.desk.store.read(lambda glance: glance.occurrences(glance.athlete(who))).result(30)
        return {(one.kind, one.day): (one.state, one.reason) for one in found}

    def kinds(self, *nudges: Nudge) -> list[str]:
        return [nudge.claim.kind for nudge in nudges or [nudge for _, nudge in self.sent]]

    def _look(self) -> None:
        for who in self.desk.store.read(lambda glance: tuple(glance.people())).result(30):
            due = self.person(who).due
            if due is not None and base(due.kind) not in IN_WORKOUT:
                self.dues.add((who, due.kind, due.day))

    def accounted(self) -> None:
        """None twice; none missing without a recorded reason; none in quiet hours."""
        out = Counter((nudge.claim.who, nudge.claim.kind, nudge.claim.day) for _, nudge in self.sent)
        assert {key: n for key, n in out.items() if n > 1} == {}
        for who in {who for who, _, _ in self.dues}:
            became, due = self.became(who), self.person(who).due
            for key, (state, reason) in became.items():
                assert state in ENDED, (key, state)
                assert (state == "sent") == ((who, *key) in out), (key, state, reason)
                assert state == "sent" or reason, key
            latest = max((day for _, day in became), default=date.min)
            kept = {(kind, day) for owner, kind, day in self.dues if owner == who and latest - day <= KEPT}
            missing = kept - became.keys()
            assert missing <= ({(due.kind, due.day)} if due else set())
        assert self.disturbed == []


DAY = timedelta(days=1)
