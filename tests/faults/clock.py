"""A clock that the test moves and the program reads: the real one plus an offset that stands in a file.

The program itself knows nothing of this: only the launcher of these tests puts such a clock in the place of `bot.clock.now`, so
there is no setting by which a host could come to a wrong time.
"""

from __future__ import annotations

import mmap
import struct
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

OFFSET = struct.Struct("<d")  # seconds; written and read as one aligned word


def real_now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251  the offset is counted from it


class MovedClock:
    """`now()` goes on like the real clock, from wherever it was put."""

    def __init__(self, path: Path) -> None:
        if not path.exists():
            path.write_bytes(OFFSET.pack(0.0))
        with path.open("r+b") as file:
            self._offset = mmap.mmap(file.fileno(), OFFSET.size)

    def now(self) -> datetime:
        return real_now() + timedelta(seconds=OFFSET.unpack(self._offset[:])[0])

    def put(self, at: datetime) -> None:
        """From this moment on it is `at`."""
        self._offset[:] = OFFSET.pack((at - real_now()).total_seconds())

    def move(self, by: timedelta) -> None:
        """Jump, forwards or back."""
        self.put(self.now() + by)

    def close(self) -> None:
        self._offset.close()
