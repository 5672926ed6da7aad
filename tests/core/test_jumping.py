"""Never more than 60 landings a session (rules.md 1, jump gate), whichever jumps have been reached."""

import pytest
from hypothesis import given, settings

from core.building import next_session
from core.coaching.jumping import contacts
from tests.core.coach import GYM, LIBRARY, asked, of, person, session, template
from tests.core.scenarios import checkins, people

MOST = 60


def landings(answer):
    return sum(contacts(entry, LIBRARY) for entry in answer.exercises)


def jumped(**changes):
    """A power session a week later, when the last one had these jumps, all done."""
    twice = [session(day, *template("P4", "A", **changes), phase="P4") for day in (0, 7)]
    return asked(person(GYM, plyo_gate=True, lifts_per_week=2, lift_days=("mon", "thu")), twice, 10)


def test_the_usual_jumps_stay_as_they_are():
    answer = jumped()

    assert landings(answer) <= MOST
    assert of(answer, "plyo1").reps > 10


@pytest.mark.parametrize("slug", ["pogo-single", "bounding"])
def test_jumps_of_one_leg_count_for_both_legs(slug):
    on_the_way = {"slug": slug, "reps": 13, "rir": 3}

    answer = jumped(plyo1=on_the_way, plyo2={"slug": "squat-jump", "reps": 14, "rir": 3})

    assert contacts(of(answer, "plyo1"), LIBRARY) > MOST // 2
    assert landings(answer) <= MOST


def test_what_does_not_fit_in_any_number_is_left_out():
    full = {"slug": "pogo-single", "reps": 14, "rir": 3}

    answer = jumped(plyo1=full, plyo2={"slug": "bounding", "reps": 14, "rir": 3})

    assert landings(answer) <= MOST
    assert [entry.slot for entry in answer.exercises].count("plyo1") == 1


@settings(max_examples=50, deadline=None)
@given(people, checkins)
def test_nobody_lands_more_often(person_, checkin):
    profile, history, today = person_

    assert landings(next_session(profile, history, today, checkin, LIBRARY)) <= MOST
