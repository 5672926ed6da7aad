"""What this front says in its own name, about Discord itself."""

from __future__ import annotations

from typing import Final

from core.message import Message, Span

REST: Final = "Rest over {when}."
FORM_LABEL: Final = "Your answer"
ANSWERED_PRIVATELY: Final = "I answered you in a direct message."
NOT_YOURS: Final = "That one is somebody else's. Send me /start_workout and you get your own."
OUTDATED: Final = "That button is from a message I no longer know. Send me /today to see where you are."
ALREADY: Final = "I had that already."
UNREACHABLE: Final = "I can't reach my notebook right now, so nothing was recorded. Please send it again in a minute."
BROKEN: Final = "Something went wrong on my side and nothing was recorded. Please try again, or send /help."
CLOSED: Final = (
    "I can't write to you privately: Discord says your direct messages are closed. Open them for this server's members "
    "(server name, Privacy Settings), or use my commands here, like /log: only you see the answer."
)


def plain(text: str) -> Message:
    """A sentence as a message."""
    return Message(((Span(text),),))
