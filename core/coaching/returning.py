"""Coming back after time off (rules.md 3.4, 3.6, 3.8)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.coaching import loads
from core.coaching.day import Draft, fresh, logged, rep_range, usual_tempo
from core.coaching.fitting import candidate
from core.coaching.reducing import reduced

if TYPE_CHECKING:
    from datetime import date

    from core.coaching.day import Day
    from core.session import ExerciseLog


def after_gap(day: Day, last: date, log: ExerciseLog) -> Draft | None:
    """The slot after a week or more without lifting, or 4-8 weeks without this slot; None when neither is so.

    `last` is the day on which something was last done in the slot.
    """
    off, effort = day.rules.time_off, day.rules.effort
    if day.restart == "phase" or (day.today - last).days >= off.phase_again_from:
        return _phase_again(day, log)
    match day.weeks_off:
        case 0:
            return None
        case 1:
            return logged(day, log, "GAP_REPEAT")
        case 2:
            return reduced(day, logged(day, log, "GAP_REDUCE10", effort.unsure), off.two_weeks_reduce)
        case _:
            draft = reduced(day, logged(day, log, "GAP_REDUCE15", effort.unsure), off.three_weeks_reduce)
            return draft._replace(sets=min(draft.sets, off.most_sets_after))


def _phase_again(day: Day, log: ExerciseLog) -> Draft:
    """4-8 weeks off: two sets, a fifth lighter, reps within the range."""
    off = day.rules.time_off
    before = logged(day, log, "GAP_REDUCE20", day.rules.effort.unsure)
    bottom, top = rep_range(before.exercise, day.phase, day.rules)
    before = before._replace(
        reps=max(bottom, min(before.reps, top)),
        sets=off.most_sets_after,
        tempo=usual_tempo(before.exercise, day.phase, day.rules),
    )
    draft = reduced(day, before, off.phase_again_reduce)
    return draft._replace(reps=bottom) if draft.load != before.load else draft


def routine_again(day: Day, slot: str) -> Draft | None:
    """Nine weeks off or more: the slot's first exercise, at most at a share of the load it had once (RESTART)."""
    exercise = candidate(slot, day.phase, day.profile, day.library)
    if exercise is None:
        return None
    load = loads.first_load(exercise, day.profile, day.rules)
    if exercise.load_type in loads.DUMBBELL or exercise.load_type == "barbell":
        once = _last_load(day, exercise.slug)
        if once is not None:
            owned = loads.owned(exercise, day.profile, day.rules)
            load = loads.snapped(once * day.rules.time_off.routine_again_share, owned)
    return fresh(day, exercise, "RESTART", load=load, spare=day.rules.effort.unsure)


def _last_load(day: Day, slug: str) -> float | None:
    for session in reversed(day.past):
        for log in session.exercises:
            if log.slug == slug and log.done and log.load is not None:
                return log.load
    return None
