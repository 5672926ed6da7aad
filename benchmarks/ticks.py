"""The tick's figures, from benchmarks/nudges.py: claiming at scale, a tick that finds nothing, what the loop is held."""

from __future__ import annotations

import asyncio
import logging
import tempfile
from pathlib import Path

from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore

from benchmarks import nudges
from benchmarks.figures import Figure
from tests.storage.server import new_server, why_not

SMALL, MANY = 10_000, 1_000_000


def figures(*, quick: bool) -> list[Figure]:
    """On SQLite, and on PostgreSQL where a server can be started; beside one APScheduler job a person."""
    many = 20_000 if quick else MANY
    nudges.ROUNDS = 1 if quick else nudges.ROUNDS
    nudges.JOBS = 2_000 if quick else nudges.JOBS
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    found = nudges.Figures()
    with tempfile.TemporaryDirectory() as folder:
        nudges.measured(lambda people: f"sqlite:///{folder}/{people}.db", (SMALL, many), found, "SQLite")
        asyncio.run(nudges.jobs(MemoryJobStore(), found, "jobs in memory"))
        store = SQLAlchemyJobStore(f"sqlite:///{Path(folder)}/jobs.db")
        asyncio.run(nudges.jobs(store, found, "jobs in SQLAlchemy"))
    table = told("SQLite", many, found)
    if why_not() is None:
        server = new_server()
        nudges.measured(lambda _: server.new_database(), (SMALL, many), found, "PostgreSQL")
        server.stop()
        table += told("PostgreSQL", many, found)
    return table


def told(kind: str, many: int, found: nudges.Figures) -> list[Figure]:
    """What was measured on one database."""
    claims = [f"{kind}, {people:,}: claim and reschedule {nudges.DUE:,}" for people in (SMALL, many)]
    small, large = (found.of(name) for name in claims)
    jobs = {
        where: found.of(f"jobs in {where}: reschedule {nudges.DUE:,}")
        for where in ("memory", "SQLAlchemy")
        if f"jobs in {where}: reschedule {nudges.DUE:,}" in found.ms
    }
    beside = f"APScheduler, {nudges.JOBS:,} jobs: " + ", ".join(
        f"{ms:,.0f} ms in {where}" for where, ms in jobs.items()
    )
    rounds = nudges.ROUNDS
    kept = found.of(f"{kind}, {many:,}: the same, each person loaded and kept")
    idle = found.of(f"{kind}, {many:,}: idle tick × 100") / 100
    held = found.of(f"{kind}, {many:,}: the longest step of the loop")
    turns = found.of(f"{kind}, {many:,}: {nudges.DUE:,} whole turns")
    name = f"{nudges.DUE:,} due of {many:,}"
    return [
        Figure(f"{kind}: claim and reschedule {name}", large, "ms", rounds, 100, yardstick=beside),
        Figure(f"{kind}: the same over that of {SMALL:,}", large / small, "x", rounds, 5, yardstick=f"{small:.0f} ms"),
        Figure(f"{kind}: … each person loaded and kept", kept, "ms", rounds),
        Figure(f"{kind}: {nudges.DUE:,} whole turns", turns, "ms", rounds),
        Figure(f"{kind}: a tick that finds nothing", idle, "ms", rounds, 1 if kind == "SQLite" else None),
        Figure(f"{kind}: longest step of the event loop", held, "ms", rounds, 10),
    ]
