"""Ready for more languages: a file of the same lines is all it takes, and what is missing in one is found."""

import tomllib
from datetime import date, time
from importlib.resources import files

import pytest

import core.wording
from core.message import Line, Say
from core.wording import message, phrases, text
from core.wording.formats import Weekday, words
from tests.core.wording.languages import flaws, lines_of

FILES = sorted(file.name for file in files("core.wording").iterdir() if file.name.endswith(".toml"))
ENGLISH = lines_of(tomllib.loads(files("core.wording").joinpath("en.toml").read_text("utf-8")))


@pytest.mark.parametrize("name", FILES)
def test_every_language_has_every_line_with_the_same_blanks_and_all_its_plurals(name):
    lines = lines_of(tomllib.loads(files("core.wording").joinpath(name).read_text("utf-8")))

    assert flaws(name.removesuffix(".toml"), lines, ENGLISH) == []


@pytest.mark.parametrize(
    ("changed", "flaw"),
    [
        ({"ready": None}, "ready: missing"),
        ({"surplus": "Zu viel."}, "surplus: English has no such line"),
        ({"later": "Das kommt später."}, "later: blanks [], English has ['word']"),
        ({"amount.reps": "{reps} {reps|Wdh.}"}, "amount.reps: 1 forms, de has 2"),
    ],
)
def test_a_file_that_is_not_complete_is_told_what_it_lacks(changed, flaw):
    lines = {key: value for key, value in {**ENGLISH, **changed}.items() if value is not None}

    assert flaws("de", lines, ENGLISH) == [flaw]


def test_a_language_of_three_plurals_needs_three_forms():
    assert "amount.reps: 2 forms, pl has 4" in flaws("pl", ENGLISH, ENGLISH)


@pytest.fixture
def polish(tmp_path, monkeypatch):
    """A little phrasebook beside the English one, found where phrasebooks are looked for."""
    lines = '[amount]\nreps = "{reps} {reps|powtórzenie|powtórzenia|powtórzeń|powtórzenia}"\n[next]\nday = "Następny raz: {day}."\n'
    (tmp_path / "pl.toml").write_text(lines, "utf-8")
    (tmp_path / "en.toml").write_text(files("core.wording").joinpath("en.toml").read_text("utf-8"), "utf-8")
    monkeypatch.setattr(core.wording, "files", lambda _: tmp_path)
    phrases.cache_clear()
    yield "pl"
    phrases.cache_clear()


@pytest.mark.parametrize(
    ("n", "told"), [(1, "1 powtórzenie"), (3, "3 powtórzenia"), (6, "6 powtórzeń"), (22, "22 powtórzenia")]
)
def test_plurals_follow_the_language(polish, n, told):
    assert text(Line("amount.reps", {"reps": n}), polish) == told


def test_dates_follow_the_language_and_what_it_lacks_is_said_in_english(polish):
    say = Say((Line("next.day", {"day": date(2026, 3, 5)}), Line("ready")))

    assert message(say, polish).text == "Następny raz: czw., 5 mar.\nReady when you are."


@pytest.mark.parametrize(
    ("value", "english", "german"),
    [
        (12.5, "12.5", "12,5"),
        (8.0, "8", "8"),
        (1200, "1200", "1.200"),
        (date(2026, 3, 5), "Thursday 5 Mar", "Do., 5. März"),
        (Weekday(3), "Thursday", "Donnerstag"),
        (time(18, 5), "18:05", "18:05"),
    ],
)
def test_numbers_and_days_are_written_as_the_language_writes_them(value, english, german):
    assert (words(value, "en"), words(value, "de")) == (english, german)
