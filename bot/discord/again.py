"""Why serving Discord ended by itself, and whether beginning again is of any use."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

import aiohttp
import discord

from bot.discord.turns import where
from bot.refused import Refused

if TYPE_CHECKING:
    import asyncio

log = logging.getLogger(__name__)

BAD_TOKEN: Final = 4004
OTHER_NUMBER: Final = frozenset({4010, 4011})  # of shards
_REMEDIES: Final = {
    4010: "it knows no such shard; leave DISCORD_SHARDS empty, or set it to the number that `ironstride doctor` names",
    4011: "the bot is in more servers than so many shards may serve, 2,500 each; leave DISCORD_SHARDS empty, or set it to the "
    "number that `ironstride doctor` names",
    4012: "this version of the gateway is gone; upgrade Ironstride",
    4013: "Discord does not know an intent we ask for; upgrade Ironstride",
    4014: "Discord refuses an intent, though none we ask for is privileged",
}


class TokenRefused(Refused):
    """Discord does not accept DISCORD_TOKEN. Copy it again from the developer portal (Bot, Reset Token) and restart."""


class ConnectionRefused(Refused):
    """Discord's gateway closes the connection for good; the reason is in the message."""


def why_again(serving: asyncio.Task[None], *, fixed: bool = False) -> str | None:
    """Why to connect once more after serving ended by itself; `fixed`: with the same number of shards. Raises when that is of no use."""
    error = None if serving.cancelled() else serving.exception()
    match error:
        case None:
            return "the connection ended"
        case discord.LoginFailure():
            raise TokenRefused(TokenRefused.__doc__) from None
        case discord.ConnectionClosed(code=code) if code == BAD_TOKEN:
            raise TokenRefused(TokenRefused.__doc__) from None
        case discord.ConnectionClosed(code=code) if code in OTHER_NUMBER and not fixed:
            return f"with code {code} it wants another number of shards"
        case discord.ConnectionClosed(code=code) if code in _REMEDIES:
            raise ConnectionRefused(f"Discord closed the connection with code {code}: {_REMEDIES[code]}") from error
        case discord.DiscordException() | aiohttp.ClientError() | OSError():
            return type(error).__name__
        case LookupError() | TypeError() | ValueError():  # a proxy answers, not Discord
            log.error("What answers in Discord's place cannot be read: %s", where(error))
            return type(error).__name__
        case _:
            raise error
