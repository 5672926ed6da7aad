"""What the terminal says on its own behalf, beside the coach."""

from __future__ import annotations

from typing import Literal

from core.message import Line
from core.wording import text

Name = Literal[
    "hello", "hello_how", "hello_leave", "goodbye", "again_leaves", "rest_over", "timer_on", "timer_off", "timer_plain", "nothing_to_edit",
    "edit_how", "unavailable", "broken", "idle", "saved", "not_saved", "no_file", "opening",
]  # fmt: skip


def words(name: Name, language: str = "en", **blanks: str) -> str:
    """A line of the terminal's own."""
    return text(Line(f"terminal.{name}", blanks), language)


def hello(language: str = "en") -> tuple[str, ...]:
    """The lines above the first question."""
    return words("hello", language), words("hello_how", language), words("hello_leave", language)
