"""Everything about a person, for them: JSON complete and versioned, and a CSV in Hevy's columns."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import asdict, is_dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from bot.cells import defused
from core.bringing import told_start
from core.conversation.standing import EXTRA

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from core.athlete import Athlete
    from core.content import Library
    from core.session import LiftSet, Workout

VERSION: Final = 1
KG_PER_LB: Final = 1 / 2.20462  # rules.md 3.3: 1 kg = 2.20462 lb

COLUMNS: Final = (
    "title",
    "start_time",
    "end_time",
    "description",
    "exercise_title",
    "superset_id",
    "exercise_notes",
    "set_index",
    "set_type",
    "weight_kg",
    "reps",
    "distance_km",
    "duration_seconds",
    "rpe",
    "side",
    "band",
    "target_reps",
)


# --- JSON -------------------------------------------------------------------------------------------------------------------
def as_json(who: str, athlete: Athlete, workouts: Sequence[Workout]) -> str:
    """One object: the version of its shape, the person, and every workout with every set. Ends with a line break.

    What only counts within a chat stays there: the open question, what undo would take back, the names of messages.
    """
    person = {
        "since": athlete.since,
        "profile": athlete.profile,
        "habits": athlete.habits,
        "answered": sorted(athlete.answered),
        "health_screen_on": athlete.health_on,
        "paused": athlete.paused,
        "paused_until": athlete.paused_until,
        "nudging": athlete.nudging,
        "for_now": athlete.for_now,
    }
    whole = {
        "ironstride": VERSION,
        "who": who,
        "identities": list(athlete.past.identities),
        "athlete": person,
        "workouts": [_workout(workout) for workout in workouts],
    }
    return json.dumps(whole, default=_plain, ensure_ascii=False, indent=1) + "\n"


def _workout(workout: Workout) -> dict[str, Any]:
    whole = asdict(workout)
    for lift in whole["sets"]:
        del lift["message"]
    return whole


def _plain(value: object) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, frozenset | set):
        return sorted(value)
    return dict(value)  # type: ignore[call-overload]  # the mappings of a profile are all that is left


# --- CSV --------------------------------------------------------------------------------------------------------------------
def as_csv(athlete: Athlete, workouts: Iterable[Workout], library: Library) -> str:
    """A row a set; one-sided sets that differ have a row for each side. Weights are in kilograms, as Hevy has them."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(COLUMNS)
    for workout in workouts:
        for place, exercise in enumerate(workout.exercises):
            for index, lift in enumerate(workout.sets_of(place)):
                for side, reps in _sides(lift):
                    title = (
                        library.exercises[exercise.slug].name if exercise.slug in library.exercises else exercise.slug
                    )
                    rows.writerow(
                        _defused(
                            (
                                f"Ironstride {workout.prescription.phase or 'extra'}",
                                told_start(workout, athlete.habits.zone).isoformat(),
                                told_end(workout, athlete.habits.zone).isoformat(),
                                workout.closed or "open",
                                title,
                                "",
                                lift.note,
                                index,
                                {"warmup": "warmup", "drop": "dropset"}.get(lift.kind, "normal"),
                                _kilograms(lift, library, exercise.slug),
                                reps,
                                "",
                                lift.seconds,
                                None if lift.rir is None else 10 - lift.rir,
                                side,
                                _band(lift, athlete, library, exercise.slug),
                                None if exercise.slot == EXTRA else exercise.reps,
                            )
                        )
                    )
    return out.getvalue()


def told_end(workout: Workout, zone: str | None) -> datetime:
    """When it ended, as long after the start as it did."""
    start = told_start(workout, zone)
    ended = workout.ended or max((lift.at for lift in workout.sets), default=workout.started)
    return start + (ended - workout.started)


def _sides(lift: LiftSet) -> Iterator[tuple[str, int | None]]:
    reps = 0 if lift.outcome == "not_done" and lift.reps is None and lift.seconds is None else lift.reps
    if lift.left is None or lift.right is None:
        yield "", reps
    elif lift.left == lift.right:
        yield "both", lift.reps
    else:
        yield "left", lift.left
        yield "right", lift.right


def _is_band(library: Library, slug: str) -> bool:
    exercise = library.exercises.get(slug)
    return exercise is not None and exercise.load_type == "band"


def _kilograms(lift: LiftSet, library: Library, slug: str) -> float | None:
    if lift.load is None or _is_band(library, slug):
        return None
    return lift.load if lift.unit == "kg" else round(lift.load * KG_PER_LB, 5)


def _band(lift: LiftSet, athlete: Athlete, library: Library, slug: str) -> str:
    bands = athlete.profile.equipment.bands
    if lift.band is not None:
        return lift.band
    if lift.load is None or not _is_band(library, slug):
        return ""
    place = int(lift.load)
    return bands[place] if place < len(bands) else str(place + 1)


def _defused(cells: Iterable[object]) -> list[object]:
    return [defused(cell) if isinstance(cell, str) else cell for cell in cells]
