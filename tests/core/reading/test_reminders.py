"""What is said about being reminded is not mistaken for sets, minutes or anything else."""

from __future__ import annotations

from datetime import date, time

import pytest

from core.reading.meaning import Command, Context, When
from core.reading.reminders import read_reminder

MONDAY = date(2026, 3, 2)
NOON = Context(today=MONDAY, now=time(12))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("quiet hours 22:00 to 7:30", Command("quiet", "22:00 to 7:30")),
        ("Quiet 22-7", Command("quiet", "22-7")),
        ("quiet hours off", Command("quiet", "off")),
        ("week summary off", Command("summary", "off")),
        ("no more summaries", Command("summary", "off")),
        ("turn on the weekly summary", Command("summary", "on")),
        ("Not today.", Command("skip", "today")),
        ("can\N{RIGHT SINGLE QUOTATION MARK}t today", Command("skip", "today")),
        ("rest week", Command("rest_week")),
        ("I need a week off", Command("rest_week")),
        ("in an hour", When(day=MONDAY, at=time(13))),
        ("remind me in 20 minutes", When(day=MONDAY, at=time(12, 20))),
        ("in half an hour!", When(day=MONDAY, at=time(12, 30))),
    ],
)
def test_words_about_reminders_are_read(text, meant):
    assert read_reminder(text, NOON) == meant


@pytest.mark.parametrize(
    "text",
    [
        "6 6 5",
        "only 15 minutes",
        "in a hurry",
        "week",
        "summary",
        "today",
        "",
        "in 2026",
        "quietly done 6 6",
        "squat 22 7",
        "x" * 61,
    ],
)
def test_everything_else_is_left_to_the_rest_of_reading(text):
    assert read_reminder(text, NOON) is None


def test_a_time_from_now_may_lie_after_midnight():
    late = Context(today=MONDAY, now=time(23, 30))

    assert read_reminder("in an hour", late) == When(day=date(2026, 3, 3), at=time(0, 30))
