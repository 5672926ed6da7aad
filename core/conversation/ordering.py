"""The order of today's exercises, and a set more of one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.athlete import Talk
from core.coaching.loads import label
from core.conversation import lifting
from core.conversation.standing import EXTRA, place_of, standing, turn_order, working_sets
from core.message import Line
from core.values import replace

if TYPE_CHECKING:
    from core.conversation.scene import Scene
    from core.reading.meaning import Command
    from core.session import Workout
    from core.turn import Turn

MOST_SETS: Final = 20  # product.md: the cap of an exercise
HEAVIEST: Final = {"kg": 700.0, "lb": 1543.0}  # product.md: 700 kg


def first(scene: Scene, command: Command) -> Turn:
    """«row first», «do the push-ups next»."""
    workout = scene.workout
    place = _place(scene, command.exercise)
    if workout is None or place is None:
        return lifting.reminder(scene, Line("order.which"))
    left = _left(workout)
    if place not in left and place not in workout.skipped:
        return lifting.reminder(scene, Line("order.done", {"exercise": scene.short(workout.exercises[place].slug)}))
    order = _reordered(workout, (place, *(p for p in left if p != place)))
    skipped = tuple(p for p in workout.skipped if p != place)
    return _kept(scene, replace(workout, order=order, skipped=skipped), "order.first", place)


def last(scene: Scene, command: Command) -> Turn:
    """«squat later», «later»: to the end of today's order."""
    workout = scene.workout
    here = standing(workout) if workout else None
    place = _place(scene, command.exercise) if command.exercise else here.place if here else None
    if workout is None or place is None:
        return lifting.reminder(scene, Line("order.which"))
    left = _left(workout)
    if place not in left:
        return lifting.reminder(scene, Line("order.done", {"exercise": scene.short(workout.exercises[place].slug)}))
    if left == (place,):
        return lifting.reminder(scene, Line("order.only", {"exercise": scene.short(workout.exercises[place].slug)}))
    order = _reordered(workout, (*(p for p in left if p != place), place))
    return _kept(scene, replace(workout, order=order), "order.last", place)


def add_set(scene: Scene, command: Command) -> Turn:
    """«+1 set»: one set more of the exercise that is on, or of the one that is named."""
    workout = scene.workout
    place = _place(scene, command.exercise)
    if workout is None or place is None:
        return lifting.reminder(scene, Line("order.which"))
    entry = workout.exercises[place]
    name = scene.short(entry.slug)
    sets = max(entry.sets, len(working_sets(workout, place))) + 1
    if entry.slot == EXTRA or sets > MOST_SETS:
        return lifting.reminder(scene, Line("order.enough", {"exercise": name}))
    exercises = tuple(replace(e, sets=sets) if p == place else e for p, e in enumerate(workout.exercises))
    skipped = tuple(p for p in workout.skipped if p != place)
    workout = replace(workout, exercises=exercises, skipped=skipped)
    scene = scene.with_athlete(replace(scene.athlete, workout=workout, talk=Talk()))
    return lifting.reminder(scene, Line("order.set_more", {"exercise": name, "sets": sets}))


def with_load(scene: Scene, command: Command) -> Turn:
    """«use 10 kg»: the sets that are still to come of the exercise that is on, with another load; loads are never converted."""
    workout = scene.workout
    here = standing(workout) if workout else None
    exercise = scene.library.exercises.get(here.prescribed.slug) if here else None
    if workout is None or here is None or exercise is None:
        return lifting.reminder(scene, Line("order.which"))
    load, unit = command.rest.split(" ")
    name = {"exercise": scene.short(exercise.slug)}
    known = here.prescribed.unit == unit == scene.athlete.profile.unit
    if not known or float(load) > HEAVIEST[unit]:
        return lifting.reminder(scene, Line("order.no_load", name))
    changed = replace(here.prescribed, load=float(load), load_label=label(exercise, float(load), scene.athlete.profile))
    exercises = tuple(changed if p == here.place else e for p, e in enumerate(workout.exercises))
    workout = replace(workout, exercises=exercises)
    scene = scene.with_athlete(replace(scene.athlete, workout=workout, talk=Talk()))
    return lifting.reminder(scene, Line("order.load", {**name, "load": changed.load_label}))


def _place(scene: Scene, slug: str | None) -> int | None:
    workout = scene.workout
    return place_of(workout, slug, scene.library) if workout is not None and slug is not None else None


def _left(workout: Workout) -> tuple[int, ...]:
    """What is still to be done, in today's order."""
    return tuple(
        place
        for place in turn_order(workout)
        if place not in workout.skipped and len(working_sets(workout, place)) < workout.exercises[place].sets
    )


def _reordered(workout: Workout, left: tuple[int, ...]) -> tuple[int, ...]:
    """What is over keeps its place in front; then what is left, in this order."""
    return (*(place for place in turn_order(workout) if place not in left), *left)


def _kept(scene: Scene, workout: Workout, line: str, place: int) -> Turn:
    scene = scene.with_athlete(replace(scene.athlete, workout=workout, talk=Talk()))
    name = scene.short(workout.exercises[place].slug)
    return lifting.reminder(scene, Line(line, {"exercise": name}), card=True)
