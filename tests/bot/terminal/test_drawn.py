"""A message with its picture: beside what is asked for after the words, with a set before them and small, and never in their way."""

import pytest
from rich.text import Text

from bot.terminal.drawn import BESIDE_A_SET, SMALLEST, drawn, printed
from bot.terminal.keys import keyed
from core.message import Choice, Message, Span


def lines(still, *, columns=80, wants_number=False, **how):
    message = Message(((Span("Sit back."),),), ((Choice("a", "6"),),), picture="demo/db-rdl", wants_number=wants_number)
    (sheet,) = keyed((message,), ())
    return [text.plain for text in drawn(sheet, columns, still, **how)]


def sketch(name, columns, *, colour):
    return f"\x1b[31m{name}, {columns} wide\x1b[0m" if colour else "Feet apart."


def test_what_was_asked_for_is_shown_after_its_words_as_wide_as_there_is_room():
    assert lines(sketch)[:2] == ["Sit back.", "demo/db-rdl, 80 wide"]


@pytest.mark.parametrize(("columns", "wide"), [(120, BESIDE_A_SET), (40, 40)])
def test_with_a_set_the_picture_comes_first_and_small(columns, wide):
    assert lines(sketch, columns=columns, wants_number=True)[:2] == [f"demo/db-rdl, {wide} wide", "Sit back."]


@pytest.mark.parametrize(("rows", "wide"), [(24, 56), (50, 80), (12, SMALLEST)])
def test_what_was_asked_for_is_as_large_as_the_window_holds(rows, wide):
    assert lines(sketch, rows=rows)[1] == f"demo/db-rdl, {wide} wide"


def test_where_nothing_can_be_drawn_a_set_tells_how_it_is_done():
    assert lines(sketch, colour=False, wants_number=True) == ["Sit back.", "Feet apart.", "[a] 6"]


def test_where_nothing_can_be_drawn_an_answer_in_words_needs_no_more_of_them():
    assert lines(sketch, colour=False) == ["Sit back.", "[a] 6"]


def test_a_picture_that_fails_leaves_the_words():
    def broken(name, columns, *, colour):
        raise OSError("no paint")

    assert lines(broken)[0] == "Sit back."
    assert len(lines(broken)) == 2


def test_all_256_colours_of_a_picture_reach_the_terminal():
    text = Text.from_ansi("\x1b[38;5;173;48;5;230m▀\x1b[0m")

    assert "38;5;173;48;5;230" in printed([text], 80, colour=True)
