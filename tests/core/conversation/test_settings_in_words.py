"""Settings as people put them: what is not possible is said with the reason, and the question stays open."""

import pytest

from bot.desk import Desk
from core.content import library
from storage import open_store
from tests.core.conversation.chat import Chat


@pytest.fixture
def chat(tmp_path):
    store = open_store(f"sqlite:///{tmp_path / 'chat.db'}")
    yield Chat(Desk(store, library()), store)
    store.close()


@pytest.fixture
def idle(chat):
    chat.settle_in().say("everything as planned")
    return chat


def profile(chat):
    return chat.look(lambda athlete: athlete.profile)


@pytest.mark.parametrize(
    "text", ["no equipment", "I have no equipment", "nothing at all", "I don't have anything", "no gear, just me"]
)
def test_nothing_is_an_answer_to_what_is_at_home(chat, text):
    chat.say("start workout")
    chat.say("none of these")

    told = chat.say(text)

    assert "your body weight" in told
    assert "1/7" in told


@pytest.mark.parametrize("days", ["monday and tuesday", "sunday and monday"])
def test_neighbouring_days_are_refused_with_two_that_work(idle, days):
    told = idle.say(f"days {days}")
    kept = profile(idle).lift_days
    idle.say("monday and thursday")

    assert "next to each other" in told
    assert kept == ()
    assert profile(idle).lift_days == ("mon", "thu")


@pytest.mark.parametrize(
    "text", ["days monday wednesday friday", "train 3 times a week", "I want to lift five times per week"]
)
def test_more_than_two_days_are_refused_with_the_reason(idle, text):
    assert "Twice a week is the most" in idle.say(text)
    assert profile(idle).lifts_per_week == 2


@pytest.mark.parametrize(("text", "level"), [("pro", "trained"), ("a bit", "some"), ("beginner", "new")])
def test_experience_in_ones_own_words(idle, text, level):
    idle.say("experience")
    idle.say(text)

    assert profile(idle).experience == level


def test_the_settings_are_one_screen(idle):
    told = idle.say("settings")

    for word in (
        "Equipment",
        "Days",
        "Run days",
        "Minutes",
        "Units",
        "Experience",
        "Limits",
        "Rest timer",
        "Nudges",
        "Time zone",
    ):
        assert f"{word}: " in told


def test_the_plan_does_not_offer_to_start_what_is_on(chat):
    chat.settle_in()
    chat.say("plan")

    assert [choice for message in chat.answer.messages for row in message.choices for choice in row] == []


def test_fewer_times_a_week_keep_the_better_of_ones_own_days(desk, store):
    chat = Chat(desk, store).settle_in()
    chat.say("stop")
    chat.say("run days: hard tue thu, easy wed, long sun")
    chat.say("lift days monday and wednesday")

    told = chat.say("once a week")

    assert told == "Once a week, then: Wednesday."
    assert chat.look(lambda athlete: athlete.profile.lift_days) == ("wed",)


@pytest.mark.parametrize(
    ("said", "answer"),
    [("change time to 7pm", "Lifting at 19:00."), ("my time zone is Paris", "Time zone: Europe/Paris.")],
)
def test_small_words_in_front_of_the_answer_do_no_harm(desk, store, said, answer):
    chat = Chat(desk, store).settle_in()
    chat.say("stop")

    assert chat.say(said) == answer
