"""Races: the windows before and after them (rules.md 1, 3.7, 3.8)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from core.athlete import Profile, Race
    from core.content import Rules

Easing = Literal["taper", "primer"]


def open_again(race: Race, rules: Rules) -> date:
    """The first day after the race on which lifting is fine."""
    days = rules.recovery.days.get(race.distance or "", rules.recovery.days_else)
    return race.date + timedelta(days=days)


def recovering_until(profile: Profile, today: date, rules: Rules) -> date | None:
    """The day that ends the recovery from every race behind, if it is not over."""
    ends = [open_again(race, rules) for race in profile.races if race.date < today]
    return max((end for end in ends if end > today), default=None)


def closed_for(profile: Profile, today: date, rules: Rules) -> Race | None:
    """The race ahead that is too near for lifting today; the nearest first."""
    near = [race for race in profile.races if 0 <= (race.date - today).days <= rules.races[race.priority].closed_days]
    return min(near, key=lambda race: (race.date, race.priority), default=None)


def easing(profile: Profile, today: date, rules: Rules) -> Easing | None:
    """Whether today lies in a primer or taper window; the primer wins."""
    kinds = {_easing_for(race, today, rules) for race in profile.races}
    if "primer" in kinds:
        return "primer"
    return "taper" if "taper" in kinds else None


def _easing_for(race: Race, today: date, rules: Rules) -> Easing | None:
    ahead = (race.date - today).days
    window = rules.races[race.priority]
    if window.closed_days < ahead <= window.primer_days:
        return "primer"
    return "taper" if max(window.closed_days, window.primer_days) < ahead <= window.taper_days else None


def jumps_closed(profile: Profile, today: date, rules: Rules) -> bool:
    """Whether any race is too near for jumps."""
    return any(0 <= (race.date - today).days <= rules.recovery.jumps_closed_days for race in profile.races)


def closed_windows(profile: Profile, today: date, rules: Rules) -> Iterator[tuple[date, date]]:
    """First closed day and first open day of each race ahead."""
    for race in profile.races:
        if race.date >= today:
            yield race.date - timedelta(days=rules.races[race.priority].closed_days), open_again(race, rules)
