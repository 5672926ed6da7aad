"""A text of more than 2,000 characters gets one sentence and changes nothing."""

import pytest

from tests.core.conversation.chat import Chat

TOLD = "That is more than 2,000 characters. Send me just the sets, please; nothing was noted."
LONG = ["x" * 2001, "6 " * 1001, "race " + "3 May " * 400, "yes " * 600, "delete everything " * 200]


@pytest.fixture
def ana(desk, store):
    return Chat(desk, store).settle_in("dumbbells 8 kg and a band")


@pytest.mark.parametrize("text", LONG, ids=lambda text: text[:8])
def test_between_workouts_it_is_the_sentence_alone(ana, text):
    ana.say("stop")
    before = ana.look(lambda a: (a.profile, a.workouts, a.habits))

    assert ana.say(text) == TOLD
    assert ana.look(lambda a: (a.profile, a.workouts, a.habits)) == before


@pytest.mark.parametrize("text", LONG, ids=lambda text: text[:8])
def test_in_a_workout_what_is_asked_for_follows(ana, text):
    told = ana.say(text).splitlines()

    assert told[0] == TOLD
    assert len(told) == 2
    assert ana.look(lambda a: a.workout.sets) == ()


@pytest.mark.parametrize("text", LONG, ids=lambda text: text[:8])
def test_an_edit_leaves_the_sets_as_they_were(ana, text):
    ana.say("6")

    told = ana.edit(text)

    assert told.startswith("That is more than 2,000 characters, so what I had stays.")
    assert len(told) < 200
    assert [s.reps for s in ana.look(lambda a: a.workout.sets)] == [6]


def test_two_thousand_characters_are_no_more_than_that(ana):
    assert TOLD not in ana.say("x" * 2000)


def test_what_is_quoted_back_is_cut(ana):
    ana.say("stop")

    assert len(ana.say("time zone " + "x" * 1900)) < 500
    assert len(ana.say("equipment " + "x" * 1900)) < 500
