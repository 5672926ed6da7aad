"""How sets, loads and prescriptions are put into lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.message import Line, Spaced

if TYPE_CHECKING:
    from collections.abc import Iterable

    from core.conversation.scene import Scene
    from core.plan import Prescribed
    from core.session import LiftSet, Workout


def amount(scene: Scene, prescribed: Prescribed) -> Line:
    """«6 reps @ 8 kg each hand», «6 reps each side», «30 s»."""
    exercise = scene.library.exercises.get(prescribed.slug)
    if exercise and exercise.held:
        return Line("amount.hold.side" if prescribed.per_side else "amount.hold", {"seconds": prescribed.reps})
    blanks = {"reps": prescribed.reps, "load": prescribed.load_label}
    kind = "amount.side" if prescribed.per_side else "amount.reps"
    return Line(kind if prescribed.load is None else f"{kind}.load", blanks)


def load_words(scene: Scene, slug: str, lift: LiftSet) -> Line | None:
    """«8 kg», «light band», or None for body weight; a band by the name that it had then."""
    load, unit = lift.load, lift.unit
    if lift.band is not None:
        return Line("load.band", {"band": lift.band})
    if load is None:
        return None
    exercise = scene.library.exercises.get(slug)
    if exercise and exercise.load_type == "band":
        bands = scene.athlete.profile.equipment.bands
        name = bands[int(load)] if 0 <= int(load) < len(bands) else str(int(load) + 1)
        return Line("load.band", {"band": name})
    return Line("load.weight", {"load": _plain(load), "unit": unit})


def set_words(lift: LiftSet) -> Line:
    """«6», «left 6 right 5», «45 s», «not done»."""
    if lift.outcome == "not_done" and not lift.reps:
        return Line("set.not_done")
    if lift.seconds is not None:
        return Line("set.seconds", {"seconds": lift.seconds})
    if lift.left is not None and lift.right is not None and lift.left != lift.right:
        return Line("set.sides", {"left": lift.left, "right": lift.right})
    return Line("set.reps", {"reps": lift.reps or 0})


def sets_words(scene: Scene, slug: str, sets: Iterable[LiftSet]) -> Line:
    """«6 6 5 @ 8 kg»: runs of one load together, each load once."""
    runs: list[list[LiftSet]] = []
    for lift in sets:
        if runs and _carried(runs[-1][-1]) == _carried(lift):
            runs[-1].append(lift)
        else:
            runs.append([lift])
    return Line("sets.runs", {"runs": tuple(_run(scene, slug, run) for run in runs)})


def _carried(lift: LiftSet) -> tuple[float | None, str, str | None]:
    return (lift.load, lift.unit, lift.band)


def _run(scene: Scene, slug: str, sets: list[LiftSet]) -> Line:
    told = Spaced(tuple(set_words(lift) for lift in sets))
    carried = load_words(scene, slug, sets[0])
    return Line("sets.at", {"sets": told, "load": carried}) if carried else Line("sets.alone", {"sets": told})


def _plain(load: float) -> float:
    return int(load) if float(load).is_integer() else load


def listed(scene: Scene, workout: Workout, lifts: list[LiftSet]) -> tuple[Line, ...]:
    """«squat 6 6 @ 8 kg, press 5»: sets by exercise."""
    told = []
    for place in dict.fromkeys(lift.exercise for lift in lifts):
        slug = workout.exercises[place].slug
        sets = sets_words(scene, slug, [lift for lift in lifts if lift.exercise == place])
        told.append(Line("confirm.exercise", {"exercise": scene.short(slug), "sets": sets}))
    return tuple(told)
