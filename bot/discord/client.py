"""The connection to Discord: what it listens for, and whom it hands each event."""

from __future__ import annotations

import asyncio
import logging
import sys
from typing import TYPE_CHECKING, Any

import aiohttp
import discord

from bot.discord.commands import define
from bot.discord.rest import point
from bot.discord.turns import where
from bot.port import Waiting, uncounted

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from bot.discord.interactions import Interactions
    from bot.discord.messages import Messages
    from bot.discord.missed import Missed

log = logging.getLogger(__name__)

SESSION = frozenset({"READY", "RESUMED"})  # without them there is no session, so they are not set aside


def wanted_intents() -> discord.Intents:
    """Direct messages, messages in servers (their content comes only where we are named), servers. None of them is privileged."""
    intents = discord.Intents.none()
    intents.guilds = True
    intents.guild_messages = True
    intents.dm_messages = True
    return intents


class CoachClient(discord.Client):
    """Hands events to the handlers and knows how many of them are in hand. Keeps no messages and no members."""

    def __init__(
        self,
        interactions: Interactions,
        messages: Messages,
        missed: Missed,
        api_url: str | None,
        gateway_url: str | None,
        *,
        limited: Callable[[], None] = uncounted,
    ) -> None:
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # nobody misses what only voice needs
        super().__init__(
            intents=wanted_intents(),
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
        )
        point(self, api_url, gateway_url, limited)
        parsers = self._connection.parsers  # no other way leads past an event that discord.py trips over
        parsers.update({event: self._guarded(event, parse) for event, parse in parsers.items() if event not in SESSION})
        self.api_url = api_url
        self._interactions = interactions
        self._messages = messages
        self._missed = missed
        self.has_session = False
        self._in_hand: dict[object, float] = {}  # since when, in the time of the loop, oldest first
        self._done = asyncio.Event()

    async def tell_of_shards(self) -> None:
        """Say so when Discord recommends more than the one session that we have. That nobody knows it keeps nobody from serving."""
        try:
            wanted, _, _ = await self.http.get_bot_gateway()
            many = wanted > 1
        except (discord.DiscordException, aiohttp.ClientError, OSError, LookupError, TypeError):
            return
        if many:
            log.warning(
                "Discord recommends %s shards for all the servers that this bot is in, and Ironstride serves them in one. "
                "That works up to 2,500 servers; direct messages do not count",
                wanted,
            )

    async def on_connect(self) -> None:
        """A fresh session (READY): nothing will be replayed, so look what was missed."""
        self.has_session = True
        await self._take(self._missed.catch_up(self))
        await self._take(self._define())

    async def on_resumed(self) -> None:
        """The session goes on; what was missed is replayed by Discord."""
        self.has_session = True

    async def on_disconnect(self) -> None:
        """The connection is lost; discord.py comes back by itself."""
        self.has_session = False

    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        """A command, a choice, a form, or somebody typing into a command."""
        await self._take(self._interactions.take(interaction))

    async def on_message(self, message: discord.Message) -> None:
        """A message, ours too."""
        await self._take(self._messages.take(self, message))

    async def on_raw_message_edit(self, event: discord.RawMessageUpdateEvent) -> None:
        """A changed message, whether or not it was seen before."""
        await self._take(self._messages.take_edited(self, event.message))

    async def on_error(self, event_method: str, /, *args: Any, **kwargs: Any) -> None:
        """A mistake of ours in showing an answer; the turn is committed. Without its words, which may be a person's."""
        del args, kwargs
        error = sys.exc_info()[1]
        log.error("%s failed: %s", event_method, where(error) if error is not None else "?")

    def _guarded(self, event: str, parse: Callable[[Any], None]) -> Callable[[Any], None]:
        """An event that cannot be read is set aside; else discord.py would end the session for the sake of it."""

        def parsed(data: Any) -> None:
            try:
                parse(data)
            except Exception as error:  # noqa: BLE001  whatever it trips over, the next ones must flow
                log.error("an event %s cannot be read and is set aside: %s", event, where(error))  # noqa: TRY400  no texts in logs

        return parsed

    async def settled(self) -> None:
        """Returns when nothing is in hand."""
        while self._in_hand:
            self._done.clear()
            await self._done.wait()

    @property
    def waiting(self) -> Waiting:
        """The events in hand."""
        since = next(iter(self._in_hand.values()), None)
        return Waiting(len(self._in_hand), 0.0 if since is None else asyncio.get_running_loop().time() - since)

    async def _take(self, handling: Coroutine[Any, Any, None]) -> None:
        """Discord does not say it twice: what was begun is brought to its end, even when the event's own task is cancelled."""
        mine = object()
        self._in_hand[mine] = asyncio.get_running_loop().time()
        handled = asyncio.create_task(handling)
        handled.add_done_callback(lambda _: self._let_go(mine))
        await asyncio.shield(handled)

    def _let_go(self, mine: object) -> None:
        del self._in_hand[mine]
        self._done.set()

    async def _define(self) -> None:
        try:
            if await define(self):
                log.info("the slash commands were defined anew")
        except (discord.HTTPException, aiohttp.ClientError, OSError) as lost:
            log.warning(
                "the slash commands could not be compared or defined, those at Discord stay: %s", type(lost).__name__
            )
