"""Reads the file that a person names on the typing line."""

from __future__ import annotations

from pathlib import Path

from core.bringing import MOST_BYTES
from core.turn import Handed


def handed_over(named: str) -> Handed:
    """The file of that name, as typed or as a terminal writes it when a file is dropped on it. Raises OSError when it cannot be read."""
    path = _path(named)
    with path.open("rb") as file:
        content = file.read(MOST_BYTES + 1)
    return Handed(path.name, lost="too_big") if len(content) > MOST_BYTES else Handed(path.name, content)


def _path(named: str) -> Path:
    bare = named.strip()
    if len(bare) > 1 and bare[0] == bare[-1] and bare[0] in "'\"":
        bare = bare[1:-1]
    path = Path(bare).expanduser()
    return path if path.exists() else Path(bare.replace("\\ ", " ")).expanduser()
