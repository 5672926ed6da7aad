"""The person: profile, habits, where the talk stands, and what they are lifting."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, Protocol

from core.codes import Tries
from core.values import quick

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from core.session import LiftSet, PainReport, SessionLog, Workout

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
Unit = Literal["kg", "lb"]


@dataclass(frozen=True, slots=True)
class Equipment:
    """What the person owns. Loads in their unit, sorted; bands from light to heavy.

    `box`, `space` and, with bands, `anchor` count as present unless set to False (rules.md 2.1).
    """

    dumbbells: tuple[float, ...] = ()
    bands: tuple[str, ...] = ()
    box: bool = True
    anchor: bool = True
    space: bool = True
    bar: bool = False
    gym: bool = False


@dataclass(frozen=True, slots=True)
class Race:
    """A race ahead or behind. A missing priority counts as A, an unknown distance as short (rules.md 3.8)."""

    date: date
    priority: Literal["A", "B", "C"] = "A"
    distance: str | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """What the coaching rules look at (rules.md 3.8). `body_mass` and dumbbells are in `unit`."""

    unit: Unit = "kg"
    age: int = 35
    experience: Literal["new", "some", "trained"] = "new"
    lifts_per_week: Literal[1, 2] = 2
    equipment: Equipment = field(default_factory=Equipment)
    run_week: Mapping[str, str] = field(default_factory=lambda: dict.fromkeys(WEEKDAYS, "easy"))
    body_mass: float | None = None
    lift_days: tuple[str, ...] = ()
    available: tuple[str, ...] = WEEKDAYS
    races: tuple[Race, ...] = ()
    season: str | None = None
    limits: tuple[str, ...] = ()
    max_minutes: int | None = None
    plyo_gate: bool = False
    jumpstart: bool = False
    parq_yes: bool = False
    cleared: bool = False
    pregnant: bool = False
    postpartum_uncleared: bool = False


@dataclass(frozen=True, slots=True)
class Checkin:
    """What the person says about today (rules.md 3.6)."""

    red_flag: bool = False
    pain: PainReport | None = None


@dataclass(frozen=True, slots=True)
class Habits:
    """How the person wants to be talked to. `zone` is an IANA name, None until known; times are local wall times «HH:MM»."""

    zone: str | None = None
    language: str = "en"
    lift_time: str = "18:00"
    quiet_from: str = "21:30"
    quiet_to: str = "07:00"
    rest_timer: bool = True
    nudges: bool = True
    week_summary: bool = True


@dataclass(frozen=True, slots=True)
class ForNow:
    """What holds for a few local days only and leaves the profile as it is; each part names its days.

    `minutes`, `part` (of the body: «legs», «upper core») and `pain` are for one day. `equipment` is what is at hand from a day up to, not including, another (None: that day
    only). `run_week` is how the running looks in the week of the Monday `run_week_of`. `asked_pain` is the day on which the
    question after earlier pain was put.
    """

    minutes: int | None = None
    minutes_on: date | None = None
    equipment: Equipment | None = None
    equipment_on: date | None = None
    equipment_until: date | None = None
    pain: PainReport | None = None
    pain_on: date | None = None
    asked_pain: date | None = None
    part: str | None = None
    part_on: date | None = None
    run_week: Mapping[str, str] | None = None
    run_week_of: date | None = None


@dataclass(frozen=True, slots=True)
class Talk:
    """Where the talk stands: the question that is open, and what it is about (JSON values only)."""

    asked: str | None = None
    about: Mapping[str, Any] = field(default_factory=dict)


@quick
@dataclass(frozen=True, slots=True)
class Step:
    """How to take back one thing: what stood before it. Only what changed is kept; `head` and `agreed` hold JSON values only.

    `workout` is the number of the workout it touched: `put` its sets as they were, `remove` the keys that were not there. `agreed`
    is on what days there was to be lifting: moves, days left out, a pause.
    """

    did: str
    workout: int | None = None
    put: tuple[LiftSet, ...] = ()
    remove: tuple[tuple[int, int], ...] = ()
    head: Mapping[str, Any] | None = None
    profile: Profile | None = None
    habits: Habits | None = None
    for_now: ForNow | None = None
    agreed: Mapping[str, Any] | None = None


@quick
@dataclass(frozen=True, slots=True)
class Due:
    """What the clock sends next: an occurrence of this kind on this local day. `at`, in UTC, is only computed from wall time and zone.

    Kinds stand in `core.nudging`; what follows a dot tells apart several of one kind on one day («rest_over.2.3»).
    """

    kind: str
    day: date
    at: datetime


@dataclass(frozen=True, slots=True)
class Break:
    """Time off with a reason (`sick`, `travelling`, `rest`, `asked`, …), from one local day up to, not including, another."""

    reason: str
    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Nudging:
    """What has to be known to nudge well and never nag.

    `sent`: the latest occurrences that were dealt with. `unanswered`: nudges since the person was last heard of. `last`: when the
    latest went out. `waiting`: the lift day that was announced and on which nothing has happened yet. `lift_on`, `lift_at`: the
    day, and its wall time, to which the person moved the next session. `let_go`: the latest day that the person left out.
    `again`: the local time («2026-03-02T19:30») at which they want to be reminded once more. `instead`: the day that was offered for
    a missed one; a day is made up for once.
    """

    sent: tuple[tuple[str, date], ...] = ()
    unanswered: int = 0
    last: datetime | None = None
    waiting: date | None = None
    lift_on: date | None = None
    lift_at: str | None = None
    let_go: date | None = None
    again: str | None = None
    instead: date | None = None
    blocked: bool = False
    breaks: tuple[Break, ...] = ()


class Past(Protocol):
    """The person's earlier sessions; read from the store only when the coach looks."""

    @property
    def sessions(self) -> tuple[SessionLog, ...]:
        """Closed sessions, oldest first, without the one in `Athlete.workout`'s hands while it is open."""

    def workout(self, number: int) -> Workout | None:
        """The workout of that number with all its sets."""

    def reported_by(self, message: str) -> Workout | None:
        """The workout that holds sets reported by this message."""

    @property
    def identities(self) -> tuple[str, ...]:
        """Every identity of the person, in alphabetical order."""


