"""Everything that arrives as a message: direct messages, being named in a server, changes of either, and what was missed."""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING

import aiohttp
import discord

from bot.crowd import full
from bot.discord import wording
from bot.discord.cards import cards
from bot.discord.files import attached, fetched
from bot.discord.incoming import edited, is_direct, is_meant, said
from bot.discord.parts import NOBODY
from bot.discord.sending import open_channel, send
from bot.port import Answer
from core.turn import Said
from core.values import replace

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.discord.cards import Card
    from bot.discord.pace import Pace
    from bot.discord.pictures import Illustrator
    from bot.discord.turns import Turns
    from core.turn import Incoming

log = logging.getLogger(__name__)


class Messages:
    """Answers messages. What was written in a server is answered in direct messages."""

    def __init__(
        self, turns: Turns, pace: Pace, clock: Callable[[], datetime], *, host_zone: str, illustrator: Illustrator
    ) -> None:
        self._turns = turns
        self._pace = pace
        self._clock = clock
        self._host_zone = host_zone
        self._illustrator = illustrator

    async def take(self, client: discord.Client, message: discord.Message) -> None:
        """Somebody wrote something."""
        us = _us(client)
        if is_meant(message, us):
            await self._answer(client, message, said(message, us, self._clock(), self._host_zone))

    async def take_edited(self, client: discord.Client, message: discord.Message) -> None:
        """Somebody changed what they wrote; Discord also says so when it adds a preview, which is nothing to us."""
        us = _us(client)
        if not is_meant(message, us):
            return
        incoming = edited(message, us, self._clock(), self._host_zone)
        if incoming is not None:
            await self._answer(client, message, incoming)

    async def take_missed(self, client: discord.Client, message: discord.Message, *, unanswered: bool) -> None:
        """Somebody wrote this while we were away. If it was handled before, only a change of it is news.

        `unanswered`: nothing of ours follows it, so if it was handled, we stopped before we could say so.
        """
        us = _us(client)
        if not is_meant(message, us):
            return
        incoming = await _with_file(message, said(message, us, self._clock(), self._host_zone))
        answer = await self._turns.answered(incoming)
        about = f"discord:{message.id}"
        if answer.repeated and message.edited_at is not None:
            change = edited(message, us, self._clock(), self._host_zone)
            if change is not None:
                answer, about = await self._turns.answered(change), change.delivery
        if unanswered or not answer.repeated:
            await self._send(client, message.channel.id, message.author.id, answer, about)

    async def _answer(self, client: discord.Client, message: discord.Message, incoming: Incoming) -> None:
        if (room := self._turns.room(incoming.who)) != "room":
            if room == "tell":
                log.warning("Messages of %s are refused from here on: too many wait", incoming.who)
                await self._show(client, message, Answer((full(),), refused=True), incoming.delivery)
            return
        place = self._turns.place(incoming.who)  # before anything is awaited: that is what keeps the order
        answer, place = await self._turns.taken_to_reply(incoming, place, partial(_with_file, message))
        async with place:
            await self._show(client, message, answer, incoming.delivery)

    async def _show(self, client: discord.Client, message: discord.Message, answer: Answer, about: str) -> None:
        if is_direct(message):
            await self._send(client, message.channel.id, message.author.id, answer, about)
        elif answer.messages:
            await self._send_privately(client, message, answer, about)

    async def _send(self, client: discord.Client, channel: int, user: int, answer: Answer, about: str) -> None:
        if not answer.messages:
            return
        told = self._cards(answer, user)
        self._pace.reply()
        became = await send(client, channel, told, about, self._illustrator)
        if became != "sent":
            log.warning("the answer to %s became: %s", about, became)

    def _cards(self, answer: Answer, user: int) -> tuple[Card, ...]:
        return cards(answer.messages, user, self._clock(), wording.rest(answer.language), answer.documents)

    async def _send_privately(
        self, client: discord.Client, message: discord.Message, answer: Answer, about: str
    ) -> None:
        """Answer in direct messages, and where the person asked say that much and no more."""
        told = self._cards(answer, message.author.id)
        self._pace.reply()
        channel = await open_channel(client, message.author.id)
        became = await send(client, channel, told, about, self._illustrator) if isinstance(channel, int) else channel
        if became in {"sent", "blocked"}:
            name: wording.Name = "answered_privately" if became == "sent" else "closed"
            await _tell_there(message, wording.words(name, answer.language))


async def _with_file(message: discord.Message, incoming: Incoming) -> Incoming:
    """The file that was sent instead of, or with, the words of a new message; else the same."""
    if not isinstance(incoming.act, Said):
        return incoming
    file = attached(message.attachments, incoming.act.text)
    return incoming if file is None else replace(incoming, act=await fetched(file))


async def _tell_there(message: discord.Message, text: str) -> None:
    """A sentence without anything personal, as a reply where others read along; best effort, we may not write there."""
    reference = message.to_reference(fail_if_not_exists=False)
    try:
        await message.channel.send(text, reference=reference, allowed_mentions=NOBODY)
    except (discord.HTTPException, aiohttp.ClientError, OSError) as lost:
        log.warning("nothing could be said in that server: %s", type(lost).__name__)


def _us(client: discord.Client) -> int:
    return client.user.id if client.user is not None else 0
