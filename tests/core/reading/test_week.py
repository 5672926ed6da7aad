"""Days of the week: when to lift, and which run is when."""

from datetime import time

import pytest

from core.reading.week import read_days, read_run_week


@pytest.mark.parametrize(
    ("text", "days", "at"),
    [
        ("tuesday and friday at 18:00", ("tue", "fri"), time(18)),
        ("tue fri", ("tue", "fri"), None),
        ("Tue, Fri 7am", ("tue", "fri"), time(7)),
        ("friday and tuesday", ("tue", "fri"), None),
        ("mondays and thursdays", ("mon", "thu"), None),
        ("mon/thu", ("mon", "thu"), None),
        ("mon-wed", ("mon", "tue", "wed"), None),
        ("sat to mon", ("mon", "sat", "sun"), None),
        ("weekdays", ("mon", "tue", "wed", "thu", "fri"), None),
        ("weekends", ("sat", "sun"), None),
        ("every day", ("mon", "tue", "wed", "thu", "fri", "sat", "sun"), None),
        ("every day except sunday", ("mon", "tue", "wed", "thu", "fri", "sat"), None),
        ("weekdays but not wed", ("mon", "tue", "thu", "fri"), None),
        ("Wednesday", ("wed",), None),
    ],
)
def test_lift_days_come_in_the_order_of_the_week(text, days, at):
    found = read_days(text)

    assert (found.days, found.at, found.problems) == (days, at, ())


def test_what_is_no_day_is_quoted():
    assert read_days("tuesday and flurbday").problems == ("flurbday",)


def test_an_hour_that_may_be_morning_or_evening_is_confirmed():
    found = read_days("tuesday and friday at 7")

    assert (found.at, found.confirm) == (time(7), True)


@pytest.mark.parametrize("text", ["", "hello", "18:00", "6 6 5", "twice a week"])
def test_no_day_is_none(text):
    assert read_days(text) is None


@pytest.mark.parametrize(
    ("text", "week"),
    [
        ("hard tue thu, long sun", {"tue": "hard", "thu": "hard", "sun": "long"}),
        (
            "hard tue and thu, long sunday, rest mon fri",
            {"mon": "rest", "tue": "hard", "thu": "hard", "fri": "rest", "sun": "long"},
        ),
        ("tue hard, thu hard, sun long", {"tue": "hard", "thu": "hard", "sun": "long"}),
        ("tue: intervals, sunday long run", {"tue": "hard", "sun": "long"}),
        ("intervals tuesday, tempo thursday, long run sunday", {"tue": "hard", "thu": "hard", "sun": "long"}),
        ("mon off, tue easy", {"mon": "rest", "tue": "easy"}),
        ("easy mon-wed, long sat", {"mon": "easy", "tue": "easy", "wed": "easy", "sat": "long"}),
        ("Mon rest\nTue hard\nSun long", {"mon": "rest", "tue": "hard", "sun": "long"}),
        ("tue thu hard, sun long", {"tue": "hard", "thu": "hard", "sun": "long"}),
        (
            "easy every day, long sunday",
            {"mon": "easy", "tue": "easy", "wed": "easy", "thu": "easy", "fri": "easy", "sat": "easy", "sun": "long"},
        ),
    ],
)
def test_a_run_week_holds_the_days_that_were_named(text, week):
    assert read_run_week(text) == week


@pytest.mark.parametrize("text", ["", "hello", "tue thu", "hard", "6 6 5"])
def test_days_without_kinds_are_no_run_week(text):
    assert read_run_week(text) is None
