"""People stand in line, each person's things in a line of their own: what came first is done first."""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import TracebackType


class Lines:
    """A line for each person; nothing is kept about people who are not waiting.

    While the doors are shut nobody is served. They open with, for some people, something that goes ahead of their line: that is
    how messages missed while away come before those that arrived since.
    """

    def __init__(self) -> None:
        self._last: dict[str, asyncio.Future[None]] = {}
        self._waiting: Counter[str] = Counter()
        self._ahead: Mapping[str, asyncio.Future[None]] = {}
        self._doors = asyncio.Event()
        self._doors.set()

    def place(self, who: str) -> Place:
        """The next place in this person's line, taken now; it must be entered."""
        before = self._last.get(who)
        mine: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._last[who] = mine
        self._waiting[who] += 1
        return Place(self, who, before, mine)

    def waiting(self, who: str) -> int:
        """How many places in this person's line are taken."""
        return self._waiting.get(who, 0)

    def shut(self) -> None:
        """From now on nobody enters until the doors are opened."""
        self._doors.clear()

    def open(self, ahead: Mapping[str, asyncio.Future[None]]) -> None:
        """Serve again; the people named here only after what goes ahead of them is done."""
        self._ahead = {who: first for who, first in ahead.items() if not first.done()}
        self._doors.set()

    async def _turn_of(self, who: str, before: asyncio.Future[None] | None) -> None:
        await self._doors.wait()
        waited = [first for first in (self._ahead.get(who), before) if first is not None]
        if waited:
            await asyncio.wait(waited)

    def _leave(self, who: str, mine: asyncio.Future[None]) -> None:
        if not mine.done():
            mine.set_result(None)
            self._waiting[who] -= 1
            if not self._waiting[who]:
                del self._waiting[who]
        if self._last.get(who) is mine:
            del self._last[who]


class Place:
    """A place in a line: entered when everything before it is done."""

    def __init__(self, lines: Lines, who: str, before: asyncio.Future[None] | None, mine: asyncio.Future[None]) -> None:
        self._lines, self._who, self._before, self._mine = lines, who, before, mine

    async def __aenter__(self) -> Self:
        try:
            await self._lines._turn_of(self._who, self._before)  # noqa: SLF001  the two belong together
        except BaseException:
            # Given up while waiting: whoever comes after still waits for those before.
            if self._before is None or self._before.done():
                self.leave()
            else:
                self._before.add_done_callback(lambda _: self.leave())
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.leave()

    def leave(self) -> None:
        """Let the next one in."""
        self._lines._leave(self._who, self._mine)  # noqa: SLF001  the two belong together
