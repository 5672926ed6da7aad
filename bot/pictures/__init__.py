"""Pictures: how an exercise is done, and how it is going."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from platformdirs import user_cache_path

from bot.pictures.drawing import Picture
from bot.pictures.studio import WITHIN_S, Studio
from bot.pictures.terminal import terminal_picture, terminal_still

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Picture", "Studio", "own_folder", "picture", "studio", "terminal_picture", "terminal_still"]


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
