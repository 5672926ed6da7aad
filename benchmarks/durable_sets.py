"""Durable sets of fifty people at once, beside the usual way in the same run: `python -m benchmarks.durable_sets`.

A unit is one set through the desk: the message is read, the person loaded with the workout that goes on, the set and what can be
taken back are written, the answer is put into words; the confirmation comes after the commit. Each person reports the next set when
the one before is confirmed. The usual way keeps the same set and does nothing else. Goals: SQLite 5,000 a second, 20 times the usual
way, p99 50 ms; PostgreSQL 5 times; 2 KB a person and 150 bytes a set.
"""

from __future__ import annotations

import asyncio
import tempfile
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import TYPE_CHECKING

from benchmarks import figures as figures_
from benchmarks.newcomers import beginning
from benchmarks.usual_way import POOL, UsualStore
from bot.desk import Desk
from bot.rubbish import settled
from core.athlete import Habits, Profile
from core.content import library
from core.plan import Prescribed, Prescription
from core.session import LiftSet, Workout
from core.turn import Incoming, Said, Turn
from storage import open_store
from storage.sqlite import SqliteStore
from tests.storage.server import new_server, why_not

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from core.ports import Store, Unit
    from storage.job import Job, Outcome

PEOPLE = 50
ROUNDS = 5
OURS_EACH = 12  # sets a person in a round
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


