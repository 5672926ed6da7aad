"""Days and times, read against a person's own day. Today is Wednesday, 4 March 2026, 12:00."""

from datetime import date, time

import pytest

from core.reading.dates import read_when
from core.reading.meaning import Context, Unclear, When

TODAY = date(2026, 3, 4)
NOON = Context(today=TODAY, now=time(12, 0))


def day(month, number, year=2026):
    return date(year, month, number)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("today", When(TODAY)),
        ("tomorrow", When(day(3, 5))),
        ("Tomorrow please", When(day(3, 5))),
        ("tmrw", When(day(3, 5))),
        ("day after tomorrow", When(day(3, 6))),
        ("in 2 days", When(day(3, 6))),
        ("in two days", When(day(3, 6))),
        ("in a week", When(day(3, 11))),
        ("in 2 weeks", When(day(3, 18))),
        ("friday", When(day(3, 6))),
        ("on Friday", When(day(3, 6))),
        ("Fri", When(day(3, 6))),
        ("fri.", When(day(3, 6))),
        ("thurs", When(day(3, 5))),
        ("this Friday", When(day(3, 6))),
        ("monday", When(day(3, 9))),
        ("sun", When(day(3, 8))),
        ("26 Nov", When(day(11, 26))),
        ("26 November 2026", When(day(11, 26))),
        ("Nov 26", When(day(11, 26))),
        ("Nov 26th, 2027", When(day(11, 26, 2027))),
        ("26th of November", When(day(11, 26))),
        ("May 3rd", When(day(5, 3))),
        ("the third of May", When(day(5, 3))),
        ("3 May", When(day(5, 3))),
        ("26.11.", When(day(11, 26))),
        ("26.11.2026", When(day(11, 26))),
        ("3.5.26", When(day(5, 3))),
        ("2026-05-03", When(day(5, 3))),
        ("26/11", When(day(11, 26))),
        ("11/26", When(day(11, 26))),
        ("5/5", When(day(5, 5))),
        ("26/11/2026", When(day(11, 26))),
        ("Fri, 6 March", When(day(3, 6))),
    ],
)
def test_a_day_is_found(text, found):
    assert read_when(text, NOON) == found


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("18:30", time(18, 30)),
        ("at 18:30", time(18, 30)),
        ("7am", time(7)),
        ("7 am", time(7)),
        ("7 a.m.", time(7)),
        ("7pm", time(19)),
        ("12am", time(0)),
        ("12pm", time(12)),
        ("7:30pm", time(19, 30)),
        ("7.30 pm", time(19, 30)),
        ("18h", time(18)),
        ("at 18", time(18)),
        ("noon", time(12)),
        ("7 in the evening", time(19)),
        ("half past six in the evening", time(18, 30)),
        ("quarter past six pm", time(18, 15)),
    ],
)
def test_a_time_of_day_is_found(text, at):
    found = read_when(text, NOON)

    assert (found.at, found.day, found.confirm) == (at, None, False)


@pytest.mark.parametrize(
    ("text", "at"),
    [("at 7", time(7)), ("half past six", time(6, 30)), ("quarter to seven", time(6, 45)), ("7 o'clock", time(7))],
)
def test_a_time_that_may_be_morning_or_evening_is_confirmed(text, at):
    found = read_when(text, NOON)

    assert (found.at, found.confirm) == (at, True)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("tomorrow 7am", When(day(3, 5), time(7))),
        ("7am tomorrow", When(day(3, 5), time(7))),
        ("tomorrow at 18:30", When(day(3, 5), time(18, 30))),
        ("Fri 7am", When(day(3, 6), time(7))),
        ("tomorrow morning", When(day(3, 5), part="morning")),
        ("thursday evening", When(day(3, 5), part="evening")),
        ("tonight", When(TODAY, part="evening")),
        ("this evening", When(TODAY, part="evening")),
        ("tonight at 8", When(TODAY, time(20), part="evening")),
        ("26 Nov at 18:30", When(day(11, 26), time(18, 30))),
        ("on Monday at 7 in the morning", When(day(3, 9), time(7), part="morning")),
    ],
)
def test_a_day_and_a_time_stand_together(text, found):
    assert read_when(text, NOON) == found


def test_in_an_hour_counts_from_now():
    assert read_when("in an hour", NOON) == When(TODAY, time(13))
    assert read_when("in 30 minutes", NOON) == When(TODAY, time(12, 30))
    assert read_when("in half an hour", NOON) == When(TODAY, time(12, 30))


def test_in_an_hour_may_be_tomorrow():
    late = Context(today=TODAY, now=time(23, 30))

    assert read_when("in an hour", late) == When(day(3, 5), time(0, 30))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("next Thursday", day(3, 12)),
        ("next friday", day(3, 13)),
        ("friday next week", day(3, 13)),
        ("wednesday", day(3, 11)),
        ("weekend", day(3, 7)),
    ],
)
def test_a_day_that_people_mean_differently_is_shown_to_be_confirmed(text, shown):
    found = read_when(text, NOON)

    assert (found.day, found.confirm) == (shown, True)


def test_a_weekday_beside_another_weekdays_date_is_confirmed():
    assert read_when("Friday 26 March", NOON) == When(day(3, 26), confirm=True)


def test_a_time_that_has_passed_today_is_confirmed():
    assert read_when("today 7am", NOON).confirm


@pytest.mark.parametrize("text", ["3/5", "03/05", "3/5/2026"])
def test_three_slash_five_is_two_days_and_both_are_offered(text):
    assert read_when(text, NOON) == Unclear((When(day(5, 3)), When(day(3, 5))))


@pytest.mark.parametrize(
    ("text", "found"), [("1 March", day(3, 1, 2027)), ("26.1.", day(1, 26, 2027)), ("29 February", day(2, 29, 2028))]
)
def test_a_day_that_has_passed_is_the_next_one_that_comes(text, found):
    assert read_when(text, NOON) == When(found)


@pytest.mark.parametrize("text", ["tomorrow", "in 2 days", "friday", "26 Nov", "next Thursday", "tonight"])
def test_without_a_today_days_are_recognised_and_left_open(text):
    found = read_when(text, Context())

    assert isinstance(found, When)
    assert found.day is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "6",
        "6 6 5",
        "hello",
        "32 May",
        "30 February",
        "31.11.",
        "25:00",
        "13/32",
        "in 5000 days",
        "tomorrow or friday",
        "maybe some day",
        "13pm",
        "0/0",
        "1/1/1/1",
    ],
)
def test_what_is_no_day_is_none(text):
    assert read_when(text, NOON) is None


def test_a_clock_that_goes_too_far_is_no_time():
    assert read_when("24:00", NOON) is None
    assert read_when("12:60", NOON) is None
