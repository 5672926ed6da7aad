"""Whether and when I write by myself: nudges and week summary on or off, quiet hours, and where the person's clock is."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from core.athlete import Talk
from core.conversation import lifting, pausing
from core.message import Line, Offer, Say
from core.nudging import wall_of
from core.turn import Fact
from core.values import replace
from core.walltime import clock, shown

if TYPE_CHECKING:
    from core.conversation.scene import Scene
    from core.reading.meaning import Command
    from core.turn import Turn

BEFORE: Final = timedelta(minutes=30)
NO_NUDGES: Final = Offer("nudge:nudges:off", Line("offer.no_nudges"))
_TAIL = r"(?: (?:please|now|again|all|me|for good|at all|any ?more|the|of|them))*[ .!]*"
_OFF = re.compile(rf"(?:turn(?:ed)? )?(?:off|stop|no|none|dont|don't|mute|disable|never){_TAIL}", re.IGNORECASE)
_ON = re.compile(rf"(?:back |turn(?:ed)? )?(?:on|start|again|unmute|enable|yes){_TAIL}", re.IGNORECASE)
_NEVER = re.compile(r"\b(off|none|no|never)\b", re.IGNORECASE)
_BEFORE = re.compile(r"\b(before|until|till|earlier)\b", re.IGNORECASE)
_AFTER = re.compile(r"\b(after|from|later)\b", re.IGNORECASE)
NOON_H: Final = 12
_CLOCK = re.compile(r"\b(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm)?\b", re.IGNORECASE)


# --- nudges, quiet hours, summary --------------------------------------------------------------------------------------------------
def nudges(scene: Scene, command: Command) -> Turn:
    """«nudges off», «nudges on»; alone: how it stands."""
    if _OFF.fullmatch(command.rest):
        return switched(scene, on=False)
    if _ON.fullmatch(command.rest):
        return switched(scene, on=True)
    return stand(scene)  # with anything besides it is not every nudge that is meant


def switched(scene: Scene, *, on: bool) -> Turn:
    """Nudges on or off."""
    scene, fact = _habits(scene, "nudges", nudges=on)
    return stand(scene, fact) if on else scene.turn(Say((Line("reminders.off"),)), facts=(fact,))


def summary(scene: Scene, *, on: bool) -> Turn:
    """The week summary on or off."""
    scene, fact = _habits(scene, "week_summary", week_summary=on)
    return scene.turn(Say((Line("reminders.summary_on" if on else "reminders.summary_off"),)), facts=(fact,))


def summary_word(scene: Scene, command: Command) -> Turn:
    """«week summary off»."""
    return summary(scene, on=command.rest != "off")


def quiet(scene: Scene, command: Command) -> Turn:
    """«quiet hours 22:00 to 7:00», «quiet hours off», «after 9 pm», «before 8»; without times: how they stand."""
    found = list(_CLOCK.finditer(command.rest))
    ends = [wall for one in found if (wall := _clock(one)) is not None]
    habits = scene.athlete.habits
    if len(ends) == 2:  # noqa: PLR2004  from and to
        # «10 to 6» is the night, as «9 to 17» is the day.
        begins = _late(found[0], ends[0]) if ends[1] <= ends[0] else ends[0]
        return _quiet_kept(scene, begins, ends[1])
    if len(ends) == 1 and _BEFORE.search(command.rest):
        return _quiet_kept(scene, clock(habits.quiet_from), ends[0])
    if len(ends) == 1 and _AFTER.search(command.rest):
        return _quiet_kept(scene, _late(found[0], ends[0]), clock(habits.quiet_to))
    if not ends and _NEVER.search(command.rest):
        return _quiet_kept(scene, time(), time())
    return stand(scene)


def _clock(found: re.Match[str]) -> time | None:
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").casefold()
    if half and not 1 <= hour <= 12:  # noqa: PLR2004  twelve hours
        return None
    hour = hour % 12 + (12 if half == "pm" else 0) if half else hour
    return time(hour % 24, minute) if hour <= 24 and minute < 60 else None  # noqa: PLR2004  a clock


def _late(found: re.Match[str], wall: time) -> time:
    """«after 9» means the evening, unless it is written 9:00 or 9 am."""
    return wall if found[2] or found[3] or not 1 <= wall.hour < NOON_H else wall.replace(hour=wall.hour + NOON_H)


def _quiet_kept(scene: Scene, begins: time, ends: time) -> Turn:
    scene, fact = _habits(scene, "quiet", quiet_from=f"{begins:%H:%M}", quiet_to=f"{ends:%H:%M}")
    told = {"from": begins, "to": ends}
    line = Line("reminders.no_quiet") if begins == ends else Line("reminders.quiet", told)
    return scene.turn(Say((line,)), facts=(fact,))


def stand(scene: Scene, *facts: Fact) -> Turn:
    """How nudges stand, with what can be changed by a tap."""
    habits = scene.athlete.habits
    wall = wall_of(habits, scene.incoming.host_zone)
    told = {"at": clock(habits.lift_time), "from": wall.quiet_from, "to": wall.quiet_to}
    if habits.nudges:
        first = Line("reminders.on", told)
        offers = [Offer("nudge:nudges:off", Line("offer.nudges_off"))]
    else:
        first = Line("reminders.stand_off")
        offers = [Offer("nudge:nudges:on", Line("offer.nudges_on"))]
    turned = "off" if habits.week_summary else "on"
    offers.append(
        Offer(f"nudge:summary:{turned}", Line("offer.no_summary" if habits.week_summary else "offer.summary_on"))
    )
    lines = [first, Line("reminders.how")]
    if scene.athlete.paused is not None:
        until = scene.athlete.paused_until
        lines.insert(1, pausing.told(scene, "asked", until))
        offers.append(Offer("nudge:resume", Line("offer.resume_nudges")))
    return scene.turn(Say(tuple(lines), (tuple(offers),)), facts=facts)


def _habits(scene: Scene, key: str, **values: object) -> tuple[Scene, Fact]:
    habits = replace(scene.athlete.habits, **values)  # type: ignore[arg-type]  # each caller names fields of its own
    scene = scene.with_athlete(replace(scene.athlete, habits=habits, talk=Talk()))
    return scene, Fact("profile_changed", {"keys": [key]})


# --- by button, and where the person is ---------------------------------------------------------------------------------------------
def pressed(scene: Scene, of: tuple[str, ...]) -> Turn | None:
    """A choice about being reminded; None for a key that was never offered."""
    match of:
        case ("resume",):
            return pausing.resume(scene)
        case ("pause", day):
            return pausing.pressed(scene, day)
        case ("nudges", "on" | "off" as state):
            return switched(scene, on=state == "on")
        case ("summary", "on" | "off" as state):
            return summary(scene, on=state == "on")
        case ("zone", "keep"):
            return zoned(scene, scene.incoming.host_zone) if scene.athlete.habits.zone is None else None
        case ("quiet", "from" | "to" as end, wall):
            return _bent(scene, end, wall)
        case ("ok",):
            return lifting.reminder(scene, Line("pick.dropped"))
        case _:
            return None


def _bent(scene: Scene, end: str, wall: str) -> Turn | None:
    try:
        at = datetime.strptime(wall, "%H%M").time()  # noqa: DTZ007  a wall time
    except ValueError:
        return None
    habits = scene.athlete.habits
    begins, ends = clock(habits.quiet_from), clock(habits.quiet_to)
    return _quiet_kept(scene, at if end == "from" else begins, at if end == "to" else ends)


def zoned(scene: Scene, zone: str) -> Turn:
    """Keep where the person's clock is, and nothing else of where they are."""
    scene, fact = _habits(scene, "zone", zone=zone)
    return scene.turn(Say((Line("reminders.zone", {"zone": shown(zone)}),)), facts=(fact,))


def reached(scene: Scene, *, blocked: bool) -> Turn:
    """Blocked: nothing is sent, everything is kept. Unblocked: on as before."""
    nudging = replace(scene.athlete.nudging, blocked=blocked, unanswered=0)
    return scene.with_athlete(replace(scene.athlete, nudging=nudging)).turn()


def clash(before: str, scene: Scene) -> tuple[Say, ...]:
    """Somebody who has just chosen a lift time in their quiet hours is asked whether these shall give way."""
    habits = scene.athlete.habits
    if habits.lift_time == before or not habits.nudges:
        return ()
    wall, at = wall_of(habits, scene.incoming.host_zone), clock(habits.lift_time)
    spoken = wall.spoken(at)
    if spoken is None or spoken == at:
        return ()
    end, bent = ("to", at) if at < wall.quiet_to else ("from", (datetime.combine(scene.today, at) + BEFORE).time())
    told = {"at": at, "from": wall.quiet_from, "to": wall.quiet_to, "spoken": spoken}
    offers = (
        Offer(f"nudge:quiet:{end}:{bent:%H%M}", Line("offer.quiet_bend")),
        Offer("nudge:ok", Line("offer.leave_it")),
    )
    return (Say((Line("nudge.quiet_clash", told),), (offers,)),)
