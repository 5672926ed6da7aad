"""What this front says in its own name, when the coach cannot be asked."""

from __future__ import annotations

from typing import Literal

from bot.port import Answer
from core.message import Line, Say
from core.wording import message, text

Name = Literal["rest", "rest_over", "away", "broken"]


def words(name: Name, language: str = "en") -> str:
    """A line of this front's own."""
    return text(Line(f"telegram.{name}"), language)


def said(name: Name, language: str = "en") -> Answer:
    """The same as the answer to something that was not recorded."""
    return Answer((message(Say((Line(f"telegram.{name}"),)), language),), refused=True)
