"""What this front says in its own name, when the coach cannot be asked."""

from __future__ import annotations

from typing import Final

from bot.port import Answer
from core.message import Message, Span

REST: Final = "Rest"
REST_OVER: Final = "Rest over"
AWAY: Final = "I can't reach my notebook right now. Your message waits and is recorded as soon as I can: no need to send it again."
BROKEN: Final = "Something went wrong on my side and this was not recorded. Please try again, or send /help."


def said(text: str) -> Answer:
    """A sentence as the answer to something that was not recorded."""
    return Answer((Message(((Span(text),),)),), refused=True)
