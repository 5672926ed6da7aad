"""What a backup tells of itself."""

from __future__ import annotations

import signal
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from core.ports import BackedUp

KILO: Final = 1000
TERMINATED: Final = 128 + signal.SIGTERM


def summary(file: Path, made: BackedUp) -> str:
    """The file, its size and what is in it, in one line."""
    counts = [
        _counted(made.people, "person", "people"),
        _counted(made.workouts, "workout", "workouts"),
        _counted(made.sets, "set", "sets"),
    ]
    return f"{file}: {size(made.size_bytes)}, {', '.join(counts)}"


def size(number: int) -> str:
    """Bytes as people read them."""
    value = float(number)
    for unit in ("bytes", "kB", "MB"):
        if value < KILO:
            return f"{number} bytes" if unit == "bytes" else f"{value:.1f} {unit}"
        value /= KILO
    return f"{value:.1f} GB"


def _counted(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"


@contextmanager
def ended_in_order() -> Iterator[None]:
    """SIGTERM ends the block like an exception, so that nothing half done is left."""

    def end(*_: object) -> None:
        sys.exit(TERMINATED)

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
