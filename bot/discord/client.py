"""A shard as discord.py's client: what it listens for, and whom it hands each event."""

from __future__ import annotations

import logging
import sys
from typing import TYPE_CHECKING, Any

import aiohttp
import discord

from bot.discord.commands import define
from bot.discord.rest import point
from bot.discord.turns import where
from bot.port import uncounted

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.discord.in_hand import InHand
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
    """Hands the events of one shard to the handlers. Keeps no messages and no members."""

    def __init__(
        self,
        interactions: Interactions,
        messages: Messages,
        missed: Missed,
        in_hand: InHand,
        *,
        api_url: str | None,
        gateway_url: str | None,
        shard: int = 0,
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
        self.shard = shard
        self._interactions = interactions
        self._messages = messages
        self._missed = missed
        self._in_hand = in_hand
        self.has_session = False

    def spread(self, shards: int) -> None:
        """Its next session is that of its shard of so many; of a single one nobody needs to speak."""
        self.shard_id = self.shard if shards > 1 else None
        self.shard_count = self._connection.shard_count = shards if shards > 1 else None

    async def join(self, first: CoachClient) -> None:
        """Be logged in as that one is: all shards share its way to Discord, and with it what Discord allows in a second."""
        await self._async_setup_hook()
        ours, theirs = self._connection, first._connection
        self.http = ours.http = first.http
        ours.user, ours.application_id = theirs.user, theirs.application_id
        ours.application_flags = theirs.application_flags

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Nothing: `bot.discord.starts` has waited already, for all shards."""

    async def on_connect(self) -> None:
        """A fresh session (READY): nothing will be replayed, so look what was missed in direct messages, where there are any."""
        self.has_session = True
        if self.shard == 0:
            await self._in_hand.take(self._missed.catch_up(self))
            await self._in_hand.take(self._define())

    async def on_resumed(self) -> None:
        """The session goes on; what was missed is replayed by Discord."""
        self.has_session = True

    async def on_disconnect(self) -> None:
        """The connection is lost; the session comes back by itself."""
        self.has_session = False

    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        """A command, a choice, a form, or somebody typing into a command."""
        await self._in_hand.take(self._interactions.take(interaction))

    async def on_message(self, message: discord.Message) -> None:
        """A message, ours too."""
        await self._in_hand.take(self._messages.take(self, message))

    async def on_raw_message_edit(self, event: discord.RawMessageUpdateEvent) -> None:
        """A changed message, whether or not it was seen before."""
        await self._in_hand.take(self._messages.take_edited(self, event.message))

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

    async def _define(self) -> None:
        try:
            if await define(self):
                log.info("the slash commands were defined anew")
        except (discord.HTTPException, aiohttp.ClientError, OSError) as lost:
            log.warning(
                "the slash commands could not be compared or defined, those at Discord stay: %s", type(lost).__name__
            )
