"""The shards over which Discord spreads the bot's servers: each is a baton, and a session of the replica that holds it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from bot.discord.ending import ended
from bot.discord.session import Session
from bot.port import CONNECTED, STANDBY

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from bot.discord.client import CoachClient
    from bot.discord.number import Number
    from bot.discord.starts import Starts
    from bot.relay import Leg, Relay

NO_SESSION: Final = "there is no session with Discord's gateway"


class Shard:
    """One of them. The first has all direct messages; a server is on `(id >> 22) % count`."""

    def __init__(
        self, client: CoachClient, starts: Starts, before: Callable[[], Awaitable[None]] | None = None
    ) -> None:
        self._client = client
        self._starts = starts
        self._before = before  # to be done each time before its session begins afresh
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
        session, self.is_ours = Session(self._client, self._starts, self._before), True
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


class Shards:
    """All of them, as this replica sees them. Who has the first decides how many there are; the others follow."""

    def __init__(
        self,
        client: CoachClient,
        make: Callable[[int], CoachClient],
        starts: Starts,
        number: Number,
        decide: Callable[[Number], Awaitable[int]],
    ) -> None:
        self._client = client  # the first shard's, whose login all of them share
        self._make = make
        self._starts = starts
        self._number = number
        self._decide = decide
        self._all: tuple[Shard, ...] = (Shard(client, starts, self._lead),)
        self._leading: tuple[asyncio.Task[None], ...] = ()
        self._carrying: tuple[asyncio.Task[None], ...] = ()

    @property
    def state(self) -> str:
        """In the words of `bot.port.Front.state`: every session that is this replica's has to stand."""
        return standing(self._all)

    async def serve(self, relay: Relay, stop: asyncio.Event) -> None:
        """Have the session of each shard for as long as it is this replica's turn. Raises what ended the first of them.

        However it ends, `end` has to follow.
        """
        leading = asyncio.create_task(self._all[0].carry(relay, stop))
        following = asyncio.create_task(self._follow(relay, stop))
        self._leading = (leading, following)
        over, _ = await asyncio.wait(self._leading, return_when=asyncio.FIRST_COMPLETED)
        for task in over:
            task.result()

    async def end(self) -> None:
        """Hear nothing more: every session is closed."""
        for shard in self._all:
            shard.hush()
        await ended(*self._leading, *self._carrying)

    async def _lead(self) -> None:
        number = await self._decide(self._number)
        self._client.spread(number)
        await self._number.tell(number)

    async def _follow(self, relay: Relay, stop: asyncio.Event) -> None:
        """The shards beside the first, and others in their place when the number changes."""
        known = 0
        while not stop.is_set():
            news = asyncio.create_task(self._number.other_than(known))
            try:
                over, _ = await asyncio.wait({news, *self._carrying}, return_when=asyncio.FIRST_COMPLETED)
            finally:
                news.cancel()
            for task in over - {news}:
                task.result()
            if news in over:
                known = news.result()
                await ended(*self._carrying)
                await self._spread(known, relay, stop)

    async def _spread(self, number: int, relay: Relay, stop: asyncio.Event) -> None:
        clients = [self._make(shard) for shard in range(1, number)]
        for client in clients:
            client.spread(number)
            await client.join(self._client)
        others = [Shard(client, self._starts) for client in clients]
        self._all = (self._all[0], *others)
        self._carrying = tuple(asyncio.create_task(shard.carry(relay, stop)) for shard in others)


def standing(shards: Sequence[Shard]) -> str:
    """See `Shards.state`."""
    ours = [shard for shard in shards if shard.is_ours]
    away = [str(shard.number) for shard in ours if not shard.is_connected]
    if away:
        return NO_SESSION if len(shards) == 1 else f"{NO_SESSION} on shard {', '.join(away)} of {len(shards)}"
    return CONNECTED if ours else STANDBY
