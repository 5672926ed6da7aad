"""A chart in words: whoever does not see the picture loses nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.charts import (
    LoadChart,
    OverviewChart,
    PlanChart,
    RecordsChart,
    VolumeChart,
    WeeksChart,
    has_something_to_show,
)
from core.message import Line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.charts import Chart, LoadPoint, PatternSets, Record

NOTICEABLE_SETS = 0.5  # a week; less is no change worth a word


def words(chart: Chart) -> tuple[Line, ...]:
    """The lines that say what the chart shows, the most important first."""
    if not has_something_to_show(chart):
        return (Line("chart.empty"),)
    match chart:
        case LoadChart():
            return tuple(_load(chart))
        case OverviewChart():
            return tuple(_exercise(one) for one in chart.exercises if one.points)
        case RecordsChart():
            return tuple(_record(record) for record in chart.records)
        case WeeksChart():
            return tuple(_weeks(chart))
        case VolumeChart():
            return tuple(_volume(chart))
        case PlanChart():
            return tuple(_plan(chart))


def _best(points: tuple[LoadPoint, ...]) -> LoadPoint:
    return max(points, key=lambda point: (point.load or 0, point.reps, point.on))


def _load(chart: LoadChart) -> Iterator[Line]:
    first, last = chart.points[0], chart.points[-1]
    name = {"exercise": chart.exercise}
    if len(chart.points) == 1:
        yield Line("chart.load.once", {**name, "set": _set(chart.unit, last), "on": last.on})
        return
    if first.load is not None and last.load is not None:
        loads = {"first": first.load, "last": last.load, "unit": chart.unit, "since": first.on}
        yield Line("chart.load.moved" if first.load != last.load else "chart.load.same", {**name, **loads})
    else:
        yield _moved(chart, name)
    best = _best(chart.points)
    yield Line("chart.load.best", {"set": _set(chart.unit, best), "on": best.on})
    yield from _strength(chart)


def _moved(chart: LoadChart, name: dict[str, str]) -> Line:
    """First to latest where load alone does not tell it: by reps or seconds, and by the whole set where a band or a load came."""
    first, last = chart.points[0], chart.points[-1]
    begun, now = _set(chart.unit, first), _set(chart.unit, last)
    if begun == now:
        return Line("chart.load.steady", {**name, "set": now, "since": first.on})
    if begun.key != now.key or first.band:
        return Line("chart.load.changed", {**name, "first": begun, "last": now, "since": first.on})
    key = "chart.load.held" if chart.unit == "s" else "chart.load.reps"
    return Line(key, {**name, "first": first.reps, "last": last.reps, "since": first.on})


def _strength(chart: LoadChart) -> Iterator[Line]:
    """How often the target was reached, and what could be lifted once, then and now."""
    asked = [point for point in chart.points if point.target]  # extra work has no target
    if asked:
        yield Line("chart.load.targets", {"hits": sum(point.reached for point in asked), "sessions": len(asked)})
    estimates = [round(point.e1rm, 1) for point in chart.points if point.e1rm is not None]
    if estimates:
        key = "chart.load.e1rm" if estimates[0] != estimates[-1] else "chart.load.e1rm_same"
        yield Line(key, {"first": estimates[0], "last": estimates[-1], "unit": chart.unit})


def _exercise(chart: LoadChart) -> Line:
    """One exercise of several: first and latest session, and what the lines beside them mean."""
    first, last = chart.points[0], chart.points[-1]
    ends = {"exercise": chart.exercise, "first": _set(chart.unit, first), "last": _set(chart.unit, last)}
    if len(chart.points) == 1:
        return Line("chart.overview.once", ends)
    return Line("chart.overview.exercise", {**ends, "more": strength(chart)})


def strength(chart: LoadChart) -> Line:
    """«target in 5 of 6, once about 10 → 14 kg»: what the picture of an exercise shows besides first and latest."""
    hits = {"hits": sum(point.reached for point in chart.points), "sessions": len(chart.points)}
    estimates = [round(point.e1rm, 1) for point in chart.points if point.e1rm is not None]
    if not estimates:
        return Line("chart.overview.targets", hits)
    ends = {"first": estimates[0], "last": estimates[-1], "unit": chart.unit}
    key = "chart.overview.strength" if estimates[0] != estimates[-1] else "chart.overview.steady"
    return Line(key, {**hits, **ends})


def _record(record: Record) -> Line:
    blanks = {"exercise": record.exercise, "set": _set(record.unit, record), "on": record.on}
    if record.low is None or record.high is None:
        return Line("chart.records.best", blanks)
    return Line(
        "chart.records.best_max",
        {**blanks, "low": round(record.low, 1), "high": round(record.high, 1), "unit": record.unit},
    )


def _set(unit: str, point: LoadPoint | Record) -> Line:
    if point.band:
        return Line("chart.load.band", {"reps": point.reps, "band": point.band})
    if point.load is not None:
        return Line("chart.load.set", {"reps": point.reps, "load": point.load, "unit": unit})
    return Line("chart.load.seconds" if unit == "s" else "chart.load.bare", {"reps": point.reps})


def _weeks(chart: WeeksChart) -> Iterator[Line]:
    over = [week for week in chart.weeks if week.mark != "open"]
    kept = sum(week.mark == "kept" for week in over)
    protected = sum(week.mark == "protected" for week in over)
    if len(over) > protected:
        yield Line("chart.weeks.kept", {"kept": kept, "weeks": len(over) - protected})
    if protected:
        yield Line("chart.weeks.protected", {"weeks": protected})
    races = tuple(week.starts for week in chart.weeks if week.race)
    if races:
        yield Line("chart.weeks.races", {"weeks": races})
    if not over:
        yield Line("chart.weeks.open")


def _volume(chart: VolumeChart) -> Iterator[Line]:
    each = tuple(_pattern(row) for row in chart.patterns)
    yield Line("chart.volume.sets", {"weeks": chart.weeks, "patterns": each})
    known = [row for row in chart.patterns if row.before is not None]
    more = tuple(row.pattern for row in known if row.sets - (row.before or 0) >= NOTICEABLE_SETS)
    less = tuple(row.pattern for row in known if (row.before or 0) - row.sets >= NOTICEABLE_SETS)
    if more:
        yield Line("chart.volume.more", {"patterns": more})
    if less:
        yield Line("chart.volume.less", {"patterns": less})


def _pattern(row: PatternSets) -> Line:
    told = {"pattern": row.pattern, "sets": round(row.sets, 1)}
    if row.before is None or round(row.before, 1) == told["sets"]:
        return Line("chart.volume.pattern", told)
    return Line("chart.volume.pattern_before", {**told, "before": round(row.before, 1)})


def _plan(chart: PlanChart) -> Iterator[Line]:
    for block in chart.blocks:
        if block.starts <= chart.today <= block.ends:
            goes_on = block == chart.blocks[-1]  # the plan is looked at only so far: where the last one ends is open
            key = "chart.plan.here_on" if goes_on else "chart.plan.here"
            yield Line(key, {"block": block.name, "until": block.ends})
    coming = tuple(
        Line("chart.plan.block", {"block": block.name, "starts": block.starts})
        for block in chart.blocks
        if block.starts > chart.today
    )
    if coming:
        yield Line("chart.plan.then", {"blocks": coming})
    ahead = tuple(race for race in chart.races if race >= chart.today)
    if ahead:
        yield Line("chart.plan.races", {"races": ahead})
    if all(block.ends < chart.today for block in chart.blocks) and not ahead:
        yield Line("chart.plan.over", {"until": chart.blocks[-1].ends})
