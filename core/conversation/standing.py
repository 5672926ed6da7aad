"""Where a workout stands: which set is asked for now. Derived from the sets that are stored, never remembered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.plan import Prescribed
    from core.session import LiftSet, Workout

EXTRA = "extra"


@dataclass(frozen=True, slots=True)
class Standing:
    """The set that is asked for: `place` in the workout's list (0-based), `number` of the set (1-based)."""

    place: int
    number: int
    prescribed: Prescribed

    @property
    def left(self) -> int:
        """Sets of this exercise still to come, this one included."""
        return self.prescribed.sets - self.number + 1


def working_sets(workout: Workout, place: int) -> tuple[LiftSet, ...]:
    """The sets that count for the prescription: no warm-ups, no drop sets."""
    return tuple(s for s in workout.sets_of(place) if s.kind == "normal")


def turn_order(workout: Workout) -> tuple[int, ...]:
    """The places of the planned exercises in the order they are done today."""
    planned = [place for place, p in enumerate(workout.exercises) if p.slot != EXTRA]
    first = [place for place in workout.order if place in planned]
    return (*first, *(place for place in planned if place not in first))


def is_done(workout: Workout, place: int) -> bool:
    """Whether all prescribed sets of the exercise have been reported."""
    return len(working_sets(workout, place)) >= workout.exercises[place].sets


def standing(workout: Workout) -> Standing | None:
    """The set to ask for next, None when nothing is left to do."""
    for place in turn_order(workout):
        if place not in workout.skipped and not is_done(workout, place):
            taken = {s.number for s in working_sets(workout, place)}
            number = next(n for n in range(1, len(taken) + 2) if n not in taken)
            return Standing(place, number, workout.exercises[place])
    return None
