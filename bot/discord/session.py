"""The session of one shard with Discord's gateway: resumed when its connection breaks, begun afresh when nothing is left to resume."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import zlib
from typing import TYPE_CHECKING, Any, Final, NoReturn

import aiohttp
import discord
from discord.gateway import DiscordWebSocket, ReconnectWebSocket

from bot.backoff import Backoff
from bot.discord.turns import where

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.discord.client import CoachClient
    from bot.discord.starts import Starts

log = logging.getLogger(__name__)

CONNECTING_S: Final = 20
CLOSING_S: Final = 2
FIRST_WAIT_S: Final = 1.0
LONGEST_WAIT_S: Final = 60.0
ENDS: Final = 1000  # the close code by which Discord knows that nobody will resume the session
BREAKS: Final = 4000  # one after which it can be resumed
FINAL: Final = frozenset({4004, 4010, 4011, 4012, 4013, 4014})  # close codes after which trying again is of no use


class Session:
    """Holds the connection of a client's shard. discord.py's own loop, in `Client.connect`, waits for no other shard's start."""

    def __init__(
        self, client: CoachClient, starts: Starts, before: Callable[[], Awaitable[None]] | None = None
    ) -> None:
        """`before` is done each time before the session begins afresh."""
        self._client = client
        self._starts = starts
        self._before = before
        self._ws: DiscordWebSocket | None = None  # the latest connection
        self._pauses = Backoff(FIRST_WAIT_S, LONGEST_WAIT_S)

    async def hold(self) -> NoReturn:
        """Stay connected. Raises discord.ConnectionClosed, with a code of `FINAL`, when trying again is of no use."""
        resume = False
        while True:
            why = "turned away"
            try:
                self._ws = ws = await (self._resumed() if resume else self._started())
                while True:
                    await ws.poll_event()
            except ReconnectWebSocket as told:
                resume = told.resume
            except discord.ConnectionClosed as closed:
                if closed.code in FINAL:
                    raise
                resume, why = True, f"closed with code {closed.code}"
            except (OSError, TimeoutError, discord.HTTPException, aiohttp.ClientError) as lost:
                resume, why = True, type(lost).__name__
            except (LookupError, TypeError, ValueError, AttributeError, zlib.error) as strange:  # not Discord, it seems
                log.error("What the gateway says to shard %s cannot be read: %s", self._client.shard, where(strange))  # noqa: TRY400  no texts in logs
                resume, why = False, type(strange).__name__
            await self._lost(why)

    async def close(self, code: int = ENDS) -> None:
        """Tell Discord that the session is over, or with another code that it will be resumed."""
        if self._ws is not None and self._ws.open:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._ws.close(code), CLOSING_S)

    async def _started(self) -> DiscordWebSocket:
        async with self._starts.start(self._client.shard), asyncio.timeout(CONNECTING_S):
            if self._before is not None:
                await self._before()
            self._ws = ws = await self._dialled()
            while ws.session_id is None:
                await ws.poll_event()
            return ws

    async def _resumed(self) -> DiscordWebSocket:
        ws = self._ws
        if ws is None or ws.session_id is None:
            return await self._started()
        async with asyncio.timeout(CONNECTING_S):
            return await self._dialled(resume=True, session=ws.session_id, sequence=ws.sequence, gateway=ws.gateway)

    async def _dialled(self, **how: Any) -> DiscordWebSocket:
        return await DiscordWebSocket.from_client(self._client, shard_id=self._client.shard_id, **how)

    async def _lost(self, why: str) -> None:
        """Come back at once to a session that stood, else after a while."""
        stood = self._client.has_session
        self._client.dispatch("disconnect")
        await self.close(BREAKS)
        if stood:
            self._pauses.reset()
            return
        pause_s = self._pauses.pause_s()
        log.warning(
            "no session of shard %s with Discord's gateway (%s): again in %.1f s", self._client.shard, why, pause_s
        )
        await asyncio.sleep(pause_s)
