"""Simulated athletes for the benchmarks: they lift what is prescribed, more or less, and get stronger by it."""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from core.athlete import Checkin, Profile
from core.building import next_session
from core.content import library
from core.plan import NO_LIFTING, Prescribed, Prescription
from core.session import Done, ExerciseLog, PainReport, SessionLog

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Look = Callable[[Profile, Sequence[SessionLog], date, Checkin | None, Prescription], None]

SITES = ("knee", "low_back", "shoulder", "achilles")
UP = frozenset({"REP_UP", "REP_UP2", "SET_UP", "LOAD_UP", "LOAD_UP_FORCED", "TEMPO_UP", "VAR_UP", "PHASE_LOAD"})
DOWN = frozenset({"MISS_REDUCE", "PLATEAU_RESET", "GAP_REDUCE10", "GAP_REDUCE15", "GAP_REDUCE20", "RESTART"})


@dataclass
class Habit:
    """How somebody is: chances from 0 to 1, `gain` in rungs of the ladder a session."""

    keeps: float = 0.9  # does the session on its day
    skips_exercise: float = 0.02
    tells_rir: float = 0.7
    hurts: float = 0.03  # pain on a day
    holiday: float = 0.02  # a week to ten off after a session
    gain: float = 0.8


@dataclass
class Lifter:
    """One athlete with a dice of their own; the same seed lives the same life."""

    profile: Profile
    seed: int
    habit: Habit = field(default_factory=Habit)
    planned: int = 0
    kept: int = 0

    def __post_init__(self) -> None:
        self.dice = random.Random(self.seed)
        self.ability: dict[str, float] = {}
        self.level: dict[str, float] = {}

    def history(self, start: date, years: float = 1, look: Look | None = None) -> tuple[SessionLog, ...]:
        """Everything that was lifted from `start` on; `look` sees every prescription before it is done."""
        done: list[SessionLog] = []
        today, end = start, start + timedelta(days=round(365 * years))
        while today < end:
            checkin = self._checkin()
            answer = next_session(self.profile, done, today, checkin, library())
            if look is not None:
                look(self.profile, done, today, checkin, answer)
            if answer.type in NO_LIFTING or answer.date is None:
                today += timedelta(days=1)
            elif answer.date > today:
                today = answer.date
            else:
                self.planned += 1
                if self.dice.random() > self.habit.keeps:
                    today += timedelta(days=self.dice.choice((1, 1, 2, 4)))
                    continue
                self.kept += 1
                done.append(self._lifted(answer, today, len(done), checkin))
                holiday = self.dice.random() < self.habit.holiday
                today += timedelta(days=self.dice.choice((8, 14, 18, 25, 40, 70)) if holiday else 2)
        return tuple(done)

    def _checkin(self) -> Checkin | None:
        if self.dice.random() >= self.habit.hurts:
            return None
        site, score = self.dice.choice(SITES), self.dice.choice((1, 2, 3, 3, 4, 5, 6))
        return Checkin(pain=PainReport(site, score, self.dice.random() < 0.1))

    def _lifted(self, answer: Prescription, day: date, number: int, checkin: Checkin | None) -> SessionLog:
        pain = checkin.pain if checkin else None
        return SessionLog(
            id=f"s{number:05}",
            date=day,
            phase=answer.phase or "P1",
            kind=answer.type,
            exercises=tuple(self._log(entry) for entry in answer.exercises),
            pain=replace(pain, next_morning_worse=False) if pain else None,
            fatigue=self.dice.choice((1, 2, 2, 3, 3, 4)),
            restart=bool({"RESTART_P1", "GAP_RESTART_PHASE"} & set(answer.codes)),
        )

    def _log(self, entry: Prescribed) -> ExerciseLog:
        """What came of it: the further the prescription is ahead of the ability, the less is left, and then reps are missing."""
        slot = entry.slot
        self.level[slot] = self.level.get(slot, 0.0) + (entry.code in UP) - 1.5 * (entry.code in DOWN)
        ability = self.ability.get(slot, 0.0)
        left = round(entry.rir + (ability - self.level[slot]) / 3 + self.dice.gauss(0, 0.8))
        done = tuple(self._set(entry, max(0, -left)) for _ in range(entry.sets))
        if self.dice.random() < self.habit.skips_exercise:
            done = ()
        else:
            self.ability[slot] = ability + self.habit.gain / (1 + ability / 30)
        told = max(0, min(5, left)) if self.dice.random() < self.habit.tells_rir else None
        return ExerciseLog(slot, entry.slug, entry.load, entry.sets, entry.reps, entry.tempo, entry.code, done, told)

    def _set(self, entry: Prescribed, short: int) -> Done:
        reps = max(0, entry.reps - self.dice.randint(0, short))
        return (reps, min(entry.reps, reps + self.dice.randint(0, 1))) if entry.per_side else reps
