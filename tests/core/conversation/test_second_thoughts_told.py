"""A mind that is changed in a message: only what counts is kept, and nothing where that is not clear."""

from datetime import date

import pytest

from bot.desk import Desk
from core.content import library
from storage import open_store
from tests.core.conversation.chat import Chat


@pytest.fixture
def chat(tmp_path):
    store = open_store(f"sqlite:///{tmp_path / 'chat.db'}")
    yield Chat(Desk(store, library()), store).settle_in()
    store.close()


def sets(chat):
    return [(fact.details["exercise"], fact.details["reps"]) for fact in chat.facts if fact.name == "set"]


@pytest.mark.parametrize("said", ["2, no 3", "2 no, 3", "hmm 2 no wait 3"])
def test_how_many_more_said_anew_is_no_set_of_the_next_exercise(chat, said):
    chat.say("6 6")
    chat.say(said)

    assert not sets(chat)
    assert [fact.details["rir"] for fact in chat.facts] == [3]


def test_how_much_it_hurts_said_anew_is_no_set(chat):
    chat.say("pain")
    chat.say("knee, no, back")
    chat.say("3, no 5")

    assert not sets(chat)
    assert [(fact.details["site"], fact.details["score"]) for fact in chat.facts] == [("low_back", 5)]


def test_a_back_that_hurts_is_no_way_out_of_the_question(chat):
    chat.say("pain")

    assert "lower back" in chat.say("back")


def test_or_more_than_a_number_is_asked_about(chat):
    chat.say("4+")

    assert not chat.facts
    assert "4 @ 4 kg" in [choice.label for choice in chat.choices]


def test_not_sick_after_all_pauses_nothing(chat):
    chat.say("everything as planned")
    chat.wait(days=1).say("I'm sick. no, just tired")

    assert not chat.facts
    assert chat.look(lambda athlete: athlete.paused) is None


def test_what_is_only_taken_back_is_asked_about_and_does_nothing(chat):
    chat.say("everything as planned")
    told = chat.wait(days=1).say("pause until friday. actually no")

    assert "changed your mind" in told
    assert chat.look(lambda athlete: athlete.paused) is None


def test_the_second_of_two_spans_is_the_pause(chat):
    chat.say("everything as planned")
    chat.say("pause for a week. no, two weeks")

    assert chat.look(lambda athlete: athlete.paused_until) == date(2026, 3, 16)
