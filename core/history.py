"""What the coaching rules read of a workout: the log of what was reported, without guesses."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Literal

from core.session import ExerciseLog, SessionLog
from core.values import replace

if TYPE_CHECKING:
    from datetime import date

    from core.plan import Prescribed, Prescription
    from core.session import Done, LiftSet, PainReport, Workout

RIR_CAP = 5  # rules.md 3.6: a RIR target is at most 5
EXTRA = "extra"
LB_PER_KG = 2.20462  # rules.md 3.3
RESTARTS = frozenset({"RESTART_P1", "GAP_RESTART_PHASE"})


def was_lifted(workout: Workout) -> bool:
    """Whether a closed workout belongs into the history: something was attempted or pain was reported.

    A session that was opened and left again without a word would otherwise count as training in every gap and spacing rule.
    """
    return workout.pain is not None or any(
        _counts(lift) for place, _ in _planned(workout) for lift in workout.sets_of(place)
    )


def session_log(workout: Workout) -> SessionLog:
    """The closed workout as a history entry (rules.md 3.8): one log for each planned exercise, in order.

    Work outside the plan (slot `extra`) has no prescription that it could be judged by, so it is not in the log.
    """
    logs = tuple(_exercise_log(planned, workout.sets_of(place)) for place, planned in _planned(workout))
    return history_entry(
        workout.number, workout.date, workout.prescription, logs, pain=workout.pain, fatigue=workout.fatigue
    )


def log_id(number: int) -> str:
    """The name in the history of the workout of that number: the rules order by date, then by id as text."""
    return f"{number:06d}"


def history_entry(
    number: int,
    day: date,
    prescription: Prescription,
    logs: tuple[ExerciseLog, ...],
    *,
    pain: PainReport | None,
    fatigue: int | None,
) -> SessionLog:
    """The entry for a session that was given as `prescription` on that day."""
    return SessionLog(
        id=log_id(number),
        date=day,
        phase=prescription.phase or "",
        kind=prescription.type,
        exercises=logs,
        pain=pain,
        fatigue=fatigue,
        restart=not RESTARTS.isdisjoint(prescription.codes),
    )


def _planned(workout: Workout) -> tuple[tuple[int, Prescribed], ...]:
    return tuple((place, planned) for place, planned in enumerate(workout.exercises) if planned.slot != EXTRA)


def _exercise_log(planned: Prescribed, lifts: tuple[LiftSet, ...]) -> ExerciseLog:
    counted = tuple(lift for lift in lifts if _counts(lift))
    reported = [lift.rir for lift in lifts if lift.kind == "normal" and lift.rir is not None]
    return ExerciseLog(
        slot=planned.slot,
        slug=planned.slug,
        load=_lifted(planned, counted),
        sets=planned.sets,
        reps=planned.reps,
        tempo=planned.tempo,
        code=planned.code,
        done=tuple(_done(lift, planned) for lift in counted),
        rir=min(reported[-1], RIR_CAP) if reported else None,
        # product.md: nothing reported is unknown, not failed; the rules judge only the sets somebody spoke of
        unknown=max(0, planned.sets - len(counted)) if counted else 0,
        unit=planned.unit,
        band=_band(planned, counted),
    )


BAND = " band"


def labelled(load_label: str) -> str | None:
    """The name of the band in a load as it was prescribed («light band»); None for other loads."""
    return load_label.removesuffix(BAND) if load_label.endswith(BAND) else None


def _band(planned: Prescribed, counted: tuple[LiftSet, ...]) -> str | None:
    """What the band was called that most sets were done with."""
    load = _lifted(planned, counted)
    used = [lift.band for lift in counted if lift.band is not None and lift.load == load]
    if used:
        return used[-1]
    return labelled(planned.load_label) if load == planned.load else None


def with_bands(past: SessionLog, bands: tuple[str, ...]) -> SessionLog:
    """The session with every band at its present place in the person's list, as far as one of that name is still there."""
    if all(log.band is None for log in past.exercises):
        return past
    return replace(past, exercises=tuple(_log_with(log, bands) for log in past.exercises))


def _log_with(log: ExerciseLog, bands: tuple[str, ...]) -> ExerciseLog:
    if log.band is None or log.band not in bands or log.load == bands.index(log.band):
        return log
    return replace(log, load=float(bands.index(log.band)))


def in_unit(past: SessionLog, unit: Literal["kg", "lb"]) -> SessionLog:
    """The session with every load in this unit: what was lifted in pounds is not the same number of kilograms."""
    if all(log.unit in {None, unit} for log in past.exercises):
        return past
    return replace(past, exercises=tuple(_log_in_unit(log, unit) for log in past.exercises))


def _log_in_unit(log: ExerciseLog, unit: Literal["kg", "lb"]) -> ExerciseLog:
    if log.load is None or log.unit is None or log.unit == unit:
        return log
    return replace(log, load=_in_unit(log.load, log.unit, unit), unit=unit)


def _lifted(planned: Prescribed, counted: tuple[LiftSet, ...]) -> float | None:
    """The load of most sets, the lighter of two that tie, in the unit of the plan; without sets the load of the plan."""
    unit = planned.unit or "kg"
    loads = Counter(_in_unit(lift.load, lift.unit, unit) for lift in counted if lift.load is not None)
    if planned.load is None or not loads:
        return planned.load  # what somebody added to body weight is told in the set; the ladder knows nothing of it
    return max(loads, key=lambda load: (loads[load], -load))


def _in_unit(load: float, unit: str, wanted: str) -> float:
    # The rules snap a load that is not owned down to one that is (rules.md 3.8), so a converted one does no harm.
    if unit == wanted:
        return load
    return round(load * LB_PER_KG if wanted == "lb" else load / LB_PER_KG, 2)


def _counts(lift: LiftSet) -> bool:
    return lift.kind == "normal" and lift.outcome != "unknown"


def _done(lift: LiftSet, planned: Prescribed) -> Done:
    """Reps, seconds, or (left, right). A set said to be not done is zero; «as planned» without a number is the plan."""
    if lift.outcome == "not_done":
        return (0, 0) if planned.per_side else 0
    if lift.left is not None and lift.right is not None:
        return (lift.left, lift.right)
    for amount in (lift.reps, lift.seconds, lift.left, lift.right):
        if amount is not None:
            return amount
    return planned.reps
