"""«today», «next» and «week» show the day that was agreed, and a race is asked about until it is clear."""

from datetime import date

import pytest

from bot.desk import Desk
from core.content import library
from core.pausing import LEFT_OUT
from core.weeks import UNPROTECTED
from storage import open_store
from tests.core.conversation.chat import Chat


@pytest.fixture
def chat(tmp_path):
    store = open_store(f"sqlite:///{tmp_path / 'chat.db'}")
    chat = Chat(Desk(store, library()), store).settle_in()
    chat.say("everything as planned")
    yield chat.wait(days=1)
    store.close()


def races(chat):
    return chat.look(lambda athlete: athlete.profile.races)


@pytest.mark.parametrize("view", ["today", "next"])
def test_a_moved_session_is_shown_on_its_new_day(chat, view):
    chat.say("move to friday")

    assert "Next lift day: Friday 6 Mar" in chat.say(view)


def test_the_week_shows_it_there_too(chat):
    chat.say("move to friday")

    assert "Friday: lift day" in chat.say("week")


def test_after_a_day_left_out_the_next_one_is_shown(chat):
    chat.say("skip thursday")

    assert "Next lift day: Monday 9 Mar" in chat.say("next")


@pytest.mark.parametrize("view", ["today", "next", "week"])
def test_an_open_pause_names_no_day(chat, view):
    chat.say("I'm sick")

    told = chat.say(view)

    assert "Paused" in told
    assert "Next lift day" not in told


def test_far_ahead_days_are_offered_by_date(chat):
    chat.say("race on saturday 10k")

    assert "Thursday 12 Mar" in {choice.label for _ in [chat.say("move")] for choice in chat.choices}


def test_next_saturday_is_shown_and_asked(chat):
    asked = chat.say("race next saturday 10k")
    chat.press("Saturday 14 Mar")

    assert "Which day" in asked
    assert [race.date for race in races(chat)] == [date(2026, 3, 14)]


@pytest.mark.parametrize(("text", "priority"), [("for fun", "C"), ("C", "C"), ("tune up", "B"), ("main race", "A")])
def test_how_much_a_race_matters_can_be_written(chat, text, priority):
    chat.say("race 3 may marathon")
    chat.say("race 29 march 10k")

    chat.say(text)

    assert races(chat)[0].priority == priority


def test_distance_and_weight_of_a_race_are_both_heard(chat):
    chat.say("race on 3 may")
    chat.say("no pressure")
    chat.say("half marathon")

    (race,) = races(chat)
    assert (race.distance, race.priority) == ("half", "C")


def test_a_day_left_out_further_ahead_leaves_those_before_it(chat):
    told = chat.say("skip monday")

    assert "Monday 9 Mar is off" in told
    assert "Next lift day: Thursday 5 Mar" in told
    chat.say("skip thursday")
    assert "Next lift day: Thursday 12 Mar" in chat.say("next")


def test_a_day_left_out_further_ahead_protects_no_row_of_weeks_and_is_no_pause(chat):
    chat.say("skip monday")

    assert "Nudges are on" in chat.say("resume")
    reasons = chat.look(lambda athlete: {one.reason for one in athlete.nudging.breaks})
    assert reasons == {LEFT_OUT}
    assert reasons <= UNPROTECTED


def test_undo_brings_a_day_further_ahead_back(chat):
    chat.say("skip monday")
    chat.say("undo")
    chat.say("skip thursday")

    assert "Next lift day: Monday 9 Mar" in chat.say("next")


@pytest.mark.parametrize(("text", "answer"), [("skip wednesday", "Wednesday 4 Mar is a rest day"), ("skip tomorrow", "Wednesday 4 Mar is a rest day"), ("skip today", "Today is a rest day")])  # fmt: skip
def test_a_day_without_a_session_is_nothing_to_skip_and_moves_none(chat, text, answer):
    told = chat.say(text)

    assert answer in told
    assert "Next lift day: Thursday 5 Mar" in told


@pytest.mark.parametrize("text", ["just three", "only three exercises", "just the first three please"])
def test_just_three_in_words_is_a_short_one(chat, text):
    chat.wait(days=2)

    assert "3 exercises, 2 × 6 each" in chat.say(text)


def test_a_mind_changed_about_the_day_moves_to_the_second(chat):
    chat.wait(days=2)
    chat.say("tomorrow at 7")

    assert "Moved to Saturday 7 Mar" in chat.say("no wait, saturday")
