"""What a turn and a tick cost with a thousand people in the database, and with a million: `python -m benchmarks.growth`."""

from __future__ import annotations

import asyncio
import sqlite3
import tempfile
from itertools import count
from statistics import median
from time import process_time
from typing import TYPE_CHECKING

from benchmarks import nudges
from benchmarks.durable_sets import OURS_EACH, Ours, measured
from benchmarks.figures import Figure, ratio
from storage import open_store

if TYPE_CHECKING:
    from core.ports import Store

SIZES = (1_000, 10_000, 100_000, 1_000_000)
ROUNDS = 7
TICKS = 50
DUE = 100
MOST = 1.5


def tick_us(store: Store, url: str, name: str) -> float:
    """CPU of a tick that claims and reschedules a hundred, those idle before it included."""
    with sqlite3.connect(url.removeprefix("sqlite:///"), timeout=30) as connection:  # due once more
        connection.execute("DELETE FROM occurrences")
        connection.execute(
            f"UPDATE dues SET at = {nudges.micros(nudges.AT)}, day = '2026-03-03' WHERE athlete_id <= {DUE}"
        )
    began = process_time()
    for _ in range(TICKS):
        nudges.idle_tick(store, "telegram")
    nudges.claim_and_reschedule(store, name)
    return (process_time() - began) * 1e6


def figures(*, quick: bool) -> list[Figure]:
    """Every size in every round, one after the other."""
    nudges.DUE = DUE
    sizes, rounds = (SIZES[:2], 2) if quick else (SIZES, ROUNDS)
    turns: dict[int, list[float]] = {people: [] for people in sizes}
    ticks: dict[int, list[float]] = {people: [] for people in sizes}
    names = count()
    with tempfile.TemporaryDirectory() as folder:
        urls = {people: f"sqlite:///{folder}/{people}.db" for people in sizes}
        for people, url in urls.items():
            nudges.filled(url, people)
        stores = {people: open_store(url) for people, url in urls.items()}
        ours = {people: Ours(store) for people, store in stores.items()}
        for number in range(rounds + 1):
            for people, store in stores.items():
                turn = asyncio.run(measured(OURS_EACH, ours[people], number)).cpu_us
                tick = tick_us(store, urls[people], f"round {next(names)}")
                if number:  # the first warms up
                    turns[people].append(turn)
                    ticks[people].append(tick)
        for store in stores.values():
            store.close()
    return [*_table("a turn", turns, rounds), *_table(f"{TICKS} looks and {DUE} claims", ticks, rounds)]


def _table(what: str, us: dict[int, list[float]], rounds: int) -> list[Figure]:
    few, many = min(us), max(us)
    rows = [Figure(f"CPU of {what}, {people:,} people", median(us[people]), "µs", rounds) for people in us]
    grown = ratio(us[many], us[few])
    return [*rows, Figure(f"{what}: {many:,} people over {few:,}", grown, "x", rounds, MOST)]


if __name__ == "__main__":
    for figure in figures(quick=True):
        print(figure)
