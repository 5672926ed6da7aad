"""What newcomers ask and irritated people say gets a sentence, records nothing and leaves the set that was asked for."""

import pytest

from bot.desk import Desk
from core.content import library
from core.safety import forbidden_claims
from storage import open_store
from tests.core.conversation.chat import Chat


@pytest.fixture
def chat(tmp_path):
    store = open_store(f"sqlite:///{tmp_path / 'chat.db'}")
    yield Chat(Desk(store, library()), store).settle_in()
    store.close()


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("are you a doctor?", "No, a program"), ("will this prevent injuries?", "does not necessarily prevent"), ("does it make me faster?", "running economy"),
        ("what does tempo 2-1-1 mean?", "two seconds down"), ("do I need to warm up?", "Three minutes"), ("how heavy should I go?", "left in the tank|leave two to four"),
        ("how long should I rest?", "about a minute"), ("how long does it take?", "Still to come|minutes"), ("this is stupid", "Fair enough"), ("hm", "Type the reps"),
        ("what does superset 3 mean?", "can't make sense"),
    ],
)  # fmt: skip
def test_a_question_is_answered_and_nothing_is_recorded(chat, text, answer):
    told = chat.say(text)

    assert any(words in told for words in answer.split("|"))
    assert "Squat: set 1 of 2" in told
    assert not chat.facts
    assert not forbidden_claims(told)


def test_a_set_of_an_exercise_by_its_name_is_taken_out_and_no_other(chat):
    chat.say("squat 6 5")
    chat.say("press 6 6")

    told = chat.say("remove squat set 1")

    assert "Taken back: squat 6" in told
    assert [(fact.name, fact.details["exercise"]) for fact in chat.facts] == [
        ("set_removed", "db-front-load-box-squat")
    ]


@pytest.mark.parametrize("text", ["ok", "👍", "✓", "k"])
def test_a_nod_after_a_workout_is_no_riddle(chat, text):
    chat.say("everything as planned")

    assert chat.say(text) == "Good."
    assert not chat.facts


def test_two_sets_are_no_equipment(chat):
    chat.say("everything as planned")

    assert "equipment" not in chat.say("two sets, six and five")


# --- words in the middle of a workout -----------------------------------------------------------------------------------
@pytest.mark.parametrize("text", ["skip thursday", "skip tomorrow"])
def test_skipping_another_day_skips_no_exercise(chat, text):
    told = chat.say(text)

    assert "A workout is on" in told
    assert "Squat: set 1 of 2" in told
    assert not chat.facts


def test_both_exercises_of_a_swap_may_be_named(chat):
    assert "Step-up out, reverse lunge in." in chat.say("swap step-up for reverse lunge")
    assert "Push-up out, floor press in." in chat.say("replace push-up with dumbbell floor press")


@pytest.mark.parametrize("text", ["swap press for deadlift", "swap press for flurbles"])
def test_what_does_not_fit_is_not_swapped_in(chat, text):
    assert "Instead of press" in chat.say(text)
    assert not chat.facts


def test_help_where_weights_are_asked_for_is_about_weights(chat):
    chat.say("units lb")

    assert "numbers on your dumbbells" in chat.say("help")
