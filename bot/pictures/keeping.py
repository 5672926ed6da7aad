"""Demonstrations in the cache folder: written whole or not at all, told apart by edition, and cleared away when outdated."""

from __future__ import annotations

import time
from contextlib import suppress
from typing import TYPE_CHECKING
from uuid import uuid4

from bot.pictures.drawing import Picture, Unknown, cached_as, of_bytes

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

OUTDATED_S = 7 * 24 * 3600.0  # then no program of an older edition runs beside us any more
SIGNS = (b"GIF8", b"\x89PNG")  # what whole pictures begin with


def kept(folder: Path, name: str) -> Picture | None:
    """A demonstration that was drawn before. What a power cut left empty is drawn again."""
    try:
        data = (folder / cached_as(name)).read_bytes()
        return of_bytes(name, data) if data.startswith(SIGNS) else None
    except (OSError, Unknown):
        return None


def keep(folder: Path, name: str, picture: Picture) -> None:
    """Keep a demonstration for the next time; a folder that cannot be written only costs drawing it again."""
    with suppress(OSError, Unknown):
        target = folder / cached_as(name)
        folder.mkdir(parents=True, exist_ok=True)
        fresh = target.with_suffix(f".{uuid4().hex}")
        fresh.write_bytes(picture.data)
        fresh.replace(target)
        _sweep(target)


def _sweep(target: Path) -> None:
    """Drop what older editions of the program drew of the same, so that updates do not fill the folder; a replica may still use the last."""
    ours, now = target.name.rpartition("-")[0], time.time()
    for old in target.parent.iterdir():
        if old.name.rpartition("-")[0] == ours and old != target and now - old.stat().st_mtime > OUTDATED_S:
            old.unlink()


def drawn_and_kept(draw_one: Callable[[str], Picture], folder: Path, name: str) -> Picture:
    """What the worker does: draw, keep, hand back."""
    picture = draw_one(name)
    keep(folder, name, picture)
    return picture
