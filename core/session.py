"""What was lifted: sets as they were reported, the workout they belong to, and the log the coach reads."""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Final, Literal

from core.values import quick, replace

if TYPE_CHECKING:
    from datetime import date, datetime

    from core.plan import Prescribed, Prescription

Outcome = Literal["hit", "short", "not_done", "unknown"]
Done = int | tuple[int, int]
_NUMBER: Final = attrgetter("number")


@dataclass(frozen=True, slots=True)
class PainReport:
    """Pain on the 0-10 scale at a site (`knee`, `low_back`, …). Health data: never logged, never counted in metrics."""

    site: str
    score: int
    next_morning_worse: bool = False


@quick
@dataclass(frozen=True, slots=True)
class LiftSet:
    """One set as reported.

    `exercise` is the place in the workout's list (0-based), `number` the set's (1-based). Sets of one-sided exercises carry `left`
    and `right`, and `reps` is the lower of the two (rules.md 3). `message` names the message that reported it, so that an
    edit of that message finds it. `band` is what the band was called when the set was reported: its place in the person's list
    (`load`) may be another band's by now.
    """

    exercise: int
    number: int
    at: datetime
    reps: int | None = None
    left: int | None = None
    right: int | None = None
    seconds: int | None = None
    load: float | None = None
    unit: str = "kg"
    rir: int | None = None
    outcome: Outcome = "hit"
    kind: Literal["normal", "warmup", "drop"] = "normal"
    note: str = ""
    message: str | None = None
    band: str | None = None

    @property
    def key(self) -> tuple[int, int]:
        """What identifies the set within its workout."""
        return (self.exercise, self.number)


@quick
@dataclass(frozen=True, slots=True)
class Workout:
    """A session that was started: the prescription frozen at the start, and what has been reported so far.

    `number` counts the person's workouts from 1. `exercises` starts as the prescription's list; a swap replaces an entry, work
    outside the plan is appended with slot `extra` and 0 sets. `closed` is None while the workout is going on.
    """

    number: int
    started: datetime
    date: date
    prescription: Prescription
    exercises: tuple[Prescribed, ...]
    sets: tuple[LiftSet, ...] = ()
    skipped: tuple[int, ...] = ()
    order: tuple[int, ...] = ()
    closed: Literal["finished", "abandoned"] | None = None
    ended: datetime | None = None
    pain: PainReport | None = None
    fatigue: int | None = None

    @property
    def is_open(self) -> bool:
        """Whether more sets are expected."""
        return self.closed is None

    def sets_of(self, exercise: int) -> tuple[LiftSet, ...]:
        """The sets reported for the exercise at that place, by number."""
        return tuple(sorted([s for s in self.sets if s.exercise == exercise], key=_NUMBER))

    def with_sets(self, *sets: LiftSet) -> Workout:
        """The workout with these sets put in; a set with the same key is replaced."""
        keys = {s.key for s in sets}
        return replace(self, sets=(*(s for s in self.sets if s.key not in keys), *sets))

    def without(self, *keys: tuple[int, int]) -> Workout:
        """The workout without the sets of these keys."""
        return replace(self, sets=tuple(s for s in self.sets if s.key not in keys))


@dataclass(frozen=True, slots=True)
class ExerciseLog:
    """What became of one prescribed exercise: the log of rules.md 3. `done` is empty when it was not attempted.

    `load` is what was lifted, `sets` and `reps` what was prescribed. `unknown` prescribed sets were never spoken of: they count
    neither as done nor as missed (product.md: an unlogged set never costs progress). `unit` is that of `load`, None for bands and
    body weight; the rules look at `load` alone, in the person's present unit. `band` is what the band was called then.
    """

    slot: str
    slug: str
    load: float | None
    sets: int
    reps: int
    tempo: str
    code: str
    done: tuple[Done, ...]
    rir: int | None = None
    unknown: int = 0
    unit: Literal["kg", "lb"] | None = None
    band: str | None = None


@dataclass(frozen=True, slots=True)
class SessionLog:
    """A past session as the coaching rules read it (rules.md 3.8, history entry)."""

    id: str
    date: date
    phase: str
    kind: str
    exercises: tuple[ExerciseLog, ...]
    pain: PainReport | None = None
    fatigue: int | None = None
    restart: bool = False
