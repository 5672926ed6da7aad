"""Where a workout stands: which set is asked for now. Derived from the sets that are stored, never remembered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.values import quick

if TYPE_CHECKING:
    from core.content import Library
    from core.plan import Prescribed
    from core.session import LiftSet, Workout

EXTRA = "extra"


@quick
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


def _taken(workout: Workout) -> dict[int, set[int]]:
    """The numbers of the working sets by exercise."""
    taken: dict[int, set[int]] = {}
    for lift in workout.sets:
        if lift.kind == "normal":
            taken.setdefault(lift.exercise, set()).add(lift.number)
    return taken


def turn_order(workout: Workout) -> tuple[int, ...]:
    """The places of the planned exercises in the order they are done today."""
    planned = [place for place, p in enumerate(workout.exercises) if p.slot != EXTRA]
    if not workout.order:
        return tuple(planned)
    first = [place for place in workout.order if place in planned]
    return (*first, *(place for place in planned if place not in first))


def place_of(workout: Workout, slug: str, library: Library) -> int | None:
    """The place of that exercise, else of the one of its pattern that is on today: who skips «the push-ups» means those of today.

    What is still to be done comes before what is done. None when nothing of the kind is on.
    """
    known = library.exercises
    planned = turn_order(workout)
    named = next((place for place in planned if workout.exercises[place].slug == slug), None)
    if named is not None or slug not in known:
        return named
    alike = [
        place
        for place in planned
        if (entry := known.get(workout.exercises[place].slug)) is not None and entry.pattern == known[slug].pattern
    ]
    return next((p for p in alike if p not in workout.skipped and not is_done(workout, p)), next(iter(alike), None))


def is_done(workout: Workout, place: int) -> bool:
    """Whether all prescribed sets of the exercise have been reported."""
    done = sum(s.exercise == place and s.kind == "normal" for s in workout.sets)
    return done >= workout.exercises[place].sets


_latest: tuple[Workout | None, Standing | None] = (None, None)


def standing(workout: Workout) -> Standing | None:
    """The set to ask for next, None when nothing is left to do."""
    global _latest  # noqa: PLW0603  a turn asks four times in a row where the very same workout stands
    asked, found = _latest
    if asked is not workout:
        found = _standing(workout)
        _latest = (workout, found)
    return found


def _standing(workout: Workout) -> Standing | None:
    taken = _taken(workout)
    for place in turn_order(workout):
        numbers = taken.get(place, ())
        if place not in workout.skipped and len(numbers) < workout.exercises[place].sets:
            number = next(n for n in range(1, len(numbers) + 2) if n not in numbers)
            return Standing(place, number, workout.exercises[place])
    return None
