"""The counts of the whole house."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from core.tally import Tally
from storage.values import micros

if TYPE_CHECKING:
    from datetime import datetime

    from storage.link import Link


def tally(link: Link, now: datetime) -> Tally:
    """What there is at this time."""
    row = link.row("tally", {name: micros(now - timedelta(days=days)) for name, days in (("week", 7), ("month", 28))})
    assert row is not None, "counts are always there"  # noqa: S101  a mistake of ours, not of the world
    people, active_7, active_28, workouts, sets = row
    return Tally(people, active_7, active_28, workouts, sets, dict(link.rows("nudge_tally", {})))
