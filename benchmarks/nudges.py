"""Nudges at scale, beside one APScheduler job a person: `python -m benchmarks.nudges [--people 1000000] [--postgres]`.

Claiming and rescheduling 1,000 due among 10,000 and among a million people (goal: at most 100 ms, and at most five times
the smaller); a tick that finds nothing (1 ms); the next occurrence beside CronTrigger (4 times); the yardstick is 100,000 jobs in
APScheduler's memory and in its SQLAlchemy job store. Every figure is the median of interleaved rounds of one run.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import logging
import resource
import sqlite3
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter, process_time, thread_time
from typing import TYPE_CHECKING

from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.cron import CronTrigger

from bot.desk import Desk
from bot.nudges import Nudges
from bot.occurrences import Occurrences
from core.athlete import Due, Habits
from core.content import library
from core.turn import Turn
from core.walltime import next_occurrence, zone
from storage import open_store
from storage.values import micros, text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.port import Delivered, Outgoing
    from core.ports import Store, Unit

ROUNDS = 5
DUE = 1_000
JOBS = 100_000
AT = datetime(2026, 3, 3, 17, 0, tzinfo=UTC)
HABITS = text_of(Habits(zone="Europe/Berlin"))
ANSWERED = text_of(frozenset({"hello", "screen", "kit"}))


# --- a database of people ---------------------------------------------------------------------------------------------------
def rows(people: int) -> Iterator[tuple[int, str, int]]:
    """Number, identity and due time: `DUE` of them spread evenly are due, all others tomorrow."""
    every = people // DUE
    for number in range(1, people + 1):
        due = AT - timedelta(seconds=number % 60) if number % every == 0 else AT + timedelta(days=1)
        yield number, f"telegram:{number}", micros(due)


FILL = {
    "athletes": (
        "INSERT INTO athletes (id, since, habits, answered, health_on, workouts, revision, reach) VALUES ({0}, 0, {1}, {2}, '2026-03-01', 0, 0, {3})",
        lambda number, who, _: (number, HABITS, ANSWERED, who),
    ),
    "identities": (
        "INSERT INTO identities (who, athlete_id) VALUES ({0}, {1})",
        lambda number, who, _: (who, number),
    ),
    "dues": (
        "INSERT INTO dues (athlete_id, front, who, at, kind, day) VALUES ({0}, 'telegram', {1}, {2}, 'lift_day', '2026-03-03')",
        lambda number, who, at: (number, who, at),
    ),
}


def filled(url: str, people: int) -> None:
    """Put so many people into the database, past the store: as they stand after the first questions."""
    open_store(url).close()
    if url.startswith("sqlite"):
        connection = sqlite3.connect(url.removeprefix("sqlite:///"))
        mark, execute = "?", connection.cursor().executemany
    else:
        import psycopg  # noqa: PLC0415  only with --postgres

        connection = psycopg.connect(url)
        mark, execute = "%s", connection.cursor().executemany
    for statement, row in FILL.values():
        execute(statement.format(*[mark] * 4), (row(*one) for one in rows(people)))
    connection.commit()
    connection.close()


def set_back(url: str, people: int) -> None:
    """Make the same people due once more, for the next round."""
    if url.startswith("sqlite"):
        connection = sqlite3.connect(url.removeprefix("sqlite:///"))
    else:
        import psycopg  # noqa: PLC0415  see above

        connection = psycopg.connect(url)
    every = people // DUE
    connection.execute("DELETE FROM occurrences")
    connection.execute("DELETE FROM deliveries")
    connection.execute(f"UPDATE athletes SET nudging = NULL, answered = '{ANSWERED}' WHERE id % {every} = 0")
    connection.execute(
        f"UPDATE dues SET at = {micros(AT)}, kind = 'lift_day', day = '2026-03-03' WHERE athlete_id % {every} = 0"
    )
    connection.commit()
    connection.close()


# --- what is measured ---------------------------------------------------------------------------------------------------------
@dataclass
class Figures:
    """Milliseconds by what was done, a list of rounds each."""

    ms: dict[str, list[float]] = field(default_factory=dict)

    def take(self, name: str, work: Callable[[], object]) -> None:
        """Run the work and note how long it took."""
        gc.collect()
        start = perf_counter()
        work()
        self.ms.setdefault(name, []).append((perf_counter() - start) * 1000)

    def of(self, name: str) -> float:
        """The median of the rounds."""
        return median(self.ms[name])


def claim_and_reschedule(store: Store, name: str) -> None:
    """Claim what is due and write when each is due next, in one unit: what a job store does, and no more."""

    def work(unit: Unit) -> int:
        claims = unit.claim("telegram", AT, AT + timedelta(minutes=1), DUE)
        later, day = micros(AT + timedelta(days=3)), (AT + timedelta(days=3)).date().isoformat()
        unit._link.run_each(
            "keep_due",
            [
                {"athlete_id": c.athlete, "front": "telegram", "who": c.who, "at": later, "kind": c.kind, "day": day}
                for c in claims
            ],
        )
        return len(claims)

    assert store.once(name, AT, work).result() == DUE


def claim_and_keep(store: Store, name: str) -> None:
    """The same with every person loaded and kept, as in a turn, but without the coach."""

    def work(unit: Unit) -> int:
        claims = unit.claim("telegram", AT, AT + timedelta(minutes=1), DUE)
        for claim in claims:
            athlete = unit.athlete(claim.who, AT)
            due = Due("lift_day", claim.day + timedelta(days=3), claim.at + timedelta(days=3))
            unit.keep(athlete, Turn(replace(athlete, due=due)))
        return len(claims)

    assert store.once(name, AT, work).result() == DUE


def whole_turns(url: str) -> float:
    """Send everything that is due through the ticking clock to a platform that takes it at once.

    The longest that one step of the event loop took of the processor, in ms.
    """

    class Platform:
        name = "telegram"
        can_deliver = True
        sent = 0

        async def deliver(self, outgoing: Outgoing) -> Delivered:
            del outgoing
            Platform.sent += 1
            return "sent"

    store = open_store(url)
    nudges = Nudges(Occurrences(Desk(store, library()), "UTC"), {"telegram": Platform()}, lambda: AT)

    async def run() -> None:
        await nudges.tick()
        await nudges.idle()

    with longest_step() as steps:
        asyncio.run(run())
    store.close()
    assert Platform.sent == DUE
    return steps[0] * 1000


@contextmanager
def longest_step() -> Iterator[list[float]]:
    """The processor time in seconds of the longest step that the event loop takes meanwhile."""
    longest, plain = [0.0], asyncio.Handle._run

    def timed(handle: asyncio.Handle) -> None:
        start = thread_time()
        plain(handle)
        longest[0] = max(longest[0], thread_time() - start)

    asyncio.Handle._run = timed
    try:
        yield longest
    finally:
        asyncio.Handle._run = plain


def idle_tick(store: Store, front: str = "discord") -> None:
    """What a tick asks for when nothing is due."""
    store.read(lambda glance: (glance.due(front), glance.lease_ends())).result()


# --- the yardstick ------------------------------------------------------------------------------------------------------------
async def jobs(store: object, figures: Figures, name: str) -> float:
    """One job a person: how long it takes to add them, and to find and reschedule those that are due. Growth of memory in MB."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    scheduler = AsyncIOScheduler(timezone=UTC, jobstores={"default": store}, job_defaults={"misfire_grace_time": None})
    scheduler.start(paused=True)
    trigger = CronTrigger(day_of_week="tue,fri", hour=18, timezone="Europe/Berlin")

    def add() -> None:
        for number in range(JOBS):
            due = AT if number % (JOBS // DUE) == 0 else AT + timedelta(days=1)
            scheduler.add_job(nothing, trigger, id=str(number), next_run_time=due)

    def reschedule() -> None:
        due = store.get_due_jobs(AT)
        assert len(due) == DUE
        for job in due:
            job._modify(next_run_time=job.trigger.get_next_fire_time(AT, AT))
            store.update_job(job)

    figures.take(f"{name}: add {JOBS:,} jobs", add)
    figures.take(f"{name}: reschedule {DUE:,}", reschedule)
    scheduler.shutdown(wait=False)
    return (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024


def nothing() -> None:
    """What a job would do."""


def occurrences(figures: Figures) -> None:
    """The next of «18:30 on Tuesday and Friday», ours and CronTrigger's."""
    where = zone("Europe/Berlin")
    trigger = CronTrigger(day_of_week="tue,fri", hour=18, minute=30, timezone=where)
    instants = [AT + timedelta(hours=7 * n) for n in range(1200)]
    figures.take("next occurrence, ours", lambda: [next_occurrence(time(18, 30), where, at, {1, 4}) for at in instants])
    figures.take("next occurrence, CronTrigger", lambda: [trigger.get_next_fire_time(None, at) for at in instants])


# --- the run --------------------------------------------------------------------------------------------------------------------
def measured(url_of: Callable[[int], str], sizes: tuple[int, ...], figures: Figures, kind: str) -> None:
    urls = {people: url_of(people) for people in sizes}
    for people, url in urls.items():
        filled(url, people)
    for number in range(ROUNDS):
        for people, url in urls.items():
            set_back(url, people)
            store = open_store(url)
            idle_tick(store)
            figures.take(
                f"{kind}, {people:,}: idle tick × 100", lambda store=store: [idle_tick(store) for _ in range(100)]
            )
            figures.take(
                f"{kind}, {people:,}: claim and reschedule {DUE:,}",
                lambda store=store, number=number: claim_and_reschedule(store, f"round {number}"),
            )
            set_back(url, people)
            figures.take(
                f"{kind}, {people:,}: the same, each person loaded and kept",
                lambda store=store, number=number: claim_and_keep(store, f"keep {number}"),
            )
            store.close()
            set_back(url, people)
            held: list[float] = []
            cpu = process_time()
            figures.take(
                f"{kind}, {people:,}: {DUE:,} whole turns", lambda url=url, held=held: held.append(whole_turns(url))
            )
            figures.ms.setdefault(f"{kind}, {people:,}: their processor time", []).append((process_time() - cpu) * 1000)
            figures.ms.setdefault(f"{kind}, {people:,}: the longest step of the loop", []).append(held[0])


def main() -> None:
    """Measure and print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--people", type=int, default=1_000_000)
    options.add_argument("--postgres", action="store_true")
    options.add_argument("--no-jobs", action="store_true", help="without the yardstick")
    chosen = options.parse_args()
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    figures, sizes = Figures(), (10_000, chosen.people)
    for _ in range(3 * ROUNDS):  # each takes milliseconds
        occurrences(figures)
    with tempfile.TemporaryDirectory() as folder:
        measured(lambda people: f"sqlite:///{folder}/{people}.db", sizes, figures, "SQLite")
        grown = {}
        if not chosen.no_jobs:
            grown["memory"] = asyncio.run(jobs(MemoryJobStore(), figures, "APScheduler in memory"))
            url = f"sqlite:///{Path(folder)}/jobs.db"
            grown["SQLAlchemy"] = asyncio.run(jobs(SQLAlchemyJobStore(url), figures, "APScheduler in SQLAlchemy"))
        if chosen.postgres:
            from tests.storage.server import new_server  # noqa: PLC0415  starts a server

            server = new_server()
            measured(lambda _: server.new_database(), sizes, figures, "PostgreSQL")
            server.stop()
    for name in figures.ms:
        print(f"{figures.of(name):12.2f} ms  {name}")
    ratio = figures.of("next occurrence, CronTrigger") / figures.of("next occurrence, ours")
    print(f"{ratio:12.1f} ×   CronTrigger's time for the next occurrence over ours (goal 4)")
    for name, megabytes in grown.items():
        print(f"{megabytes:12.0f} MB  memory grown by {JOBS:,} APScheduler jobs, {name}")


if __name__ == "__main__":
    main()
