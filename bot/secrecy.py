"""Keeps tokens out of the log, whoever writes it and however it got there."""

from __future__ import annotations

import hmac
import logging
import re
import traceback
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import quote

from bot.tracebacks import told

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import TracebackType

HIDDEN = "[token]"
SHAPES = (  # what looks like a token, whosever it is
    r"(?<!\d)\d{6,12}(?::|%3A)[\w-]{30,}",  # of a bot at Telegram
    r"(?<![\w-])[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}",  # of a bot at Discord
    r"(?<=/)(?:webhooks|interactions)/\d+/[\w-]{20,}",  # of an interaction, in the address of its answer
)
CHATTY = ("httpx", "httpcore", "telegram", "discord")  # libraries that log addresses, and addresses hold tokens


class Concealment:
    """A record factory that blots out secrets in messages and tracebacks, before any handler sees them.

    A filter on a logger would miss what other loggers pass up, and one on a handler would miss handlers that come later.
    """

    def __init__(self, secrets: Iterable[str]) -> None:
        # Whatever the case: python-telegram-bot makes sentences of error texts, lower case and all.
        known = sorted(
            {form for secret in secrets if secret for form in (secret, quote(secret, safe=""))}, reverse=True
        )
        self._secrets = re.compile("|".join([*map(re.escape, known), *SHAPES]), re.IGNORECASE)
        self._make = logging.getLogRecordFactory()

    def __call__(self, *args: Any, **kwargs: Any) -> logging.LogRecord:
        """Make the record as before, then blot it."""
        record = self._make(*args, **kwargs)
        try:
            said = record.getMessage()
        except (TypeError, ValueError):  # a log call with the wrong blanks is its own handler's error to report
            said = f"{record.msg} {record.args}"
        if self._tells(said):
            record.msg, record.args = self.blotted(said), ()
        error = record.exc_info[1] if record.exc_info else None
        if error is not None and self._tells("".join(traceback.format_exception(error))):
            record.exc_text, record.exc_info = self.blotted(told(error)), None
        return record

    def __enter__(self) -> Self:
        """From here on nothing tells."""
        self._levels = {name: logging.getLogger(name).level for name in CHATTY}
        for name in CHATTY:
            logging.getLogger(name).setLevel(logging.WARNING)
        logging.setLogRecordFactory(self)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Log as before."""
        logging.setLogRecordFactory(self._make)
        for name, level in self._levels.items():
            logging.getLogger(name).setLevel(level)

    def _tells(self, text: str) -> bool:
        return self._secrets.search(text) is not None

    def blotted(self, text: str) -> str:
        """The text without secrets."""
        return self._secrets.sub(HIDDEN, text)


def secret_of(token: str) -> str:
    """A webhook secret for hosts who chose none; the same in every replica, and it does not give the token away."""
    return hmac.new(token.encode(), b"ironstride webhook", "sha256").hexdigest()
