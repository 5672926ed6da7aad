"""What a line is meant for: the coach, a choice, or the terminal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.terminal.typed import Leave, Rewrite, Speak, Timer, wish
from bot.words import WORDS


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("6 6 5", Speak("6 6 5")),
        ("  6 each side ", Speak("6 each side")),
        ("quit smoking", Speak("quit smoking")),
        ("/5", Speak("/5")),
        ("6/5", Speak("6/5")),
        ("//", Speak("//")),
        ("/edit 6 6 6", Rewrite("6 6 6")),
        ("/EDIT  of 3 : L6 R5", Rewrite("L6 R5", 3)),
        ("/edit of 2:", Rewrite("", 2)),
        ("/edit 1:30", Rewrite("1:30")),
        ("/edit", Rewrite("")),
        ("/editor", Speak("editor")),
        ("/timer off", Timer(on=False)),
        ("/Timer ON", Timer(on=True)),
        ("/timer", Timer(None)),
        ("/timer soon", Speak("timer soon")),
        (" Quit ", Leave()),
        ("/exit", Leave()),
        ("", None),
        (" \t ", None),
    ],
)
def test_a_line_means(line, meant):
    assert wish(line, ()) == meant


@pytest.mark.parametrize("word", WORDS, ids=lambda word: word.name)
def test_every_command_of_the_other_platforms_works_with_its_slash(word):
    assert wish(f"/{word.name}", ()) == Speak(word.text)


@given(st.text())
def test_any_line_means_something_that_can_be_stored(line):
    meant = wish(line, ())

    if isinstance(meant, Speak):
        assert meant.text.encode("utf-8").strip()


def test_bytes_that_were_no_text_are_replaced():
    assert wish("6 \udcff", ()) == Speak("6 ?")
