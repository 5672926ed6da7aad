"""The slash commands: every word, within Discord's limits, defined anew only when their meaning changed."""

from __future__ import annotations

import re

import pytest

from bot.discord.commands import definitions, fingerprint, spoken_command, suggestions
from bot.words import WORDS


def test_every_word_is_a_command_that_discord_takes():
    commands = definitions()

    assert {word.name for word in WORDS} < {command["name"] for command in commands}
    assert len(commands) <= 100
    assert len({command["name"] for command in commands}) == len(commands)
    for command in commands:
        assert re.fullmatch(r"[a-z0-9_-]{1,32}", command["name"])
        for described in (command, *command.get("options", ())):
            assert 1 <= len(described["description"]) <= 100


def test_what_discord_adds_when_it_hands_them_back_is_no_change():
    handed_back = [
        {**command, "id": "1", "version": "2", "name_localizations": None, "dm_permission": True, "nsfw": False}
        for command in reversed(definitions())
    ]

    assert fingerprint(handed_back) == fingerprint(definitions())


@pytest.mark.parametrize(
    "change", [{"description": "else"}, {"contexts": [0]}, {"integration_types": [0]}, {"options": []}]
)
def test_any_change_of_meaning_is_seen(change):
    changed = definitions()
    place = next(n for n, command in enumerate(changed) if command["name"] == "move")
    changed[place] |= change

    assert fingerprint(changed) != fingerprint(definitions())


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ({"name": "start_workout"}, "start workout"),
        (
            {"name": "run_days", "options": [{"name": "what", "value": "hard tue thu, long sun"}]},
            "run days hard tue thu, long sun",
        ),
        ({"name": "log", "options": [{"name": "what", "value": " 6 6 5 "}]}, "6 6 5"),
        ({"name": "made-up"}, None),
        ({}, None),
    ],
)
def test_a_command_says_what_would_have_been_typed(data, text):
    assert spoken_command(data) == text


def test_at_most_25_suggestions_the_ones_that_begin_so_first():
    names = [f"Compression {n}" for n in range(40)] + ["Banded Pallof Press", "Press of another kind"]

    found = suggestions({"name": "swap", "options": [{"name": "exercise", "value": "PRESS", "focused": True}]}, names)

    assert len(found) == 25
    assert found[:3] == ("Banded Pallof Press", "Press of another kind", "Compression 0")
