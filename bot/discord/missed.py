"""After a fresh start of the gateway session: what people in the middle of a workout wrote meanwhile, fetched and handled in order."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

import aiohttp
import discord

from bot.discord.incoming import user_of
from bot.discord.sending import open_channel
from bot.discord.turns import where

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable
    from datetime import datetime

    from bot.discord.messages import Messages
    from bot.discord.turns import Turns

log = logging.getLogger(__name__)

ASKING_S: Final = 10
FETCHES_AT_ONCE: Final = 5
MISSED_MESSAGES: Final = 100
LOOK_BACK: Final = timedelta(hours=24)
TRIES: Final = 3
BETWEEN_TRIES_S: Final = 2.0


class OpenTalk(NamedTuple):
    """A person with an open workout, the channel of their direct messages, and the last message of it that was handled.

    `channel` None: it is looked up; `message` None: the last day is looked through (what was handled before is only a repeat).
    """

    who: str
    channel: int | None = None
    message: int | None = None


class Missed:
    """Catches up. Until it knows who may have written, nobody is served; then only those wait who have something missed."""

    def __init__(
        self,
        open_talks: Callable[[], Awaitable[Iterable[OpenTalk]]] | None,
        turns: Turns,
        messages: Messages,
        clock: Callable[[], datetime],
    ) -> None:
        self._open_talks = open_talks
        self._turns = turns
        self._messages = messages
        self._clock = clock
        self._few = asyncio.Semaphore(FETCHES_AT_ONCE)

    async def catch_up(self, client: discord.Client) -> None:
        """Fetch and handle what was missed; returns when everybody is served again."""
        if self._open_talks is None:
            return
        self._turns.arrivals.shut()
        fetching: dict[str, asyncio.Task[None]] = {}
        try:
            talks = await asyncio.wait_for(self._open_talks(), ASKING_S)
            fetching = {talk.who: asyncio.create_task(self._fetch(client, talk)) for talk in talks if user_of(talk.who)}
        except Exception as error:  # noqa: BLE001  whatever keeps us from asking, those who write now are served
            log.error("Who is in the middle of a workout could not be found out, nothing is fetched: %s", where(error))  # noqa: TRY400  no texts in logs
        finally:
            self._turns.arrivals.open(fetching)
        if fetching:
            await asyncio.wait(fetching.values())

    async def _fetch(self, client: discord.Client, talk: OpenTalk) -> None:
        try:
            async with self._few:
                talk_since = await self._talk_since(client, talk)
                for place, message in enumerate(talk_since):
                    if message.author.id == user_of(talk.who):
                        last = place == len(talk_since) - 1
                        await self._messages.take_missed(client, message, unanswered=last)
        except Exception as error:  # noqa: BLE001  the others' messages are handled all the same
            log.error("What %s wrote meanwhile could not be handled: %s", talk.who, where(error))  # noqa: TRY400  no texts in logs

    async def _talk_since(self, client: discord.Client, talk: OpenTalk) -> list[discord.Message]:
        """Both sides of the talk from the last handled message on, that one included: its answer may be missing."""
        user = user_of(talk.who)
        channel = talk.channel if talk.channel is not None else await open_channel(client, user or 0)
        if not isinstance(channel, int):
            return []
        since = discord.Object(talk.message - 1) if talk.message is not None else self._clock() - LOOK_BACK
        for attempt in range(TRIES):
            try:
                history = client.get_partial_messageable(channel, type=discord.ChannelType.private).history(
                    limit=MISSED_MESSAGES, after=since, oldest_first=True
                )
                return [message async for message in history]
            except (discord.Forbidden, discord.NotFound):
                return []
            except (discord.HTTPException, aiohttp.ClientError, OSError) as lost:
                log.warning("the history of %s could not be fetched: %s", talk.who, type(lost).__name__)
                await asyncio.sleep(BETWEEN_TRIES_S * (attempt + 1))
        return []
