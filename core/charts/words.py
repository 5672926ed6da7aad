"""A chart in words: whoever does not see the picture loses nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.charts import LoadChart, PlanChart, VolumeChart, WeeksChart
from core.message import Line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.charts import Chart, LoadPoint

DAYS_A_WEEK = 7
NOTICEABLE_SETS = 0.5  # a week; less is no change worth a word


def words(chart: Chart) -> tuple[Line, ...]:
    """The lines that say what the chart shows, the most important first."""
    match chart:
        case LoadChart(points=()) | WeeksChart(weeks=()) | VolumeChart(patterns=()) | PlanChart(blocks=()):
            return (Line("chart.empty"),)
        case LoadChart():
            return tuple(_load(chart))
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
        yield Line("chart.load.once", {**name, "set": _set(chart, last), "on": last.on})
        return
    if first.load is not None and last.load is not None:
        loads = {"first": first.load, "last": last.load, "unit": chart.unit, "since": first.on}
        yield Line("chart.load.moved" if first.load != last.load else "chart.load.same", {**name, **loads})
    else:
        key = "chart.load.held" if chart.unit == "s" else "chart.load.reps"
        yield Line(key, {**name, "first": first.reps, "last": last.reps, "since": first.on})
    best = _best(chart.points)
    yield Line("chart.load.best", {"set": _set(chart, best), "on": best.on})
    hits = sum(point.reps >= point.target for point in chart.points)
    yield Line("chart.load.targets", {"hits": hits, "sessions": len(chart.points)})
    estimates = [point.e1rm for point in chart.points if point.e1rm is not None]
    if estimates:
        yield Line(
            "chart.load.e1rm", {"first": round(estimates[0], 1), "last": round(estimates[-1], 1), "unit": chart.unit}
        )


def _set(chart: LoadChart, point: LoadPoint) -> Line:
    if point.load is not None:
        return Line("chart.load.set", {"reps": point.reps, "load": point.load, "unit": chart.unit})
    return Line("chart.load.seconds" if chart.unit == "s" else "chart.load.bare", {"reps": point.reps})


def _weeks(chart: WeeksChart) -> Iterator[Line]:
    over = [week for week in chart.weeks if week.mark != "open"]
    kept = sum(week.mark == "kept" for week in over)
    protected = sum(week.mark == "protected" for week in over)
    yield Line("chart.weeks.kept", {"kept": kept, "weeks": len(over) - protected, "streak": chart.streak})
    if protected:
        yield Line("chart.weeks.protected", {"weeks": protected})
    races = tuple(week.starts for week in chart.weeks if week.race)
    if races:
        yield Line("chart.weeks.races", {"weeks": races})
    if any(week.mark == "open" for week in chart.weeks):
        yield Line("chart.weeks.open")


def _volume(chart: VolumeChart) -> Iterator[Line]:
    each = tuple(
        Line("chart.volume.pattern", {"pattern": row.pattern, "sets": round(row.sets, 1)}) for row in chart.patterns
    )
    yield Line("chart.volume.sets", {"weeks": chart.weeks, "patterns": each})
    known = [row for row in chart.patterns if row.before is not None]
    more = tuple(row.pattern for row in known if row.sets - (row.before or 0) >= NOTICEABLE_SETS)
    less = tuple(row.pattern for row in known if (row.before or 0) - row.sets >= NOTICEABLE_SETS)
    if more:
        yield Line("chart.volume.more", {"patterns": more})
    if less:
        yield Line("chart.volume.less", {"patterns": less})


def _plan(chart: PlanChart) -> Iterator[Line]:
    for block in chart.blocks:
        if block.starts <= chart.today <= block.ends:
            week = (chart.today - block.starts).days // DAYS_A_WEEK + 1
            weeks = (block.ends - block.starts).days // DAYS_A_WEEK + 1
            yield Line("chart.plan.here", {"block": block.name, "week": week, "weeks": weeks, "until": block.ends})
    for block in chart.blocks:
        if block.starts > chart.today:
            yield Line("chart.plan.then", {"block": block.name, "starts": block.starts, "until": block.ends})
    ahead = tuple(race for race in chart.races if race >= chart.today)
    if ahead:
        yield Line("chart.plan.races", {"races": ahead})
    if all(block.ends < chart.today for block in chart.blocks) and not ahead:
        yield Line("chart.plan.over", {"until": chart.blocks[-1].ends})
