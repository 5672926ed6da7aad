"""The weeks ahead: what the plan looks like if every session is done as planned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from core.building import next_session
from core.plan import NO_LIFTING
from core.session import ExerciseLog, SessionLog
from core.values import replace

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from core.athlete import Profile, Race
    from core.content import Library
    from core.plan import Kind, Prescription

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class PlannedWeek:
    """One calendar week from Monday. `phase` and `week` (of the phase) are those of its first session, None without one.

    `kinds` and `days` belong together; `races` are those of the week; `minutes` is the longest session's.
    """

    monday: date
    phase: str | None
    week: int | None
    days: tuple[date, ...]
    kinds: tuple[Kind, ...]
    races: tuple[Race, ...]
    minutes: int | None


def outlook(
    profile: Profile,
    history: Sequence[SessionLog],
    today: date,
    weeks: int,
    library: Library,
    *,
    agreed: Sequence[date] = (),
) -> tuple[PlannedWeek, ...]:
    """This week and the following, up to `weeks`. Empty when a gate is closed (refer, blocked).

    The first sessions are on the days that were `agreed`, in order; what comes after them on those that the rules choose.
    """
    monday = today - timedelta(days=today.weekday())
    end = monday + weeks * WEEK
    sessions = _sessions(profile, list(history), today, end, library, agreed=list(agreed))
    if sessions is None:
        return ()
    return tuple(_week(monday + n * WEEK, sessions, profile) for n in range(weeks))


def _sessions(
    profile: Profile, history: list[SessionLog], today: date, end: date, library: Library, *, agreed: list[date]
) -> list[Prescription] | None:
    ahead: list[Prescription] = []
    while today < end:
        on = agreed.pop(0) if agreed else None
        today = max(today, on or today)
        coming = next_session(profile, history, today, None, library)
        if coming.type in ("refer", "blocked"):
            return None
        if coming.type in NO_LIFTING:
            today += timedelta(days=1)
            continue
        if on is not None:
            coming = replace(coming, date=on)
        if coming.date is None:
            break
        if coming.date > today:
            today = coming.date
            continue
        ahead.append(coming)
        history.append(_as_planned(coming, today, library))
        today += timedelta(days=library.rules.days.rest_between)
    return ahead


def _as_planned(coming: Prescription, day: date, library: Library) -> SessionLog:
    """The session as if everything had been done with the reps in reserve that were asked for."""
    phase = coming.phase or ""
    target = library.phases[phase].target_rir
    return SessionLog(
        id=f"{day:%Y-%m-%d} ahead",
        date=day,
        phase=phase,
        kind=coming.type,
        exercises=tuple(
            ExerciseLog(e.slot, e.slug, e.load, e.sets, e.reps, e.tempo, e.code, (e.reps,) * e.sets, target)
            for e in coming.exercises
        ),
        restart=bool({"RESTART_P1", "GAP_RESTART_PHASE"} & set(coming.codes)),
    )


def _week(monday: date, sessions: Sequence[Prescription], profile: Profile) -> PlannedWeek:
    mine = [s for s in sessions if s.date is not None and monday <= s.date < monday + WEEK]
    return PlannedWeek(
        monday=monday,
        phase=mine[0].phase if mine else None,
        week=mine[0].week if mine else None,
        days=tuple(s.date for s in mine if s.date is not None),
        kinds=tuple(s.type for s in mine),
        races=tuple(race for race in profile.races if monday <= race.date < monday + WEEK),
        minutes=max((s.minutes for s in mine if s.minutes is not None), default=None),
    )
