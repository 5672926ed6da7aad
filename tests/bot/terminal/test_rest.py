"""A rest is counted down by the clock that is passed in."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.terminal.rest import Rest, minutes

END = datetime(2026, 3, 2, 18, 1, tzinfo=UTC)


@pytest.mark.parametrize(("before_end_s", "left_s"), [(60, 60), (59.4, 60), (0.1, 1), (0, 0), (-5, 0)])
def test_what_is_left_counts_every_second_that_has_begun(before_end_s, left_s):
    assert Rest(END).left_s(END - timedelta(seconds=before_end_s)) == left_s


@pytest.mark.parametrize(("seconds", "text"), [(5, "0:05"), (60, "1:00"), (135, "2:15"), (3600, "60:00")])
def test_seconds_are_shown_as_minutes(seconds, text):
    assert minutes(seconds) == text
