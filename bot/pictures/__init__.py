"""Pictures: how an exercise is done, and how it is going."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from platformdirs import user_cache_path

from bot.pictures.drawing import Picture
from bot.pictures.studio import WITHIN_S, Studio
from bot.pictures.terminal import terminal_picture, terminal_still
from core.charts.naming import name_of

if TYPE_CHECKING:
    from pathlib import Path

    from core.charts import Chart

__all__ = ["Picture", "Studio", "chart", "own_folder", "picture", "studio", "terminal_picture", "terminal_still"]


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
