"""How long one prescription takes with one and with five years of history: `python -m benchmarks.prescription`.

Limits: at most 1 ms with a year (104 sessions) and 5 ms with five; older history must not add to the cost.
"""

from __future__ import annotations

from datetime import date, timedelta
from statistics import median
from time import perf_counter

from benchmarks.figures import Figure
from benchmarks.people import Lifter
from core.athlete import Equipment, Profile
from core.building import next_session
from core.content import library

ROUNDS = 300
YEARS = (1, 2, 5, 10)
LIMIT_MS = {1: 1.0, 5: 5.0}

RUNS = {"mon": "rest", "tue": "hard", "wed": "easy", "thu": "hard", "fri": "rest", "sat": "easy", "sun": "long"}
PEOPLE = {
    "one pair of 8 kg": Equipment(dumbbells=(8,), bands=("light", "medium", "heavy")),
    "2 kg steps": Equipment(dumbbells=tuple(range(2, 26, 2)), bands=("light", "medium")),
    "a gym": Equipment(dumbbells=tuple(2.5 * n for n in range(2, 17)), bands=("light",), gym=True, bar=True),
}


def figures(*, quick: bool) -> list[Figure]:
    """The slowest of three people with each length of history; every figure a median."""
    rounds = 20 if quick else ROUNDS
    slowest: dict[int, float] = {}
    for kit in PEOPLE.values():
        profile = Profile(age=40, equipment=kit, run_week=RUNS, body_mass=70, experience="some", plyo_gate=True)
        history = Lifter(profile, seed=1).history(date(2016, 1, 5), years=max(LIMIT_MS))
        for years in LIMIT_MS:
            recent = tuple(s for s in history if s.date > history[-1].date - timedelta(days=365 * years))
            took = _ms(profile, recent, history[-1].date + timedelta(days=2), rounds)
            slowest[years] = max(slowest.get(years, 0.0), took)
    return [
        Figure(f"a prescription with {years} y of history", slowest[years], "ms", rounds, limit)
        for years, limit in LIMIT_MS.items()
    ]


def main() -> None:
    print(f"{'equipment':<18}" + "".join(f"{years:>9} y" for years in YEARS) + "   ms, median")
    worst: dict[int, float] = {}
    for name, equipment in PEOPLE.items():
        profile = Profile(equipment=equipment, run_week=RUNS, body_mass=70, experience="some", plyo_gate=True)
        history = Lifter(profile, seed=1).history(date(2016, 1, 5), years=max(YEARS))
        row = []
        for years in YEARS:
            recent = tuple(s for s in history if s.date > history[-1].date - timedelta(days=365 * years))
            row.append(_ms(profile, recent, history[-1].date + timedelta(days=2)))
            worst[years] = max(worst.get(years, 0.0), row[-1])
        print(f"{name:<18}" + "".join(f"{ms:>11.3f}" for ms in row))
    for years, limit in LIMIT_MS.items():
        print(f"{years} y: {worst[years]:.3f} ms, limit {limit:g} ms: {'kept' if worst[years] <= limit else 'BROKEN'}")
    print(f"five years cost {worst[5] / worst[1]:.2f} times one year")


def _ms(profile: Profile, history: tuple, today: date, rounds: int = ROUNDS) -> float:
    known = library()
    times = []
    for _ in range(rounds):
        start = perf_counter()
        next_session(profile, history, today, None, known)
        times.append(perf_counter() - start)
    return median(times) * 1000


if __name__ == "__main__":
    main()
