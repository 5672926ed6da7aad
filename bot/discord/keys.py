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
# A choice whose key ends like this leads to a question that is answered by typing: a number, or a list of sets.
TYPED: Final = frozenset({"other", "list"})

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
    """Whether pressing this may be answered by a form, which Discord allows only as the very first answer."""
    return key.rsplit(":", 1)[-1] in TYPED


def question_for_form(key: str, answer: Answer) -> Message | None:
    """The question to put into a form after this choice; None: show the answer as messages.

    The one place that decides it: the choice leads to typing, and the desk, knowing whether the choice still holds, did ask for
    a number. An outdated «other» is answered with today's state instead, so that nothing typed is read against the wrong question.
    """
    if not may_open_form(key) or not answer.messages:
        return None
    question = answer.messages[-1]
    return question if question.wants_number else None
