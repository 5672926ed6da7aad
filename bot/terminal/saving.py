"""Writes a file that the coach hands over into the current folder, without ever overwriting one."""

from __future__ import annotations

import os
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.port import Document

OWNER_ONLY = 0o600  # it holds health answers


def saved(document: Document) -> Path:
    """Where it was written: under its own name, or with a number where that is taken. Raises OSError when it cannot be written."""
    folder, name = Path.cwd(), Path(document.filename)
    for number in count(1):
        path = folder / (name.name if number == 1 else f"{name.stem}-{number}{name.suffix}")
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), OWNER_ONLY)
        except FileExistsError:
            continue
        with os.fdopen(descriptor, "wb") as file:
            file.write(document.content)
        break
    return path
