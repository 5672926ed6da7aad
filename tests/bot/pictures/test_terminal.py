"""On a terminal: half blocks where there are colours and room, else words."""

import re
import subprocess
import sys

import pytest

from bot.pictures.terminal import NARROWEST, terminal_picture, terminal_still

COLOUR = re.compile(r"\x1b\[[\d;]*m")


@pytest.mark.parametrize("columns", [NARROWEST, 80, 300])
def test_no_line_is_wider_than_the_terminal_and_each_ends_without_colour(columns):
    lines = terminal_still("db-rdl", columns, colour=True).split("\n")

    assert len(lines) > 5
    for line in lines:
        assert 0 < len(COLOUR.sub("", line)) <= columns
        assert line.endswith("\x1b[0m")


def test_the_figure_stands_out_from_the_paper():
    colours = set(re.findall(r"48;5;(\d+)", terminal_still("db-rdl", 80, colour=True)))

    assert len(colours) > 10


def test_without_colours_the_words_say_what_one_would_see():
    words = terminal_still("db-rdl", 80, colour=False)

    assert "\x1b" not in words
    assert words.startswith("Dumbbell RDL.")
    assert "hips back" in words.lower()


def test_too_narrow_for_a_picture_there_are_words():
    assert terminal_still("db-rdl", NARROWEST - 1, colour=True) == terminal_still("db-rdl", 80, colour=False)


@pytest.mark.parametrize("name", ["chart/abc", "demo/flurbles", "", "demo/"])
def test_what_cannot_be_shown_is_left_to_the_words(name):
    assert terminal_picture(name, 80) is None


def test_the_terminal_does_not_load_the_chart_library():
    code = (
        "import sys; from bot.pictures import terminal_picture; before = 'PIL' in sys.modules;"
        "terminal_picture('demo/plank', 80); print(before, 'matplotlib' in sys.modules)"
    )

    out = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout

    assert out.split() == ["False", "False"]
