"""The rate at which nudges leave: as fast as Discord allows, with replies always first."""

from __future__ import annotations

import asyncio
from typing import Final

# A bot may make 50 requests a second in all (https://docs.discord.com/developers/topics/rate-limits#global-rate-limit);
# the rest is left for what nobody counts here: history, commands, retries.
REQUESTS_A_SECOND: Final = 45
MOST_GAPS: Final = 4


class Pace:
    """Spaces the requests of nudges; those of replies never wait, and nudges make room for them, within reason.

    Answers to interactions need no room: they do not count against Discord's global limit.
    """

    def __init__(self, requests_a_second: float = REQUESTS_A_SECOND) -> None:
        self._gap_s = 1 / requests_a_second
        self._free_at = 0.0
        self._queue = asyncio.Lock()

    def reply(self) -> None:
        """A reply's request leaves now: the next nudge goes a little later."""
        self._free_at = max(self._free_at, asyncio.get_running_loop().time()) + self._gap_s

    async def nudge(self, requests: int = 1) -> None:
        """Wait until a nudge that takes so many requests may leave; the earlier one leaves first."""
        clock = asyncio.get_running_loop().time
        async with self._queue:
            # However many replies there are, a quarter of the rate stays with the nudges: they are due at a time.
            latest = clock() + MOST_GAPS * self._gap_s
            while (wait_s := min(self._free_at, latest) - clock()) > 0:  # noqa: ASYNC110  a reply may move the moment meanwhile
                await asyncio.sleep(wait_s)
            self._free_at = clock() + requests * self._gap_s
