"""How many shards there are: decided by the replica that has the first of them, and heard by all."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from typing import Final, Protocol

from core.ports import Unavailable

log = logging.getLogger(__name__)

LOOK_S: Final = 2.0


class Remembering(Protocol):
    """Texts by name, shared by all replicas. Both raise `core.ports.Unavailable` when they cannot be reached."""

    async def noted(self, name: str) -> str | None:
        """What stands under this name."""

    async def note(self, name: str, value: str) -> None:
        """Write it down, over what stood there."""


class Alone:
    """What a process remembers that has no other beside it."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}

    async def noted(self, name: str) -> str | None:
        """See `Remembering`."""
        return self._texts.get(name)

    async def note(self, name: str, value: str) -> None:
        """See `Remembering`."""
        self._texts[name] = value


class Number:
    """The number of shards of one application."""

    def __init__(self, notes: Remembering, application: int | None, look_s: float = LOOK_S) -> None:
        self._notes = notes
        self._name = f"shards of discord:{application}"
        self._look_s = look_s
        self._news = asyncio.Event()

    async def tell(self, number: int) -> None:
        """From now on there are so many. Returns when it is written down."""
        while True:
            try:
                await self._notes.note(self._name, str(number))
            except Unavailable:
                await asyncio.sleep(self._look_s)
            else:
                self._news.set()
                return

    async def told(self) -> int | None:
        """So many there are; None: nobody has decided yet, or it cannot be found out now."""
        try:
            text = await self._notes.noted(self._name)
        except Unavailable:
            return None
        return int(text) if text is not None and text.isdecimal() else None

    async def other_than(self, known: int) -> int:
        """Returns when it is another one."""
        while (number := await self.told()) in {None, known}:
            self._news.clear()
            with suppress(TimeoutError):
                async with asyncio.timeout(self._look_s):
                    await self._news.wait()
        assert number is not None  # noqa: S101  the loop looked
        return number
