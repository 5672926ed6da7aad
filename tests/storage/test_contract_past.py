"""What every store promises about a person's past."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from core.history import session_log
from core.plan import Prescribed
from core.session import PainReport
from core.turn import Turn
from storage.past import Ended
from tests.storage.examples import AT, EXERCISES, PLAN, change, edit, lift, person, workout

EXTRA = Prescribed("extra", "pushup", 0, 0, False, None, "", "", 0, 0, "")


def closed(number, **changes):
    made = workout(number, closed="finished", sets=(lift(message=f"m{number}"),), **changes)
    return replace(made, ended=made.started + timedelta(minutes=25))


def look(store, question):
    """What the person's past answers, in a unit as the coach asks."""
    return edit_result(store, lambda athlete: question(athlete.past))


def edit_result(store, question):
    answers = []

    def turn_of(athlete):
        answers.append(question(athlete))
        return Turn(athlete)

    edit(store, "ana", turn_of)
    return answers[0]


def test_sessions_are_the_logs_of_closed_workouts_oldest_first(store):
    many = [
        closed(1),
        closed(2, date=date(2026, 1, 1), pain=PainReport("knee", 3), fatigue=4),
        replace(
            closed(3, exercises=(*EXERCISES, EXTRA)),
            sets=(lift(1, 1, left=6, right=5, rir=7), lift(2, 1, reps=None, seconds=30, kind="normal")),
            prescription=replace(PLAN, codes=("RESTART_P1",), phase=None, type="return"),
            closed="abandoned",
        ),
    ]
    for one in many:
        change(store, "ana", workout=one, workouts=one.number)

    sessions = look(store, lambda past: past.sessions)

    assert sessions == tuple(session_log(one) for one in (many[1], many[0], many[2]))


def test_the_workout_that_goes_on_is_not_among_the_sessions(store):
    change(store, "ana", workout=closed(1), workouts=1)
    change(store, "ana", workout=workout(2, sets=(lift(),)), workouts=2)

    assert [one.id for one in look(store, lambda past: past.sessions)] == ["000001"]


def test_a_session_in_which_nothing_was_attempted_is_not_among_them(store):
    change(store, "ana", workout=workout(1, closed="abandoned", sets=(lift(outcome="unknown"),)), workouts=1)

    assert look(store, lambda past: past.sessions) == ()


def test_a_set_corrected_after_the_end_corrects_the_session(store):
    change(store, "ana", workout=closed(1), workouts=1)

    edit(store, "ana", lambda athlete: Turn(replace(athlete, workout=athlete.workout.with_sets(lift(reps=3)))))

    assert look(store, lambda past: past.sessions[0].exercises[0].done) == (3,)


def test_a_workout_opened_again_leaves_the_sessions(store):
    change(store, "ana", workout=closed(1), workouts=1)

    change(store, "ana", workout=replace(closed(1), closed=None, ended=None))

    assert look(store, lambda past: past.sessions) == ()


def test_an_earlier_workout_is_found_by_its_number(store):
    change(store, "ana", workout=closed(1), workouts=1)
    change(store, "ana", workout=workout(2), workouts=2)

    assert look(store, lambda past: past.workout(1)) == closed(1)
    assert look(store, lambda past: past.workout(3)) is None


def test_an_earlier_workout_is_found_by_the_message_that_reported_its_sets(store):
    change(store, "ana", workout=closed(1), workouts=1)
    change(store, "ana", workout=closed(2), workouts=2)
    change(store, "ben", workout=workout(sets=(lift(message="m9"),)), workouts=1)

    assert look(store, lambda past: past.reported_by("m1")) == closed(1)
    assert look(store, lambda past: past.reported_by("m9")) is None


def test_what_a_unit_wrote_is_not_read_from_its_past_twice(store):
    """The sessions are those at the first look, so that a turn decides on one state."""
    change(store, "ana", workout=closed(1), workouts=1)

    def work(unit):
        athlete = unit.athlete("ana", AT)
        before = athlete.past.sessions
        unit.keep(athlete, Turn(replace(athlete, workout=closed(2), workouts=2)))
        return len(before), len(athlete.past.sessions)

    assert store.once("d", AT, work).result(30) == (1, 1)


def test_a_past_cannot_be_opened_after_its_unit_ended(store):
    change(store, "ana", workout=closed(1), workouts=1)
    from_unit = edit(store, "ana", Turn)
    from_look = person(store, "ana")

    for athlete in (from_unit, from_look):
        with pytest.raises(Ended, match="unit of work"):
            _ = athlete.past.sessions
        with pytest.raises(Ended):
            athlete.past.workout(1)
        with pytest.raises(Ended):
            athlete.past.reported_by("m1")


def test_what_was_read_stays_readable(store):
    change(store, "ana", workout=closed(1), workouts=1)

    athlete = edit_result(store, lambda athlete: (athlete.past.sessions, athlete)[1])

    assert [one.id for one in athlete.past.sessions] == ["000001"]
