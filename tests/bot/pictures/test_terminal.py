"""On a terminal: half blocks where there are colours and room, else words."""

import re
import subprocess
import sys
from dataclasses import astuple

import pytest

from bot.pictures import colours
from bot.pictures.terminal import INKS, NARROWEST, terminal_picture, terminal_still
from core.content import library

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


@pytest.mark.parametrize("colour", [True, False])
@pytest.mark.parametrize("name", ["chart/abc", "demo/flurbles", "", "demo/"])
def test_what_cannot_be_shown_is_left_to_the_words(name, colour):
    assert terminal_picture(name, 80, colour=colour) is None


@pytest.mark.parametrize(("columns", "colour"), [(80, False), (NARROWEST - 1, True)])
def test_without_colours_or_room_one_reads_how_to_stand(columns, colour):
    assert terminal_picture("demo/db-rdl", columns, colour=colour) == library().exercise("db-rdl").setup


@pytest.mark.parametrize("slug", ["bw-squat", "pushup", "plank"])
def test_it_has_the_colours_of_the_drawing_and_no_others(slug):
    """Paper, floor, skin, cloth, muscle: what lies between two of them must not turn green or pink."""
    used = set(re.findall(r"[34]8;5;(\d+)", terminal_still(slug, 56, colour=True)))

    assert used <= {str(ink) for ink in INKS.values()}
    assert {str(INKS[colours.PAPER]), str(INKS[colours.NEAR.shirt]), str(INKS[colours.NEAR.muscle])} <= used
    assert str(INKS[colours.BAND]) not in used


def test_every_colour_of_the_palette_has_its_own():
    tones = [tone for person in (colours.NEAR, colours.FAR) for tone in astuple(person)]
    things = [colours.PAPER, colours.FLOOR, colours.MAT, *colours.WOOD, colours.STEEL, colours.IRON, colours.BAND]
    things += [*colours.PLASTER, *colours.BENCH, colours.POST]

    assert {tone for tone in (*tones, *things) if tone not in INKS} == set()


def test_who_lies_is_shown_twice_so_that_one_sees_it():
    """Three poses of a push-up in 56 columns are smears of four lines; two have six and more."""
    lines = terminal_still("pushup", 56, colour=True).split("\n")

    assert 6 <= len(lines) <= 14


def test_the_terminal_does_not_load_the_chart_library():
    code = (
        "import sys; from bot.pictures import terminal_picture; before = 'PIL' in sys.modules;"
        "terminal_picture('demo/plank', 80, colour=True); print(before, 'matplotlib' in sys.modules)"
    )

    out = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout

    assert out.split() == ["False", "False"]
