"""Why today's number is what it is, in plain sentences (lines of `wording/why.*.toml`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.coaching import loads
from core.coaching.day import rep_range
from core.coaching.ladder import reps_before
from core.coaching.past import state_of
from core.history import BAND
from core.message import Line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.athlete import Profile
    from core.content import Library
    from core.exercise import Exercise
    from core.plan import Prescribed
    from core.session import ExerciseLog, SessionLog

# Codes whose sentence needs no earlier log, and those that say something else when one value is known.
_FROM_TODAY = frozenset(
    {
        "CALIBRATE", "CALIBRATE_HEAVY", "PHASE_KEEP", "HOLD_TARGET", "LOAD_UP_FORCED", "M_HOLD", "PLATEAU_RESET", "GAP_REPEAT",
        "GAP_REDUCE10", "GAP_REDUCE15", "GAP_REDUCE20", "RESTART", "PRIMER", "PAIN_HOLD", "PAIN_REDUCE", "PAIN_SWAP", "CAP_HOLD",
    }
)  # fmt: skip

_ON_THE_LADDER = frozenset({"REP_UP", "REP_UP2", "SET_UP", "LOAD_UP", "MISS_HOLD", "HARD_HOLD", "MISS_REDUCE"})


def reason(prescribed: Prescribed, history: Sequence[SessionLog], profile: Profile, library: Library) -> Line:
    """One sentence for the number of today: «all 6 last time with 2 left: 7 today»."""
    state = state_of(history, prescribed.slot)
    blanks = _today(prescribed, library)
    if state is None:
        known = prescribed.code in _FROM_TODAY
        return Line(_key(prescribed, None, profile, library) if known else "why.plain", blanks)
    log = state[1]
    return Line(_key(prescribed, log, profile, library), {**blanks, **_before(log, profile, library)})


def explained(
    prescribed: Prescribed, history: Sequence[SessionLog], profile: Profile, library: Library
) -> tuple[Line, ...]:
    """The whole answer to «why?»: what was done last time, the reason, and what comes next on the ladder."""
    state = state_of(history, prescribed.slot)
    because = reason(prescribed, history, profile, library)
    if state is None:
        return (because,)
    session, log = state
    last = _before(log, profile, library)
    told = Line(
        "why.last" if log.rir is None else "why.last.left", {"day": session.date, **last, "load": last["old_load"]}
    )
    ahead = _ahead(prescribed, session.phase, profile, library)
    return (told, because) if ahead is None else (told, because, ahead)


def _key(prescribed: Prescribed, log: ExerciseLog | None, profile: Profile, library: Library) -> str:
    key = f"why.{prescribed.code.lower()}"
    match prescribed.code:
        case "REP_UP" if log is not None and log.rir is not None:
            return f"{key}.left"
        case "REP_UP2" if library.exercises[prescribed.slug].held:
            return f"{key}.seconds"
        case "HOLD_TARGET" if log is not None and prescribed.sets > log.sets and not log.code.startswith("PAIN_"):
            return f"{key}.more"  # the routine's third set
        case "SET_UP" if log is not None and prescribed.sets <= log.sets:  # cut to the minutes there are
            return f"{key}.short"
        case "CAP_HOLD" if _is_heaviest(prescribed, profile, library):
            return f"{key}.heavier"
        case "HARD_HOLD" if log is None or log.rir is None:
            return "why.plain"
        case "":
            return "why.plain"
        case _:
            return key


def _today(prescribed: Prescribed, library: Library) -> dict[str, object]:
    return {
        "today": _amount(prescribed.reps, prescribed.slug, library),
        "sets": prescribed.sets,
        "load": prescribed.load_label,
        "rest": prescribed.rest_s,
        "name": library.called(prescribed.slug),
    }


def _before(log: ExerciseLog, profile: Profile, library: Library) -> dict[str, object]:
    exercise = library.exercises.get(log.slug)
    load = loads.label(exercise, _shown(log.load, exercise, profile), profile) if exercise else ""
    if log.band is not None:
        load = f"{log.band}{BAND}"
    return {
        "before": _amount(log.reps, log.slug, library),
        "before_sets": log.sets,
        "done": " ".join(_set(done) for done in log.done),
        "left": log.rir,
        "old": library.called(log.slug),
        "old_load": load,
    }


def _amount(reps: int, slug: str, library: Library) -> Line:
    exercise = library.exercises.get(slug)
    return Line("why.seconds" if exercise is not None and exercise.held else "why.reps", {"n": reps})


def _set(done: int | tuple[int, int]) -> str:
    if isinstance(done, int):
        return str(done)
    left, right = done
    return str(left) if left == right else f"{left}/{right}"


def _shown(load: float | None, exercise: Exercise, profile: Profile) -> float | None:
    """A load that can be named: a band that is gone is called by the nearest that is left."""
    if exercise.load_type != "band":
        return load
    bands = len(profile.equipment.bands)
    return None if load is None or not bands else min(int(load), bands - 1)


def _is_heaviest(prescribed: Prescribed, profile: Profile, library: Library) -> bool:
    owned = loads.owned(library.exercises[prescribed.slug], profile, library.rules)
    return prescribed.load is not None and loads.next_heavier(prescribed.load, owned) is None


def _ahead(prescribed: Prescribed, phase_slug: str, profile: Profile, library: Library) -> Line | None:
    """What the ladder holds above today's rung; None where the ladder is not what decides."""
    exercise, rules = library.exercises[prescribed.slug], library.rules
    if prescribed.code not in _ON_THE_LADDER or phase_slug in ("P1", "M"):
        return None
    phase = library.phases[phase_slug]
    if prescribed.load is None:
        top = _amount(rep_range(exercise, phase, rules)[1], prescribed.slug, library)
        return None if exercise.held or exercise.pattern == "plyo" else Line("why.next.body", {"top": top})
    heavier = loads.next_heavier(prescribed.load, loads.owned(exercise, profile, rules))
    if heavier is None:
        return Line("why.next.heaviest")
    senior = rules.age.senior_rir if profile.age >= rules.age.senior else 0
    needed = reps_before(
        exercise, prescribed.load, heavier, profile, phase, target_rir=phase.target_rir + senior, rules=rules
    )
    load = loads.label(exercise, heavier, profile)
    if needed is None:
        return Line("why.next.too_big", {"load": load})
    return Line("why.next.load", {"top": _amount(needed, prescribed.slug, library), "load": load})
