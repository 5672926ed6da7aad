"""Time without nudges: how a pause begins and ends, and what of it is remembered for the row of weeks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.athlete import Break
from core.values import replace
from core.walltime import DAY

if TYPE_CHECKING:
    from datetime import date

    from core.athlete import Athlete, Nudging

REMEMBERED: Final = 20  # breaks
LEFT_OUT: Final = "left_out"  # one lift day further ahead: nothing but its session falls out
PUSHED_OUT: Final = "pushed_out"  # one lift day to which a session was moved too near: it comes on another one
MOVED: Final = "moved"  # one lift day further ahead whose session comes on another day …
MOVED_TO: Final = "moved_to"  # … which is this one
SINGLE: Final = frozenset({LEFT_OUT, PUSHED_OUT, MOVED, MOVED_TO})  # these are about a session and no time off


def paused(athlete: Athlete, reason: str, today: date, until: date | None) -> Athlete:
    """The athlete without nudges from today up to that day, or until they say so."""
    breaks = _sorted(*_ended(athlete.nudging, today), Break(reason, today, until))
    nudging = replace(athlete.nudging, breaks=breaks, waiting=None, again=None)
    return replace(athlete, paused=reason, paused_until=until, nudging=nudging)


def resumed(athlete: Athlete, today: date) -> Athlete:
    """The athlete with nudges again."""
    nudging = replace(athlete.nudging, breaks=_ended(athlete.nudging, today))
    return replace(athlete, paused=None, paused_until=None, nudging=nudging)


def away(athlete: Athlete, reason: str, since: date, until: date) -> Athlete:
    """The athlete with a break of these days, told afterwards or ahead; no nudges in it, and it protects the row of weeks."""
    breaks = _sorted(*athlete.nudging.breaks, Break(reason, since, until))
    return replace(athlete, nudging=replace(athlete.nudging, breaks=breaks))


def agreed(athlete: Athlete, day: date, today: date) -> Athlete:
    """The athlete who lifts on that day whatever was paused: it is taken out of every break, a pause without an end ends with it."""
    breaks: list[Break] = []
    for one in athlete.nudging.breaks:
        if one.since > day or (one.until is not None and one.until <= day):
            breaks.append(one)
            continue
        if one.since < day:
            breaks.append(replace(one, until=day))
        if one.until is not None and one.until > day + DAY:
            breaks.append(replace(one, since=day + DAY))
    athlete = replace(athlete, nudging=replace(athlete.nudging, breaks=_sorted(*breaks)))
    if athlete.paused in {None, "health"} or (athlete.paused_until is not None and athlete.paused_until <= day):
        return athlete
    ahead = day > today
    return replace(athlete, paused=athlete.paused if ahead else None, paused_until=day if ahead else None)


def is_open_ended(athlete: Athlete) -> bool:
    """Whether there is a pause that only a word ends; silence ends with any, and health has a gate of its own."""
    return athlete.paused not in {None, "health", "silence"} and athlete.paused_until is None


def is_off(athlete: Athlete, day: date) -> bool:
    """Whether a pause or a break holds that day."""
    return is_open_ended(athlete) or free_from(athlete.nudging.breaks, day) is not None


def is_planned(athlete: Athlete, today: date) -> bool:
    """Whether a break lies ahead, or is going on that was told ahead."""
    return any(
        one.until is not None and one.until > today and one.reason not in SINGLE for one in athlete.nudging.breaks
    )


def days_left_out(nudging: Nudging) -> tuple[date, ...]:
    """The lift days that are not to be: the coming one, and those further ahead."""
    ahead = tuple(one.since for one in nudging.breaks if one.reason == LEFT_OUT)
    return ahead if nudging.let_go is None else (nudging.let_go, *ahead)


def is_marked(nudging: Nudging, day: date, reason: str) -> bool:
    """Whether that single day is remembered for that reason, such as `PUSHED_OUT`."""
    return any(one.reason == reason and one.since == day for one in nudging.breaks)


def marked(nudging: Nudging, reason: str) -> tuple[date, ...]:
    """The single days that are remembered for that reason."""
    return tuple(one.since for one in nudging.breaks if one.reason == reason)


def session_moved(athlete: Athlete, source: date, target: date) -> Athlete:
    """The athlete whose session further ahead comes on another day; one that was moved there before goes on from its own day."""
    own = is_marked(athlete.nudging, source, MOVED_TO)
    kept = tuple(one for one in athlete.nudging.breaks if not (own and one.reason == MOVED_TO and one.since == source))
    athlete = replace(athlete, nudging=replace(athlete.nudging, breaks=kept))
    if not own:
        athlete = away(athlete, MOVED, source, source + DAY)
    return away(athlete, MOVED_TO, target, target + DAY)


def without_planned(athlete: Athlete, today: date) -> Athlete:
    """The athlete without the breaks that lie ahead."""
    breaks = tuple(one for one in _ended(athlete.nudging, today) if one.since <= today or one.reason in SINGLE)
    return replace(athlete, nudging=replace(athlete.nudging, breaks=breaks))


def free_from(breaks: tuple[Break, ...], day: date) -> date | None:
    """The day on which the break ends that holds this day; None when none does."""
    return max(
        (
            one.until
            for one in breaks
            if one.until is not None and one.since <= day < one.until and one.reason not in SINGLE
        ),
        default=None,
    )


def _sorted(*breaks: Break) -> tuple[Break, ...]:
    return tuple(sorted(breaks, key=lambda one: one.since))[-REMEMBERED:]


def _ended(nudging: Nudging, today: date) -> tuple[Break, ...]:
    """The breaks, none of those that have begun reaching beyond today; one that began today is as if it had never been."""
    cut = (
        replace(one, until=today) if one.since <= today and (one.until is None or one.until > today) else one
        for one in nudging.breaks
    )
    return tuple(one for one in cut if one.until is None or one.until > one.since)
