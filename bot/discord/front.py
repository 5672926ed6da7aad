"""Discord as a front: runs the connection, and delivers nudges."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from typing import TYPE_CHECKING, Final

import aiohttp
import discord
from discord.webhook.async_ import async_context

from bot.discord.cards import cards
from bot.discord.client import CoachClient
from bot.discord.incoming import user_of
from bot.discord.interactions import Interactions
from bot.discord.messages import Messages
from bot.discord.missed import Missed
from bot.discord.pace import Pace
from bot.discord.pictures import Illustrator
from bot.discord.rest import Webhooks
from bot.discord.sending import open_channel, send
from bot.discord.turns import Turns, where
from bot.discord.wording import rest
from bot.port import CONNECTED, STANDBY, Waiting, uncounted
from bot.refused import Refused
from bot.relay import Relay

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
    from datetime import datetime

    from discord.gateway import DiscordWebSocket

    from bot.discord.missed import OpenTalk
    from bot.discord.pictures import Pictures
    from bot.port import Answering, Delivered, Outgoing
    from bot.relay import Leg

log = logging.getLogger(__name__)

FINISHING_S: Final = 7  # for what is in hand when we are told to stop
CLOSING_S: Final = 2
CANCELLING_S: Final = 0.5
FIRST_WAIT_S: Final = 1.0
LONGEST_WAIT_S: Final = 60.0
SHARD: Final = 0  # there is one, good for 2,500 servers; with more of them each would be a baton of its own
SESSION_ENDS: Final = 1000  # the close code by which Discord knows that nobody will resume the session
BAD_TOKEN: Final = 4004
_REMEDIES: Final = {
    4010: "the shard does not exist",
    4011: "the bot is in more servers (2,500) than one session may serve, and Ironstride has one; take it out of some, or run another bot",
    4012: "this version of the gateway is gone; upgrade Ironstride",
    4013: "Discord does not know an intent we ask for; upgrade Ironstride",
    4014: "Discord refuses an intent, though none we ask for is privileged",
}


class TokenRefused(Refused):
    """Discord does not accept DISCORD_TOKEN. Copy it again from the developer portal (Bot, Reset Token) and restart."""


class ConnectionRefused(Refused):
    """Discord's gateway closes the connection for good; the reason is in the message."""


class DiscordFront:
    """Serves everybody on Discord. Holds nothing about anybody."""

    name = "discord"

    def __init__(
        self,
        make: Callable[[], CoachClient],
        token: str,
        clock: Callable[[], datetime],
        pace: Pace,
        illustrator: Illustrator,
        *,
        relay: Relay | None = None,
    ) -> None:
        self._make = make
        self._token = token
        self._clock = clock
        self._pace = pace
        self._illustrator = illustrator
        self._relay = relay or Relay()
        self._client: CoachClient | None = None
        self._trouble = "Discord has not been called yet"  # why there is no session

    @property
    def state(self) -> str:
        """See `bot.port.Front`."""
        return CONNECTED if self.connected else self._trouble

    @property
    def can_deliver(self) -> bool:
        """Whether we are logged in; that needs no session with the gateway."""
        return self._client is not None and self._client.http.token is not None

    @property
    def waiting(self) -> Mapping[str, Waiting]:
        """Events in hand. What goes out waits inside of discord.py."""
        return {"incoming": self._client.waiting if self._client else Waiting(0)}

    @property
    def connected(self) -> bool:
        """Whether the gateway session stands."""
        return self._client is not None and self._client.has_session

    def client(self) -> CoachClient:
        """A client that is not connected yet; the front delivers through the latest."""
        self._client = self._make()
        return self._client

    async def run(self, stop: asyncio.Event) -> None:
        """Serve until `stop`. Raises TokenRefused or ConnectionRefused when trying again is of no use."""
        wait_s = FIRST_WAIT_S
        while not stop.is_set():
            client, since = self.client(), asyncio.get_running_loop().time()
            # Tasks inherit the context they are made in, so only this client's answers take our way to Discord.
            serving = asyncio.create_task(self._serve(client, stop))
            stopping = asyncio.create_task(stop.wait())
            try:
                await asyncio.wait({serving, stopping}, return_when=asyncio.FIRST_COMPLETED)
            finally:
                stopping.cancel()
                await _finish(client, serving)
            self._trouble = "it is stopping"
            again = None if stop.is_set() else self._why_again(serving)
            if again is not None:
                self._trouble = f"Discord cannot be reached ({again})"
                if asyncio.get_running_loop().time() - since > LONGEST_WAIT_S:  # it had worked for a while
                    wait_s = FIRST_WAIT_S
                log.warning("Discord could not be reached (%s): trying again in %.0f s", again, wait_s)
                await _sleep_unless(stop, wait_s)
                wait_s = min(wait_s * 2, LONGEST_WAIT_S)

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
            return _why_again(serving)
        except Refused as refused:
            self._trouble = str(refused)
            raise

    async def _serve(self, client: CoachClient, stop: asyncio.Event) -> None:
        """Log in, and have a session with the gateway for as long as it is this replica's turn."""
        async_context.set(Webhooks(client.api_url))
        await client.login(self._token)
        await client.tell_of_shards()

        async def listen(leg: Leg) -> None:
            self._trouble = "there is no session with Discord's gateway"
            try:
                await _listen(client, leg)
            finally:
                self._trouble = STANDBY

        self._trouble = STANDBY
        await self._relay.carry(f"discord:{client.application_id}:{SHARD}", listen, stop)


