"""Messages as lines: nothing is cut, words and choices stay whole, and nothing but text is shown."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.terminal.clean import cells, shown
from bot.terminal.keys import keyed
from bot.terminal.layout import lines, wrapped
from core.message import Choice, Message, Span

NAMES = st.text(min_size=1, max_size=30)


def sheet(text, *labels):
    return keyed((Message(((Span(text),),), (tuple(Choice(label, label) for label in labels),)),))[0]


@given(st.text(), st.lists(NAMES, max_size=6), st.integers(2, 100))
def test_no_line_is_wider_than_the_window(text, labels, columns):
    assert all(cells(line) <= columns for line in lines(sheet(text, *labels), columns))


@given(st.text(), st.integers(2, 100))
def test_wrapping_loses_nothing_but_blanks(text, columns):
    printed = "".join(wrapped(shown(text), columns))

    assert "".join(printed.split()) == "".join(shown(text).split())


@given(st.text())
def test_what_is_shown_has_no_control_character_and_can_be_written(text):
    safe = shown(text)

    assert all(unicodedata.category(c) not in {"Cc", "Cs", "Zl", "Zp"} or c == "\n" for c in safe)
    assert safe.encode("utf-8").decode("utf-8") == safe


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("6 ✓ · naïve — 深蹲 🏋️", "6 ✓ · naïve — 深蹲 🏋️"),
        ("a\x1b[31mb\x1b]0;t\x07", "a[31mb]0;t"),
        ("a\x9b2Jb", "a2Jb"),
        ("a\rb\r\nc", "a\nb\nc"),
        ("a\tb", "a b"),
        ("abc\u202edef\u2066", "abcdef"),
        ("a\u2028b", "a\nb"),
    ],
)
def test_text_is_shown_as(text, safe):
    assert shown(text) == safe


def test_a_label_stays_on_one_line():
    assert list(lines(sheet("Which?", "one\ntwo\x1b[A"), 80)) == ["Which?", "[a] one two[A"]


def test_choices_wrap_between_choices():
    printed = list(lines(sheet("", "Dumbbells + band", "Only a band", "Nothing", "A gym"), 40))

    assert printed == ["", "[a] Dumbbells + band  [b] Only a band", "[c] Nothing  [d] A gym"]


@pytest.mark.parametrize(("text", "columns"), [("squat", 5), ("深蹲", 4), ("🏋️", 2), ("e\u0301", 1), ("✓", 1)])
def test_signs_take_the_columns_that_terminals_give_them(text, columns):
    assert cells(text) >= columns
    assert cells(text) <= columns + text.count("\ufe0f")
