"""Corrections: «actually set two was 9», an edited message."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.athlete import Talk
from core.conversation import asking, health, lifting, taking_back
from core.conversation.recording import lift_set, set_fact
from core.conversation.words import listed, sets_words
from core.message import Line, Say
from core.reading import read
from core.reading.meaning import Pain, Sets, Unclear
from core.turn import Edited, Turn
from core.values import replace

if TYPE_CHECKING:
    from core.conversation.scene import Scene
    from core.reading.meaning import Correction
    from core.session import LiftSet, Workout


def corrected(scene: Scene, reading: Correction) -> Turn:
    """A set was different: the one named, else the last one reported."""
    # «delete set 2», «delete the last squat set»
    removes = reading.undo and (reading.number is not None or reading.exercise is not None)
    if not removes and (reading.undo or reading.entry is None):
        return taking_back.undo(scene, reading.times)
    workout = scene.athlete.workout
    lift = _meant(workout, reading) if workout else None
    if workout is None or lift is None:
        return lifting.reminder(scene, Line("correct.which"))
    if removes or reading.entry is None:
        return _removed(scene, workout, lift)
    told = replace(reading.entry, load=reading.entry.load if reading.entry.load is not None else None)
    fixed = lift_set(scene, workout, lift.exercise, told, number=lift.number)
    if reading.entry.load is None:
        fixed = replace(fixed, load=lift.load, unit=lift.unit)
    if reading.entry.reps is None and reading.entry.seconds is None:
        fixed = replace(
            fixed, reps=lift.reps, left=lift.left, right=lift.right, seconds=lift.seconds, outcome=lift.outcome
        )
    fixed = replace(fixed, rir=fixed.rir if fixed.rir is not None else lift.rir, at=lift.at, message=lift.message)
    workout = workout.with_sets(fixed)
    scene = scene.with_athlete(replace(scene.athlete, workout=workout))
    line = Line("correct.done", _told(scene, workout, fixed))
    turn = lifting.reminder(scene, line)
    return replace(turn, facts=(set_fact(scene, workout, fixed, "set_corrected"),))


def _removed(scene: Scene, workout: Workout, lift: LiftSet) -> Turn:
    """One set is taken out; its place is asked for again."""
    left = workout.without(lift.key)
    turn = lifting.reminder(
        scene.with_athlete(replace(scene.athlete, workout=left, talk=Talk())),
        Line("undo.sets_gone", {"sets": listed(scene, workout, [lift])}),
    )
    return replace(turn, facts=(set_fact(scene, workout, lift, "set_removed"), *turn.facts))


def _told(scene: Scene, workout: Workout, lift: LiftSet) -> dict[str, object]:
    slug = workout.exercises[lift.exercise].slug
    return {"exercise": scene.short(slug), "n": lift.number, "sets": sets_words(scene, slug, (lift,))}


def _meant(workout: Workout, reading: Correction) -> LiftSet | None:
    """The set that a correction is about; None when it names one that was not reported."""
    if not workout.sets:
        return None
    latest = max(workout.sets, key=lambda lift: (lift.at, lift.exercise, lift.number))
    place = latest.exercise
    if reading.exercise is not None:
        named = [p for p, e in enumerate(workout.exercises) if e.slug == reading.exercise]
        if not named:
            return None
        place = named[0]
    sets = {lift.number: lift for lift in workout.sets_of(place)}
    if not sets:
        return None
    return sets.get(reading.number if reading.number is not None else max(sets))


# --- edited messages ------------------------------------------------------------------------------------------------------
def edited(scene: Scene, act: Edited) -> Turn:
    """A message was changed: its sets are read again in the place where they were reported. A red flag is heard in any edit."""
    now = read(act.text, scene.context())
    if isinstance(now, Pain) and now.red_flag is not None:
        return health.red_flag(scene, now.red_flag)
    if isinstance(now, Unclear) and now.limit == "length":
        return lifting.reminder(scene, Line("edit.too_long"))
    workout = scene.athlete.workout
    if workout is None or not any(lift.message == act.message for lift in workout.sets):
        workout = scene.athlete.past.reported_by(act.message)
    if workout is None:
        return scene.turn(Say((Line("edit.nothing"),)))
    old = [lift for lift in workout.sets if lift.message == act.message]
    then = _then(workout, old[0])
    reading = read(act.text, scene.with_athlete(replace(scene.athlete, workout=then, talk=Talk())).context())
    if isinstance(reading, Sets):
        reading = replace(reading, entries=(*reading.entries, *lifting.rest_as_planned(then, reading)))
    if not isinstance(reading, Sets) or not reading.entries or any(not e.known for e in reading.entries):
        return lifting.reminder(scene, Line("edit.unclear", {"text": asking.quoted(act.text)}))
    return _replaced(scene, workout, old, reading, act)


def _then(workout: Workout, first: LiftSet) -> Workout:
    """The workout as it was when the message came: without its sets, its exercise the one asked for."""
    then = replace(workout.without(*(s.key for s in workout.sets if s.message == first.message)), closed=None)
    order = (first.exercise, *(p for p in then.order if p != first.exercise))
    return replace(then, order=order, skipped=tuple(p for p in then.skipped if p != first.exercise))


def _replaced(scene: Scene, workout: Workout, old: list[LiftSet], reading: Sets, act: Edited) -> Turn:
    rest = workout.without(*(lift.key for lift in old))
    numbers = [lift.number for lift in old if lift.exercise == old[0].exercise]
    new: list[LiftSet] = []
    for place_in_message, entry in enumerate(reading.entries):
        place = old[0].exercise
        if entry.exercise is not None:
            named = [p for p, e in enumerate(workout.exercises) if e.slug == entry.exercise]
            if not named:
                return scene.turn(Say((Line("edit.unclear", {"text": asking.quoted(act.text)}),)))
            place = named[0]
        number = numbers[place_in_message] if place == old[0].exercise and place_in_message < len(numbers) else None
        lift = replace(lift_set(scene, rest, place, entry, number=number), message=act.message, at=old[0].at)
        was = next((o for o in old if o.key == lift.key), None)
        if was is not None and lift.rir is None:
            lift = replace(lift, rir=was.rir)
        rest = rest.with_sets(lift)
        new.append(lift)
    return _kept(scene, workout, rest, old, new)


def _kept(scene: Scene, was: Workout, now: Workout, old: list[LiftSet], new: list[LiftSet]) -> Turn:
    before = {lift.key: lift for lift in old}
    facts = [
        set_fact(scene, now, s, "set_corrected" if s.key in before else "set") for s in new if before.get(s.key) != s
    ]
    gone = [s for s in old if s.key not in {n.key for n in new}]
    facts += [set_fact(scene, was, s, "set_removed") for s in gone]
    lines = [Line("edit.done", {"sets": listed(scene, now, new)})]
    if gone:
        lines.append(Line("edit.gone", {"sets": listed(scene, was, gone)}))
    latest = scene.athlete.workout
    if latest is None or latest.number != now.number:
        turn = Turn(scene.athlete, says=(Say(tuple(lines)),), also=(now,))
    else:
        turn = lifting.reminder(scene.with_athlete(replace(scene.athlete, workout=now)), *lines)
    return replace(turn, facts=(*facts, *turn.facts))
