"""Time without nudges: how a pause begins and ends, and what of it is remembered for the row of weeks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from core.athlete import Break

if TYPE_CHECKING:
    from datetime import date

    from core.athlete import Athlete, Nudging

REMEMBERED: Final = 20  # breaks


def paused(athlete: Athlete, reason: str, today: date, until: date | None) -> Athlete:
    """The athlete without nudges from today up to that day, or until they say so."""
    breaks = (*_ended(athlete.nudging, today), Break(reason, today, until))[-REMEMBERED:]
    nudging = replace(athlete.nudging, breaks=breaks, waiting=None, again=None)
    return replace(athlete, paused=reason, paused_until=until, nudging=nudging)


def resumed(athlete: Athlete, today: date) -> Athlete:
    """The athlete with nudges again."""
    nudging = replace(athlete.nudging, breaks=_ended(athlete.nudging, today), unanswered=0)
    return replace(athlete, paused=None, paused_until=None, nudging=nudging)


def was_away(athlete: Athlete, reason: str, since: date, until: date) -> Athlete:
    """The athlete with a break that is over, told afterwards."""
    breaks = (*athlete.nudging.breaks, Break(reason, since, until))[-REMEMBERED:]
    return replace(athlete, nudging=replace(athlete.nudging, breaks=breaks))


def _ended(nudging: Nudging, today: date) -> tuple[Break, ...]:
    """The breaks, none of which reaches beyond today; one that began today is as if it had never been."""
    cut = (replace(one, until=today) if one.until is None or one.until > today else one for one in nudging.breaks)
    return tuple(one for one in cut if one.until is None or one.until > one.since)
