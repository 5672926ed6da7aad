"""A set reads as it was reported, whatever the bands are called later, and the coach finds a band by its name."""

import csv
import io

import pytest

from bot.exporting import exported
from tests.core.conversation.chat import Chat


@pytest.fixture
def chat(desk, store):
    chat = Chat(desk, store).settle_in("dumbbells 8 kg, light and heavy band")
    chat.say("everything as planned but pallof 6 6 with the heavy band")
    return chat.wait(days=3)


def band_of_pallof(chat):
    return next(
        (log.load, log.band)
        for log in chat.look(lambda athlete: athlete.past.sessions)[-1].exercises
        if log.slug == "banded-paloff-press"
    )


def test_the_band_is_kept_by_its_name(chat):
    assert band_of_pallof(chat) == (1, "heavy")


@pytest.mark.parametrize(
    "kit",
    ["equipment 8 kg, red and blue band", "equipment 8 kg, light, medium and heavy band", "equipment 8 kg, no bands"],
)
@pytest.mark.parametrize("word", ["history", "records", "progress pallof"])
def test_what_is_told_of_the_past_stays_when_the_bands_change(chat, kit, word):
    before = chat.say(word)
    assert "heavy band" in before

    chat.say(kit)

    assert chat.say(word) == before


def test_a_band_that_came_between_does_not_change_which_one_was_lifted(chat):
    chat.say("equipment 8 kg, light, medium and heavy band")

    told = chat.say("next")

    assert "heavy band" in told
    assert "medium band" not in told


def test_the_csv_names_the_band_that_it_was(chat, store):
    chat.say("equipment 8 kg, red and blue band")

    rows = csv.DictReader(io.StringIO(exported(store, "ana", "csv")))

    assert {row["band"] for row in rows} == {"", "heavy"}
