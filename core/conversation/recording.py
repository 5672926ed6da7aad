"""Reported sets → what is kept: each entry finds its exercise and number, and nothing is guessed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.conversation.standing import EXTRA, standing, turn_order, working_sets
from core.history import labelled
from core.plan import Prescribed
from core.session import LiftSet
from core.turn import Fact, Said
from core.values import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from core.conversation.scene import Scene
    from core.reading.meaning import Entry
    from core.session import Outcome, Workout

RIR_KNOWN_TO = 5  # rules.md 1: sets that end with more than 5 in reserve are recorded as 5


@dataclass(frozen=True, slots=True)
class Recorded:
    """The workout with the new sets, and which they are, by exercise in the order of the message."""

    workout: Workout
    sets: tuple[LiftSet, ...]

    @property
    def places(self) -> tuple[int, ...]:
        """The exercises that got sets, in order, each once."""
        return tuple(dict.fromkeys(lift.exercise for lift in self.sets))

    def of(self, place: int) -> tuple[LiftSet, ...]:
        """The new sets of one exercise."""
        return tuple(lift for lift in self.sets if lift.exercise == place)


def recorded(scene: Scene, workout: Workout, entries: Sequence[Entry]) -> Recorded:
    """The workout with these entries as sets. Entries without a name belong to the exercise that is asked for."""
    kept: list[LiftSet] = []
    here = standing(workout)
    current = here.place if here else None
    for entry in entries:
        workout, place = _place(scene, workout, entry, current)
        lift = lift_set(scene, workout, place, entry)
        workout = workout.with_sets(lift)
        if place in workout.skipped:
            workout = replace(workout, skipped=tuple(p for p in workout.skipped if p != place))
        kept.append(lift)
    return Recorded(workout, tuple(kept))


def _place(scene: Scene, workout: Workout, entry: Entry, current: int | None) -> tuple[Workout, int]:
    if entry.exercise is None and current is not None:
        return workout, current
    slug = entry.exercise or workout.exercises[-1].slug
    for place in (*turn_order(workout), *range(len(workout.exercises))):
        if workout.exercises[place].slug == slug:
            return workout, place
    exercise = scene.library.exercises.get(slug)
    extra = Prescribed(
        slot=EXTRA,
        slug=slug,
        sets=0,
        reps=0,
        per_side=exercise.one_sided if exercise else False,
        load=None,
        load_label="",
        tempo="",
        rest_s=0,
        rir=0,
        code="",
    )
    return replace(workout, exercises=(*workout.exercises, extra)), len(workout.exercises)


def next_number(workout: Workout, place: int, kind: str = "normal") -> int:
    """The first free number: working sets count 1, 2, 3 …; warm-up and drop sets 101, 102 …, so that they never fill a prescribed one."""
    taken = {lift.number for lift in workout.sets_of(place)}
    return next(n for n in range(1 if kind == "normal" else 101, 1000) if n not in taken)


def lift_set(scene: Scene, workout: Workout, place: int, entry: Entry, number: int | None = None) -> LiftSet:
    """The set that an entry stands for; what the entry leaves out is as prescribed."""
    prescribed = workout.exercises[place]
    exercise = scene.library.exercises.get(prescribed.slug)
    held = bool(exercise and exercise.held)
    kind = "warmup" if entry.warmup else "drop" if entry.drop else "normal"
    seconds = entry.seconds if entry.seconds is not None else entry.reps if held else None
    reps = None if seconds is not None else entry.reps
    one_sided = prescribed.per_side and reps is not None
    left = entry.left if entry.left is not None else reps if one_sided else None
    right = entry.right if entry.right is not None else reps if one_sided else None
    load, unit = _load(scene, prescribed, entry)
    return LiftSet(
        exercise=place,
        number=number or next_number(workout, place, kind),
        at=scene.incoming.at,
        reps=reps,
        left=left,
        right=right,
        seconds=seconds,
        load=load,
        unit=unit,
        rir=_rir(entry),
        outcome=outcome(prescribed, reps if reps is not None else seconds, kind),
        kind=kind,  # type: ignore[arg-type]  # one of the three above
        note=_note(scene, entry),
        message=message_name(scene),
        band=_called(scene, prescribed, entry, load),
    )


def _note(scene: Scene, entry: Entry) -> str:
    strange = f"{entry.band} band" if entry.band is not None and _band(scene, entry.band) is None else ""
    return ", ".join(part for part in (strange, entry.note or "") if part)


def _load(scene: Scene, prescribed: Prescribed, entry: Entry) -> tuple[float | None, str]:
    unit = prescribed.unit or scene.athlete.profile.unit  # a change of unit does not rewrite a workout that is going on
    if entry.band is not None:
        return _band(scene, entry.band), unit
    if entry.load is not None:
        return entry.load, entry.unit or unit
    if entry.bodyweight:
        return None, unit
    return prescribed.load, unit


def _called(scene: Scene, prescribed: Prescribed, entry: Entry, load: float | None) -> str | None:
    """What the band is called with which the set was done; None for other loads."""
    exercise = scene.library.exercises.get(prescribed.slug)
    if load is None or exercise is None or exercise.load_type != "band":
        return None
    if entry.band is None and load == prescribed.load and (planned := labelled(prescribed.load_label)) is not None:
        return planned  # on a trip it may be none of those at home
    bands = scene.athlete.profile.equipment.bands
    return bands[int(load)] if 0 <= load < len(bands) else None


def _band(scene: Scene, told: str) -> float | None:
    """The band's place in the person's list; None for one that is not theirs: its name stays with the set as a note."""
    names = [band.casefold() for band in scene.athlete.profile.equipment.bands]
    word = told.casefold().removesuffix("band").strip()
    return float(names.index(word)) if word in names else None


def _rir(entry: Entry) -> int | None:
    if entry.rir is not None:
        return min(entry.rir, RIR_KNOWN_TO)
    if entry.rpe is not None:  # rules.md E14: RIR = 10 - RPE
        return max(0, min(int(10 - entry.rpe), RIR_KNOWN_TO))
    return None


def outcome(prescribed: Prescribed, did: int | None, kind: str = "normal") -> Outcome:
    """`hit` when the prescribed number was reached (extra work and warm-ups always are), `short` below it, `not_done` at zero."""
    if did == 0:
        return "not_done"
    if did is None:
        return "unknown"
    return "hit" if kind != "normal" or did >= prescribed.reps else "short"


def as_planned(workout: Workout, places: Iterable[int]) -> Iterator[tuple[int, int]]:
    """(place, how many sets) still to come for each of these exercises."""
    for place in places:
        missing = workout.exercises[place].sets - len(working_sets(workout, place))
        if missing > 0:
            yield place, missing


def message_name(scene: Scene) -> str | None:
    """The message that reported it, so that an edit finds its sets."""
    act = scene.incoming.act
    return act.message if isinstance(act, Said) else None


def set_fact(scene: Scene, workout: Workout, lift: LiftSet, name: str = "set") -> Fact:
    """The fact of interfaces.md for a set."""
    del scene
    return Fact(
        name,
        {
            "exercise": workout.exercises[lift.exercise].slug,
            "set": lift.number,
            "reps": lift.reps,
            "left": lift.left,
            "right": lift.right,
            "seconds": lift.seconds,
            "load": lift.load,
            "unit": lift.unit,
            "rir": lift.rir,
            "outcome": lift.outcome,
        },
    )
