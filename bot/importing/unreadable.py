"""What cannot be read: a whole file, or one value of our JSON, and why."""

from __future__ import annotations

from typing import Final, Literal

from bot.refused import Refused
from core.message import Line
from core.wording import text

PLACE_CHARS: Final = 80
Why = Literal["too_big", "too_many", "wrong_type", "broken"]


class Unreadable(Refused):
    """Its message is for whoever gave the file on the command line; `why` chooses the sentence in a chat, with `reason` in it."""

    def __init__(self, why: Why, message: str, reason: Line | None = None) -> None:
        super().__init__(message)
        self.why = why
        self.reason = reason


class Misshapen(ValueError):  # noqa: N818  the state of a value, named as one
    """A value of our JSON is not what stands in its place; `line` says where and why."""

    def __init__(self, place: str, why: str, **blanks: object) -> None:
        self.line = Line(f"import.shape.{why}", {"place": _short(place), **blanks})
        super().__init__(text(self.line))


def _short(place: str) -> str:
    """As much of a place as one finds it by; the names in it may be anything."""
    shown = "".join(sign if sign.isprintable() else "�" for sign in place[: PLACE_CHARS + 1])
    return shown if len(shown) <= PLACE_CHARS else f"{shown[:PLACE_CHARS]}…"
