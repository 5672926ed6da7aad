"""Measures how late the event loop is: a beat that should come every half second, and does not while something holds the loop."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

BEAT_S: Final = 0.5
STALLED_S: Final = 5.0  # a turn takes milliseconds: by then something holds the loop that should not


class Heartbeat:
    """Beats while it runs; `late` is told by how much each beat was late, in seconds."""

    def __init__(
        self, late: Callable[[float], object], *, beat_s: float = BEAT_S, stalled_s: float = STALLED_S
    ) -> None:
        self._late = late
        self._beat_s = beat_s
        self._stalled_s = stalled_s
        self._next: float | None = None
        self._last_s = 0.0

    async def run(self) -> None:
        """Beat until cancelled."""
        clock = asyncio.get_running_loop().time
        while True:
            self._next = clock() + self._beat_s
            await asyncio.sleep(self._beat_s)
            self._last_s = max(0.0, clock() - self._next)
            self._late(self._last_s)

    @property
    def late_s(self) -> float:
        """How late the last beat was, or the next one already is."""
        if self._next is None:
            return 0.0
        return max(self._last_s, asyncio.get_running_loop().time() - self._next)

    @property
    def trouble(self) -> str:
        """Why the loop does not turn as it should; empty when it does."""
        late_s = self.late_s
        return f"the event loop stood still for {late_s:.0f} s" if late_s > self._stalled_s else ""
