"""A file named on the typing line."""

import pytest

from bot.terminal.reading import handed_over
from bot.terminal.typed import Hand, Speak, wish
from core.bringing import MOST_BYTES
from core.turn import Handed


@pytest.mark.parametrize("typed", ["import {}", "IMPORT {}", "/import {}", "import  '{}'", 'import "{}" '])
def test_a_path_behind_import_is_a_file_handed_over(tmp_path, typed):
    file = tmp_path / "my hevy.csv"
    file.write_bytes(b"x")

    hand = wish(typed.format(file), ())

    assert isinstance(hand, Hand)
    assert handed_over(hand.path) == Handed("my hevy.csv", b"x")


def test_a_path_as_a_terminal_writes_it_when_a_file_is_dropped(tmp_path):
    (tmp_path / "my hevy.csv").write_bytes(b"x")

    assert handed_over(str(tmp_path / "my hevy.csv").replace(" ", "\\ ")).content == b"x"


@pytest.mark.parametrize("typed", ["import", "/import", " import "])
def test_import_alone_is_for_the_coach(typed):
    assert wish(typed, ()) == Speak("import")


def test_what_is_too_big_is_not_read_in_full(tmp_path):
    (tmp_path / "big.csv").write_bytes(b"x" * (MOST_BYTES + 1))

    assert handed_over(str(tmp_path / "big.csv")) == Handed("big.csv", lost="too_big")


@pytest.mark.parametrize("name", ["nothing.csv", ""])
def test_what_cannot_be_read_raises_what_the_chat_tells(tmp_path, name):
    with pytest.raises(OSError, match=r"No such file|directory|denied"):
        handed_over(str(tmp_path / name))
