"""A race as people announce it. Today is Wednesday, 4 March 2026."""

from datetime import date

import pytest

from core.reading.meaning import Context
from core.reading.races import RaceRead, read_race

CONTEXT = Context(today=date(2026, 3, 4))


@pytest.mark.parametrize(
    ("text", "race"),
    [
        ("3 May half marathon", RaceRead(date(2026, 5, 3), "half")),
        ("half marathon on 3 May", RaceRead(date(2026, 5, 3), "half")),
        ("marathon 26 April, A race", RaceRead(date(2026, 4, 26), "marathon", "A")),
        ("26.4. marathon", RaceRead(date(2026, 4, 26), "marathon")),
        ("10k on Sunday", RaceRead(date(2026, 3, 8), "10k")),
        ("10 km in 6 weeks, just for fun", RaceRead(date(2026, 4, 15), "10k", "C")),
        ("parkrun saturday", RaceRead(date(2026, 3, 7), "5k")),
        ("5k 2026-05-03 B race", RaceRead(date(2026, 5, 3), "5k", "B")),
        ("ultra 12 July", RaceRead(date(2026, 7, 12), "ultra")),
        ("50 km trail race on 12 July", RaceRead(date(2026, 7, 12), "ultra")),
        ("race on 3 May", RaceRead(date(2026, 5, 3))),
        ("half marathon", RaceRead(None, "half")),
        ("next sunday 10k", RaceRead(date(2026, 3, 15), "10k", confirm=True)),
    ],
)
def test_day_distance_and_weight_are_found(text, race):
    assert read_race(text, CONTEXT) == race


def test_a_day_that_is_two_days_keeps_both():
    found = read_race("3/5 half marathon", CONTEXT)

    assert (found.day, found.other, found.confirm) == (date(2026, 5, 3), date(2026, 3, 5), True)


@pytest.mark.parametrize("text", ["", "hello", "race", "my race"])
def test_no_day_and_no_distance_is_none(text):
    assert read_race(text, CONTEXT) is None
