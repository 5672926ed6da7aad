"""A desk that keeps what it was told and answers by a rule; like the real one it knows repeats, and it can be slow or away."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.port import Answer
from core.message import Choice, Message, Span
from core.ports import Unavailable
from core.turn import Edited, Pressed, Said

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable

    from core.turn import Incoming


def message(text: str, *rows: tuple[tuple[str, str], ...], **more) -> Message:
    """A message of plain lines, with rows of (key, label)."""
    choices = tuple(tuple(Choice(key, label) for key, label in row) for row in rows)
    return Message(tuple((Span(line),) for line in text.split("\n")), choices, **more)


def echoed(incoming: Incoming) -> tuple[Message, ...]:
    """What happened, told back."""
    match incoming.act:
        case Said(text=text):
            return (message(f"said {text}", (("set:6", "6 ✓"), ("other:6", "Other"))),)
        case Pressed(key=key):
            return (message(f"pressed {key}", (("next", "Next"),)),)
        case Edited(text=text):
            return (message(f"edited to {text}"),)
        case _:
            return ()


@dataclass
class KeepingDesk:
    """`told` holds every incoming that was new, in the order of the commits."""

    answer: Callable[[Incoming], tuple[Message, ...]] = echoed
    told: list[Incoming] = field(default_factory=list)
    handled: set[str] = field(default_factory=set)
    documents: dict[str, object] = field(default_factory=dict)
    answered: set[str] = field(default_factory=set)  # in this run, as the real desk remembers it
    away: int = 0  # so many turns find the database away
    held: asyncio.Event | None = None  # turns wait for it before they commit

    async def turn(self, incoming: Incoming) -> Answer:
        if self.away:
            self.away -= 1
            raise Unavailable
        if self.held is not None:
            await self.held.wait()
        if incoming.delivery in self.handled:
            known = incoming.delivery in self.answered
            self.answered.add(incoming.delivery)
            return Answer(() if known else (message("Here is where we are."),), repeated=True)
        answer = Answer(self.answer(incoming), documents=self.documents)
        self.handled.add(incoming.delivery)
        self.answered.add(incoming.delivery)
        self.told.append(incoming)
        return answer

    @property
    def acts(self) -> list[object]:
        return [incoming.act for incoming in self.told]