async def measured(each: int, way: Ours | Usual, turn: int) -> Figure:
    """Fifty people who were not here before begin; then, and this is measured, each reports so many sets, one after the other."""
    people = [f"runner:{turn}.{number}" for number in range(PEOPLE)]
    await way.begin(people)
    waited: list[float] = []

    async def person(who: str) -> None:
        for _ in range(each):
            start = perf_counter()
            await way.report(who)
            waited.append(perf_counter() - start)

    start, cpu = perf_counter(), process_time()
    await asyncio.gather(*(person(who) for who in people))
    seconds, cpu_s = perf_counter() - start, process_time() - cpu
    waited.sort()
    at = len(waited)
    return Figure(at / seconds, waited[at // 2] * 1e3, waited[int(at * 0.99)] * 1e3, cpu_s / at * 1e6)


class Ours:
    """Ironstride as its fronts use it: a message goes to the desk, and the answer in words is awaited on the event loop."""

    def __init__(self, store: Store) -> None:
        self._desk = Desk(store, library())
        self._messages = count(1)
        self._reported: dict[str, int] = {}

    async def begin(self, people: Sequence[str]) -> None:
        """Everybody answers the first questions and starts a workout."""
        for step in zip(*map(beginning, range(len(people))), strict=True):
            turns = (self._desk.turn(self._incoming(who, text)) for who, text in zip(people, step, strict=True))
            await asyncio.gather(*turns)
        self._reported = dict.fromkeys(people, 0)

    async def report(self, who: str) -> None:
        """The person's next set, confirmed; with the last of an exercise how hard it was, so that nothing is asked."""
        number = self._reported[who]
        self._reported[who] += 1
        answer = await self._desk.turn(self._incoming(who, "6 rir 2" if number % 2 else "6"))
        assert [fact.name for fact in answer.facts] == ["set"]

    def _incoming(self, who: str, text: str) -> Incoming:
        message = f"{who}:{next(self._messages)}"
        return Incoming(who, Said(text, message), AT, message, "Europe/Berlin")


class Usual:
    """A set kept by the usual store, without any coach: no reading, no deciding, no words."""

    def __init__(self, store: UsualStore) -> None:
        self._store = store
        self._reported: dict[str, int] = {}

    async def begin(self, people: Sequence[str]) -> None:
        """Everybody starts a workout."""
        await asyncio.gather(*(self._store.start(who, 1) for who in people))
        self._reported = dict.fromkeys(people, 0)

    async def report(self, who: str) -> None:
        """The person's next set, confirmed."""
        number = self._reported[who]
        self._reported[who] += 1
        await self._store.report(who, f"{who}:{number}", lift(number, f"{who}:{number}"))


def closed(workout: Workout) -> Workout:
    return replace(workout, closed="finished", ended=AT)


async def side_by_side(our_url: str, usual_url: str, rounds: int) -> tuple[list[Figure], list[Figure]]:
    """Interleaved rounds of both."""
    store = open_store(our_url)
    usual_store = await UsualStore.opened(usual_url)
    ours, usual = Ours(store), Usual(usual_store)
    settled()  # as a host is before it serves; the usual way has it too
    await measured(OURS_EACH, ours, 0)
    await measured(1, usual, 0)
    turns = range(1, rounds + 1)
    pairs = [(await measured(OURS_EACH, ours, at), await measured(USUAL_EACH, usual, at)) for at in turns]
    await usual_store.close()
    store.close()
    return [one for one, _ in pairs], [one for _, one in pairs]


def commits(folder: Path) -> tuple[float, int]:
    """COMMITs for each group of new sets that the writer takes, and the COMMITs for the same deliveries once more; both counted."""
    store = open_store(f"sqlite:///{folder}/commits.db")
    assert isinstance(store, SqliteStore)
    statements: list[str] = []
    groups: list[int] = []
    plain = store._committed

    def counted(jobs: list[Job]) -> dict[Job, Outcome]:
        groups.append(len(jobs))
        return plain(jobs)

    store._committed = counted
    store._connection.set_trace_callback(statements.append)
    for _ in range(2):
        before = statements.count("COMMIT")
        futures = [
            store.once(f"set {n}", AT, grown(f"runner:{n % PEOPLE}", 0), who=f"{n % PEOPLE}") for n in range(1000)
        ]
        for future in futures:
            future.result()
    store.close()
    return before / len(groups), statements.count("COMMIT") - before


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


def middle(rounds: list[Figure]) -> Figure:
    """The median of each figure."""
    return Figure(*(median(getattr(one, name) for one in rounds) for name in Figure.__dataclass_fields__))


def compared(database: str, our_url: str, usual_url: str, rounds: int) -> list[figures_.Figure]:
    """Both on this database."""
    ours, usual = asyncio.run(side_by_side(our_url, usual_url, rounds))
    mine, theirs = middle(ours), middle(usual)
    times = figures_.ratio([one.per_s for one in ours], [one.per_s for one in usual])
    lite = database == "SQLite"
    per_s = f"async ORM, pool {POOL}: {theirs.per_s:.0f}/s, {theirs.cpu_us:,.0f} µs CPU"
    p99 = f"async ORM: {theirs.p99_ms:,.0f} ms"
    return [
        figures_.Figure(
            f"{database}: sets a second", mine.per_s, "/s", rounds, 5000 if lite else None, "at least", per_s
        ),
        figures_.Figure(f"{database}: times the usual way", times, "x", rounds, 20 if lite else 5, "at least"),
        figures_.Figure(f"{database}: p99 to durable", mine.p99_ms, "ms", rounds, 50 if lite else None, yardstick=p99),
        figures_.Figure(f"{database}: CPU a set, all threads", mine.cpu_us, "µs", rounds),
    ]


def figures(*, quick: bool) -> list[figures_.Figure]:
    """Sets of fifty people, COMMITs, and bytes."""
    rounds = 1 if quick else ROUNDS
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        found = compared("SQLite", f"sqlite:///{folder}/ours.db", f"sqlite+aiosqlite:///{folder}/usual.db", rounds)
        if why_not() is None:
            server = new_server(durable=True)
            usual_url = server.new_database().replace("postgresql://", "postgresql+psycopg://")
            found += compared("PostgreSQL", server.new_database(), usual_url, rounds)
            server.stop()
        each, repeated = commits(folder)
        found.append(figures_.Figure("SQLite: COMMITs a group of new sets", each, "", 1, 1, "exactly"))
        found.append(figures_.Figure("SQLite: COMMITs for 1,000 repeats", repeated, "", 1, 0, "exactly"))
        goals = {"bytes a person": 2048, "bytes a set": 150}
        return [
            *found,
            *(figures_.Figure(f"SQLite: {what}", size, "B", 1, goals[what]) for what, size in sizes(folder).items()),
        ]


def main() -> None:
    print(figures_.table([figures_.Part("durable sets", tuple(figures(quick=False)))]))


if __name__ == "__main__":
    main()
