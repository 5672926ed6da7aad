"""When a session with Discord's gateway may be started: Discord counts them."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

# Five seconds (https://discord.com/developers/docs/events/gateway#sharding-max-concurrency), and some for an earlier one that
# took long on its way.
EVERY_S: Final = 5.25
AGAIN_S: Final = (
    1.0  # after one that Discord turned away or never heard of; one that comes too early again is only turned away
)


class Starts:
    """Lets the shards of this process start one after the other: one in five seconds among those of the same remainder.

    `at_once` is Discord's `max_concurrency`. Another replica may start one at the same moment; Discord then turns the later one
    away (an invalid session), and it is tried again. Resuming is not counted.
    """

    def __init__(self) -> None:
        self.at_once = 1
        self._lanes: defaultdict[int, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._next: dict[int, float] = {}  # in the time of the loop

    @asynccontextmanager
    async def start(self, shard: int) -> AsyncIterator[None]:
        """Identify within the block; it begins when that is allowed, in the order of the calls, and fails when it was turned away."""
        lane, clock = shard % self.at_once, asyncio.get_running_loop().time
        async with self._lanes[lane]:
            await asyncio.sleep(max(0.0, self._next.get(lane, 0.0) - clock()))
            pause_s = AGAIN_S
            try:
                yield
                pause_s = EVERY_S
            finally:
                self._next[lane] = clock() + pause_s
