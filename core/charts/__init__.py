"""What a chart shows, as plain values: an exercise's load, several at once, the best sets, the weeks kept, the volume, the plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import date

# What became of a week: the goal was met, it was not, it was protected (rest week, illness, race, travel), or it is going on.
WeekMark = Literal["kept", "missed", "protected", "open"]
BlockKind = Literal["build", "deload", "taper", "rest"]


@dataclass(frozen=True, slots=True)
class LoadPoint:
    """One session of an exercise: its load (None: body weight), best set, the reps that were asked for, and the e1RM if it means something.

    `reached`: every reported set had the reps that were asked for. `band` is the name of the band that was used, if one was.
    """

    on: date
    load: float | None
    reps: int
    target: int
    e1rm: float | None = None
    reached: bool = True
    band: str = ""


@dataclass(frozen=True, slots=True)
class LoadChart:
    """An exercise over time, oldest session first. `exercise` is its everyday name; `unit` is kg, lb, or s for what is held."""

    exercise: str
    unit: str
    points: tuple[LoadPoint, ...]
    language: str = "en"


@dataclass(frozen=True, slots=True)
class OverviewChart:
    """The exercises of now side by side, in the order to show."""

    exercises: tuple[LoadChart, ...]
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Record:
    """An exercise's best set and its day; `unit` as in LoadChart. `low` and `high` are what the e1RM lies between, if it means something."""

    exercise: str
    unit: str
    load: float | None
    reps: int
    on: date
    low: float | None = None
    high: float | None = None
    band: str = ""


@dataclass(frozen=True, slots=True)
class RecordsChart:
    """The best sets, in the order to show."""

    records: tuple[Record, ...]
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Week:
    """A week by its Monday: what became of it, and whether a race was in it."""

    starts: date
    mark: WeekMark
    race: bool = False


@dataclass(frozen=True, slots=True)
class WeeksChart:
    """Weeks kept, oldest first, without gaps."""

    weeks: tuple[Week, ...]
    language: str = "en"


@dataclass(frozen=True, slots=True)
class PatternSets:
    """Sets a week of one movement pattern, named for people, and what it was in the weeks before (None: unknown)."""

    pattern: str
    sets: float
    before: float | None = None


@dataclass(frozen=True, slots=True)
class VolumeChart:
    """Sets a week of each pattern, averaged over the last so many weeks, in the order to show."""

    patterns: tuple[PatternSets, ...]
    weeks: int
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the plan, named for people, from its first day to its last."""

    name: str
    starts: date
    ends: date
    kind: BlockKind = "build"


@dataclass(frozen=True, slots=True)
class PlanChart:
    """The plan's blocks in order, where the person is today, and the races ahead."""

    blocks: tuple[Block, ...]
    today: date
    races: tuple[date, ...] = ()
    language: str = "en"


Chart = LoadChart | OverviewChart | RecordsChart | WeeksChart | VolumeChart | PlanChart


def has_something_to_show(chart: Chart) -> bool:
    """Whether a picture says more than «nothing yet»."""
    match chart:
        case LoadChart(points=shown) | WeeksChart(weeks=shown) | VolumeChart(patterns=shown) | PlanChart(blocks=shown):
            return bool(shown)
        case OverviewChart(exercises=exercises):
            return any(exercise.points for exercise in exercises)
        case RecordsChart(records=records):
            return bool(records)
