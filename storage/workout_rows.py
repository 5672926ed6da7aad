"""Workouts and sets as rows of their tables, and back."""

from __future__ import annotations

import json
from datetime import date
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final

from core.history import EXTRA, history_entry, session_log, was_lifted
from core.plan import Prescribed, Prescription
from core.session import ExerciseLog, LiftSet, SessionLog, Workout
from storage.values import compact, instant, micros, storable, text_of, value_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storage.link import Params, Row

# Positions in the JSON of workouts. Fields are only ever appended: what is stored counts on their order.
PRESCRIBED: Final = (
    "slot", "slug", "sets", "reps", "per_side", "load", "load_label", "tempo", "rest_s", "rir", "code",
)  # fmt: skip
WORKOUT_COLUMNS: Final = (
    "number", "date", "started", "ended", "closed", "head", "prescribed", "exercises", "skipped", "ordered", "pain", "fatigue",
)  # fmt: skip
SET_COLUMNS: Final = (
    "place", "exercise", "number", "at", "reps", "left", "right", "seconds", "load", "unit", "rir", "outcome", "kind", "note",
    "message", "band",
)  # fmt: skip
HISTORY_COLUMNS: Final = ("number", "date", "head", "exercises", "pain", "fatigue", "log")
HEAD: Final = ("type", "phase", "template", "week", "date", "placement", "minutes", "codes")
_PRESCRIBED_FIELDS = attrgetter(*PRESCRIBED)


# --- sets -----------------------------------------------------------------------------------------------------------
def set_of(row: Sequence[Any]) -> LiftSet:
    """The set of a row of the statement `sets`."""
    _, exercise, number, at, *rest = row
    return LiftSet(exercise, number, instant(at), *rest)


def set_as_stored(params: Params) -> LiftSet:
    """The set that these parameters of `keep_set` will be read as."""
    return set_of([params[name] for name in SET_COLUMNS])


def set_row(athlete_id: int, workout: int, place: int, lift: LiftSet) -> Params:
    """The parameters of `keep_set`; `place` counts the sets in the order in which they were reported."""
    return {
        "athlete_id": athlete_id,
        "workout": workout,
        "exercise": lift.exercise,
        "number": lift.number,
        "place": place,
        "at": micros(lift.at),
        "reps": lift.reps,
        "left": lift.left,
        "right": lift.right,
        "seconds": lift.seconds,
        "load": None if lift.load is None else float(lift.load),
        "unit": lift.unit,
        "rir": lift.rir,
        "outcome": lift.outcome,
        "kind": lift.kind,
        "note": storable(lift.note),
        "message": None if lift.message is None else storable(lift.message),
        "band": None if lift.band is None else storable(lift.band),
    }


# --- workouts -------------------------------------------------------------------------------------------------------
def workout_of(row: Row, sets: Sequence[LiftSet]) -> Workout:
    """The workout of a row of the statement `workout`."""
    (number, day, started, ended, closed, head, prescribed, exercises, skipped, ordered, pain, fatigue) = row
    now = _exercises(exercises)
    return Workout(
        number=number,
        started=instant(started),
        date=date.fromisoformat(day),
        prescription=_prescription(head, exercises if prescribed is None else prescribed),
        exercises=now,
        sets=tuple(sets),
        skipped=() if skipped is None else tuple(json.loads(skipped)),
        order=() if ordered is None else tuple(json.loads(ordered)),
        closed=closed,
        ended=None if ended is None else instant(ended),
        pain=None if pain is None else value_of(pain),
        fatigue=fatigue,
    )


def workout_as_stored(params: Params, sets: Sequence[LiftSet]) -> Workout:
    """The workout that these parameters of `keep_workout` will be read as."""
    return workout_of(tuple(params[name] for name in WORKOUT_COLUMNS), sets)


def workout_row(athlete_id: int, workout: Workout) -> Params:
    """The parameters of `keep_workout`."""
    plan = workout.prescription
    exercises = _exercises_text(workout.exercises)
    prescribed = exercises if plan.exercises == workout.exercises else _exercises_text(plan.exercises)
    head = [getattr(plan, name) for name in HEAD]
    head[4] = None if plan.date is None else plan.date.isoformat()
    return {
        "athlete_id": athlete_id,
        "number": workout.number,
        "date": workout.date.isoformat(),
        "started": micros(workout.started),
        "ended": None if workout.ended is None else micros(workout.ended),
        "closed": workout.closed,
        "head": compact(head),
        "prescribed": None if prescribed == exercises else prescribed,
        "exercises": exercises,
        "skipped": compact(workout.skipped) if workout.skipped else None,
        "ordered": compact(workout.order) if workout.order else None,
        "pain": None if workout.pain is None else text_of(workout.pain),
        "fatigue": workout.fatigue,
        "log": _log_text(workout),
    }


@lru_cache(maxsize=1024)  # each exercise that begins looks back on the same sessions, and what is closed stays as it is
def log_of(row: Row) -> SessionLog:
    """The history entry of a row of the statement `history`."""
    number, day, head, exercises, pain, fatigue, log = row
    plan = _prescription(head, "[]")
    planned = (one for one in _exercises(exercises) if one.slot != EXTRA)
    return history_entry(
        number,
        date.fromisoformat(day),
        plan,
        tuple(
            ExerciseLog(
                p.slot,
                p.slug,
                load,
                p.sets,
                p.reps,
                p.tempo,
                p.code,
                tuple(map(_done, done)),
                rir,
                unknown,
                p.unit,
                *band,
            )
            for p, (load, done, rir, unknown, *band) in zip(planned, json.loads(log), strict=True)
        ),
        pain=None if pain is None else value_of(pain),
        fatigue=fatigue,
    )


def _log_text(workout: Workout) -> str | None:
    """What became of each planned exercise; slot, load and the like stand in `exercises` already."""
    if workout.is_open or not was_lifted(workout):
        return None
    return compact([_log_entry(one) for one in session_log(workout).exercises])


def _log_entry(log: ExerciseLog) -> list[Any]:
    """Load, what was done, effort and what was not told; behind them the band, for those that were done with one."""
    told = [log.load, log.done, log.rir, log.unknown]
    return told if log.band is None else [*told, log.band]


def _done(done: int | list[int]) -> int | tuple[int, int]:
    return done if isinstance(done, int) else (done[0], done[1])


def _exercises_text(exercises: tuple[Prescribed, ...]) -> str:
    return compact([_PRESCRIBED_FIELDS(one) for one in exercises])


@lru_cache(maxsize=512)  # text → frozen value; many people have the same session before them
def _exercises(text: str) -> tuple[Prescribed, ...]:
    return tuple(Prescribed(*one) for one in json.loads(text))


@lru_cache(maxsize=512)
def _prescription(head: str, exercises: str) -> Prescription:
    kind, phase, template, week, day, placement, minutes, codes = json.loads(head)
    return Prescription(
        kind, phase, template, week, _day(day), placement, minutes, tuple(codes), _exercises(exercises)
    )  # fmt: skip


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
