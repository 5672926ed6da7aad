"""Streaks count weeks in which the promise was kept; what is nobody's fault does not end them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from core.athlete import Break, Profile, Race
from core.content import library
from core.weeks import weeks

MONDAY = date(2026, 3, 2)
RULES = library().rules


def row(*sessions_a_week, today=None, goal=2, breaks=(), races=()):
    """The weeks from MONDAY on with so many sessions each, seen from the last day of the last of them, or from `today`."""
    lifted = [
        MONDAY + timedelta(weeks=week, days=2 * session)
        for week, sessions in enumerate(sessions_a_week)
        for session in range(sessions)
    ]
    profile = Profile(lifts_per_week=goal, races=races)
    last = MONDAY + timedelta(weeks=len(sessions_a_week), days=-1)
    return weeks(lifted, profile, breaks, today or last, RULES)


def in_week(number, reason="sick", days=3):
    since = MONDAY + timedelta(weeks=number, days=1)
    return Break(reason, since, since + timedelta(days=days))


@pytest.mark.parametrize(
    ("sessions", "goal", "streak"),
    [
        ((), 2, 0),
        ((2,), 2, 1),
        ((2, 2, 2), 2, 3),
        ((2, 1, 2), 2, 1),
        ((2, 1, 2), 1, 3),
        ((1, 2, 3), 2, 2),
        ((2, 0, 0), 2, 0),
    ],
)
def test_the_row_counts_back_over_the_weeks_that_met_the_goal(sessions, goal, streak):
    assert row(*sessions, goal=goal).streak == streak


def test_the_week_that_is_going_on_counts_once_its_goal_is_met_and_ends_nothing_before():
    wednesday = MONDAY + timedelta(weeks=2, days=2)

    assert row(2, 2, today=wednesday).streak == 2
    assert row(2, 2, 1, today=wednesday).streak == 2
    assert row(2, 2, 2, today=wednesday).streak == 3


@pytest.mark.parametrize("reason", ["sick", "rest", "travelling", "asked", "health"])
def test_a_week_off_for_a_reason_neither_counts_nor_ends_the_row(reason):
    found = row(2, 0, 2, breaks=(in_week(1, reason),))

    assert found.streak == 2


def test_a_protected_week_in_which_the_goal_was_met_all_the_same_counts():
    assert row(2, 2, 2, breaks=(in_week(1),)).streak == 3


def test_silence_is_no_reason():
    assert row(2, 0, 2, breaks=(in_week(1, "silence"),)).streak == 1


def test_a_break_that_still_lasts_protects_up_to_today():
    still = Break("sick", MONDAY + timedelta(weeks=1))

    found = row(2, 0, 0, breaks=(still,))

    assert (found.streak, found.is_protected) == (1, True)


def test_a_race_protects_its_week_and_its_recovery():
    race = Race(MONDAY + timedelta(weeks=1, days=6), "A", "marathon")  # a Sunday, then ten days off

    assert row(2, 0, 0, 2, races=(race,)).streak == 2
    assert row(2, 0, 0, 0, 0, 2, races=(race,)).streak == 1


def test_sessions_after_today_are_not_counted():
    assert row(2, 2, 2, today=MONDAY + timedelta(days=6)).streak == 1
