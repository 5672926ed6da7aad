"""A workout keeps its sets by exercise and number."""

from datetime import UTC, date, datetime

from core.plan import Prescription
from core.session import LiftSet, Workout

AT = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)
PLAN = Prescription("normal", "P1", "A", 1, date(2026, 3, 2), "ANY_TIME", 22, (), ())


def workout(*sets):
    return Workout(1, AT, AT.date(), PLAN, (), sets=sets)


def test_a_set_reported_again_replaces_the_one_of_that_number():
    before = workout(LiftSet(0, 1, AT, reps=6), LiftSet(0, 2, AT, reps=6))

    after = before.with_sets(LiftSet(0, 2, AT, reps=5))

    assert [s.reps for s in after.sets_of(0)] == [6, 5]


def test_a_set_taken_back_leaves_the_others():
    before = workout(LiftSet(0, 1, AT, reps=6), LiftSet(1, 1, AT, reps=6))

    assert before.without((0, 1)).sets == (LiftSet(1, 1, AT, reps=6),)
