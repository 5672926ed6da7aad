"""Kilograms and pounds: an own list is asked for anew, and until it is told nothing changes."""

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


def profile(chat):
    return chat.look(lambda athlete: athlete.profile)


def test_somebody_who_does_not_know_their_weights_in_pounds_keeps_what_is_known(chat):
    before = profile(chat)
    chat.say("units lb")

    told = chat.press("I don't know yet")

    assert "stays in kg" in told
    assert profile(chat) == before


@pytest.mark.parametrize(("kit", "loads"), [("only a band", ()), ("a gym", (10.0, 15.0))])
def test_without_a_list_of_ones_own_the_unit_changes_at_once(chat, kit, loads):
    chat.say(f"equipment {kit}")

    told = chat.say("units lb")

    assert "In lb, then." in told
    assert profile(chat).unit == "lb"
    assert profile(chat).equipment.dumbbells[:2] == loads
    assert profile(chat).equipment.bands
