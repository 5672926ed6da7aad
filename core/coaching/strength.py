"""Estimated one-rep maximum (e1RM), only where an estimate means something (rules.md 3.3, E15)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.coaching import loads

if TYPE_CHECKING:
    from core.content import Library
    from core.session import ExerciseLog

EPLEY_REPS = 30
BRZYCKI_TOP, BRZYCKI_BASE = 36, 37


@dataclass(frozen=True, slots=True)
class MaxEstimate:
    """An e1RM by two formulas, in the unit of the load (each hand for two dumbbells)."""

    epley: float
    brzycki: float

    @property
    def low(self) -> float:
        """The careful end of the range."""
        return min(self.epley, self.brzycki)


def e1rm(load: float, reps: int, rir: int | None, library: Library) -> MaxEstimate | None:
    """The e1RM of a set of `reps` with `rir` left (None: as if none), or None when so many reps say nothing about it."""
    until_failure = reps + (rir or 0)
    if reps < 1 or load <= 0 or until_failure > library.rules.ladder.e1rm_most_reps:
        return None
    if until_failure == 1:
        return MaxEstimate(load, load)
    epley = load * (1 + until_failure / EPLEY_REPS)
    return MaxEstimate(epley, load * BRZYCKI_TOP / (BRZYCKI_BASE - until_failure))


def e1rm_of(log: ExerciseLog, library: Library) -> MaxEstimate | None:
    """The best e1RM of a log's sets; None for bands, body weight and holds. Sides count by the weaker one.

    RIR is asked for the last set, so only that one gets the benefit of what was left.
    """
    exercise = library.exercises.get(log.slug)
    if exercise is None or log.load is None or exercise.load_type not in loads.DUMBBELL | {"barbell"}:
        return None
    reps = [done if isinstance(done, int) else min(done) for done in log.done]
    sets = [(count, log.rir if at == len(reps) - 1 else None) for at, count in enumerate(reps)]
    estimates = [found for count, rir in sets if (found := e1rm(log.load, count, rir, library)) is not None]
    return max(estimates, key=lambda estimate: estimate.low, default=None)
