"""Fetches the files that people send, as long as they are small enough to be looked into."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Final

from telegram.error import TelegramError

from core.bringing import MOST_BYTES
from core.turn import Handed

if TYPE_CHECKING:
    from bot.telegram.api import Api
    from bot.telegram.incoming import Attached

log = logging.getLogger(__name__)

TRIES: Final = 2
FETCHING_S: Final = 30.0  # for all of it; the person's next messages wait meanwhile


async def fetched(api: Api, attached: Attached) -> Handed:
    """The file with its content, or why there is none."""
    if attached.size > MOST_BYTES:
        return Handed(attached.filename, lost="too_big")
    for _ in range(TRIES):
        try:
            async with asyncio.timeout(FETCHING_S):
                file = await api.get_file(attached.file)
                if (file.file_size or 0) > MOST_BYTES:
                    return Handed(attached.filename, lost="too_big")
                return Handed(attached.filename, bytes(await file.download_as_bytearray()))
        except (TelegramError, TimeoutError, OSError, RuntimeError) as error:  # RuntimeError: Telegram names no path
            # Its message may hold the address, and with it the token.
            log.warning("a file could not be fetched from Telegram: %s", type(error).__name__)
    return Handed(attached.filename, lost="unreachable")
