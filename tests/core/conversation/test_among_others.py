"""In a group nothing personal is shown and nothing is kept."""

from datetime import timedelta

import pytest

from bot.desk import Desk
from core.content import library
from core.turn import Edited, Incoming, Pressed, Said
from tests.core.conversation.chat import Chat

PRIVATELY = "write to me privately"


@pytest.fixture
def ana(desk, store):
    ana = Chat(desk, store).settle_in("dumbbells 8 kg and a band")
    ana.say("6")
    return ana


def in_group(ana, act, name="group"):
    at = ana.at + timedelta(minutes=1)
    return ana.desk.turn_now(Incoming(ana.who, act, at, name, host_zone="Europe/Berlin", private=False))


@pytest.mark.parametrize(
    "act",
    [
        *(Said(text, "g") for text in (
            "6", "history", "help", "today", "settings", "export", "link", "delete everything", "knee hurts 4", "undo",
            "chest pain", "privacy", "start workout", "", "/start 7KQ2M-XNP4T",
        )),
        Pressed("set:1:0:2:6"), Pressed("forget:1:yes"), Edited("9", "ana:4"),
    ],
    ids=str,
)  # fmt: skip
def test_nothing_personal_is_said_and_nothing_changes(ana, act):
    before = ana.look(lambda a: (a.workout, a.profile, a.habits, a.talk, a.answered, a.workouts))

    answer = in_group(ana, act)

    told = "\n".join(message.text for message in answer.messages)
    assert told
    assert not any(word in told for word in ("8 kg", "Squat", "squat", "knee"))
    assert not any(message.document or message.choices for message in answer.messages)
    assert answer.facts == ()
    assert ana.look(lambda a: (a.workout, a.profile, a.habits, a.talk, a.answered, a.workouts)) == before


def test_what_is_for_one_person_is_answered_with_the_way_there(ana):
    assert PRIVATELY in in_group(ana, Said("history")).messages[0].text


def test_an_emergency_is_answered_anywhere(ana):
    assert in_group(ana, Said("chest pain")).messages[0].text.startswith("Stop now.")


def test_a_repeat_shows_nothing_either(ana, store):
    in_group(ana, Said("6"), "again")
    ana.desk = Desk(store, library())  # after a restart

    told = in_group(ana, Said("6"), "again").messages[0].text

    assert PRIVATELY in told


def test_a_stranger_in_a_group_is_not_asked_about_their_health(desk, store):
    stranger = Chat(desk, store, who="telegram:9")

    assert PRIVATELY in in_group(stranger, Said("start workout")).messages[0].text
