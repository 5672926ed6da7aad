"""Training that a person brings along in a file: what it would add, and the person with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from core.values import replace

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from core.athlete import Athlete, ForNow, Habits, Nudging, Profile
    from core.message import Line
    from core.session import Workout

MOST_BYTES: Final = 5_000_000
MOST_ROWS: Final = 50_000
_NAMES: Final = (".csv", ".tsv", ".txt", ".json")
_MEDIA: Final = ("text/", "application/json", "application/csv", "application/vnd.ms-excel", "application/octet-stream")


@dataclass(frozen=True, slots=True)
class Person:
    """Who a file of our own is about, for somebody of whom nothing is known yet."""

    profile: Profile
    habits: Habits
    answered: frozenset[str]
    health_on: date | None
    paused: str | None
    paused_until: date | None
    nudging: Nudging
    for_now: ForNow


@dataclass(frozen=True, slots=True)
class Bad:
    """A row (of our JSON: a session) that is not taken, by its number in the file, and why."""

    number: int
    reason: Line


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file would bring: `new` of its `sessions` in order, without numbers yet. `aside` counts rows of runs, timers and notes.

    `restores`: profile and settings of `person` come along, as nothing is known yet of whoever brings the file.
    """

    wrote: str
    sessions: int
    new: tuple[Workout, ...]
    bad: tuple[Bad, ...] = ()
    aside: int = 0
    person: Person | None = None
    restores: bool = False

    @property
    def there(self) -> int:
        """Sessions of the file that the person has already."""
        return self.sessions - len(self.new)

    @property
    def sets(self) -> int:
        """Sets of the new sessions."""
        return sum(len(one.sets) for one in self.new)

    def only(self, new: tuple[Workout, ...]) -> Preview:
        """The same file when no others are new."""
        return replace(self, new=new)


def may_be_training(filename: str, media_type: str) -> bool:
    """Whether a file of this name and type may be one to import; what is in it decides."""
    if "." in filename:
        return filename.casefold().endswith(_NAMES)
    return not media_type or media_type.casefold().startswith(_MEDIA)


def is_new(athlete: Athlete | None) -> bool:
    """Whether nothing is known of the person yet."""
    return athlete is None or ("hello" not in athlete.answered and athlete.workouts == 0)


def brought(athlete: Athlete, preview: Preview) -> tuple[Athlete, tuple[Workout, ...]]:
    """The person with what the file brings, and the workouts under their numbers."""
    new = numbered(preview.new, athlete.workouts)
    after = replace(athlete, workouts=athlete.workouts + len(new))
    person = preview.person
    if person is None or not preview.restores or not is_new(athlete):
        return after, new
    restored = replace(
        after,
        profile=person.profile,
        habits=person.habits,
        answered=person.answered,
        health_on=person.health_on,
        paused=person.paused,
        paused_until=person.paused_until,
        nudging=person.nudging,
        for_now=person.for_now,
    )
    return restored, new


def numbered(workouts: Iterable[Workout], after: int) -> tuple[Workout, ...]:
    """The workouts with the person's next numbers, oldest first."""
    ordered = sorted(workouts, key=lambda one: (one.date, one.started))
    return tuple(replace(one, number=number) for number, one in enumerate(ordered, after + 1))


def told_start(workout: Workout, zone: str | None) -> datetime:
    """When it started on the person's clock; one that was told of later, at that hour of the day it was lifted on."""
    at = workout.started.astimezone(ZoneInfo(zone) if zone else UTC)
    if zone is None or at.date() == workout.date:
        return at
    return datetime.combine(workout.date, at.time(), at.tzinfo)
