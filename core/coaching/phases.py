"""Which phase a day belongs to: entry, exit, time off, race season (rules.md 1, 3.6, 3.8)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Literal

from core.coaching.fitting import heavy_capable
from core.coaching.past import run_of_phase

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from core.athlete import Profile
    from core.content import Library
    from core.session import SessionLog

HIGH = frozenset({"P2", "P3", "P4"})


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the person stands in the macrocycle today. `code` says what changed, `run` is empty in a phase's first session."""

    phase: str
    run: Sequence[SessionLog]
    code: str | None = None
    restart: Literal["routine", "phase"] | None = None


def first_phase(profile: Profile) -> str:
    """Where somebody without history begins (rules.md 2.1)."""
    equipped = bool(profile.equipment.dumbbells) and bool(profile.equipment.bands)
    return "P1" if not profile.jumpstart and (equipped or profile.experience != "new") else "P0"


def standing(
    profile: Profile, past: Sequence[SessionLog], today: date, library: Library, *, eased: bool, hurts: bool
) -> Standing:
    """Today's phase. `eased`: in a taper or primer; `hurts`: pain today that keeps a phase from changing."""
    if not past:
        return Standing(first_phase(profile), ())
    off = library.rules.time_off
    last = past[-1].phase
    days_off = (today - past[-1].date).days
    if days_off >= off.routine_again_from:
        never_left = all(session.phase == "P0" for session in past)
        return Standing("P0" if never_left else "P1", (), "RESTART_P1", "routine")
    if days_off >= off.phase_again_from:
        return Standing(library.phases[last].after_gap, (), "GAP_RESTART_PHASE", "phase")
    if profile.season == "race" and last in HIGH:
        return Standing("M", (), "TO_MAINTENANCE")
    run = run_of_phase(past)
    stays = Standing(last, run)
    if eased or days_off >= off.first_week_from:
        return stays
    if last == "M":
        return stays if profile.season == "race" else Standing("P2", (), "PHASE_CYCLE")
    if not _done(profile, run, last, today, library):
        return stays
    if last == "P4":
        return Standing("P2", (), "PHASE_CYCLE")
    if hurts or _hurt_lately(past, today, library):
        return stays
    return _advanced(profile, stays, library)


def _advanced(profile: Profile, stays: Standing, library: Library) -> Standing:
    """P0 -> P1 -> P2 -> P3 -> P4, as far as the next is open to the person."""
    age = library.rules.age
    upward = library.phases[stays.phase].next
    if stays.phase == "P2" and not (profile.age >= age.adult and heavy_capable(profile, library)):
        return stays
    if stays.phase == "P3" and not (age.adult <= profile.age < age.senior and profile.plyo_gate):
        return Standing("P2", (), "PHASE_CYCLE")
    return Standing(upward, (), "PHASE_UP")


def _done(profile: Profile, run: Sequence[SessionLog], phase: str, today: date, library: Library) -> bool:
    days, sessions = (today - run[0].date).days, len(run)
    once = profile.lifts_per_week == 1
    return any(
        days >= way.days and sessions >= (way.sessions_once if once else way.sessions)
        for way in library.phases[phase].exit
    )


def _hurt_lately(past: Sequence[SessionLog], today: date, library: Library) -> bool:
    pain = library.rules.pain
    since = today - timedelta(days=pain.quiet_days)
    for session in reversed(past):
        if session.date < since:
            return False
        if session.pain is not None and session.pain.score >= pain.reduce:
            return True
    return False
