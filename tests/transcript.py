"""Whole conversations as text files that read like a chat, and the player that holds a front to them.

# what the conversation shows
@ 2026-03-02 18:00 Europe/Berlin      the wall clock from here on
+ 2 min                               time passes (s, min, h, d)
> start workout                       the person writes
> [None of these]                     the person presses the choice with this label
> /edit 6 6 5                         the person edits their last message
anything else                         the coach, word for word; rows of choices in brackets; `…` stands for any lines
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from core.turn import Edited, Incoming, Pressed, Said

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from bot.port import Answer
    from core.message import Choice, Message

FOLDER = Path(__file__).parent / "transcripts"
UNITS = {"s": "seconds", "min": "minutes", "h": "hours", "d": "days"}


@dataclass(frozen=True)
class Exchange:
    """One thing the person does, and what the coach then says, line by line."""

    line: int
    at: datetime
    zone: str
    does: str
    says: tuple[str, ...]


def exchanges(path: Path) -> list[Exchange]:
    at, zone = datetime.fromisoformat("2026-03-02T18:00:00+00:00"), "UTC"
    found: list[Exchange] = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if line.startswith(("# ", "#\n")) or not line.strip():
            continue
        if line.startswith("@ "):
            day, clock, zone = line[2:].split()
            at = datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=ZoneInfo(zone))
        elif line.startswith("+ "):
            amount, unit = line[2:].split()
            at += timedelta(**{UNITS[unit]: float(amount)})
        elif line.startswith("> "):
            found.append(Exchange(number, at, zone, line[2:], ()))
        else:
            last = found[-1]
            found[-1] = Exchange(last.line, last.at, last.zone, last.does, (*last.says, line))
    return found


def shown(messages: Iterable[Message]) -> list[str]:
    """Messages as a transcript writes them."""
    lines: list[str] = []
    for message in messages:
        lines += [line for line in message.text.split("\n") if line.strip()]
        lines += [" ".join(f"[{choice.label}]" for choice in row) for row in message.choices]
    return lines


def agree(expected: tuple[str, ...], got: list[str]) -> bool:
    """Whether the lines are those expected, `…` standing for any number of lines."""
    pattern = "\n".join("(?s:.*)" if line.strip() == "…" else re.escape(line) for line in expected)
    pattern = pattern.replace("(?s:.*)\n", "(?s:.*\n)?").replace("\n(?s:.*)", "(?s:\n.*)?")
    return re.fullmatch(pattern, "\n".join(got)) is not None


@dataclass
class Player:
    """Plays a person against something that takes turns."""

    turn: Callable[[Incoming], Answer]
    who: str = "ana"
    twice: bool = False
    said: list[str] = field(default_factory=list)
    choices: list[Choice] = field(default_factory=list)
    count: int = 0

    def play(self, exchange: Exchange) -> list[str]:
        self.count += 1
        delivery = f"{self.who}:{self.count}"
        incoming = Incoming(
            self.who, self._act(exchange.does, delivery), exchange.at, delivery, host_zone=exchange.zone
        )
        answer = self.turn(incoming)
        if self.twice:
            again = self.turn(incoming)
            assert again.repeated
            assert not again.facts
        for message in answer.messages:
            self.choices += [choice for row in message.choices for choice in row]
        return shown(answer.messages)

    def _act(self, does: str, delivery: str) -> Said | Pressed | Edited:
        if does.startswith("/edit "):
            return Edited(does.removeprefix("/edit "), self.said[-1])
        if re.fullmatch(r"\[.*\]", does):
            label = does[1:-1]
            return Pressed(next(choice.key for choice in reversed(self.choices) if choice.label == label))
        self.said.append(delivery)
        return Said(does, message=delivery)
