"""A year of 500 simulated athletes: how loads, volume and adherence develop, and whether any promise is broken.

`python -m benchmarks.simulated_year [people]`
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from statistics import mean, median
from time import perf_counter
from typing import TYPE_CHECKING

from benchmarks.people import Habit, Lifter
from core.athlete import WEEKDAYS, Checkin, Equipment, Profile, Race
from core.coaching import loads
from core.coaching.fitting import has_equipment
from core.content import library
from core.plan import NO_LIFTING, Prescription
from core.scheduling import proposed_days

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.session import SessionLog

PEOPLE = 500
START = date(2026, 1, 5)
QUARTERS = 4
KITS = (
    Equipment(),
    Equipment(bands=("light", "medium", "heavy")),
    Equipment(dumbbells=(8,), bands=("light", "medium", "heavy")),
    Equipment(dumbbells=(4, 6, 10), bands=("light",)),
    Equipment(dumbbells=tuple(range(2, 26, 2)), bands=("light", "medium")),
    Equipment(dumbbells=tuple(2.5 * n for n in range(2, 17)), bands=("light", "medium", "heavy"), gym=True, bar=True),
)


def somebody(dice: random.Random) -> Profile:
    """A runner with a week, a kit and perhaps a race."""
    runs = {day: dice.choice(("rest", "easy", "easy", "hard", "long")) for day in WEEKDAYS}
    lifts = dice.choice((1, 2, 2))
    races = tuple(
        Race(
            START + timedelta(days=dice.randint(40, 360)), dice.choice("ABC"), dice.choice(("10k", "half", "marathon"))
        )
        for _ in range(dice.choice((0, 1, 1, 2)))
    )
    profile = Profile(
        age=dice.choice((16, 17, 24, 31, 38, 45, 52, 60, 66, 72)),
        experience=dice.choice(("new", "new", "some", "trained")),
        lifts_per_week=1 if lifts == 1 else 2,
        equipment=dice.choice(KITS),
        run_week=runs,
        body_mass=dice.choice((None, 52, 61, 70, 78, 90)),
        races=races,
        season=dice.choice((None, None, None, "race")),
        limits=dice.choice(((), (), (), ("knee",), ("low_back",), ("shoulder",))),
        max_minutes=dice.choice((None, 20, 25, 30, 30, 40)),
        plyo_gate=dice.random() < 0.5,
    )
    return profile if dice.random() < 0.5 else _with_days(profile)


def _with_days(profile: Profile) -> Profile:
    return replace(profile, lift_days=proposed_days(profile, library()).days)


class Watch:
    """Looks at every prescription and notes what breaks a promise."""

    def __init__(self) -> None:
        self.broken: Counter[str] = Counter()
        self.codes: Counter[str] = Counter()
        self.asked = 0

    def look(
        self, profile: Profile, past: Sequence[SessionLog], today: date, checkin: Checkin | None, answer: Prescription
    ) -> None:
        """Count the codes of one prescription and what it breaks."""
        self.asked += 1
        self.codes.update(answer.codes)
        self.codes.update(entry.code for entry in answer.exercises)
        for promise, holds in self._promises(profile, past, today, answer):
            if not holds:
                self.broken[promise] += 1
        del checkin

    @staticmethod
    def _promises(
        profile: Profile, past: Sequence[SessionLog], today: date, answer: Prescription
    ) -> Sequence[tuple[str, bool]]:
        known = library()
        lifts = answer.type not in NO_LIFTING
        day = answer.date if lifts else None
        owned = [
            (entry, known.exercises[entry.slug], loads.owned(known.exercises[entry.slug], profile, known.rules))
            for entry in answer.exercises
        ]
        races = known.rules.races
        return (
            ("loads owned", all(e.load in own if own else e.load is None for e, _, own in owned)),
            ("equipment there", all(has_equipment(x, profile.equipment) for _, x, _ in owned)),
            ("48 h between lifts", not (day and past) or day - past[-1].date >= timedelta(days=2)),
            (
                "race windows",
                day is None
                or all(
                    not 0 <= (r.date - day).days <= races[r.priority].closed_days
                    for r in profile.races
                    if r.date >= today
                ),
            ),
            ("youth limits", profile.age >= 18 or all(x.held or (e.reps >= 6 and e.rir >= 3) for e, x, _ in owned)),
            ("no heavy or power phase for the young", profile.age >= 18 or answer.phase not in ("P3", "P4")),
            ("no power phase from 65", profile.age < 65 or answer.phase != "P4"),
            (
                "minutes within the budget",
                profile.max_minutes is None
                or answer.minutes is None
                or answer.minutes <= profile.max_minutes
                or len(answer.exercises) <= 3,
            ),
            ("never to failure", all(e.rir >= 1 for e, _, _ in owned)),
        )


def main() -> None:
    people = int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE
    watch, started = Watch(), perf_counter()
    lives = []
    for seed in range(people):
        dice = random.Random(seed)
        lifter = Lifter(somebody(dice), seed, Habit(keeps=dice.uniform(0.5, 1.0), gain=dice.uniform(0.5, 1.0)))
        lives.append((lifter, lifter.history(START, look=watch.look)))
    took = perf_counter() - started
    print(
        f"{people} athletes, {watch.asked} prescriptions, {1000 * took / watch.asked:.2f} ms each with the simulation\n"
    )
    _development(lives)
    _codes(watch)
    print("\nbroken promises:", dict(watch.broken) or "none")
    sys.exit(1 if watch.broken else 0)


def _development(lives: Sequence[tuple[Lifter, Sequence[SessionLog]]]) -> None:
    print(
        f"{'quarter':<9}{'sessions':>9}{'sets':>7}{'reps':>7}{'squat x first':>15}{'hinge x first':>15}   (medians a person)"
    )
    for quarter in range(QUARTERS):
        start, end = (START + timedelta(days=round(365 * n / QUARTERS)) for n in (quarter, quarter + 1))
        spans = [[s for s in history if start <= s.date < end] for _, history in lives]
        sets = [sum(len(log.done) for s in span for log in s.exercises) for span in spans]
        reps = [sum(_reps(d) for s in span for log in s.exercises for d in log.done) for span in spans]
        growth = [_growth([h for _, h in lives], span_end=end, slot=slot) for slot in ("squat", "hinge")]
        print(
            f"{quarter + 1:<9}{median(len(span) for span in spans):>9g}{median(sets):>7g}{median(reps):>7g}"
            f"{growth[0]:>15.2f}{growth[1]:>15.2f}"
        )
    kept = [lifter.kept / lifter.planned for lifter, _ in lives if lifter.planned]
    phases = Counter(history[-1].phase for _, history in lives if history)
    print(
        f"\nadherence: mean {mean(kept):.0%}, lowest {min(kept):.0%}; sessions a person {mean(len(h) for _, h in lives):.0f}"
    )
    print("phase after the year:", ", ".join(f"{phase} {count}" for phase, count in sorted(phases.items())))


def _reps(done: int | tuple[int, int]) -> int:
    return done if isinstance(done, int) else min(done)


def _growth(histories: Sequence[Sequence[SessionLog]], span_end: date, slot: str) -> float:
    """Mean of last load over first load with the same dumbbells in hand (barbells and bands left out)."""
    ratios = []
    for history in histories:
        held = [
            log.load
            for s in history
            if s.date < span_end
            for log in s.exercises
            if log.slot == slot and log.load and log.done and library().exercises[log.slug].load_type == "two_db"
        ]
        if held:
            ratios.append(held[-1] / held[0])
    return mean(ratios) if ratios else 1.0


def _codes(watch: Watch) -> None:
    print("\ncodes given:")
    names = sorted(watch.codes.items(), key=lambda item: -item[1])
    for at in range(0, len(names), 5):
        print("  " + "".join(f"{name:<24}{count:>7}  " for name, count in names[at : at + 5]))


if __name__ == "__main__":
    main()
