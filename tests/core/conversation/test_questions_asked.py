"""Questions in between are answered in a sentence or two; they record nothing, skip nothing, and what was asked comes again."""

import pytest

from bot.desk import Desk
from core.content import library
from core.conversation.wishes import WISHES
from core.reading.questions import KINDS
from storage import open_store
from tests.core.conversation.chat import Chat


@pytest.fixture
def chat(tmp_path):
    store = open_store(f"sqlite:///{tmp_path / 'chat.db'}")
    yield Chat(Desk(store, library()), store)
    store.close()


@pytest.mark.parametrize("kind", KINDS)
def test_every_question_has_an_answer(kind):
    assert kind in WISHES


def test_a_newcomer_hears_the_answer_before_anything_is_asked(chat):
    told = chat.say("is it free?")

    assert told.startswith("I ask for no money")
    assert "Does any of this apply to you?" in told


@pytest.mark.parametrize("said", ["can I use a chair?", "is it free", "how often should I lift?"])
def test_what_was_asked_comes_again_behind_the_answer(chat, said):
    chat.say("start workout")
    chat.say("none of these")

    told = chat.say(said)

    assert "make sense" not in told
    assert told.endswith("«dumbbells 8 kg and a band».")


def test_in_a_workout_the_set_is_still_asked_for(chat):
    chat.settle_in()

    told = chat.say("can I use water bottles?")

    assert "counts like a dumbbell" in told
    assert "Squat: set 1 of 2" in told
    assert not chat.facts


def test_how_long_it_takes_is_what_is_left_or_a_whole_session(chat):
    chat.settle_in()
    assert "Still to come" in chat.say("how long will it take?")

    chat.say("everything as planned")
    assert chat.say("how long will it take?").startswith("About 2")


@pytest.mark.parametrize("said", ["skip breakfast", "skip the stretching", "can I skip the warm up?"])
def test_what_is_skipped_and_is_no_session_leaves_none_out(chat, said):
    chat.settle_in().say("everything as planned")
    chat.wait(days=1).say(said)

    assert not chat.facts


def test_the_session_is_left_out_after_a_yes(chat):
    chat.settle_in().say("everything as planned")
    chat.wait(days=1).say("skip the stretching")
    chat.say("yes")

    assert [fact.name for fact in chat.facts] == ["skipped"]
