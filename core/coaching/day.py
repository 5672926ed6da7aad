"""One day's situation, and one exercise's numbers while the rules pass over them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from core.coaching import loads

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from core.athlete import Profile
    from core.content import Library, Phase
    from core.content.rules import Rules
    from core.exercise import Exercise
    from core.session import ExerciseLog, SessionLog

Mode = Literal["deload", "taper", "primer"]

PROGRESS = frozenset({"REP_UP", "REP_UP2", "SET_UP", "LOAD_UP", "LOAD_UP_FORCED", "TEMPO_UP", "VAR_UP"})


@dataclass(frozen=True, slots=True)
class Pain:
    """Today's pain as the rules judge it: a worse morning and a third day in a row are counted in."""

    site: str
    score: int


@dataclass(frozen=True, slots=True)
class Day:
    """Everything that holds for the whole session of a day.

    `run` are the sessions of today's phase so far, empty in its first; `target_rir` is the phase's, one higher from 65 on;
    `sets` what a slot has by today's phase, in P1 possibly the third.
    """

    profile: Profile
    library: Library
    today: date
    past: Sequence[SessionLog]
    phase: Phase
    run: Sequence[SessionLog]
    weeks_off: int
    restart: Literal["routine", "phase"] | None
    mode: Mode | None
    target_rir: int
    sets: int
    pain: Pain | None

    @property
    def rules(self) -> Rules:
        """The thresholds."""
        return self.library.rules


class Draft(NamedTuple):
    """An exercise's numbers on their way. `spare` is added to the target RIR."""

    exercise: Exercise
    load: float | None
    sets: int
    reps: int
    tempo: str
    code: str
    spare: int = 0


def rep_range(exercise: Exercise, phase: Phase, rules: Rules) -> tuple[int, int]:
    """Bottom and top of the repetitions (seconds when held) of an exercise in a phase (rules.md 2.1)."""
    if exercise.held:
        return rules.reps.held_s
    if exercise.pattern == "plyo":
        return rules.reps.jumps
    return phase.own_range(exercise)


def usual_tempo(exercise: Exercise, phase: Phase, rules: Rules) -> str:
    """The phase's tempo; holds and jumps have their own."""
    if exercise.held:
        return rules.tempo.held
    return rules.tempo.jumps if exercise.pattern == "plyo" else phase.tempo


def logged(day: Day, log: ExerciseLog, code: str = "", spare: int = 0) -> Draft:
    """The numbers of a log, its load as far as it is still owned (rules.md 3.8)."""
    exercise = day.library.exercises[log.slug]
    owned = loads.owned(exercise, day.profile, day.rules)
    load = log.load if owned else None
    if owned and load is None:
        load = loads.first_load(exercise, day.profile, day.rules)
    elif load is not None and load not in owned:
        load = loads.snapped(load, owned)
    # A hold that was brought along from elsewhere may be shorter than any that is asked for here (rules.md 3.6).
    reps = max(log.reps, day.rules.reps.held_floor_s) if exercise.held else log.reps
    return Draft(exercise, load, log.sets, reps, log.tempo, code, spare)


def fresh(day: Day, exercise: Exercise, code: str, *, load: float | None, spare: int = 0) -> Draft:
    """An exercise from the start: the phase's usual sets, the bottom of its range, the usual tempo."""
    bottom, _ = rep_range(exercise, day.phase, day.rules)
    return Draft(exercise, load, day.phase.sets, bottom, usual_tempo(exercise, day.phase, day.rules), code, spare)
