"""Which letter stands for which choice on the screen."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count, islice
from typing import TYPE_CHECKING

from bot.terminal.clean import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from core.message import Choice, Message

# Digits are reps. Left out besides: words of one letter in a training log or an answer (e each, l left, r right, x times or done,
# k ok, v tick, y yes, n no, q quit), and i and o, which look like 1 and 0.
LETTERS = "abcdfghjmpstuwz"


@dataclass(frozen=True, slots=True)
class Option:
    """A choice with the key that picks it on the keyboard."""

    typed: str
    choice: Choice

    @property
    def label(self) -> str:
        """The visible label, safe to show, on one line."""
        return " ".join(shown(self.choice.label).split())


@dataclass(frozen=True, slots=True)
class Sheet:
    """A message with its choices keyed."""

    message: Message
    rows: tuple[tuple[Option, ...], ...]


def keyed(messages: Sequence[Message], taken: Iterable[Option] = ()) -> tuple[Sheet, ...]:
    """The messages with keys for all their choices, going on after the keys that are taken."""
    names = islice(_names(), len(tuple(taken)), None)
    return tuple(
        Sheet(message, tuple(tuple(Option(next(names), choice) for choice in row) for row in message.choices if row))
        for message in messages
    )


def options(sheets: Iterable[Sheet]) -> tuple[Option, ...]:
    """All the choices of the sheets, in reading order."""
    return tuple(option for sheet in sheets for row in sheet.rows for option in row)


def picked(line: str, live: Sequence[Option]) -> Option | None:
    """The choice that this whole line names: by its key, or by its visible label. Numbers alone are reps, never a choice."""
    wanted = _plain(line)
    for option in live:
        if wanted == option.typed:
            return option
    if not wanted or _is_figures(wanted):
        return None
    named = [option for option in live if _plain(option.label) == wanted]
    return named[-1] if named else None  # the same label twice: the newer one is what the eye is on


def _names() -> Iterator[str]:
    """a, b, … z, then aa, bb, … zz, and so on without end."""
    return (letter * times for times in count(1) for letter in LETTERS)


def _plain(text: str) -> str:
    return " ".join(shown(text).casefold().split())


def _is_figures(text: str) -> bool:
    return all(c.isdigit() or c in " .,/-:" for c in text)
