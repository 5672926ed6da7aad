"""Discord as a front: runs the sessions of its shards, and delivers nudges."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Final

import aiohttp
import discord
from discord.webhook.async_ import async_context

from bot.backoff import Backoff
from bot.discord.again import why_again
from bot.discord.cards import cards
from bot.discord.client import CoachClient
from bot.discord.ending import ended
from bot.discord.in_hand import InHand
from bot.discord.incoming import user_of
from bot.discord.interactions import Interactions
from bot.discord.messages import Messages
from bot.discord.missed import Missed
from bot.discord.number import Alone, Number
from bot.discord.pace import Pace
from bot.discord.pictures import Illustrator
from bot.discord.rest import Webhooks
from bot.discord.sending import open_channel, send
from bot.discord.session import FIRST_WAIT_S, LONGEST_WAIT_S
from bot.discord.shards import Shards
from bot.discord.starts import Starts
from bot.discord.turns import Turns
from bot.discord.wording import rest
from bot.port import CONNECTED, STANDBY, uncounted
from bot.refused import Refused
from bot.relay import Relay

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
    from datetime import datetime

    from bot.discord.missed import OpenTalk
    from bot.discord.number import Remembering
    from bot.discord.pictures import Pictures
    from bot.port import Answering, Delivered, Outgoing, Waiting

log = logging.getLogger(__name__)

FINISHING_S: Final = 7  # for what is in hand when we are told to stop
CLOSING_S: Final = 2
ASKING_S: Final = 3  # for what Discord recommends; a shard without a session is not to wait for it long


class DiscordFront:
    """Serves everybody on Discord. Holds nothing about anybody."""

    name = "discord"

    def __init__(
        self,
        make: Callable[[int], CoachClient],
        token: str,
        clock: Callable[[], datetime],
        pace: Pace,
        illustrator: Illustrator,
        *,
        in_hand: InHand,
        shards: int | None = None,
        notes: Remembering | None = None,
        relay: Relay | None = None,
    ) -> None:
        self._make = make
        self._token = token
        self._clock = clock
        self._pace = pace
        self._illustrator = illustrator
        self._in_hand = in_hand
        self._count = shards
        self._notes = notes or Alone()
        self._relay = relay or Relay()
        self._starts = Starts()
        self._client: CoachClient | None = None  # the first shard's, whose login all of them share
        self._shards: Shards | None = None
        self._trouble = "Discord has not been called yet"  # why no shard can have a session

    @property
    def state(self) -> str:
        """See `bot.port.Front`."""
        return self._trouble or (self._shards.state if self._shards is not None else STANDBY)

    @property
    def can_deliver(self) -> bool:
        """Whether we are logged in; that needs no session with the gateway."""
        return self._client is not None and self._client.http.token is not None

    @property
    def waiting(self) -> Mapping[str, Waiting]:
        """Events in hand. What goes out waits inside of discord.py."""
        return {"incoming": self._in_hand.waiting}

    @property
    def connected(self) -> bool:
        """Whether every session stands that is this replica's, and there is one."""
        return self.state == CONNECTED

    def client(self) -> CoachClient:
        """A client of the first shard that is not connected yet; the front delivers through the latest."""
        self._client = self._make(0)
        return self._client

    async def run(self, stop: asyncio.Event) -> None:
        """Serve until `stop`. Raises TokenRefused or ConnectionRefused when trying again is of no use."""
        pauses = Backoff(FIRST_WAIT_S, LONGEST_WAIT_S)
        while not stop.is_set():
            client, since = self.client(), asyncio.get_running_loop().time()
            # Tasks inherit the context they are made in, so only this client's answers take our way to Discord.
            serving = asyncio.create_task(self._serve(client, stop))
            stopping = asyncio.create_task(stop.wait())
            try:
                await asyncio.wait({serving, stopping}, return_when=asyncio.FIRST_COMPLETED)
            finally:
                stopping.cancel()
                await self._finish(client, serving)
            self._trouble = "it is stopping"
            again = None if stop.is_set() else self._why_again(serving)
            if again is not None:
                self._trouble = f"Discord cannot be reached ({again})"
                if asyncio.get_running_loop().time() - since > LONGEST_WAIT_S:  # it had worked for a while
                    pauses.reset()
                pause_s = pauses.pause_s()
                log.warning("Discord could not be reached (%s): trying again in %.1f s", again, pause_s)
                await _sleep_unless(stop, pause_s)

    async def deliver(self, outgoing: Outgoing) -> Delivered:
        """Send a nudge into the person's direct messages."""
        user, client = user_of(outgoing.who), self._client
        if user is None or client is None or not self.can_deliver:
            return "failed"
        told = cards((outgoing.message,), user, self._clock(), rest())
        await self._pace.nudge(requests=1 + len(told))
        channel = await open_channel(client, user)
        if not isinstance(channel, int):
            return channel
        return await send(client, channel, told, outgoing.occurrence, self._illustrator)

    def _why_again(self, serving: asyncio.Task[None]) -> str | None:
        """As the function of that name; what ends us for good is remembered."""
        try:
            return why_again(serving, fixed=self._count is not None)
        except Refused as refused:
            self._trouble = str(refused)
            raise

    async def _serve(self, client: CoachClient, stop: asyncio.Event) -> None:
        """Log in, and have the session of each shard for as long as it is this replica's turn. Raises what ended the first of them."""
        async_context.set(Webhooks(client.api_url))
        await client.login(self._token)
        wanted = await self._recommended(client)
        if self._count is not None and wanted is not None and wanted > self._count:
            log.warning(
                "Discord recommends %s shards for all the servers that this bot is in, and DISCORD_SHARDS is %s. "
                "Each serves up to 2,500 servers; direct messages do not count",
                wanted,
                self._count,
            )

        async def decide(number: Number) -> int:
            return self._count or await self._recommended(client) or await number.told() or 1

        number = Number(self._notes, client.application_id)
        self._shards, self._trouble = Shards(client, self._make, self._starts, number, decide), ""
        await self._shards.serve(self._relay, stop)

    async def _recommended(self, client: CoachClient) -> int | None:
        """How many shards Discord recommends now. That it does not say so keeps nobody from serving."""
        try:
            async with asyncio.timeout(ASKING_S):
                wanted, _, limit = await client.http.get_bot_gateway()
            self._starts.at_once = max(1, int(limit["max_concurrency"]))
            return max(1, int(wanted))
        except (discord.DiscordException, aiohttp.ClientError, OSError, LookupError, TypeError, ValueError):
            return None

    async def _finish(self, client: CoachClient, serving: asyncio.Task[None]) -> None:
        """Hear nothing more, finish what is in hand, close."""
        await ended(serving)
        if self._shards is not None:
            await self._shards.end()
            self._shards = None
        try:
            await asyncio.wait_for(self._in_hand.settled(), FINISHING_S)
        except TimeoutError:
            log.warning("some answers on Discord were still under way when the time was up")
        try:
            await asyncio.wait_for(client.close(), CLOSING_S)
        except TimeoutError:
            log.warning("Discord did not close the connection in time")


