"""The weeks kept and the blocks of the plan as charts, drawn up from the past and the outlook."""

from __future__ import annotations

from datetime import timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Final

from core.charts import Block, PlanChart, Week, WeeksChart
from core.conversation import dues
from core.message import Line
from core.outlook import outlook
from core.pausing import days_left_out, free_from
from core.values import replace
from core.weeks import WEEK, monday_of, weeks_behind
from core.wording import text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from core.charts import BlockKind, WeekMark
    from core.conversation.scene import Scene
    from core.outlook import PlannedWeek
    from core.plan import Kind
    from core.session import SessionLog
    from core.weeks import PastWeek

MOST_WEEKS: Final = 52


def weeks_kept(scene: Scene) -> WeeksChart:
    """The weeks since the first session, this one open until its goal is met."""
    athlete, rules = scene.athlete, scene.library.rules
    lifted = [log.date for log in scene.lifted()]
    behind = weeks_behind(lifted, athlete.profile, athlete.nudging.breaks, scene.today, rules)
    races = {monday_of(race.date) for race in athlete.profile.races}
    goal = athlete.profile.lifts_per_week
    marked = tuple(
        Week(week.monday, _mark(week, goal, monday_of(scene.today)), race=week.monday in races)
        for week in behind[-MOST_WEEKS:]
    )
    return WeeksChart(marked, athlete.habits.language)


def _mark(week: PastWeek, goal: int, this_monday: date) -> WeekMark:
    if week.done >= goal:
        return "kept"
    if week.monday == this_monday:
        return "open"
    return "protected" if week.is_protected else "missed"


def ahead(scene: Scene, weeks: int) -> tuple[PlannedWeek, ...]:
    """The weeks ahead with the days that were agreed: none before the next lift day, none that is left out or lies in a break."""
    athlete = scene.athlete
    coming = dues.shown_day(scene)
    after = dues.following(scene, coming) if coming is not None else None
    agreed = tuple(day for day in (coming, after) if day is not None)
    found = outlook(athlete.profile, scene.history(), scene.today, weeks, scene.library, agreed=agreed)
    left_out = days_left_out(athlete.nudging)

    def kept(week: PlannedWeek) -> PlannedWeek:
        days = [
            (day, kind)
            for day, kind in zip(week.days, week.kinds, strict=True)
            if day in agreed or (day not in left_out and free_from(athlete.nudging.breaks, day) is None)
        ]
        return replace(week, days=tuple(day for day, _ in days), kinds=tuple(kind for _, kind in days))

    return tuple(map(kept, found))


def plan_blocks(scene: Scene, ahead: Sequence[PlannedWeek]) -> PlanChart:
    """The block that is going on from its first session, and what follows week by week; races that are still to come."""
    language = scene.athlete.habits.language
    history = scene.history()
    weeks_ahead = [*(_lifted_already(history, week) for week in ahead[:1]), *ahead[1:]]
    blocks: list[Block] = []
    for (name, kind), of in groupby(weeks_ahead, key=lambda week: _kind(week, language)):
        mine = list(of)
        starts = mine[0].monday if blocks else _began(history, mine[0], kind)
        blocks.append(Block(name, starts, mine[-1].monday + WEEK - timedelta(days=1), kind))
    races = tuple(sorted(race.date for week in ahead for race in week.races))
    return PlanChart(tuple(blocks), scene.today, races, language)


def _lifted_already(history: Sequence[SessionLog], week: PlannedWeek) -> PlannedWeek:
    """This week with the sessions that are behind, when none is to come."""
    mine = [past for past in history if week.monday <= past.date < week.monday + WEEK]
    if week.days or not mine:
        return week
    kinds: tuple[Kind, ...] = ("deload",) if mine[-1].kind == "deload" else ("normal",)
    return replace(week, phase=mine[-1].phase, days=tuple(past.date for past in mine), kinds=kinds)


def _began(history: Sequence[SessionLog], week: PlannedWeek, kind: BlockKind) -> date:
    """The Monday on which the block of this week began."""
    first = week.monday
    for past in reversed(history):
        if kind != "build" or past.phase != week.phase or past.kind in {"deload", "taper"}:
            break
        first = monday_of(past.date)
    return min(first, week.monday)


def _kind(week: PlannedWeek, language: str) -> tuple[str, BlockKind]:
    """What the week's block is called and how it is drawn."""

    def named(key: str) -> str:
        return text(Line(key), language)

    if not week.days:
        return named("chart.plan.off"), "rest"
    if "deload" in week.kinds:
        return named("chart.plan.lighter"), "deload"
    if {"taper", "primer"} & set(week.kinds):
        return named("chart.plan.taper"), "taper"
    return named(f"phase.{(week.phase or 'p1').lower()}"), "build"
