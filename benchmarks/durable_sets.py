"""Durable sets of fifty people at once, beside the usual way in the same run: `python -m benchmarks.durable_sets`.

A unit is one set: the person is loaded with the workout that goes on, the set and what can be taken back are written, and the
confirmation comes after the commit. Each person reports the next set when the one before is confirmed. Goals: SQLite
5,000 a second, 20 times the usual way, p99 50 ms; PostgreSQL 5 times; 2 KB a person and 150 bytes a set.
"""

from __future__ import annotations

import asyncio
import json
import tempfile
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import TYPE_CHECKING

from benchmarks.usual_way import STEPS, UsualStore
from core.athlete import Habits, Profile, Step
from core.plan import Prescribed, Prescription
from core.session import LiftSet, Workout
from core.turn import Turn
from storage import open_store
from tests.storage.server import new_server, why_not

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from core.ports import Store, Unit

PEOPLE = 50
ROUNDS = 5
OURS_EACH = 100  # sets a person in a round
USUAL_EACH = 8
A_WORKOUT = 14
AT = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)
SLUGS = {
    "squat": "db-front-load-box-squat",
    "v_push": "db-single-arm-shoulder-press",
    "lunge": "db-step-up-alternating",
    "h_push": "elevated-hands-pushup",
    "hinge": "db-rdl",
    "h_pull": "supported-db-single-arm-row",
    "core": "banded-paloff-press",
}
EXERCISES = tuple(
    Prescribed(slot, slug, 2, 6, per_side=False, load=8, load_label="8 kg", tempo="2-0-1", rest_s=60, rir=3, code="")
    for slot, slug in SLUGS.items()
)
PLAN = Prescription("normal", "P1", "A", 1, AT.date(), "ANY_TIME", 25, (), EXERCISES)


@dataclass(frozen=True, slots=True)
class Figure:
    """One round: sets a second, the time to the confirmation, and the processor's time for each set."""

    per_s: float
    p50_ms: float
    p99_ms: float
    cpu_us: float


