"""How long a session takes, and how it is cut to the time there is (rules.md 1, 3.6)."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from core.values import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.content import Library, Phase, Rules
    from core.plan import Prescribed


def estimated_minutes(exercises: Sequence[Prescribed], phase: Phase, library: Library) -> int:
    """Minutes of a session with warm-up, work, rest and changing over; straight sets, or a circuit (rules.md 1: T)."""
    rules = library.rules.minutes
    work = [entry.sets * _seconds_a_set(entry, library) for entry in exercises]
    changes = max(0, len(exercises) - 1)
    rounds = max((entry.sets for entry in exercises), default=0)
    total = phase.warm_up_s + sum(work)
    if phase.circuit and rounds >= rules.circuit_sets:
        total += rounds * changes * rules.circuit_change_s + (rounds - 1) * rules.circuit_round_s
    else:
        total += changes * rules.exercise_change_s + sum((entry.sets - 1) * entry.rest_s for entry in exercises)
    return math.floor(total / 60 + 0.5)


def _seconds_a_set(entry: Prescribed, library: Library) -> int:
    exercise = library.exercises[entry.slug]
    seconds = 1 if exercise.held else library.rules.tempo.seconds_a_rep.get(entry.tempo, 4)
    sides = 2 if exercise.one_sided else 1
    change = library.rules.minutes.side_change_s if exercise.sides == "per_side" else 0
    return entry.reps * seconds * sides + change


def cut_to(exercises: Sequence[Prescribed], budget: int, phase: Phase, library: Library) -> tuple[Prescribed, ...]:
    """The exercises that fit into the budget in minutes: fewer sets from the last slot back, then fewer slots.

    A session never has fewer exercises than rules.md 3.6 allows, so a very small budget may not be reached.
    """
    kept = list(exercises)
    for at in range(len(kept) - 1, -1, -1):
        if _fits(kept, budget, phase, library):
            return tuple(kept)
        if kept[at].sets > library.rules.minutes.trimmed_sets:
            kept[at] = replace(kept[at], sets=library.rules.minutes.trimmed_sets)
    while len(kept) > library.rules.minutes.least_exercises and not _fits(kept, budget, phase, library):
        kept.pop()
    return tuple(kept)


def _fits(exercises: Sequence[Prescribed], budget: int, phase: Phase, library: Library) -> bool:
    return estimated_minutes(exercises, phase, library) <= budget


def rest_s(phase: Phase, *, accessory: bool, senior: bool, rules: Rules) -> int:
    """Seconds of rest between sets: shorter for accessories, longer on main lifts from 65 on (rules.md 1, 2.1)."""
    if accessory:
        return min(phase.rest_s, rules.minutes.accessory_rest_s)
    return phase.rest_s + (rules.age.senior_rest_s if senior else 0)
