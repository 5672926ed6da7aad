"""What keeps somebody from lifting is asked, kept and asked again; what opens the way again is a professional's word."""

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


def test_the_health_screen_is_asked_again_after_a_year(chat):
    chat.say("everything as planned")
    within = chat.wait(days=363).say("start workout")
    chat.say("stop")
    after = chat.wait(days=4).say("start workout")

    assert "Does any of this apply to you?" not in within
    assert "Does any of this apply to you?" in after


def test_an_answer_to_it_opens_another_year(chat):
    chat.say("everything as planned")
    chat.wait(days=370).say("start workout")
    begun = chat.say("none of these")
    chat.say("stop")
    later = chat.wait(days=300).say("start workout")

    assert "1/" in begun
    assert "Does any of this apply to you?" not in later


def test_a_clearance_counts_for_a_year_from_its_day(chat):
    chat.say("everything as planned")
    chat.wait(days=370).say("start workout")
    chat.press("One or more")
    refused = chat.press("One of the others")
    chat.wait(days=20).press("I have been cleared")
    begun = chat.say("start workout")

    assert "doctor or physiotherapist" in refused
    assert "1/" in begun


def test_nobody_is_told_the_same_news_twice(chat):
    first = chat.say("I'm pregnant")
    again = chat.say("start workout")

    assert "all the best" in first
    assert "all the best" not in again
    assert "midwife or doctor" in again


def test_a_pregnancy_waits_for_a_clearance_however_often_it_is_tried(chat):
    chat.say("I'm pregnant")
    started = [chat.say(text) for text in ("start workout", "start", "let's go", "6 6", "yes")]

    assert not any("1/7" in told for told in started)
    assert chat.look(lambda athlete: athlete.profile.pregnant)


@pytest.mark.parametrize("text", ["I'm pregnant", "I had surgery last month"])
def test_what_comes_up_in_a_workout_ends_it_with_its_sets_kept(chat, text):
    chat.say("6")

    chat.say(text)

    assert not chat.look(lambda athlete: athlete.workout.is_open)
    assert chat.look(lambda athlete: len(athlete.workout.sets)) == 1
    assert "session_finished" in [fact.name for fact in chat.facts]


def test_under_sixteen_there_is_no_plan_from_the_moment_it_is_told(chat):
    chat.say("6")

    told = chat.say("I'm 14")

    assert "qualified coach" in told
    assert not chat.look(lambda athlete: athlete.workout.is_open)
    assert "qualified coach" in chat.say("start workout")
