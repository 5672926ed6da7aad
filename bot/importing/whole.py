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
from bot.importing.unreadable import Misshapen, Unreadable
from bot.scenario import profile_from
from core.athlete import ForNow, Habits, Nudging
from core.bringing import Bad, Person
from core.conversation.standing import EXTRA
from core.message import Line
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
        line = Line("import.shape.value", {"place": flaw.place})
        raise Unreadable("broken", f"this file cannot be read back: {flaw}", line) from flaw
    except Misshapen as flaw:
        raise Unreadable("broken", f"this file cannot be read back: {flaw}", flaw.line) from flaw
    except (ValueError, RecursionError, AttributeError, KeyError, TypeError) as error:
        raise Unreadable("wrong_type", "this is no JSON file that `export` wrote") from error
    if version != VERSION or not isinstance(workouts, list):
        line = Line("import.shape.version", {"version": str(version)[:20], "known": VERSION})
        raise Unreadable("broken", f"this file says version {version!r}; this program reads version {VERSION}", line)
    good: list[Workout] = []
    bad: list[Bad] = []
    for place, one in enumerate(workouts, 1):
        try:
            good.append(_workout(one, library))
        except Misshapen as flaw:
            bad.append(Bad(place, flaw.line))
    return person, good, bad


def sets_in(text: str) -> int:
    """About how many sets the text holds, told without reading it: none has fewer than one «outcome»."""
    return text.count('"outcome"')


def _person(value: Any) -> Person:
    told = Reader(value, "athlete")
    told.allow("since", *PERSON)
    habits: Habits = built(Habits, value.get("habits", {}), "athlete.habits")
    _must(habits.zone is None or _is_zone(habits.zone), "athlete.habits.zone", "zone")
    _must(bool(phrases(habits.language)), "athlete.habits.language", "language")
    for name in ("lift_time", "quiet_from", "quiet_to"):
        _must(_is_clock(getattr(habits, name)), f"athlete.habits.{name}", "clock")
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
    for flaw in _flaws(workout, library):
        raise flaw
    ended = workout.ended or max((lift.at for lift in workout.sets), default=workout.started)
    sets = tuple(replace(lift, note=lift.note[:NOTE_CHARS], message=None) for lift in workout.sets)
    return replace(workout, sets=sets, closed=workout.closed or "finished", ended=ended)


def _flaws(workout: Workout, library: Library) -> Iterator[Misshapen]:
    plan = workout.prescription
    if plan.phase is not None and plan.phase not in library.phases:
        yield Misshapen("workout.prescription.phase", "one_of", known=tuple(library.phases))
    if len(workout.exercises) > MOST_EXERCISES:
        yield Misshapen("workout.exercises", "list", most=MOST_EXERCISES)
    for one in (*plan.exercises, *workout.exercises):
        place = f"workout.exercises.{one.slug[:TITLE_CHARS]}"
        if one.slot != EXTRA and (one.slot not in library.slots or one.slug not in library.exercises):
            yield Misshapen(place, "exercise")
        if not 1 <= len(one.slug) <= TITLE_CHARS * 2:
            yield Misshapen(place, "text", most=TITLE_CHARS * 2)
        if not (0 <= one.sets <= MOST_REPS and 0 <= one.reps <= MOST_SECONDS):
            yield Misshapen(place, "prescribed", sets=one.sets, reps=one.reps)
    if len({lift.key for lift in workout.sets}) != len(workout.sets):
        yield Misshapen("workout.sets", "twice")
    for lift in workout.sets:
        if not 0 <= lift.exercise < len(workout.exercises):
            yield Misshapen("workout.sets", "belongs", n=lift.exercise)
        yield from _flaws_of(lift)


def _flaws_of(lift: LiftSet) -> Iterator[Misshapen]:
    if not all(n is None or 0 <= n <= MOST_REPS for n in (lift.reps, lift.left, lift.right)):
        yield Misshapen("workout.sets.reps", "range", most=MOST_REPS)
    if lift.seconds is not None and not 0 <= lift.seconds <= MOST_SECONDS:
        yield Misshapen("workout.sets.seconds", "range", most=MOST_SECONDS)
    if lift.load is not None and not 0 <= lift.load <= MOST_LOAD:
        yield Misshapen("workout.sets.load", "range", most=MOST_LOAD)
    if lift.unit not in {"kg", "lb"} or lift.number < 0:
        yield Misshapen("workout.sets", "strange")


def _must(holds: bool, place: str, why: str) -> None:  # noqa: FBT001  the condition itself
    if not holds:
        raise Misshapen(place, why)


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ValueError, OSError):
        return False
    return True


def _is_clock(text: str) -> bool:
    hour, _, minute = text.partition(":")
    return len(text) == 5 and hour.isdigit() and minute.isdigit() and int(hour) < 24 and int(minute) < 60  # noqa: PLR2004  HH:MM