async def _listen(client: CoachClient, leg: Leg) -> None:
    """A session with the gateway until the leg is over. Raises what ends the connection for good."""
    listening = asyncio.create_task(client.connect())
    over = asyncio.create_task(leg.over.wait())
    try:
        await asyncio.wait({listening, over}, return_when=asyncio.FIRST_COMPLETED)
        if listening.done():
            listening.result()
    finally:
        over.cancel()
        if not listening.done():
            client.has_session = False
            await _cancelled(listening)
            ws: DiscordWebSocket | None = client.ws
            if ws is not None:
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(ws.close(SESSION_ENDS), CLOSING_S)


async def _finish(client: CoachClient, serving: asyncio.Task[None]) -> None:
    """Hear nothing more, finish what is in hand, close."""
    client.has_session = False
    await _cancelled(serving)
    try:
        await asyncio.wait_for(client.settled(), FINISHING_S)
    except TimeoutError:
        log.warning("some answers on Discord were still under way when the time was up")
    try:
        await asyncio.wait_for(client.close(), CLOSING_S)
    except TimeoutError:
        log.warning("Discord did not close the connection in time")


async def _cancelled(task: asyncio.Task[None]) -> None:
    """End a task. One request may be lost: `wait_for` in Python 3.11 drops it when what it waits for is done just then."""
    while not task.done():
        task.cancel()
        await asyncio.wait({task}, timeout=CANCELLING_S)


def _why_again(serving: asyncio.Task[None]) -> str | None:
    """Why to connect once more after serving ended by itself. Raises when that is of no use."""
    error = None if serving.cancelled() else serving.exception()
    match error:
        case None:
            return "the connection ended"
        case discord.LoginFailure():
            raise TokenRefused(TokenRefused.__doc__) from None
        case discord.ConnectionClosed(code=code) if code == BAD_TOKEN:
            raise TokenRefused(TokenRefused.__doc__) from None
        case discord.ConnectionClosed(code=code) if code in _REMEDIES:
            raise ConnectionRefused(f"Discord closed the connection with code {code}: {_REMEDIES[code]}") from error
        case discord.PrivilegedIntentsRequired():
            raise ConnectionRefused(f"Discord closed the connection: {_REMEDIES[4014]}") from error
        case discord.DiscordException() | aiohttp.ClientError() | OSError() | AttributeError():
            # AttributeError: discord.py stumbles over its missing socket when the very first connection fails.
            return type(error).__name__
        case LookupError() | TypeError() | ValueError():  # a proxy answers, not Discord
            log.error("What answers in Discord's place cannot be read: %s", where(error))
            return type(error).__name__
        case _:
            raise error


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
    relay: Relay | None = None,
) -> DiscordFront:
    """Discord, not connected yet. `exercises` are the names to suggest; `pictures` gives a picture by its name.

    `open_talks` names the people in the middle of a workout, whose messages are fetched when a session starts afresh;
    `limited` is called for every 429; `relay` says when it is this replica that has the session.
    """
    turns, pace, illustrator = Turns(desk), Pace(), Illustrator(pictures)
    interactions = Interactions(turns, now, host_zone=host_zone, exercises=exercises, illustrator=illustrator)
    messages = Messages(turns, pace, now, host_zone=host_zone, illustrator=illustrator)
    missed = Missed(open_talks, turns, messages, now)
    return DiscordFront(
        lambda: CoachClient(interactions, messages, missed, api_url, gateway_url, limited=limited),
        token,
        now,
        pace,
        illustrator,
        relay=relay,
    )
