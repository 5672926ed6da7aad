"""A workout that is going on, reshaped for what changed: fewer minutes, other equipment. What was done stays as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.athlete import Talk
from core.coaching.elsewhere import elsewhere
from core.coaching.minutes import cut_to, estimated_minutes
from core.conversation import finishing, lifting, prescribing
from core.conversation.standing import standing, turn_order, working_sets
from core.conversation.words import amount
from core.message import Line
from core.values import replace

if TYPE_CHECKING:
    from core.athlete import Equipment
    from core.conversation.scene import Scene
    from core.plan import Prescribed
    from core.session import Workout
    from core.turn import Turn


def _to_come(workout: Workout) -> tuple[tuple[int, Prescribed, int], ...]:
    """(place, exercise, sets done) of what is still to be done, in today's order."""
    return tuple(
        (place, workout.exercises[place], done)
        for place in turn_order(workout)
        if place not in workout.skipped and (done := len(working_sets(workout, place))) < workout.exercises[place].sets
    )


def left_words(scene: Scene, workout: Workout) -> tuple[Line, ...]:
    """What is still to come, and about how long it takes."""
    open_ = [replace(entry, sets=entry.sets - done) for _, entry, done in _to_come(workout)]
    if not open_:
        return ()
    phase = scene.library.phases[workout.prescription.phase or "P1"]
    minutes = max(
        1, estimated_minutes(open_, phase, scene.library) - phase.warm_up_s // 60
    )  # the warm-up is behind them
    names = tuple(scene.short(entry.slug) for entry in open_)
    return (Line("today.left", {"exercises": names, "minutes": minutes, "n": len(open_)}),)


def in_minutes(scene: Scene, minutes: int) -> Turn:
    """What is left, cut to the minutes that are left: fewer sets from the last exercise back, then fewer exercises."""
    workout = scene.workout
    assert workout is not None  # noqa: S101  the caller knows that a workout is going on
    left = _to_come(workout)
    phase = scene.library.phases[workout.prescription.phase or "P1"]
    open_ = [replace(entry, sets=entry.sets - done) for _, entry, done in left]
    kept = cut_to(open_, minutes + phase.warm_up_s // 60, phase, scene.library)  # the warm-up is behind them
    exercises, skipped = list(workout.exercises), list(workout.skipped)
    for (place, entry, done), now in zip(left, kept, strict=False):
        exercises[place] = replace(entry, sets=done + now.sets)
    dropped = [place for place, _, _ in left[len(kept) :]]
    changed = replace(workout, exercises=tuple(exercises), skipped=(*skipped, *dropped))
    if changed == workout:
        return lifting.reminder(scene, Line("minutes.enough", {"minutes": minutes}))
    names = tuple(scene.short(entry.slug) for entry in kept)
    return _on(scene, changed, Line("minutes.rest", {"minutes": minutes, "exercises": names}))


def in_part(scene: Scene, part: str, words: tuple[Line, ...]) -> Turn:
    """What is left, without the other parts of the body; they come first the next time."""
    workout = scene.workout
    assert workout is not None  # noqa: S101  the caller knows that a workout is going on
    left = _to_come(workout)
    dropped = [place for place, entry, _ in left if not prescribing.is_of(entry.slug, part, scene.library)]
    kept = tuple(scene.short(entry.slug) for place, entry, _ in left if place not in dropped)
    if not kept:
        return lifting.reminder(scene, Line("part.none_left", {"part": words}))
    changed = replace(workout, skipped=(*workout.skipped, *dropped))
    return _on(scene, changed, Line("part.rest", {"part": words, "exercises": kept}))


def on_equipment(scene: Scene, there: Equipment, said: Line) -> Turn:
    """What is left, with the equipment that is at hand."""
    workout = scene.workout
    assert workout is not None  # noqa: S101  the caller knows that a workout is going on
    left = _to_come(workout)
    taken = frozenset(entry.slug for entry in workout.exercises)
    now = elsewhere([entry for _, entry, _ in left], scene.athlete.profile, there, scene.library, taken)
    lines = [said]
    exercises, skipped, order = list(workout.exercises), list(workout.skipped), list(turn_order(workout))
    for (place, entry, done), other in zip(left, now, strict=True):
        if other == entry:
            continue
        if other is None or done:
            skipped.append(place)
        if other is None:
            lines.append(Line("equipment.out", {"exercise": scene.short(entry.slug)}))
            continue
        new = replace(other, sets=entry.sets - done)
        if done:  # its sets stay where they are; the rest goes on as an exercise of its own
            exercises.append(new)
            order[order.index(place)] = len(exercises) - 1
        else:
            exercises[place] = new
        lines.append(_change(scene, entry, new))
    changed = replace(workout, exercises=tuple(exercises), skipped=tuple(skipped), order=tuple(order))
    if len(lines) == 1:
        lines.append(Line("equipment.fits"))
    return _on(scene, changed, *lines)


def _change(scene: Scene, old: Prescribed, new: Prescribed) -> Line:
    told = {"sets": new.sets, "amount": amount(scene, new)}
    if old.slug == new.slug:
        return Line("equipment.load", {"exercise": scene.short(old.slug), **told})
    return Line("equipment.instead", {"old": scene.short(old.slug), "new": scene.short(new.slug), **told})


def _on(scene: Scene, workout: Workout, *lines: Line) -> Turn:
    scene = scene.with_athlete(replace(scene.athlete, workout=workout, talk=Talk()))
    if standing(workout) is None:
        return finishing.finished(scene, lines)
    return lifting.reminder(scene, *lines, card=True)
