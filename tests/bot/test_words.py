"""The one table of commands that Telegram and Discord show."""

import re

import pytest

from bot.words import ABOUT, DESCRIPTION, WORDS, spoken, words_in
from core.wording import phrases


@pytest.mark.parametrize("word", WORDS, ids=lambda word: word.name)
def test_a_word_fits_every_platform(word):
    assert re.fullmatch(r"[a-z][a-z0-9_]{0,31}", word.name)
    assert 1 <= len(word.description) <= 100
    assert word.argument is None or 1 <= len(word.argument) <= 100


def test_no_word_is_listed_twice():
    assert len({word.name for word in WORDS}) == len({word.text for word in WORDS}) == len(WORDS)


def test_a_platform_can_list_them_all():
    assert len(WORDS) <= 100  # both platforms take at most 100


def test_the_words_of_the_product_are_all_there():
    told = (
        "start workout · today · week · plan · next · move · skip · undo · swap · pain · pause · resume · progress · history · records · "
        "equipment · days · time · run days · race · units · language · rest timer · settings · export · import · link · club · coach · "
        "help · privacy · time zone · delete everything · cancel"
    )

    assert {word.text for word in WORDS} == set(told.split(" · "))


def test_only_impersonal_words_are_for_groups():
    assert {word.name for word in WORDS if word.scope == "anywhere"} == {"help", "privacy"}


@pytest.mark.parametrize(
    ("command", "rest", "text"),
    [
        ("start_workout", "", "start workout"),
        ("Run_Days", "hard tue thu, long sun", "run days hard tue thu, long sun"),
        ("flurble", "", None),
    ],
)
def test_a_command_says_what_would_have_been_typed(command, rest, text):
    assert spoken(command, rest) == text


def test_what_the_profile_says_fits():
    assert len(ABOUT) <= 120
    assert len(DESCRIPTION) <= 512


def test_what_the_lists_show_stands_in_the_wording_and_nowhere_else():
    shown = {key.removeprefix("command.") for key in phrases("en") if key.startswith("command.")}
    names = {"log", *(word.name for word in WORDS)}

    assert {name for name in shown if "." not in name} == names
    assert {name.removeprefix("hint.") for name in shown - names} == {"log", *(w.name for w in WORDS if w.argument)}


def test_a_language_without_a_file_lists_the_english_words():
    assert words_in("tlh") == WORDS
