"""Reading a scenario of `ironstride prescribe`: strict JSON into the coach's values, every refusal named by its field.

Shapes and ranges: rules.md 3.8 and 6, interfaces.md.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from bot.fields import Malformed, Reader
from core.athlete import WEEKDAYS, Checkin, Equipment, Profile, Race
from core.session import ExerciseLog, PainReport, SessionLog

if TYPE_CHECKING:
    from core.content import Library
    from core.session import Done

RUNS = ("rest", "easy", "hard", "long")
KINDS = ("normal", "deload", "taper", "primer", "return")
OLDEST_YEAR, LAST_YEAR = 1900, 2199
MOST_AGE, MOST_MASS, MOST_LOAD, MOST_SETS, MOST_REPS, MOST_MINUTES, MOST_RIR, MOST_FATIGUE = (
    120, 1500, 1500, 50, 3600, 1440, 50, 5,
)  # fmt: skip
MOST_PAIN = 10
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Scenario:
    """One question to the coach."""

    id: str | int
    profile: Profile
    history: tuple[SessionLog, ...]
    today: date
    checkin: Checkin | None


def scenario_from(value: Any, library: Library) -> Scenario:
    """The scenario in a parsed line. Raises Malformed with the field and what is wrong with it."""
    line = Reader(value, "")
    line.allow("id", "profile", "history", "today", "checkin", "name", "why", "expected")
    return Scenario(
        id=line.name("id"),
        profile=profile_from(line.table("profile")),
        history=tuple(session_from(entry, library) for entry in line.tables("history")),
        today=day_of(line, "today"),
        checkin=_checkin(line),
    )


def profile_from(profile: Reader) -> Profile:
    """The person. `unit`, `age`, `experience`, `lifts_per_week`, `equipment` and `run_week` have to be there."""
    profile.allow(*Profile.__dataclass_fields__)
    lifts = profile.whole("lifts_per_week", 1, 2)
    return Profile(
        unit=profile.one_of("unit", "kg", "lb"),
        age=profile.whole("age", 0, MOST_AGE),
        experience=profile.one_of("experience", "new", "some", "trained"),
        lifts_per_week=1 if lifts == 1 else 2,
        equipment=_equipment(profile.table("equipment")),
        run_week=_run_week(profile.table("run_week")),
        body_mass=profile.number("body_mass", 1, MOST_MASS) if profile.given("body_mass") else None,
        lift_days=_days(profile, "lift_days", ()),
        available=_days(profile, "available", WEEKDAYS),
        races=tuple(_race(race) for race in profile.tables("races")) if profile.has("races") else (),
        season=profile.one_of("season", "race") if profile.given("season") else None,
        limits=profile.some_of("limits", "knee", "low_back", "shoulder", "wrist", "achilles"),
        max_minutes=profile.whole("max_minutes", 1, MOST_MINUTES) if profile.given("max_minutes") else None,
        plyo_gate=profile.flag("plyo_gate"),
        jumpstart=profile.flag("jumpstart"),
        parq_yes=profile.flag("parq_yes"),
        cleared=profile.flag("cleared"),
        pregnant=profile.flag("pregnant"),
        postpartum_uncleared=profile.flag("postpartum_uncleared"),
    )


def _equipment(owned: Reader) -> Equipment:
    owned.allow(*Equipment.__dataclass_fields__)
    dumbbells = owned.row("dumbbells") if owned.has("dumbbells") else []
    return Equipment(
        dumbbells=tuple(load.as_number(0.1, MOST_LOAD) for load in dumbbells),
        bands=tuple(band.as_text() for band in owned.row("bands")) if owned.has("bands") else (),
        box=owned.flag("box", absent=True),
        anchor=owned.flag("anchor", absent=True),
        space=owned.flag("space", absent=True),
        bar=owned.flag("bar"),
        gym=owned.flag("gym"),
    )


def _run_week(week: Reader) -> dict[str, str]:
    week.allow(*WEEKDAYS)
    return {day: week.one_of(day, *RUNS) for day in WEEKDAYS}


def _days(profile: Reader, key: str, absent: tuple[str, ...]) -> tuple[str, ...]:
    return profile.some_of(key, *WEEKDAYS) if profile.has(key) else absent


def _race(race: Reader) -> Race:
    race.allow("date", "priority", "distance")
    return Race(
        date=day_of(race, "date"),
        priority=race.one_of("priority", "A", "B", "C") if race.given("priority") else "A",
        distance=race.text("distance") if race.given("distance") else None,
    )


def session_from(session: Reader, library: Library) -> SessionLog:
    """A past session (rules.md 3.8: history entry)."""
    session.allow("id", "date", "phase", "kind", "exercises", "pain", "fatigue", "restart")
    return SessionLog(
        id=str(session.name("id")),
        date=day_of(session, "date"),
        phase=session.one_of("phase", *library.phases),
        kind=session.one_of("kind", *KINDS),
        exercises=tuple(_log(entry, library) for entry in session.tables("exercises")),
        pain=_pain(session.table("pain")) if session.given("pain") else None,
        fatigue=session.whole("fatigue", 1, MOST_FATIGUE) if session.given("fatigue") else None,
        restart=session.flag("restart"),
    )


def _log(log: Reader, library: Library) -> ExerciseLog:
    log.allow(*ExerciseLog.__dataclass_fields__)
    return ExerciseLog(
        slot=log.one_of("slot", *library.slots),
        slug=log.known("slug", library.exercises, "exercise"),
        load=log.number("load", 0, MOST_LOAD) if log.given("load") else None,
        sets=log.whole("sets", 1, MOST_SETS),
        reps=log.whole("reps", 1, MOST_REPS),
        tempo=log.known("tempo", (*library.rules.tempo.seconds_a_rep, library.rules.tempo.held), "tempo"),
        code=log.text("code", empty=True),
        done=tuple(_done(entry) for entry in log.row("done")),
        rir=log.whole("rir", 0, MOST_RIR) if log.given("rir") else None,
    )


def _done(entry: Reader) -> Done:
    if not isinstance(entry.value, list):
        return entry.as_whole(0, MOST_REPS)
    sides = [side.as_whole(0, MOST_REPS) for side in entry.entries()]
    if len(sides) != 2:  # noqa: PLR2004  left and right
        raise Malformed(entry.place, f"should be a number of reps or [left, right], is {entry.value!r}")
    return sides[0], sides[1]


def _pain(pain: Reader) -> PainReport:
    pain.allow("site", "score", "next_morning_worse")
    return PainReport(pain.text("site"), pain.whole("score", 0, MOST_PAIN), pain.flag("next_morning_worse"))


def _checkin(line: Reader) -> Checkin | None:
    if not line.given("checkin"):
        return None
    checkin = line.table("checkin")
    checkin.allow("red_flag", "pain")
    pain = _pain(checkin.table("pain")) if checkin.given("pain") else None
    return Checkin(red_flag=checkin.flag("red_flag"), pain=pain)


def day_of(reader: Reader, key: str) -> date:
    """A date written as 2026-03-02."""
    text = reader.text(key)
    place = reader.at(key)
    try:
        day = date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        day = None
    if day is None:
        raise Malformed(place, f"should be a date such as 2026-03-02, is {text!r}")
    if not OLDEST_YEAR <= day.year <= LAST_YEAR:
        raise Malformed(place, f"should lie between {OLDEST_YEAR} and {LAST_YEAR}, is {text}")
    return day
