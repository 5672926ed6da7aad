"""Keeps tokens out of the log, whoever writes it and however it got there."""

from __future__ import annotations

import logging
import re
import traceback
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import TracebackType

HIDDEN = "[token]"
CHATTY = ("httpx", "httpcore", "telegram", "discord")  # libraries that log addresses, and addresses hold tokens


class Concealment:
    """A record factory that blots out secrets in messages and tracebacks, before any handler sees them.

    A filter on a logger would miss what other loggers pass up, and one on a handler would miss handlers that come later.
    """

    def __init__(self, secrets: Iterable[str]) -> None:
        # Whatever the case: python-telegram-bot makes sentences of error texts, lower case and all.
        self._secrets = re.compile(
            "|".join(re.escape(secret) for secret in secrets if secret) or r"(?!)", re.IGNORECASE
        )
        self._make = logging.getLogRecordFactory()

    def __call__(self, *args: Any, **kwargs: Any) -> logging.LogRecord:
        """Make the record as before, then blot it."""
        record = self._make(*args, **kwargs)
        try:
            said = record.getMessage()
        except (TypeError, ValueError):  # a log call with the wrong blanks is its own handler's error to report
            said = f"{record.msg} {record.args}"
        if self._tells(said):
            record.msg, record.args = self._blotted(said), ()
        if record.exc_info and record.exc_info[0]:
            told = "".join(traceback.format_exception(*record.exc_info)).rstrip("\n")
            if self._tells(told):
                record.exc_text, record.exc_info = self._blotted(told), None
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

    def _blotted(self, text: str) -> str:
        return self._secrets.sub(HIDDEN, text)
