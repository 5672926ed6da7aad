"""A chart's name: `chart/`, its kind, and its values packed small, so that a picture can be drawn from its name alone, after any restart."""

from __future__ import annotations

import json
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from dataclasses import fields
from datetime import date
from typing import TYPE_CHECKING, Any

from core.charts import (
    Block,
    Chart,
    LoadChart,
    LoadPoint,
    OverviewChart,
    PatternSets,
    PlanChart,
    Record,
    RecordsChart,
    VolumeChart,
    Week,
    WeeksChart,
    has_something_to_show,
)

if TYPE_CHECKING:
    from collections.abc import Callable

PREFIX = "chart/"
KINDS: dict[str, type[Chart]] = {
    "load": LoadChart,
    "overview": OverviewChart,
    "records": RecordsChart,
    "weeks": WeeksChart,
    "volume": VolumeChart,
    "plan": PlanChart,
}
MOST_BYTES = 100_000  # of a name's values unpacked; a year of sessions takes 5,000


def name_of(chart: Chart) -> str | None:
    """The picture's name for a message; None when there is nothing to see yet."""
    if not has_something_to_show(chart):
        return None
    kind = next(kind for kind, its_type in KINDS.items() if isinstance(chart, its_type))
    text = json.dumps(_bare(chart), separators=(",", ":"), ensure_ascii=False)
    return f"{PREFIX}{kind}/{urlsafe_b64encode(zlib.compress(text.encode(), 9)).decode().rstrip('=')}"


def chart_of(name: str) -> Chart | None:
    """The chart that a name stands for; None for text that cannot be one."""
    if not name.startswith(PREFIX):
        return None
    try:
        kind, _, packed = name.removeprefix(PREFIX).partition("/")
        opened = zlib.decompressobj()
        text = opened.decompress(urlsafe_b64decode(packed + "=" * (-len(packed) % 4)), MOST_BYTES)
        chart: Chart = _CHARTS[kind](json.loads(text))
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError, zlib.error, NotBase64):
        return None
    return chart if has_something_to_show(chart) else None


def _bare(value: Any) -> Any:
    """Values as JSON knows them, without field names."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_bare(item) for item in value]
    if hasattr(value, "__dataclass_fields__"):
        return [_bare(getattr(value, field.name)) for field in fields(value)]
    return value


def _point(row: list[Any]) -> LoadPoint:
    on, *rest = row
    return LoadPoint(date.fromisoformat(on), *rest)


def _week(row: list[Any]) -> Week:
    starts, *rest = row
    return Week(date.fromisoformat(starts), *rest)


def _block(row: list[Any]) -> Block:
    name, starts, ends, kind = row
    return Block(name, date.fromisoformat(starts), date.fromisoformat(ends), kind)


def _load_chart(row: list[Any]) -> LoadChart:
    exercise, unit, points, language = row
    return LoadChart(exercise, unit, tuple(map(_point, points)), language)


def _overview_chart(row: list[Any]) -> OverviewChart:
    exercises, language = row
    return OverviewChart(tuple(map(_load_chart, exercises)), language)


def _record(row: list[Any]) -> Record:
    exercise, unit, load, reps, on, *rest = row
    return Record(exercise, unit, load, reps, date.fromisoformat(on), *rest)


def _records_chart(row: list[Any]) -> RecordsChart:
    records, language = row
    return RecordsChart(tuple(map(_record, records)), language)


def _weeks_chart(row: list[Any]) -> WeeksChart:
    weeks, language = row
    return WeeksChart(tuple(map(_week, weeks)), language)


def _volume_chart(row: list[Any]) -> VolumeChart:
    patterns, weeks, language = row
    return VolumeChart(tuple(PatternSets(*pattern) for pattern in patterns), weeks, language)


def _plan_chart(row: list[Any]) -> PlanChart:
    blocks, today, races, language = row
    days = tuple(date.fromisoformat(race) for race in races)
    return PlanChart(tuple(map(_block, blocks)), date.fromisoformat(today), days, language)


_CHARTS: dict[str, Callable[[list[Any]], Chart]] = {
    "load": _load_chart,
    "overview": _overview_chart,
    "records": _records_chart,
    "weeks": _weeks_chart,
    "volume": _volume_chart,
    "plan": _plan_chart,
}
