"""A pause begins and ends, and what of it matters for the weeks is remembered."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from core.athlete import Athlete, Break, Nudging
from core.pausing import REMEMBERED, away, paused, resumed

MONDAY = date(2026, 3, 2)
ANA = Athlete(1, datetime(2026, 3, 1, tzinfo=UTC), past=None)


def days(number):
    return MONDAY + timedelta(days=number)


def test_a_pause_is_remembered_from_its_first_to_its_last_day():
    ill = paused(ANA, "sick", MONDAY, None)
    well = resumed(ill, days(4))

    assert (ill.paused, ill.paused_until) == ("sick", None)
    assert ill.nudging.breaks == (Break("sick", MONDAY, None),)
    assert (well.paused, well.paused_until) == (None, None)
    assert well.nudging.breaks == (Break("sick", MONDAY, days(4)),)


def test_a_pause_that_ends_earlier_than_planned_is_only_as_long_as_it_was():
    back = resumed(paused(ANA, "travelling", MONDAY, days(10)), days(3))

    assert back.nudging.breaks == (Break("travelling", MONDAY, days(3)),)


def test_a_pause_that_ends_on_its_first_day_was_none():
    assert resumed(paused(ANA, "asked", MONDAY, None), MONDAY).nudging.breaks == ()


def test_a_new_reason_takes_over_from_the_one_before():
    ill = paused(paused(ANA, "travelling", MONDAY, days(10)), "sick", days(2), None)

    assert ill.paused == "sick"
    assert ill.nudging.breaks == (Break("travelling", MONDAY, days(2)), Break("sick", days(2), None))


def test_a_pause_takes_back_what_was_announced_and_asked_for():
    waiting = Athlete(1, ANA.since, past=None, nudging=Nudging(waiting=MONDAY, again="2026-03-02T19:30"))

    nudging = paused(waiting, "sick", MONDAY, None).nudging

    assert (nudging.waiting, nudging.again) == (None, None)


def test_time_off_can_be_told_afterwards():
    assert away(ANA, "sick", days(-21), MONDAY).nudging.breaks == (Break("sick", days(-21), MONDAY),)


def test_only_the_latest_breaks_are_remembered():
    athlete = ANA
    for number in range(REMEMBERED + 5):
        athlete = resumed(paused(athlete, "asked", days(2 * number), None), days(2 * number + 1))

    assert len(athlete.nudging.breaks) == REMEMBERED
    assert athlete.nudging.breaks[-1].since == days(2 * (REMEMBERED + 4))
