"""How many dumbbells there are is no weight, and a band is only there when it was told."""

import pytest

from tests.core.conversation.chat import Chat


@pytest.fixture
def chat(desk, store):
    chat = Chat(desk, store)
    chat.say("hi")
    chat.say("none of these")
    return chat


def equipment(chat):
    there = chat.look(lambda athlete: athlete.profile.equipment)
    return there.dumbbells, there.bands


@pytest.mark.parametrize(
    ("said", "there"),
    [
        ("i have 2 dumbells 10 lbs and 20lb and a resistance band", ((10, 20), ("medium",))),
        ("2 dumbbells, 8 and 10 kg", ((8, 10), ())),
        ("2 kg dumbbells", ((2,), ())),
    ],
)
def test_how_many_there_are_is_no_weight(chat, said, there):
    chat.say(said)

    assert equipment(chat) == there


@pytest.mark.parametrize(
    ("said", "bands"),
    [("i have 2 dumbbells", ()), ("dumbbells", ()), ("two dumbells and a light band", ("light",))],
)
def test_dumbbells_without_a_weight_are_asked_about_and_bring_no_band_of_their_own(chat, said, bands):
    assert "Which weights?" in chat.say(said)

    chat.say("8 kg")

    assert equipment(chat) == ((8,), bands)


def test_the_button_for_both_brings_a_band(chat):
    chat.press("Dumbbells + band")
    chat.say("8 kg")

    assert equipment(chat) == ((8,), ("medium",))
