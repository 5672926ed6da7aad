"""Pictures: what a chart costs, what drawing does to the event loop, and what a known demonstration costs.

Run with `python -m benchmarks.pictures`.
"""

import asyncio
import sys
import time
from datetime import date, timedelta
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

from benchmarks.figures import Figure, Part, table
from bot.pictures.drawing import draw
from bot.pictures.studio import Studio
from core.charts import (
    Block,
    Chart,
    LoadChart,
    LoadPoint,
    OverviewChart,
    PatternSets,
    PlanChart,
    Record,
    RecordsChart,
    VolumeChart,
    Week,
    WeeksChart,
)
from core.charts.naming import name_of

DAY = date(2026, 1, 5)
TICK_S = 0.005


def charts(salt: int) -> list[Chart]:
    points = tuple(
        LoadPoint(DAY + timedelta(days=3 * at), 8.0 + at // 4 + salt, 6 + at % 4, 7, 11.0 + at) for at in range(16)
    )
    weeks = tuple(
        Week(DAY + timedelta(weeks=at), "kept" if at % 5 else "missed", race=at % 9 == salt % 9) for at in range(52)
    )
    rows = tuple(
        PatternSets(name, 4.0 + at + salt / 10, 5.0)
        for at, name in enumerate(("squat", "hinge", "lunge", "push", "pull", "trunk", "calf"))
    )
    blocks = tuple(
        Block(f"block {at}", DAY + timedelta(weeks=4 * at), DAY + timedelta(weeks=4 * at + 4, days=-1))
        for at in range(6)
    )
    return [
        LoadChart("squat", "kg", points),
        WeeksChart(weeks),
        VolumeChart(rows, 4 + salt),
        PlanChart(blocks, DAY + timedelta(days=40 + salt), (DAY + timedelta(days=120),)),
        OverviewChart(tuple(LoadChart(f"exercise {at}", "kg", points[at:]) for at in range(7))),
        RecordsChart(tuple(Record(f"exercise {at}", "kg", 8.0 + at, 6 + salt, DAY, 9.0 + at, 10.0) for at in range(9))),
    ]


def warm_chart(rounds: int = 10) -> list[Figure]:
    for chart in charts(0):
        draw(str(name_of(chart)))
    found = []
    for kind in range(len(charts(0))):
        costs = []
        for salt in range(1, rounds + 1):
            name = str(name_of(charts(salt)[kind]))
            before = time.process_time()
            draw(name)
            costs.append((time.process_time() - before) * 1000)
        found.append(Figure(f"CPU of a {type(charts(0)[kind]).__name__}, warm", median(costs), "ms", rounds, 150))
    return found


async def lateness(stop: asyncio.Event) -> list[float]:
    late = []
    while not stop.is_set():
        due = time.perf_counter() + TICK_S
        await asyncio.sleep(TICK_S)
        late.append((time.perf_counter() - due) * 1000)
    return late


async def while_drawing(folder: Path, sets: int = 5) -> Figure:
    studio = Studio(folder)
    await studio.picture(str(name_of(charts(0)[0])), 60)  # the worker is up
    stop = asyncio.Event()
    quiet = asyncio.create_task(lateness(stop))
    await asyncio.sleep(3)
    stop.set()
    before = quantiles(await quiet, n=100)[98]

    stop = asyncio.Event()
    watch = asyncio.create_task(lateness(stop))
    names = [str(name_of(chart)) for salt in range(1, sets + 1) for chart in charts(salt)]
    begun = time.perf_counter()
    drawn = await asyncio.gather(*(studio.picture(name, 120) for name in names))
    took = time.perf_counter() - begun
    stop.set()
    late = quantiles(await watch, n=100)[98]
    studio.close()
    count = sum(picture is not None for picture in drawn)
    beside = f"p99 {before:.1f} ms while nothing is drawn"
    return Figure(f"event loop late, p99, while {count} charts take {took:.1f} s", late, "ms", 1, 20, yardstick=beside)


async def known(folder: Path) -> list[Figure]:
    drawn = []

    def counted(name: str):  # noqa: ANN202  the studio's own type
        drawn.append(name)
        return draw(name)

    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415  only here: a thread can count

    studio = Studio(folder, workers=lambda: ThreadPoolExecutor(1), draw_one=counted)
    begun = time.perf_counter()
    await studio.picture("demo/db-rdl", 60)
    first = (time.perf_counter() - begun) * 1000
    costs = []
    for _ in range(100):
        begun = time.perf_counter()
        await studio.picture("demo/db-rdl")
        costs.append((time.perf_counter() - begun) * 1000)
    studio.close()
    return [
        Figure("drawings of a demonstration for 101 sendings", len(drawn), "", 1, 1, "exactly"),
        Figure("a demonstration that is known", median(costs), "ms", 100, yardstick=f"the first time {first:.0f} ms"),
    ]


def figures(*, quick: bool) -> list[Figure]:
    """What drawing costs, and what it does to the event loop."""
    with TemporaryDirectory() as folder:
        return [
            *warm_chart(2 if quick else 10),
            asyncio.run(while_drawing(Path(folder), 1 if quick else 5)),
            *asyncio.run(known(Path(folder))),
        ]


def main() -> int:
    print(table([Part("pictures", tuple(figures(quick=False)))]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
