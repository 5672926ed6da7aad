"""`ironstride simulate`: people of a script against the whole program, on the script's own clock."""

from __future__ import annotations

import json
from collections import defaultdict
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self, TextIO
from uuid import uuid4

from bot.occurrences import Occurrences, sent_until
from bot.script import BadLine, Step, step
from core.turn import Edited, Incoming, Pressed, Said
from core.walltime import zone

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from contextlib import AbstractContextManager
    from datetime import datetime

    from bot.desk import Desk
    from bot.port import Answer
    from core.message import Choice, Message


@dataclass(slots=True)
class Chat:
    """What a person's platform would hold: the names of their messages, and every choice they were shown."""

    said: list[str] = field(default_factory=list)
    choices: list[Choice] = field(default_factory=list)

    def key(self, pressed: str) -> str:
        """The key of the latest choice with this key or label; an unknown one is passed on as it is."""
        wanted = pressed.strip().casefold()
        for choice in reversed(self.choices):
            if pressed == choice.key or wanted == choice.label.strip().casefold():
                return choice.key
        return pressed


@dataclass(slots=True)
class Simulation:
    """One run: the desk, the chats, and how to open the desk anew."""

    open_desk: Callable[[], AbstractContextManager[Desk]]
    out: TextIO
    host_zone: str
    run: str = field(default_factory=lambda: uuid4().hex[:12])
    chats: dict[str, Chat] = field(default_factory=lambda: defaultdict(Chat))
    _stack: ExitStack = field(default_factory=ExitStack)
    _desk: Desk | None = None
    _began: datetime | None = None

    def __enter__(self) -> Self:
        self._desk = self._stack.enter_context(self.open_desk())
        return self

    def __exit__(self, *exc: object) -> None:
        self._stack.close()

    def restart(self) -> None:
        """Forget everything that is not in the database."""
        self._stack.close()
        self._desk = self._stack.enter_context(self.open_desk())

    def play(self, number: int, line: Step) -> None:
        """What became due before the line, the line and its answers, then `done`."""
        self._nudge(line.at)
        if line.restart:
            self.restart()
        if line.who is not None:
            self._turn(number, line, line.who)
        self._write({"done": number})

    def _nudge(self, until: datetime) -> None:
        """Send what is due up to then, each at its own time; before the script's first line nothing ran."""
        assert self._desk is not None  # noqa: S101  only used inside `with`
        self._began = self._began or until
        for at, nudge in sent_until(Occurrences(self._desk, self.host_zone), until, self._began):
            self._tell(nudge.claim.who, at.astimezone(zone(nudge.zone, self.host_zone)), "nudge", nudge.answer)

    def _turn(self, number: int, line: Step, who: str) -> None:
        assert self._desk is not None  # noqa: S101  only used inside `with`
        chat = self.chats[who]
        name = f"simulate:{line.delivery}" if line.delivery else f"simulate:{self.run}:{number}"
        act: Said | Pressed | Edited
        if line.say is not None:
            act = Said(line.say, message=name)
        elif line.press is not None:
            act = Pressed(chat.key(line.press))
        else:
            act = Edited(line.edit or "", _named(chat, line.of, number))
        answer = self._desk.turn_now(Incoming(who, act, line.at, name, host_zone=self.host_zone))
        if isinstance(act, Said) and not answer.repeated:
            chat.said.append(name)
        self._tell(who, line.at, "edit" if isinstance(act, Edited) else "reply", answer)

    def _tell(self, who: str, at: datetime, kind: str, answer: Answer) -> None:
        facts = [fact.as_json() for fact in answer.facts]
        for place, told in enumerate(answer.messages):
            self.chats[who].choices.extend(choice for row in told.choices for choice in row)
            self._write(_line(who, at, kind, told, facts if place == 0 else []))

    def _write(self, value: dict[str, Any]) -> None:
        self.out.write(json.dumps(value, ensure_ascii=False) + "\n")
        self.out.flush()


def _named(chat: Chat, of: int, number: int) -> str:
    if of > len(chat.said):
        raise BadLine(number, f"'of' is {of}, but this person has said only {len(chat.said)} messages so far")
    return chat.said[-of]


def _line(who: str, at: datetime, kind: str, told: Message, facts: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "at": at.isoformat(),
        "to": who,
        "kind": kind,
        "text": told.text,
        "choices": [[{"key": choice.key, "label": choice.label} for choice in row] for row in told.choices],
        "picture": told.picture,
        "facts": facts,
    }


def simulate(
    lines: Iterable[str],
    out: TextIO,
    errors: TextIO,
    open_desk: Callable[[], AbstractContextManager[Desk]],
    host_zone: str = "UTC",
) -> int:
    """Play a script. Exit status 0, or 2 at the first malformed line: its number and the reason go to `errors`."""
    before: datetime | None = None
    with Simulation(open_desk, out, host_zone) as simulation:
        for number, text in enumerate(lines, 1):
            if not text.strip():
                continue
            try:
                line = step(number, text, not_before=before)
                simulation.play(number, line)
            except BadLine as flaw:
                errors.write(f"{flaw}\n")
                return 2
            before = line.at
    return 0
