"""Fetches the files that people attach, as long as they are small enough to be looked into."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Any, Final

import aiohttp
import discord
from discord.app_commands import Namespace

from bot.discord.commands import FILE
from core.bringing import MOST_BYTES, may_be_training
from core.turn import Handed

if TYPE_CHECKING:
    from collections.abc import Iterable

log = logging.getLogger(__name__)

TRIES: Final = 2
FETCHING_S: Final = 30.0  # for all of it; the person's next messages wait meanwhile


def attached(attachments: Iterable[discord.Attachment], text: str) -> discord.Attachment | None:
    """The file that was sent to be looked into; one that cannot be training only counts where nothing was said with it."""
    files = list(attachments)
    training = [file for file in files if may_be_training(file.filename, file.content_type or "")]
    if training:
        return training[0]
    return files[0] if files and not text.strip() else None


def handed_over(interaction: discord.Interaction[Any]) -> discord.Attachment | None:
    """The file that was given with a command."""
    data: Any = interaction.data or {}
    if interaction.type is not discord.InteractionType.application_command or not data.get("options"):
        return None
    resolved: Any = data.get("resolved") or {}
    given = getattr(Namespace(interaction, resolved, data["options"]), FILE)
    return given if isinstance(given, discord.Attachment) else None


async def fetched(file: discord.Attachment) -> Handed:
    """The file with its content, or why there is none."""
    if file.size > MOST_BYTES:
        return Handed(file.filename, lost="too_big")
    for _ in range(TRIES):
        try:
            async with asyncio.timeout(FETCHING_S):
                return Handed(file.filename, await file.read())
        except (discord.DiscordException, aiohttp.ClientError, TimeoutError, OSError) as error:
            log.warning("a file could not be fetched from Discord: %s", type(error).__name__)
    return Handed(file.filename, lost="unreachable")
