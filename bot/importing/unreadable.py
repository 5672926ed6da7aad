"""A file that cannot be read at all, and why."""

from __future__ import annotations

from typing import Literal

from bot.refused import Refused

Why = Literal["too_big", "too_many", "wrong_type", "broken"]


class Unreadable(Refused):
    """Its message is for whoever gave the file on the command line; `why` chooses the sentence in a chat."""

    def __init__(self, why: Why, message: str) -> None:
        super().__init__(message)
        self.why = why
