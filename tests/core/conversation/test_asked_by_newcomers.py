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
