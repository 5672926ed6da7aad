"""What arrived from Discord and is not done yet, on whichever shard it came."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from bot.port import Waiting

if TYPE_CHECKING:
    from collections.abc import Coroutine


class InHand:
    """Brings what was begun to its end, and knows how much of it there is."""

    def __init__(self) -> None:
        self._since: dict[object, float] = {}  # in the time of the loop, oldest first
        self._done = asyncio.Event()

    @property
    def waiting(self) -> Waiting:
        """How many there are."""
        since = next(iter(self._since.values()), None)
        return Waiting(len(self._since), 0.0 if since is None else asyncio.get_running_loop().time() - since)

    async def take(self, handling: Coroutine[Any, Any, None]) -> None:
        """Discord does not say it twice: what was begun is brought to its end, even when the event's own task is cancelled."""
        mine = object()
        self._since[mine] = asyncio.get_running_loop().time()
        handled = asyncio.create_task(handling)
        handled.add_done_callback(lambda _: self._let_go(mine))
        await asyncio.shield(handled)

    async def settled(self) -> None:
        """Returns when nothing is in hand."""
        while self._since:
            self._done.clear()
            await self._done.wait()

    def _let_go(self, mine: object) -> None:
        del self._since[mine]
        self._done.set()
