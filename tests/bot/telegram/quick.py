"""Timings and a clock for fronts under test."""

from datetime import UTC, datetime

from bot.telegram.api import Timings

QUICK = Timings(poll=2, answer=1.0, connect=1.0, again=0.02, again_most=0.1, grace=1.0)


def now():
    return datetime.now(UTC)  # noqa: TID251  tests of the front run on the real clock
