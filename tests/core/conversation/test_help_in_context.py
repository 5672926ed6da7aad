"""Help answers in the context of what is going on, the question stays open, and cancel always gets out."""

import pytest

from bot.desk import Desk
from core.content import library
from storage import open_store
from tests.core.conversation.chat import Chat

# How each question is opened, out of a workout or in one, and the answer that must still count after «help».
IDLE = {
    "extra": ("burpees 3x10", "yes", "noted"),
    "race_distance": ("race on 3 May", "half marathon", "half marathon on Sunday 3 May"),
    "plyo": ("jumps", "no", "No jumps, then"),
    "move": ("move", "friday", "Moved to Friday"),
    "start": ("everything as planned", "yes", "1/7"),
    "pain_site": ("pain", "knee", "0 to 10"),
    "set:time": ("time", "7:00", "Lifting at 07:00"),
    "set:race": ("race", "3 May half marathon", "half marathon on Sunday 3 May"),
    "kit": ("equipment", "dumbbells 8 kg", "one pair of 8 kg"),
    "weights": ("units", None, ""),
}
LIFTING = {
    "finish": ("stop", "yes", "Done, "),
    "count": ("squat 7 7", "no", "nothing noted"),
    "pick": ("8-10", "no", "nothing noted"),
    "swap": ("swap", "cancel", "Squat: set 2 of 2"),
    "pain_score": ("knee hurts", "2", "Noted, knee"),
}


@pytest.fixture
def lifting(tmp_path):
    store = open_store(f"sqlite:///{tmp_path / 'chat.db'}")
    chat = Chat(Desk(store, library()), store).settle_in()
    chat.say("6")
    yield chat
    store.close()


@pytest.fixture
def idle(lifting):
    lifting.say("everything as planned")
    lifting.wait(days=2)
    return lifting


def asked(chat):
    return chat.look(lambda athlete: athlete.talk.asked)


@pytest.mark.parametrize("question", [name for name, (_, answer, _) in IDLE.items() if answer])
def test_help_explains_the_question_and_leaves_it_open(idle, question):
    opens, answer, then = IDLE[question]
    idle.say(opens)

    helped = idle.say("help")

    assert "What you can say" not in helped
    assert asked(idle) == question
    assert then in idle.say(answer)


@pytest.mark.parametrize("question", LIFTING)
def test_help_explains_the_question_in_a_workout_too(lifting, question):
    opens, answer, then = LIFTING[question]
    lifting.say(opens)

    helped = lifting.say("help")

    assert "Type the reps you did" not in helped
    assert asked(lifting) == question
    assert then in lifting.say(answer)


@pytest.mark.parametrize("question", IDLE)
def test_cancel_gets_out_of_every_question(idle, question):
    idle.say(IDLE[question][0])

    idle.say("cancel")

    assert asked(idle) is None


@pytest.mark.parametrize("question", [name for name in LIFTING if name != "finish"])
def test_cancel_gets_out_of_every_question_in_a_workout(lifting, question):
    lifting.say(LIFTING[question][0])

    told = lifting.say("cancel")

    assert asked(lifting) is None
    assert "Squat: set 2 of 2" in told


def test_without_a_question_help_says_what_there_is(idle):
    told = idle.say("help")

    for word in (
        "start workout",
        "week",
        "move to Thursday",
        "time zone",
        "export",
        "link",
        "delete everything",
        "cancel",
    ):
        assert word in told


def test_help_about_deleting_closes_that_question(idle):
    idle.say("delete everything")

    helped = idle.say("help")

    assert "Nothing was deleted" in helped
    assert asked(idle) is None
