"""What a chart shows, as plain values: an exercise's load, the weeks kept, the volume, the plan."""

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
    """One session of an exercise: its load (None: body weight), best set, the reps that were asked for, and the e1RM if it means something."""

    on: date
    load: float | None
    reps: int
    target: int
    e1rm: float | None = None


@dataclass(frozen=True, slots=True)
class LoadChart:
    """An exercise over time, oldest session first. `exercise` is its everyday name; `unit` is kg, lb, or s for what is held."""

    exercise: str
    unit: str
    points: tuple[LoadPoint, ...]
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Week:
    """A week by its Monday: what became of it, and whether a race was in it."""

    starts: date
    mark: WeekMark
    race: bool = False


@dataclass(frozen=True, slots=True)
class WeeksChart:
    """Weeks kept, oldest first, without gaps. `streak` is the number of weeks in a row by the rules of the coach."""

    weeks: tuple[Week, ...]
    streak: int
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


Chart = LoadChart | WeeksChart | VolumeChart | PlanChart


def has_something_to_show(chart: Chart) -> bool:
    """Whether a picture says more than «nothing yet»."""
    match chart:
        case LoadChart(points=shown) | WeeksChart(weeks=shown) | VolumeChart(patterns=shown) | PlanChart(blocks=shown):
            return bool(shown)
