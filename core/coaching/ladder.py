"""The ladder: reps, sets, load where it is reachable, tempo, variation, forced load, hold (rules.md 3.2)."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from core.coaching import loads
from core.coaching.day import Draft, fresh, rep_range, usual_tempo
from core.coaching.fitting import first_fitting

if TYPE_CHECKING:
    from core.athlete import Profile
    from core.coaching.day import Day
    from core.content import Phase, Rules
    from core.exercise import Exercise

_HAIR = 1e-9


def step_up(day: Day, now: Draft, *, reps: int) -> Draft:
    """The next rung above `now`; `reps` are added while there is room."""
    rules = day.rules
    bottom, top = rep_range(now.exercise, day.phase, rules)
    heavier = loads.next_heavier(now.load, loads.owned(now.exercise, day.profile, rules))
    needed = None
    if heavier is not None and now.load is not None:
        needed = reps_before(
            now.exercise, now.load, heavier, day.profile, day.phase, target_rir=day.target_rir, rules=rules
        )
    top = top if needed is None else needed
    if now.reps < top:
        step = reps * (rules.reps.held_step_s if now.exercise.held else 1)
        return now._replace(reps=min(now.reps + step, top), code="REP_UP2" if reps > 1 else "REP_UP")
    slow = now.tempo == rules.tempo.slow
    if not slow and now.sets < _most_sets(day, heavier):
        return now._replace(sets=now.sets + 1, reps=_spread(day, now, bottom), code="SET_UP")
    usual = day.phase.sets
    if needed is not None:
        return now._replace(load=heavier, sets=usual, reps=bottom, code="LOAD_UP")
    if not slow and not now.exercise.held and now.exercise.pattern != "plyo":
        return now._replace(sets=usual, reps=bottom, tempo=rules.tempo.slow, code="TEMPO_UP")
    harder = first_fitting(now.exercise.harder, day.profile, day.library)
    if harder is not None:
        return variation(day, now, harder, "VAR_UP", spare=rules.effort.unsure)
    if heavier is not None:
        return now._replace(
            load=heavier,
            sets=max(rules.ladder.forced_least_sets, usual - rules.ladder.forced_sets_fewer),
            reps=max(rules.reps.floor, bottom - rules.ladder.forced_reps_fewer),
            tempo=usual_tempo(now.exercise, day.phase, rules),
            code="LOAD_UP_FORCED",
        )
    return now._replace(code="CAP_HOLD")


def reps_before(
    exercise: Exercise, load: float, heavier: float, profile: Profile, phase: Phase, *, target_rir: int, rules: Rules
) -> int | None:
    """Reps to reach before the heavier load, so that it still allows the bottom of the range; None when out of reach.

    Epley's formula solved for the reps (rules.md 3.2: R_top).
    """
    bottom, top = rep_range(exercise, phase, rules)
    if exercise.load_type == "band":
        return max(top, rules.ladder.band_top)
    more = loads.jump(exercise, load, heavier, profile, rules)
    in_reserve = rules.ladder.epley + target_rir
    needed = max(top, math.ceil((1 + more) * (in_reserve + bottom) - in_reserve - _HAIR))
    return needed if needed <= rules.ladder.reachable_reps else None


def variation(day: Day, now: Draft, other: Exercise, code: str, *, spare: int = 0) -> Draft:
    """Another exercise in this one's place, its load carried over."""
    load = loads.carried(now.load, now.exercise, other, day.profile, day.rules)
    return fresh(day, other, code, load=load, spare=spare)


def _most_sets(day: Day, heavier: float | None) -> int:
    phase = day.phase
    return max(phase.most_sets, phase.most_sets_at_heaviest) if heavier is None else phase.most_sets


def _spread(day: Day, now: Draft, bottom: int) -> int:
    """The same work over one set more (rules.md 3.6: set rung)."""
    step = day.rules.reps.held_step_s if now.exercise.held else 1
    return max(bottom, math.ceil(now.sets * now.reps / (now.sets + 1) / step) * step)
