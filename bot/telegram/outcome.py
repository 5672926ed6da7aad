"""What an error of a request says about the request: whose fault, and whether the message can have arrived."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta

import httpx
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError

# Errors of httpx before the first byte of the request left: the message certainly did not arrive.
UNSENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol, httpx.ProxyError)
# core.telegram.org documents no list; these are what the Bot API answers (400) for chats that can no longer be written to.
GONE = (
    "chat not found",
    "user not found",
    "peer_id_invalid",
    "user is deactivated",
    "have no rights to send a message",
)
# The same for files that Telegram no longer has under the id that we know; anything else says nothing about the file.
NO_SUCH_FILE = (
    "wrong file identifier",
    "wrong remote file identifier",
    "wrong file_id",
    "invalid file_id",
    "file_reference",  # expired, empty or invalid
    "file is temporarily unavailable",
    "can't use file of type",
    "type of file mismatch",
    "media_empty",
)
UNPARSED = "can't parse entities"
UNCHANGED = "message is not modified"
LONGEST_REASON = 80


@dataclass(frozen=True, slots=True)
class Held:
    """429: this chat has to wait so many seconds."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Moved:
    """The group became a supergroup with this id."""

    chat: int


@dataclass(frozen=True, slots=True)
class Gone:
    """The person blocked the bot, or the chat is no more."""


@dataclass(frozen=True, slots=True)
class Unsent:
    """It certainly did not arrive; it may be tried again."""


@dataclass(frozen=True, slots=True)
class Doubtful:
    """It may have arrived: the line broke, or Telegram failed, after the request had left."""


@dataclass(frozen=True, slots=True)
class Refused:
    """Telegram read the request and will not have it; asking again changes nothing."""


Outcome = Held | Moved | Gone | Unsent | Doubtful | Refused


def outcome_of(error: TelegramError) -> Outcome:
    """Read an error of python-telegram-bot."""
    match error:
        case RetryAfter():
            after = error.retry_after
            return Held(after.total_seconds() if isinstance(after, timedelta) else float(after))
        case ChatMigrated():
            return Moved(error.new_chat_id)
        case Forbidden():
            return Gone()
        case BadRequest():
            said = error.message.lower()
            return Gone() if any(words in said for words in GONE) else Refused()
        case InvalidToken():
            return Refused()
        case NetworkError():
            return Unsent() if isinstance(error.__cause__, UNSENT) else Doubtful()
    return Doubtful()


def reason(error: TelegramError) -> str:
    """Telegram's description without what follows: there it may quote the message."""
    return re.split(r"[:\"\n]", error.message, maxsplit=1)[0][:LONGEST_REASON]


def in_words(error: TelegramError, words: str) -> bool:
    """Whether Telegram's own description of the error has these words."""
    return words in error.message.lower()


def is_about_file(error: TelegramError) -> bool:
    """Whether the id of a file is what Telegram did not accept."""
    return any(in_words(error, words) for words in NO_SUCH_FILE)
