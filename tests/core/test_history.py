"""What the coaching rules get to read of a workout."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from core.history import session_log, was_lifted
from core.plan import Prescribed, Prescription
from core.session import LiftSet, PainReport, Workout

AT = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)
SQUAT = Prescribed("squat", "db-front-squat", 3, 8, False, 12, "12 kg", "2-0-1", 90, 2, "REP_UP")
ROW = Prescribed("h_pull", "supported-db-single-arm-row", 2, 6, True, 8, "8 kg", "2-0-1", 60, 2, "MISS_HOLD")
PLANK = Prescribed("core", "plank", 2, 30, False, None, "", "hold", 45, 2, "REP_UP")
EXTRA = Prescribed("extra", "pushup", 0, 0, False, None, "", "", 0, 0, "")
PLAN = Prescription("normal", "P2", "B", 3, date(2026, 3, 2), "ANY_TIME", 25, (), (SQUAT, ROW, PLANK))


def done(*sets, **changes):
    made = Workout(12, AT, AT.date(), PLAN, PLAN.exercises, sets=sets, closed="finished", ended=AT)
    return replace(made, **changes)


def lift(exercise, number, reps=None, **more):
    return LiftSet(exercise, number, AT, reps=reps, **more)


def log_of(place, *sets, **changes):
    return session_log(done(*sets, **changes)).exercises[place]


def test_the_entry_says_what_was_given_and_when():
    entry = session_log(done(pain=PainReport("knee", 4), fatigue=3))

    assert (entry.id, entry.date, entry.phase, entry.kind) == ("000012", date(2026, 3, 2), "P2", "normal")
    assert (entry.pain, entry.fatigue, entry.restart) == (PainReport("knee", 4), 3, False)
    assert [(log.slot, log.slug, log.load, log.reps, log.tempo, log.code) for log in entry.exercises] == [
        ("squat", "db-front-squat", 12, 8, "2-0-1", "REP_UP"),
        ("h_pull", "supported-db-single-arm-row", 8, 6, "2-0-1", "MISS_HOLD"),
        ("core", "plank", None, 30, "hold", "REP_UP"),
    ]


def test_ids_sort_as_the_workouts_do():
    ids = [session_log(done(number=number)).id for number in (2, 9, 10, 100)]

    assert ids == sorted(ids)


@pytest.mark.parametrize("code", ["RESTART_P1", "GAP_RESTART_PHASE"])
def test_a_restart_is_marked(code):
    assert session_log(done(prescription=replace(PLAN, codes=("PHASE_UP", code)))).restart


def test_reps_stand_in_the_order_of_the_sets():
    log = log_of(0, lift(0, 2, 7), lift(0, 3, 6), lift(0, 1, 8))

    assert (log.sets, log.done) == (3, (8, 7, 6))


def test_one_sided_sets_are_pairs_and_holds_are_seconds():
    assert log_of(1, lift(1, 1, 5, left=6, right=5)).done == ((6, 5),)
    assert log_of(2, lift(2, 1, seconds=40)).done == (40,)
    assert log_of(2, lift(2, 1, seconds=20, left=25, right=20)).done == ((25, 20),)


def test_an_exercise_nobody_spoke_of_was_not_attempted():
    log = log_of(1, lift(0, 1, 8), skipped=(1,))

    assert (log.sets, log.done) == (2, ())


def test_unlogged_sets_never_cost_progress():
    """Two of three sets reported: the rules judge two, and three stay prescribed."""
    log = log_of(0, lift(0, 1, 8), lift(0, 2, 8))

    assert (log.sets, log.done, log.unknown) == (3, (8, 8), 1)


def test_a_set_known_to_be_unknown_is_left_out():
    log = log_of(0, lift(0, 1, 8), lift(0, 2, None, outcome="unknown"), lift(0, 3, 8))

    assert (log.sets, log.done, log.unknown) == (3, (8, 8), 1)


def test_a_set_said_to_be_not_done_counts_as_none():
    log = log_of(0, lift(0, 1, 8), lift(0, 2, 8), lift(0, 3, None, outcome="not_done"))

    assert (log.sets, log.done) == (3, (8, 8, 0))
    assert log_of(1, lift(1, 1, None, outcome="not_done")).done == ((0, 0),)


def test_done_without_a_number_is_as_planned():
    assert log_of(0, lift(0, 1)).done == (8,)


def test_more_sets_than_prescribed_do_not_raise_the_prescription():
    log = log_of(1, *(lift(1, number, 6, left=6, right=6) for number in (1, 2, 3)))

    assert (log.sets, len(log.done)) == (2, 3)


def test_warm_ups_and_drop_sets_do_not_count():
    log = log_of(0, lift(0, 1, 12, kind="warmup", rir=5), lift(0, 2, 8), lift(0, 3, 20, kind="drop", rir=0))

    assert (log.done, log.unknown, log.rir) == ((8,), 2, None)


def test_the_last_reported_rir_counts_up_to_five():
    assert log_of(0, lift(0, 1, 8, rir=1), lift(0, 2, 8, rir=3), lift(0, 3, 8)).rir == 3
    assert log_of(0, lift(0, 1, 8, rir=9)).rir == 5


def test_the_load_is_what_was_lifted_in_the_unit_of_the_plan():
    heavier = [lift(0, number, 8, load=14) for number in (1, 2, 3)]
    pounds = [lift(0, number, 8, load=30, unit="lb") for number in (1, 2, 3)]

    assert log_of(0, *heavier).load == 14
    assert log_of(0, *pounds).load == 13.61
    assert log_of(0, lift(0, 1, 8, load=14), lift(0, 2, 8, load=12)).load == 12


def test_work_outside_the_plan_is_not_in_the_log():
    entry = session_log(done(lift(3, 1, 20), exercises=(*PLAN.exercises, EXTRA)))

    assert [log.slot for log in entry.exercises] == ["squat", "h_pull", "core"]


def test_a_swapped_exercise_is_logged_as_what_was_done():
    swapped = replace(ROW, slug="band-row", load=1)

    log = log_of(1, lift(1, 1, 6), exercises=(SQUAT, swapped, PLANK))

    assert (log.slug, log.load) == ("band-row", 1)


@pytest.mark.parametrize(
    ("sets", "pain", "counts"),
    [
        ((), None, False),
        ((lift(0, 1, None, outcome="unknown"), lift(0, 2, 8, kind="warmup"), lift(3, 1, 20)), None, False),
        ((lift(0, 1, 8),), None, True),
        ((lift(0, 1, None, outcome="not_done"),), None, True),
        ((), PainReport("knee", 6), True),
    ],
)
def test_a_session_counts_when_something_was_attempted_or_hurt(sets, pain, counts):
    assert was_lifted(done(*sets, pain=pain, exercises=(*PLAN.exercises, EXTRA))) is counts
