"""Pictures: how an exercise is done, and how it is going."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress
from functools import cache
from typing import TYPE_CHECKING, Final

from platformdirs import user_cache_path

from bot.pictures.drawing import Picture, Unknown, cached_as
from bot.pictures.studio import WITHIN_S, Studio
from bot.pictures.terminal import terminal_picture, terminal_still
from core.charts import PatternSets, VolumeChart
from core.charts.naming import name_of
from core.content import library

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from core.charts import Chart

__all__ = [
    "Picture",
    "Studio",
    "chart",
    "drawing",
    "lasting",
    "own_folder",
    "picture",
    "studio",
    "terminal_picture",
    "terminal_still",
]

SETTLED_S: Final = 10.0  # after a start; until then there is more important work
WARM: Final = VolumeChart((PatternSets("squat", 1),), 1)  # somebody's first chart need not wait for the chart library
AHEAD_WITHIN_S: Final = 60.0  # for a demonstration that nobody waits for


def own_folder() -> Path:
    """Where demonstrations are kept that were drawn once."""
    return user_cache_path("ironstride", appauthor=False) / "pictures"


@cache
def studio() -> Studio:
    """The program's studio."""
    return Studio(own_folder())


async def picture(name: str, within_s: float = WITHIN_S) -> Picture | None:
    """The picture that a message names (`demo/db-rdl`, `still/db-rdl`, `chart/…`), or None: then the words go alone."""
    return await studio().picture(name, within_s)


async def chart(values: Chart, within_s: float = WITHIN_S) -> Picture | None:
    """The picture of a chart, or None when there is nothing to see or it comes too late."""
    name = name_of(values)
    return await picture(name, within_s) if name else None


def lasting(name: str) -> str | None:
    """What names a demonstration together with the edition of its drawing; None for charts, which are a person's own."""
    try:
        return cached_as(name)
    except Unknown:
        return None


@asynccontextmanager
async def drawing(stop: asyncio.Event) -> AsyncIterator[None]:
    """Within, demonstrations are drawn ahead, one at a time, so that nobody waits for their first; then the studio closes."""
    ahead = asyncio.create_task(_ahead(stop))
    try:
        yield
    finally:
        ahead.cancel()
        studio().close()
        studio.cache_clear()


async def _ahead(stop: asyncio.Event) -> None:
    with suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), SETTLED_S)
    names = [name_of(WARM), *(f"demo/{slug}" for slug in library().exercises)]
    for name in names:
        if stop.is_set():
            return
        await picture(str(name), AHEAD_WITHIN_S)
