"""Sending a card into a channel: what became of it, and a second try that never makes a second message."""

from __future__ import annotations

import asyncio
import hashlib
import logging
from typing import TYPE_CHECKING, Final

import aiohttp
import discord

from bot.crashpoint import reach
from bot.discord.parts import files_of, sendable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.discord.cards import Card
    from bot.discord.pictures import Illustrator
    from bot.port import Delivered

log = logging.getLogger(__name__)

TRIES: Final = 3
BETWEEN_TRIES_S: Final = 0.5
# https://docs.discord.com/developers/topics/opcodes-and-status-codes#json
TOO_MANY_DMS: Final = 40003  # they were opened too fast: says nothing about the person
INVALID_RECIPIENT: Final = 50033


def nonce(about: str, part: int = 0) -> str:
    """What marks a message as being about this, so that Discord drops a second one (at most 25 characters)."""
    return hashlib.sha256(f"{about}#{part}".encode()).hexdigest()[:24]


async def send(
    client: discord.Client, channel: int, cards: Sequence[Card], about: str, illustrator: Illustrator | None = None
) -> Delivered:
    """Send the cards in order, each marked with what it is about; stops at the first that does not arrive.

    `illustrator` draws each picture when the cards before it are out; a late one follows by itself.
    """

    async def follow(card: Card) -> Delivered:
        return await send(client, channel, (card,), f"{about}:{card.picture}")

    for part, card in enumerate(cards):
        shown = await illustrator.beside(card, follow) if illustrator else card
        became = await _send_card(client, channel, shown, nonce(about, part))
        if became != "sent":
            return became
    return "sent"


async def open_channel(client: discord.Client, user: int) -> int | Delivered:
    """The channel of direct messages with this person; or why there is none."""
    try:
        return (await client.create_dm(discord.Object(user))).id
    except discord.HTTPException as refused:
        became = became_of(refused)
    except (aiohttp.ClientError, OSError) as lost:
        log.warning("Discord could not be reached to open direct messages: %s", type(lost).__name__)
        became = "failed"
    return "failed" if became == "unknown" else became


async def _send_card(client: discord.Client, channel: int, card: Card, mark: str) -> Delivered:
    became: Delivered = "failed"
    for attempt in range(TRIES):
        if attempt:
            await asyncio.sleep(BETWEEN_TRIES_S * attempt)
        try:
            await client.get_partial_messageable(channel).send(
                **sendable(card), files=files_of(card), nonce=mark, suppress_embeds=True
            )
        except discord.HTTPException as refused:
            return became_of(refused)
        except aiohttp.ClientConnectorError:
            continue
        except (aiohttp.ClientError, OSError) as lost:
            # It may have arrived; the same nonce makes Discord answer with that message instead of making a second one.
            log.warning("A message to Discord got no answer: %s", type(lost).__name__)
            became = "unknown"
        else:
            reach("told")
            return "sent"
    return became


def became_of(refused: discord.HTTPException) -> Delivered:
    """What a refusal says about the message."""
    if refused.code == INVALID_RECIPIENT or isinstance(refused, discord.NotFound):
        return "blocked"
    if isinstance(refused, discord.Forbidden):
        # A page without a code comes from a proxy in between and says nothing about the person.
        return "failed" if refused.code in {0, TOO_MANY_DMS} else "blocked"
    return "unknown" if isinstance(refused, discord.DiscordServerError) else "failed"
