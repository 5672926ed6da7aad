"""Our own JSON export, read back: the person, and each workout with its prescription as it was."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

from bot.export import VERSION
from bot.fields import Malformed, Reader
from bot.importing.rows import MOST_KG, MOST_REPS, MOST_SECONDS, NOTE_CHARS, TITLE_CHARS
from bot.importing.shapes import built
from bot.importing.unreadable import Unreadable
from bot.scenario import profile_from
from core.athlete import ForNow, Habits, Nudging
from core.bringing import Bad, Person
from core.conversation.standing import EXTRA
from core.session import Workout
from core.values import replace
from core.wording import phrases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.content import Library
    from core.session import LiftSet

MOST_LOAD: Final = round(MOST_KG * 2.20462)  # in either unit
MOST_EXERCISES: Final = 200
PERSON: Final = ("profile", "habits", "answered", "health_screen_on", "paused", "paused_until", "nudging", "for_now")


def whole_from(text: str, library: Library) -> tuple[Person, list[Workout], list[Bad]]:
    """The person and the workouts of the file; a bad workout is named by its place in the list. Raises Unreadable."""
    try:
        found = json.loads(text)
        version = found.get("ironstride")
        workouts = found["workouts"]
        person = _person(found["athlete"])
    except Malformed as flaw:
        raise Unreadable("broken", f"this file cannot be read back: {flaw}") from flaw
    except (ValueError, RecursionError, AttributeError, KeyError, TypeError) as error:
        raise Unreadable("wrong_type", "this is no JSON file that `export` wrote") from error
    if version != VERSION or not isinstance(workouts, list):
        raise Unreadable("broken", f"this file says version {version!r}; this program reads version {VERSION}")
    good: list[Workout] = []
    bad: list[Bad] = []
    for place, one in enumerate(workouts, 1):
        try:
            good.append(_workout(one, library))
        except Malformed as flaw:
            bad.append(Bad(place, str(flaw)))
    return person, good, bad


def sets_in(text: str) -> int:
    """About how many sets the text holds, told without reading it: none has fewer than one «outcome»."""
    return text.count('"outcome"')


def _person(value: Any) -> Person:
    told = Reader(value, "athlete")
    told.allow("since", *PERSON)
    habits: Habits = built(Habits, value.get("habits", {}), "athlete.habits")
    _must(habits.zone is None or _is_zone(habits.zone), "athlete.habits.zone", "should be a zone such as Europe/Berlin")
    _must(bool(phrases(habits.language)), "athlete.habits.language", "is none that this program speaks")
    for name in ("lift_time", "quiet_from", "quiet_to"):
        _must(_is_clock(getattr(habits, name)), f"athlete.habits.{name}", "should be a time such as 18:00")
    nudging = built(Nudging, value.get("nudging", {}), "athlete.nudging")
    answered: frozenset[str] = built(frozenset[str], value.get("answered", []), "athlete.answered")
    return Person(
        profile=profile_from(told.table("profile")),
        habits=habits,
        answered=answered,
        health_on=_day(value, "health_screen_on"),
        paused=built(str | None, value.get("paused"), "athlete.paused"),
        paused_until=_day(value, "paused_until"),
        # What was sent is of the chat that it was sent to; breaks are facts of a life.
        nudging=Nudging(breaks=nudging.breaks, let_go=nudging.let_go),
        for_now=built(ForNow, value.get("for_now", {}), "athlete.for_now"),
    )


def _day(value: dict[str, Any], name: str) -> date | None:
    found: date | None = built(date | None, value.get(name), f"athlete.{name}")
    return found


def _workout(value: Any, library: Library) -> Workout:
    workout: Workout = built(Workout, value, "workout")
    for reason in _flaws(workout, library):
        raise Malformed("workout", reason)
    ended = workout.ended or max((lift.at for lift in workout.sets), default=workout.started)
    sets = tuple(replace(lift, note=lift.note[:NOTE_CHARS], message=None) for lift in workout.sets)
    return replace(workout, sets=sets, closed=workout.closed or "finished", ended=ended)


def _flaws(workout: Workout, library: Library) -> Iterator[str]:
    plan = workout.prescription
    if plan.phase is not None and plan.phase not in library.phases:
        yield f"phase {plan.phase!r} is none of {', '.join(library.phases)}"
    if len(workout.exercises) > MOST_EXERCISES:
        yield f"has more than {MOST_EXERCISES} exercises"
    for one in (*plan.exercises, *workout.exercises):
        if one.slot != EXTRA and (one.slot not in library.slots or one.slug not in library.exercises):
            yield f"{one.slot!r} with {one.slug!r} is no exercise of the catalogue"
        if not 1 <= len(one.slug) <= TITLE_CHARS * 2:
            yield f"an exercise has a name of {len(one.slug)} signs"
        if not (0 <= one.sets <= MOST_REPS and 0 <= one.reps <= MOST_SECONDS):
            yield f"{one.slug!r} has {one.sets} × {one.reps} prescribed"
    if len({lift.key for lift in workout.sets}) != len(workout.sets):
        yield "the same set stands twice"
    for lift in workout.sets:
        if not 0 <= lift.exercise < len(workout.exercises):
            yield f"a set belongs to exercise {lift.exercise}, which is not there"
        yield from _flaws_of(lift)


def _flaws_of(lift: LiftSet) -> Iterator[str]:
    if not all(n is None or 0 <= n <= MOST_REPS for n in (lift.reps, lift.left, lift.right)):
        yield f"a set has {lift.reps} reps; up to {MOST_REPS} are taken"
    if lift.seconds is not None and not 0 <= lift.seconds <= MOST_SECONDS:
        yield f"a set has {lift.seconds} s; up to {MOST_SECONDS} are taken"
    if lift.load is not None and not 0 <= lift.load <= MOST_LOAD:
        yield f"a set has a load of {lift.load:g}"
    if lift.unit not in {"kg", "lb"} or lift.number < 0:
        yield "a set has a strange unit or number"


def _must(holds: bool, place: str, reason: str) -> None:  # noqa: FBT001  the condition itself
    if not holds:
        raise Malformed(place, reason)


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ValueError, OSError):
        return False
    return True


def _is_clock(text: str) -> bool:
    hour, _, minute = text.partition(":")
    return len(text) == 5 and hour.isdigit() and minute.isdigit() and int(hour) < 24 and int(minute) < 60  # noqa: PLR2004  HH:MM
