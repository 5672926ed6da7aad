"""Time off, trips, extra runs and tired days: what is told is read with its days."""

from __future__ import annotations

from datetime import date, time

import pytest

from core.reading import read
from core.reading.meaning import Command, Context, Event, When

TUESDAY = date(2026, 3, 3)
EVENING = Context(today=TUESDAY, now=time(18, 5))


@pytest.mark.parametrize(
    ("text", "kind", "on", "until"),
    [
        ("I'm on holiday until March 20", "travelling", None, date(2026, 3, 20)),
        ("sick until April", "sick", None, date(2026, 4, 1)),
        ("travelling next week", "travelling", date(2026, 3, 9), date(2026, 3, 16)),
        ("I'm away this weekend", "travelling", date(2026, 3, 7), date(2026, 3, 9)),
        ("away from Friday to Monday", "travelling", date(2026, 3, 6), date(2026, 3, 9)),
        ("holiday 1-14 May", "travelling", date(2026, 5, 1), date(2026, 5, 14)),
        ("no dumbbells this week", "no_equipment", None, date(2026, 3, 9)),
        ("I'm in a hotel with a gym until Sunday", "hotel_gym", None, date(2026, 3, 8)),
    ],
)
def test_the_days_of_time_off_are_those_that_were_named(text, kind, on, until):
    found = read(text, EVENING)

    assert isinstance(found, Event)
    assert (found.kind, found.on, found.until) == (kind, on, until)


def test_an_extra_run_takes_no_other_runs_place():
    assert read("extra hard run tomorrow", EVENING) == Event(
        "run_moved", on=date(2026, 3, 4), details={"run": "hard", "extra": True}
    )


@pytest.mark.parametrize("text", ["skipping my long run", "skip the long run"])
def test_leaving_out_a_run_leaves_out_no_session(text):
    assert read(text, EVENING) == Event("run_moved", details={"run": "long", "off": True})


def test_leaving_out_an_exercise_is_no_matter_of_running():
    found = read("skip tempo squats", EVENING)

    assert isinstance(found, Command)
    assert found.word == "skip"


@pytest.mark.parametrize("text", ["too tired", "I'm exhausted", "slept badly", "not feeling it today", "no motivation"])
def test_a_tired_day_is_understood(text):
    assert read(text, EVENING) == Event("tired")


@pytest.mark.parametrize(("text", "day"), [("in a fortnight", date(2026, 3, 17)), ("in a month", date(2026, 4, 2))])
def test_longer_spans_are_days(text, day):
    assert read(text, EVENING) == When(day=day)


@pytest.mark.parametrize("text", ["UTC+5:30", "gmt-3", "my time zone is UTC+2"])
def test_an_offset_by_itself_is_a_time_zone(text):
    found = read(text, EVENING)

    assert isinstance(found, Command)
    assert found.word == "time_zone"