@dataclass(frozen=True, slots=True)
class NoPast:
    """The past of somebody who is not known."""

    sessions: tuple[SessionLog, ...] = ()
    identities: tuple[str, ...] = ()

    def workout(self, number: int) -> Workout | None:
        """Nothing: there is no workout."""
        del number
        return None

    def reported_by(self, message: str) -> Workout | None:
        """Nothing: there is no workout."""
        del message
        return None


@quick
@dataclass(frozen=True, slots=True)
class Athlete:
    """Everything one turn may look at or change.

    `workout` is the latest one, open or closed. `answered` names the questions that need not be asked again. `health_on` is the
    local day of the last health screen (asked again after 12 months, rules.md 5). `paused_until` is the first local day on which
    nudges come again, `paused` why they do not. `reach` is the identity that the person used last: there they are nudged. `for_now`
    is what differs from the profile for a few days. `tries` counts codes, so that nobody guesses on.
    """

    id: int
    since: datetime
    past: Past
    profile: Profile = field(default_factory=Profile)
    habits: Habits = field(default_factory=Habits)
    talk: Talk = field(default_factory=Talk)
    answered: frozenset[str] = frozenset()
    health_on: date | None = None
    paused_until: date | None = None
    paused: str | None = None
    workout: Workout | None = None
    workouts: int = 0
    undo: tuple[Step, ...] = ()
    due: Due | None = None
    reach: str | None = None
    nudging: Nudging = field(default_factory=Nudging)
    for_now: ForNow = field(default_factory=ForNow)
    tries: Tries = field(default_factory=Tries)
