"""The words the bot knows, as the command lists of the platforms show them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from core.message import Line
from core.wording import phrases, text

# Where a platform lists the word:
#   private   only where the person is alone with the bot
#   anywhere  in groups too: its answer holds nothing personal
#   admins    in private, and in a group for those who run it
Scope = Literal["private", "anywhere", "admins"]


@dataclass(frozen=True, slots=True)
class Word:
    """One command. `name` is safe on every platform ([a-z0-9_], ≤ 32); `text` is what the person would have typed instead.

    `description` has at most 100 characters. `argument` hints at what may follow the word; None: the word stands alone.
    """

    name: str
    text: str
    description: str
    argument: str | None = None
    scope: Scope = "private"


# What a person would have typed, in the order in which the platforms list the words, and where they do.
_TYPED: dict[str, Scope] = {
    "start workout": "private",
    "today": "private",
    "week": "private",
    "plan": "private",
    "next": "private",
    "move": "private",
    "skip": "private",
    "undo": "private",
    "swap": "private",
    "pain": "private",
    "pause": "private",
    "resume": "private",
    "progress": "private",
    "history": "private",
    "records": "private",
    "equipment": "private",
    "days": "private",
    "time": "private",
    "run days": "private",
    "race": "private",
    "units": "private",
    "language": "private",
    "rest timer": "private",
    "time zone": "private",
    "settings": "private",
    "export": "private",
    "import": "private",
    "link": "private",
    "club": "admins",
    "coach": "private",
    "help": "anywhere",
    "privacy": "anywhere",
    "cancel": "private",
    "delete everything": "private",
}


def word(name: str, typed: str, scope: Scope = "private", language: str = "en") -> Word:
    """The command of that name in a language: `command.NAME` of the wording, and `command.hint.NAME` where something may follow."""
    hint = f"command.hint.{name}"
    argument = text(Line(hint), language) if hint in phrases("en") else None
    return Word(name, typed, text(Line(f"command.{name}"), language), argument, scope)


def words_in(language: str = "en") -> tuple[Word, ...]:
    """All words as a language's command lists show them."""
    return tuple(word(typed.replace(" ", "_"), typed, scope, language) for typed, scope in _TYPED.items())


WORDS = words_in()
ABOUT = text(Line("profile.about"))
DESCRIPTION = text(Line("profile.description"))


def spoken(command: str, rest: str = "", *, words: tuple[Word, ...] = WORDS) -> str | None:
    """What the person would have typed instead of this command and what follows it; None when there is no such command."""
    name = command.lower()
    for word in words:
        if word.name == name:
            return f"{word.text} {rest}".rstrip()
    return None
