"""Asks Telegram where it sends our updates."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from telegram.error import InvalidToken, NetworkError, TelegramError

from bot.telegram.polling import REFUSED

if TYPE_CHECKING:
    from bot.telegram.api import Api

log = logging.getLogger(__name__)


async def trouble_of(api: Api, url: str) -> str:
    """Why no updates arrive at `url`; empty when they do, as far as Telegram knows.

    That Telegram met errors when it called us is logged and no trouble: were it one, a proxy that heeds /readyz would send
    nothing more to us, and the errors would never end.
    """
    try:
        info = await api.get_webhook_info()
    except InvalidToken as error:
        # 401, but the library means 404 too: a server that does not know the question. The updates come all the same.
        return REFUSED if "unauthorized" in error.message.lower() else ""
    except NetworkError as error:
        return f"Telegram cannot be reached ({type(error).__name__})"
    except TelegramError:
        return ""  # it answered, and that is all we learn
    if info.url != url:
        return "Telegram sends the updates elsewhere: another program with this token changed or deleted the webhook"
    if info.pending_update_count and info.last_error_message:
        log.warning("%s updates wait at Telegram: %s", info.pending_update_count, info.last_error_message)
    return ""
