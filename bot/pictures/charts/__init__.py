"""Draws charts: made for a phone, one thought a picture, few words, and no colour without a shape that says the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.pictures.charts.load import load
from bot.pictures.charts.overview import overview
from bot.pictures.charts.plan import plan
from bot.pictures.charts.records import records
from bot.pictures.charts.sheet import styled
from bot.pictures.charts.volume import volume
from bot.pictures.charts.weeks import weeks
from core.charts import (
    LoadChart,
    OverviewChart,
    PlanChart,
    RecordsChart,
    VolumeChart,
    WeeksChart,
    has_something_to_show,
)

if TYPE_CHECKING:
    from core.charts import Chart


def draw(chart: Chart) -> bytes:
    """The chart as PNG, 720 px wide. A chart with nothing to show is a ValueError: there the words suffice."""
    if not has_something_to_show(chart):
        raise ValueError("an empty chart is not drawn")
    with styled():
        match chart:
            case LoadChart():
                return load(chart)
            case OverviewChart():
                return overview(chart)
            case RecordsChart():
                return records(chart)
            case WeeksChart():
                return weeks(chart)
            case VolumeChart():
                return volume(chart)
            case PlanChart():
                return plan(chart)