def lift(number: int, message: str) -> LiftSet:
    """The set of this number (0-based) in a workout of 14."""
    return LiftSet(number // 2, number % 2 + 1, AT, reps=6, load=8, message=message)


async def measured(each: int, report: Callable[[str], Awaitable[None]]) -> Figure:
    """Everybody reports `each` sets, one after the other."""
    waited: list[float] = []

    async def person(who: str) -> None:
        for _ in range(each):
            start = perf_counter()
            await report(who)
            waited.append(perf_counter() - start)

    start, cpu = perf_counter(), process_time()
    await asyncio.gather(*(person(f"runner:{number}") for number in range(PEOPLE)))
    seconds, cpu_s = perf_counter() - start, process_time() - cpu
    waited.sort()
    at = len(waited)
    return Figure(at / seconds, waited[at // 2] * 1e3, waited[int(at * 0.99)] * 1e3, cpu_s / at * 1e6)


class Ours:
    """Ironstride's store as the desk uses it: a future from a database thread, awaited on the event loop."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._reported = dict.fromkeys((f"runner:{n}" for n in range(PEOPLE)), 0)

    async def report(self, who: str) -> None:
        """The person's next set, confirmed."""
        number = self._reported[who]
        self._reported[who] += 1
        message = f"{who}:{number}"

        def work(unit: Unit) -> None:
            before = unit.athlete(who, AT)
            current = before.workout
            if current is None or len(current.sets) == A_WORKOUT:
                number = before.workouts + 1
                current = Workout(number, AT, AT.date(), PLAN, EXERCISES)
                before_it = () if before.workout is None else (closed(before.workout),)
            else:
                before_it = ()
            new = lift(len(current.sets), message)
            after = replace(
                before,
                workout=current.with_sets(new),
                workouts=current.number,
                undo=(Step("set", current.number, remove=(new.key,)), *before.undo)[:STEPS],
            )
            unit.keep(before, Turn(after, also=before_it))

        await asyncio.wrap_future(self._store.once(message, AT, work, who=who))


class Usual:
    """The same with the usual store."""

    def __init__(self, store: UsualStore) -> None:
        self._store = store
        self._reported = dict.fromkeys((f"runner:{n}" for n in range(PEOPLE)), 0)

    async def report(self, who: str) -> None:
        """The person's next set, confirmed."""
        number = self._reported[who]
        self._reported[who] += 1
        if number % A_WORKOUT == 0:
            await self._store.start(who, number // A_WORKOUT + 1)
        await self._store.report(who, f"{who}:{number}", lift(number % A_WORKOUT, f"{who}:{number}"))


def closed(workout: Workout) -> Workout:
    return replace(workout, closed="finished", ended=AT)


async def side_by_side(our_url: str, usual_url: str) -> tuple[list[Figure], list[Figure]]:
    """Interleaved rounds of both."""
    store = open_store(our_url)
    usual_store = await UsualStore.opened(usual_url)
    ours, usual = Ours(store), Usual(usual_store)
    await measured(A_WORKOUT, ours.report)
    await measured(1, usual.report)
    pairs = [(await measured(OURS_EACH, ours.report), await measured(USUAL_EACH, usual.report)) for _ in range(ROUNDS)]
    await usual_store.close()
    store.close()
    return [one for one, _ in pairs], [one for _, one in pairs]


def sizes(folder: Path) -> dict[str, float]:
    """Bytes of the closed file for each person without history, and for each set of people who lift for half a year."""
    path = folder / "sizes.db"

    def size_after(people: range, workouts: range) -> int:
        store = open_store(f"sqlite:///{path}")
        futures = [
            store.once(f"{who}:{number}", AT, grown(f"telegram:{7_000_000 + who}", number))
            for number in workouts
            for who in people
        ]
        for future in futures:
            future.result()
        store.close()
        return path.stat().st_size

    empty = size_after(range(0), range(0))
    settled = size_after(range(4000), range(1))
    trained = size_after(range(200), range(1, 49))
    return {
        "bytes a person": (settled - empty) / 4000,
        "bytes a set": (trained - settled) / (200 * 48 * A_WORKOUT),
    }


def grown(who: str, number: int) -> Callable[[Unit], None]:
    """Work that makes the person (number 0), or keeps a whole workout with its sets reported."""

    def work(unit: Unit) -> None:
        before = unit.athlete(who, AT)
        if number == 0:
            profile = Profile(age=41, body_mass=72, lift_days=("tue", "fri"), max_minutes=30)
            habits = Habits(zone="Europe/Berlin")
            after = replace(before, profile=profile, habits=habits, answered=frozenset({"equipment", "days"}))
        else:
            made = Workout(number, AT, AT.date(), PLAN, EXERCISES)
            sets = tuple(lift(n, f"{7_000_000 + n}") for n in range(A_WORKOUT))
            after = replace(before, workout=closed(replace(made, sets=sets)), workouts=number)
        unit.keep(before, Turn(after))

    return work


def line(name: str, figures: list[Figure]) -> dict[str, float]:
    middle = {key: median(asdict(one)[key] for one in figures) for key in asdict(figures[0])}
    print(
        f"{name:<28}{middle['per_s']:>9.0f} sets/s   p50 {middle['p50_ms']:>6.1f} ms   p99 {middle['p99_ms']:>6.1f} ms"
        f"   {middle['cpu_us']:>6.0f} µs of processor a set"
    )
    return middle


def compared(database: str, our_url: str, usual_url: str) -> dict[str, object]:
    """Both on this database, and how many times the usual way ours is."""
    ours, usual = asyncio.run(side_by_side(our_url, usual_url))
    mine, theirs = line(f"{database}, Ironstride", ours), line(f"{database}, async ORM", usual)
    ratio = median(one.per_s / other.per_s for one, other in zip(ours, usual, strict=True))
    print(f"{'':<28}{ratio:>9.1f} times the usual way")
    return {"ironstride": mine, "usual": theirs, "ratio": ratio}


def main() -> None:
    results: dict[str, object] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        results["SQLite"] = compared("SQLite", f"sqlite:///{folder}/ours.db", f"sqlite+aiosqlite:///{folder}/usual.db")
        if reason := why_not():
            print(f"PostgreSQL is left out: {reason}")
        else:
            server = new_server(durable=True)
            usual_url = server.new_database().replace("postgresql://", "postgresql+psycopg://")
            results["PostgreSQL"] = compared("PostgreSQL", server.new_database(), usual_url)
            server.stop()
        results["sizes"] = sizes(folder)
    for what, figure in results["sizes"].items():
        print(f"{what:<28}{figure:>9.0f}")
    print(json.dumps(results))


if __name__ == "__main__":
    main()