async def _sleep_unless(stop: asyncio.Event, wait_s: float) -> None:
    try:
        await asyncio.wait_for(stop.wait(), wait_s)
    except TimeoutError:
        return


def discord_front(
    desk: Answering,
    token: str,
    *,
    now: Callable[[], datetime],
    api_url: str | None = None,
    gateway_url: str | None = None,
    host_zone: str = "UTC",
    exercises: Sequence[str] = (),
    pictures: Pictures | None = None,
    open_talks: Callable[[], Awaitable[Iterable[OpenTalk]]] | None = None,
    limited: Callable[[], None] = uncounted,
    shards: int | None = None,
    notes: Remembering | None = None,
    relay: Relay | None = None,
) -> DiscordFront:
    """Discord, not connected yet. `exercises` are the names to suggest; `pictures` gives a picture by its name.

    `open_talks` names the people in the middle of a workout, whose messages are fetched when a session starts afresh;
    `limited` is called for every 429; `relay` says which of the `shards` this replica has the session of, and in `notes` all replicas read
    how many there are; `shards` None: as many as Discord recommends.
    """
    turns, pace, illustrator, in_hand = Turns(desk), Pace(), Illustrator(pictures), InHand()
    interactions = Interactions(turns, now, host_zone=host_zone, exercises=exercises, illustrator=illustrator)
    messages = Messages(turns, pace, now, host_zone=host_zone, illustrator=illustrator)
    missed = Missed(open_talks, turns, messages, now)

    def client(shard: int) -> CoachClient:
        return CoachClient(
            interactions,
            messages,
            missed,
            in_hand,
            api_url=api_url,
            gateway_url=gateway_url,
            shard=shard,
            limited=limited,
        )

    return DiscordFront(client, token, now, pace, illustrator, in_hand=in_hand, shards=shards, notes=notes, relay=relay)
