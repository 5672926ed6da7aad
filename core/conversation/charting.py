"""Charts of the person's own numbers, drawn up from the past, and how a chart goes beside its words."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from core.charts import (
    LoadChart,
    LoadPoint,
    OverviewChart,
    PatternSets,
    Record,
    RecordsChart,
    VolumeChart,
)
from core.charts.naming import name_of
from core.coaching.strength import e1rm_of
from core.conversation.standing import EXTRA
from core.message import Line, Say
from core.wording import text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from core.charts import Chart
    from core.conversation.looking_back import Best
    from core.conversation.scene import Scene
    from core.message import Offer
    from core.session import ExerciseLog, LiftSet, SessionLog

MOST_POINTS: Final = 240  # sessions of an exercise: two years and more
MOST_IN_OVERVIEW: Final = 24  # sessions of each of several exercises
MOST_EXERCISES: Final = 8  # in one picture
MOST_RECORDS: Final = 12  # in one picture
MOST_EXTRA: Final = 60  # sessions that are looked through for work outside the plan
VOLUME_WEEKS: Final = 4
DAYS_A_WEEK: Final = 7


def beside(lines: Iterable[Line], chart: Chart, offers: tuple[tuple[Offer, ...], ...] = ()) -> Say:
    """The words with the picture of what they tell; without one when there is nothing to see yet."""
    return Say(tuple(lines), offers, picture=name_of(chart))


def load_chart(scene: Scene, slug: str, history: Sequence[SessionLog] | None = None) -> LoadChart:
    """An exercise over time, the latest sessions of it; without points where it was never done."""
    sessions = scene.history() if history is None else history
    exercise = scene.library.exercises.get(slug)
    unit = "s" if exercise and exercise.held else scene.athlete.profile.unit
    points = tuple(
        _point(scene, past.date, log)
        for past in sessions
        for log in past.exercises
        if log.slug == slug and log.done and log.slot != EXTRA
    )
    return LoadChart(scene.short(slug), unit, points[-MOST_POINTS:], scene.athlete.habits.language)


def _point(scene: Scene, on: date, log: ExerciseLog) -> LoadPoint:
    reps = [min(done) if isinstance(done, tuple) else done for done in log.done]
    estimate = e1rm_of(log, scene.library)
    band = log.band or band_name(scene, log.slug, log.load)
    return LoadPoint(
        on,
        None if band else log.load,
        max(reps),
        log.reps,
        round(estimate.low, 1) if estimate else None,
        all(count >= log.reps for count in reps),
        band,
    )


def band_name(scene: Scene, slug: str, load: float | None) -> str:
    """The band that was used, by its name or, when it is gone, by its place; nothing for other loads."""
    exercise, bands = scene.library.exercises.get(slug), scene.athlete.profile.equipment.bands
    if exercise is None or exercise.load_type != "band" or load is None or load < 0:
        return ""
    return bands[int(load)] if int(load) < len(bands) else str(int(load) + 1)


def overview(scene: Scene, slugs: Iterable[str]) -> OverviewChart:
    """The exercises side by side."""
    history = scene.history()
    charts = [load_chart(scene, slug, history) for slug in slugs]
    shown = [LoadChart(one.exercise, one.unit, thinned(one.points), one.language) for one in charts if one.points]
    return OverviewChart(tuple(shown[:MOST_EXERCISES]), scene.athlete.habits.language)


def thinned(points: tuple[LoadPoint, ...]) -> tuple[LoadPoint, ...]:
    """At most so many of them, evenly, the first and the latest among them."""
    if len(points) <= MOST_IN_OVERVIEW:
        return points
    step = (len(points) - 1) / (MOST_IN_OVERVIEW - 1)
    return tuple(points[round(at * step)] for at in range(MOST_IN_OVERVIEW))


def records(scene: Scene, best: Iterable[Best]) -> RecordsChart:
    """The best sets."""
    shown = tuple(_record(scene, one) for one in best)[:MOST_RECORDS]
    return RecordsChart(shown, scene.athlete.habits.language)


def _record(scene: Scene, best: Best) -> Record:
    exercise = scene.library.exercises[best.slug]
    band = best.band or band_name(scene, best.slug, best.load)
    ends = sorted((best.estimate.brzycki, best.estimate.epley)) if best.estimate else (None, None)
    return Record(
        exercise=scene.short(best.slug),
        unit="s" if exercise.held else scene.athlete.profile.unit,
        load=None if band or best.load < 0 else best.load,
        reps=best.amount,
        on=best.day,
        low=ends[0],
        high=ends[1],
        band=band,
    )


def volume(scene: Scene) -> VolumeChart:
    """Sets a week of each pattern in the last weeks, and in those before; the most first."""
    history = scene.history()
    since = scene.today - timedelta(weeks=VOLUME_WEEKS)
    now = _sets(scene, history, since + timedelta(days=1), scene.today)
    before = _sets(scene, history, since - timedelta(weeks=VOLUME_WEEKS) + timedelta(days=1), since)
    first = min((past.date for past in history), default=scene.today)
    known = first <= since
    # Who began last week has not done less in the three weeks before: the average is over the weeks there were.
    spread = min(VOLUME_WEEKS, (scene.today - first).days // DAYS_A_WEEK + 1)
    patterns = sorted(now.keys() | (before.keys() if known else set()), key=lambda name: (-now.get(name, 0), name))
    language = scene.athlete.habits.language
    rows = tuple(
        PatternSets(
            text(Line(f"pattern.{pattern}"), language),
            round(now.get(pattern, 0) / spread, 1),
            round(before.get(pattern, 0) / VOLUME_WEEKS, 1) if known else None,
        )
        for pattern in patterns
    )
    return VolumeChart(rows, spread, language)


def _sets(scene: Scene, history: Sequence[SessionLog], first: date, last: date) -> dict[str, int]:
    """Sets of each pattern between two days."""
    done: dict[str, int] = {}
    for past in history:
        for log in past.exercises if first <= past.date <= last else ():
            exercise = scene.library.exercises.get(log.slug)
            if exercise is not None and log.done:
                done[exercise.pattern] = done.get(exercise.pattern, 0) + len(log.done)
    return done


def extra_chart(scene: Scene, words: str) -> LoadChart:
    """Extra work that stands in the person's own words; without points where nothing has that name."""
    wanted = " ".join(words.casefold().split())
    found = [
        (past.date, tuple(lift for lift in workout.sets_of(place) if lift.reps or lift.seconds))
        for past in scene.history()[-MOST_EXTRA:]
        if past.id.isdigit() and (workout := scene.athlete.past.workout(int(past.id))) is not None
        for place, exercise in enumerate(workout.exercises)
        if exercise.slug.casefold() == wanted
    ]
    held = any(lift.seconds for _, lifts in found for lift in lifts)
    points = tuple(_extra_point(on, lifts, held=held) for on, lifts in found if lifts)
    return LoadChart(wanted, "s" if held else scene.athlete.profile.unit, points, scene.athlete.habits.language)


def _extra_point(on: date, lifts: tuple[LiftSet, ...], *, held: bool) -> LoadPoint:
    """The best set: of what is held the longest, whatever was carried meanwhile (a chart has one unit)."""
    if held:
        return LoadPoint(on, None, max(lift.seconds or 0 for lift in lifts), 0)
    best = max(lifts, key=lambda lift: (lift.load or 0, lift.reps or 0))
    return LoadPoint(on, best.load, best.reps or 0, 0)
