"""The shards over which Discord spreads the bot's servers: each is a baton, and a session of the replica that holds it."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Final

from bot.discord.ending import ended
from bot.discord.session import Session
from bot.port import CONNECTED, STANDBY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.discord.client import CoachClient
    from bot.discord.starts import Starts
    from bot.relay import Leg, Relay

log = logging.getLogger(__name__)

NO_SESSION: Final = "there is no session with Discord's gateway"


class Shard:
    """One of them. The first has all direct messages; a server is on `(id >> 22) % count`."""

    def __init__(self, client: CoachClient, starts: Starts) -> None:
        self._client = client
        self._starts = starts
        self.is_ours = False

    @property
    def number(self) -> int:
        """From 0 on."""
        return self._client.shard

    @property
    def is_connected(self) -> bool:
        """Whether its session stands here."""
        return self._client.has_session

    async def carry(self, relay: Relay, stop: asyncio.Event) -> None:
        """Have its session for as long as it is this replica's turn, until `stop`. Raises what ends the connection for good."""
        await relay.carry(f"discord:{self._client.application_id}:{self.number}", self._listen, stop)

    def hush(self) -> None:
        """Nothing more is heard on it."""
        self._client.has_session = False

    async def _listen(self, leg: Leg) -> None:
        """A session until the leg is over."""
        session, self.is_ours = Session(self._client, self._starts), True
        holding = asyncio.create_task(session.hold())
        over = asyncio.create_task(leg.over.wait())
        try:
            await asyncio.wait({holding, over}, return_when=asyncio.FIRST_COMPLETED)
            if holding.done():
                holding.result()
        finally:
            self.is_ours = False
            self.hush()
            over.cancel()
            if not holding.done():
                await ended(holding)
                await session.close()


def standing(shards: Sequence[Shard]) -> str:
    """How they stand here, in the words of `bot.port.Front.state`: every session that is ours has to stand."""
    ours = [shard for shard in shards if shard.is_ours]
    away = [str(shard.number) for shard in ours if not shard.is_connected]
    if away:
        return NO_SESSION if len(shards) == 1 else f"{NO_SESSION} on shard {', '.join(away)} of {len(shards)}"
    return CONNECTED if ours else STANDBY
