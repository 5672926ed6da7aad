"""What this front says in its own name, from the phrasebook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from core.message import Line, Say
from core.wording import message, text

if TYPE_CHECKING:
    from core.message import Message

Name = Literal[
    "your_answer", "answered_privately", "not_yours", "outdated", "already", "unreachable", "broken", "closed"
]


def words(name: Name, language: str = "en") -> str:
    """A sentence about Discord."""
    return text(Line(f"discord.{name}"), language)


def said(name: Name, language: str = "en") -> Message:
    """The same as a message."""
    return message(Say((Line(f"discord.{name}"),)), language)


def rest(language: str = "en") -> str:
    """The line of the rest timer, with «{when}» where Discord's clients count down."""
    return text(Line("discord.rest", {"when": "{when}"}), language)
