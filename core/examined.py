"""What was found when a database was looked at, without changing it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Examined:
    """A database as it was found. `version` is None when it has no tables yet; `refusal` says why it cannot be used."""

    kind: str
    file: Path | None = None
    refusal: str = ""
    missing: bool = False  # there is no file yet
    folder_missing: bool = False
    version: str | None = None
    head: str = ""  # the version that this program makes
    wal: bool = True
    unchecked: bool = False  # the time was up before every page was looked at
    served: str | None = None  # by whom, when a `serve` runs on the file
