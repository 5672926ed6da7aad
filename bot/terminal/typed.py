"""What a typed line is meant for: the coach, a choice on the screen, or the terminal itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.terminal.clean import whole
from bot.terminal.keys import Option, picked

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Speak:
    """Tell the coach this."""

    text: str


@dataclass(frozen=True, slots=True)
class Pick:
    """Press this choice."""

    option: Option


@dataclass(frozen=True, slots=True)
class Rewrite:
    """Change the message of that many messages ago (1 = the last) to this text; without a text, fetch it for changing."""

    text: str
    ago: int = 1


@dataclass(frozen=True, slots=True)
class Timer:
    """Show the rest timer or hide it; None: say which it is."""

    on: bool | None


@dataclass(frozen=True, slots=True)
class Hand:
    """Hand over the file at this path."""

    path: str


@dataclass(frozen=True, slots=True)
class Leave:
    """Close the chat."""


Wish = Speak | Pick | Rewrite | Timer | Hand | Leave

_EDIT = re.compile(r"/edit(?:\s+of\s+(?P<ago>\d{1,3})\s*:)?(?:\s+(?P<text>.*))?", re.IGNORECASE | re.DOTALL)
_TIMER = re.compile(r"/timer(?:\s+(?P<state>on|off))?", re.IGNORECASE)
_HAND = re.compile(r"/?import\s+(?P<path>\S.*)", re.IGNORECASE)
_LEAVE = {"quit", "exit", "/quit", "/exit"}
_COMMAND = re.compile(r"/(?P<word>[^\W\d]\w*)(?P<rest>.*)", re.DOTALL)


def wish(line: str, live: Sequence[Option]) -> Wish | None:
    """What the line asks for, given the choices on the screen; None for an empty line."""
    text = whole(line).strip()
    if not text:
        return None
    if option := picked(text, live):
        return Pick(option)
    if text.casefold() in _LEAVE:
        return Leave()
    if edit := _EDIT.fullmatch(text):
        return Rewrite((edit["text"] or "").strip(), int(edit["ago"] or 1))
    if timer := _TIMER.fullmatch(text):
        return Timer(None if timer["state"] is None else timer["state"].casefold() == "on")
    if hand := _HAND.fullmatch(text):
        return Hand(hand["path"])
    return Speak(_as_words(text))


def _as_words(text: str) -> str:
    """`/run_days tue` is the word `run days tue`, as on the other platforms."""
    if command := _COMMAND.fullmatch(text):
        return command["word"].replace("_", " ") + command["rest"]
    return text
