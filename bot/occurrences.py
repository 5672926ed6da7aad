"""One occurrence from claim to end: claimed with a lease, decided in a turn, and settled by what the platform said."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final
from uuid import uuid4

from bot.desk import worded
from core.conversation import respond
from core.turn import Incoming, Nudged, Reached, Retimed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from concurrent.futures import Future
    from datetime import datetime

    from bot.desk import Desk
    from bot.port import Answer, Delivered
    from core.ports import Claim, Glance, State, Unit
    from core.turn import Turn

LEASE: Final = timedelta(minutes=1)  # for a turn that takes a millisecond
SENDING: Final = timedelta(minutes=15)  # longer than a platform's own limits and every new attempt take
TRIES: Final = 3  # claims of an occurrence whose turn trips over a mistake of ours; then it is set aside

LAPSED: Final = "lapsed"  # told as the kind of what is only found by its lease

ENDS: Final[dict[Delivered, tuple[State, str | None]]] = {
    "sent": ("sent", None),
    "blocked": ("skipped", "blocked"),
    "unknown": ("unknown", "no_answer"),
    "failed": ("expired", "undelivered"),
}


def unheard(_kind: str, _state: State, _late: timedelta | None = None) -> None:
    """What is called for each end of an occurrence when nobody counts them."""


class Gone(Exception):  # noqa: N818  a state, named as one
    """Nothing is due for this person any more; perhaps they have been forgotten, and must not come into being again."""


class Overtaken(Exception):  # noqa: N818  a state, named as one
    """While the turn was taken, the lease ended and somebody else claimed the occurrence: it is theirs to send."""


@dataclass(frozen=True, slots=True)
class Nudge:
    """What is to be sent, by whom it is awaited, and the zone of their clock."""

    claim: Claim
    answer: Answer
    zone: str


@dataclass(slots=True)
class Occurrences:
    """The steps of an occurrence, each in a unit of work of its own. Its futures resolve after the commit."""

    desk: Desk
    host_zone: str
    ended: Callable[[str, State, timedelta | None], None] = (
        unheard  # kind, end, how late; on any thread, after the commit
    )
    _run: str = field(default_factory=lambda: uuid4().hex)
    _count: int = 0

    def claim(self, front: str, now: datetime, most: int) -> Future[tuple[Claim, ...] | None]:
        """Take what is due on this front, earliest first."""
        return self.desk.store.once(self._name("claim"), now, lambda unit: unit.claim(front, now, now + LEASE, most))

    def decide(self, claim: Claim, now: datetime) -> Future[Nudge | None]:
        """The turn of the occurrence: None when nothing is to be sent, and then it has ended, or is somebody else's.

        Raises Overtaken, and nothing of the turn is kept, when it became somebody else's meanwhile.
        """
        act = Nudged(claim.kind, claim.day, ended=claim.ended)
        delivery = f"nudge:{claim.athlete}:{claim.kind}:{claim.day}:{claim.fence}"
        incoming = Incoming(claim.who, act, now, delivery, host_zone=self.host_zone)
        ends: list[State] = []

        def work(unit: Unit) -> Nudge | None:
            ends.clear()  # the work of a transaction that was rolled back runs again
            if not unit.holds(claim):
                return None
            athlete = unit.athlete(claim.who, now)
            if athlete.id != claim.athlete:
                unit.settle(claim, "skipped", "not_theirs")
                ends.append("skipped")
                return None
            turn = respond(athlete, incoming, self.desk.library)
            unit.keep(athlete, turn)
            if claim.ended:
                return None
            if turn.says:
                if not unit.settle(claim, "sending", until=now + SENDING):
                    raise Overtaken
                zone = turn.athlete.habits.zone or self.host_zone
                return Nudge(claim, worded(turn.says, turn.athlete.habits.language, turn=turn), zone)
            end = _end_by(turn, claim)
            if end is None:
                unit.settle(claim, "skipped", "early")
            ends.append(end or "skipped")
            return None

        decided = self.desk.store.once(delivery, now, work, who=claim.who)
        decided.add_done_callback(lambda done: self._tell(done, claim.kind, ends))
        return decided

    def set_aside(self, claim: Claim, now: datetime, *, readable: bool = True) -> Future[bool | None]:
        """End what cannot be decided, so that it is not claimed for ever; what had ended before keeps its end.

        What is due next is computed without it. Where that trips too, ask again with `readable=False`: then nothing is due until the
        person changes something that it depends on. False when the occurrence is somebody else's by now.
        """
        act = Nudged(claim.kind, claim.day, ended=True)
        incoming = Incoming(claim.who, act, now, self._name("aside"), host_zone=self.host_zone)
        ends: list[State] = []

        def work(unit: Unit) -> bool:
            ends.clear()  # as in `decide`
            if not unit.holds(claim):
                return False
            athlete = unit.athlete(claim.who, now) if readable else None
            if athlete is None or athlete.id != claim.athlete:
                unit.undue(claim)
            else:
                turn = respond(athlete, incoming, self.desk.library)
                unit.keep(athlete, turn)
                due = turn.athlete.due
                if due is not None and (due.kind, due.day) == (claim.kind, claim.day):
                    unit.undue(claim)
            if not claim.ended and unit.settle(claim, "expired", "poison"):
                ends.append("expired")
            return True

        aside = self.desk.store.once(incoming.delivery, now, work, who=claim.who)
        aside.add_done_callback(lambda done: self._tell(done, claim.kind, ends))
        return aside

    def settle(self, claim: Claim, delivered: Delivered, now: datetime) -> Future[bool | None]:
        """Write what became of it; somebody who blocked us is left in peace from then on."""
        state, reason = ENDS[delivered]

        def work(unit: Unit) -> bool:
            if delivered == "blocked" and unit.holds(claim):
                athlete = unit.athlete(claim.who, now)
                act = Incoming(claim.who, Reached(blocked=True), now, "", host_zone=self.host_zone)
                unit.keep(athlete, respond(athlete, act, self.desk.library))
            return unit.settle(claim, state, reason)

        settled = self.desk.store.once(self._name("settle"), now, work, who=claim.who)
        settled.add_done_callback(
            lambda done: self._tell(done, claim.kind, [state] if _result(done) else [], now - claim.at)
        )
        return settled

    def lapse(self, now: datetime) -> Future[int | None]:
        """What was being sent by somebody whose lease is over is unknown from now on."""
        lapsed = self.desk.store.once(self._name("lapse"), now, lambda unit: unit.lapse(now))
        lapsed.add_done_callback(lambda done: self._tell(done, LAPSED, ["unknown"] * (_result(done) or 0)))
        return lapsed

    def retime(self, who: str, now: datetime) -> Future[None]:
        """Compute anew what is due for this person. Raises Gone when nothing is due any more."""
        incoming = Incoming(who, Retimed(), now, self._name("retime"), host_zone=self.host_zone)

        def work(unit: Unit) -> None:
            athlete = unit.athlete(who, now)
            if athlete.due is None:
                raise Gone
            unit.keep(athlete, respond(athlete, incoming, self.desk.library))

        return self.desk.store.once(incoming.delivery, now, work, who=who)

    def note(self, name: str, value: str, now: datetime) -> Future[None]:
        """Remember a text under a name."""
        return self.desk.store.once(self._name("note"), now, lambda unit: unit.note(name, value))

    def _tell(self, done: Future[Any], kind: str, ends: Sequence[State], late: timedelta | None = None) -> None:
        """Tell of what has ended, once it is committed."""
        if not done.cancelled() and done.exception() is None:
            for end in ends:
                self.ended(kind, end, late)

    def _name(self, what: str) -> str:
        self._count += 1
        return f"{what}:{self._run}:{self._count}"


def _end_by(turn: Turn, claim: Claim) -> State | None:
    """How the turn itself ended the occurrence; None when it did not."""
    return next((one.end for one in turn.unsent if (one.kind, one.day) == (claim.kind, claim.day)), None)


def _result(done: Future[Any]) -> Any:
    return None if done.cancelled() or done.exception() is not None else done.result()


def sent_until(occurrences: Occurrences, until: datetime, since: datetime) -> Iterator[tuple[datetime, Nudge]]:
    """For a clock that is moved by hand: each nudge due up to `until` with its time, sent once the next one is asked for.

    Nothing runs before `since`: what was due earlier is only found then.
    """
    store = occurrences.desk.store

    def earliest(glance: Glance) -> tuple[datetime, str] | None:
        dues = ((at, front) for front in glance.fronts() if (at := glance.due(front)) is not None)
        return min(dues, default=None)

    while (found := store.read(earliest).result()) is not None and found[0] <= until:
        now = max(found[0], since)
        occurrences.lapse(now).result()
        claims = occurrences.claim(found[1], now, 1).result()
        if not claims:
            return  # held by another process
        nudge = occurrences.decide(claims[0], now).result()
        if nudge is not None:
            yield now, nudge
            occurrences.settle(nudge.claim, "sent", now).result()
