"""Taking a share off an exercise: a lighter load, or fewer repetitions where none is owned (rules.md 3.3)."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from core.coaching import loads

if TYPE_CHECKING:
    from core.coaching.day import Day, Draft

_HAIR = 1e-9


def reduced(day: Day, now: Draft, share: float) -> Draft:
    """The exercise with `share` (0 to 1) taken off. A band goes down a level, a hold loses seconds."""
    rules = day.rules
    if now.exercise.held:
        step = rules.reps.held_step_s
        seconds = math.floor(now.reps * (1 - share) / step + _HAIR) * step
        return now._replace(reps=max(rules.reps.held_floor_s, seconds))
    owned = loads.owned(now.exercise, day.profile, rules)
    if now.load is not None and owned and owned[0] < now.load:
        if now.exercise.load_type == "band":
            levels = 2 if share >= rules.ladder.band_two_levels_from else 1
            return now._replace(load=max(now.load - levels, 0))
        return now._replace(load=loads.snapped(now.load * (1 - share), owned))
    fewer = math.ceil(share / rules.ladder.reps_off_per - _HAIR)
    return now._replace(reps=max(rules.reps.floor, now.reps - fewer))
