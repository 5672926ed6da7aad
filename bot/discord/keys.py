"""What a button carries: whose it is and which choice, in the 100 characters of a custom_id."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from bot.port import Answer
    from core.message import Message

CUSTOM_ID_CHARS: Final = 100  # https://docs.discord.com/developers/components/reference#custom-id
PREFIX: Final = "iron"
SELECT: Final = "?"  # a select's own key; the chosen one is among its values
TYPED: Final = "other"  # how the keys begin that lead to typing: another number, or a list of sets

_CUSTOM_ID = re.compile(rf"{PREFIX}:([0-9]{{1,20}}):(.+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Pressable:
    """A custom_id of ours: the Discord id of the person it was shown to, and the choice's key."""

    owner: int
    key: str

    @property
    def custom_id(self) -> str:
        """The same months later and after a restart: all that pressing means stands in it."""
        return f"{PREFIX}:{self.owner}:{self.key}"

    @property
    def fits(self) -> bool:
        """Whether Discord takes it."""
        return bool(self.key) and len(self.custom_id) <= CUSTOM_ID_CHARS


def pressable(custom_id: str) -> Pressable | None:
    """What a custom_id says; None when it is none of ours."""
    found = _CUSTOM_ID.fullmatch(custom_id)
    return Pressable(int(found[1]), found[2]) if found else None


def may_open_form(key: str) -> bool:
    """Whether pressing this mostly leads to typing: worth waiting a little longer, as a form can only be the very first answer."""
    return key.split(":", 1)[0] == TYPED


def question_for_form(answer: Answer) -> Message | None:
    """The question to put into a form instead of showing the answer as a message: one that is answered by typing alone.

    The one place that decides it, after the desk did: a choice that no longer holds is answered with today's state and its
    choices, so nothing is ever typed into a form that belongs to another day's question.
    """
    if len(answer.messages) != 1:
        return None
    [question] = answer.messages
    return question if question.wants_number and not question.choices else None
