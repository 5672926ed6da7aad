"""Workouts, sets and athletes as rows of their tables, and back."""

from __future__ import annotations

import json
from datetime import date
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final

from core.athlete import Athlete, Habits, Profile, Talk
from core.history import EXTRA, history_entry, session_log, was_lifted
from core.plan import Prescribed, Prescription
from core.session import ExerciseLog, LiftSet, SessionLog, Workout
from storage.values import compact, instant, micros, storable, text_of, value_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.athlete import Past

Row = tuple[Any, ...]
Params = dict[str, Any]

# Positions in the JSON of workouts. Fields are only ever appended: what is stored counts on their order.
PRESCRIBED: Final = (
    "slot", "slug", "sets", "reps", "per_side", "load", "load_label", "tempo", "rest_s", "rir", "code",
)  # fmt: skip
HEAD: Final = ("type", "phase", "template", "week", "date", "placement", "minutes", "codes")
_PRESCRIBED_FIELDS = attrgetter(*PRESCRIBED)


# --- athletes -------------------------------------------------------------------------------------------------------
def athlete_of(row: Row, past: Past, workout: Workout | None) -> Athlete:
    """The athlete of a row of the statement `athlete`."""
    (key, since, profile, habits, talk, answered, health_on, paused_until, paused, _, workouts, undo) = row
    return Athlete(
        id=key,
        since=instant(since),
        past=past,
        profile=Profile() if profile is None else value_of(profile),
        habits=Habits() if habits is None else value_of(habits),
        talk=Talk() if talk is None else value_of(talk),
        answered=frozenset() if answered is None else value_of(answered),
        health_on=_day(health_on),
        paused_until=_day(paused_until),
        paused=paused,
        workout=workout,
        workouts=workouts,
        undo=() if undo is None else value_of(undo),
    )


def changes(before: Athlete, after: Athlete) -> Params:
    """The columns of `athletes` in which the two differ."""
    found: Params = {}
    for name, default in (
        ("profile", Profile()),
        ("habits", Habits()),
        ("talk", Talk()),
        ("answered", frozenset()),
        ("undo", ()),
    ):
        value = getattr(after, name)
        if value is not (old := getattr(before, name)) and value != old:
            found[name] = None if value == default else text_of(value)
    for name in ("health_on", "paused_until"):
        if (value := getattr(after, name)) != getattr(before, name):
            found[name] = None if value is None else value.isoformat()
    if after.paused != before.paused:
        found["paused"] = None if after.paused is None else storable(after.paused)
    if after.workouts != before.workouts:
        found["workouts"] = after.workouts
    number = after.workout.number if after.workout else None
    if number != (before.workout.number if before.workout else None):
        found["workout"] = number
    return found


# --- sets -----------------------------------------------------------------------------------------------------------
def set_of(row: Row) -> LiftSet:
    """The set of a row of the statement `sets`."""
    _, exercise, number, at, *rest = row
    return LiftSet(exercise, number, instant(at), *rest)


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
            ExerciseLog(p.slot, p.slug, p.load, sets, p.reps, p.tempo, p.code, tuple(map(_done, done)), rir)
            for p, (sets, done, rir) in zip(planned, json.loads(log), strict=True)
        ),
        pain=None if pain is None else value_of(pain),
        fatigue=fatigue,
    )


def _log_text(workout: Workout) -> str | None:
    """What became of each planned exercise; slot, load and the like stand in `exercises` already."""
    if workout.is_open or not was_lifted(workout):
        return None
    return compact([[one.sets, one.done, one.rir] for one in session_log(workout).exercises])


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
