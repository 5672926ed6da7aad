"""The terminal as a front: what is typed becomes a turn, what the coach answers appears on the screen."""

from __future__ import annotations

import asyncio
import logging
import uuid
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.port import CONNECTED
from bot.terminal.keys import Option, keyed, options
from bot.terminal.reading import handed_over
from bot.terminal.rest import Rest
from bot.terminal.saving import saved
from bot.terminal.typed import Hand, Leave, Pick, Rewrite, Speak, Timer, Wish, wish
from bot.terminal.words import words
from core.ports import Unavailable
from core.turn import Edited, Incoming, Pressed, Said

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from bot.port import Answer, Delivered, Document, Outgoing, Waiting
    from bot.terminal.screen import Opened, Opening, Screen
    from core.turn import Act

_log = logging.getLogger(__name__)

_ENDS_A_REST = {"set", "session_finished"}  # facts after which a running timer is out of date


class Terminal:
    """One person's chat on this terminal."""

    name = "terminal"

    def __init__(self, opening: Opening, screen: Screen, *, who: str, clock: Callable[[], datetime]) -> None:
        self._opening = opening
        self._screen = screen
        self._who = who
        self._clock = clock
        self._opened: Opened | None = None
        self._run = uuid.uuid4().hex  # makes this run's deliveries unlike any other's
        self._turns = 0
        self._said: list[tuple[str, str]] = []  # (message, text) of what was said in this run, for /edit
        self._live: tuple[Option, ...] = ()
        self._rest: Rest | None = None
        self._timer = True

    @property
    def state(self) -> str:
        """Whether the desk is open."""
        return CONNECTED if self._opened else "the terminal is not open"

    @property
    def can_deliver(self) -> bool:
        """The screen is always there."""
        return True

    @property
    def waiting(self) -> Mapping[str, Waiting]:
        """Nothing ever waits: one person types."""
        return {}

    # --- the front ---------------------------------------------------------------------------------------------------
    async def run(self, stop: asyncio.Event) -> None:
        """Chat until the person leaves or `stop` is set; whatever was typed before that is still handled."""
        async with self._screen.shown_for(self):
            stopping = asyncio.create_task(self._leave_on(stop))
            try:
                async with self._opening(self) as self._opened, self._opened.clock():
                    async for wanted in self._screen.wishes():
                        await self._take(wanted, self._opened)
            finally:
                self._opened = None
                stopping.cancel()

    async def deliver(self, outgoing: Outgoing) -> Delivered:
        """Show a nudge above the typing line; its choices join those on the screen."""
        if outgoing.who != self._who or self._opened is None:
            return "failed"
        if outgoing.kind == "rest_over" and self._screen.timed:
            return "sent"  # its end is seen in the bar already
        sheets = keyed((outgoing.message,), self._live)
        try:
            self._screen.show(sheets)
        except OSError:  # the terminal is gone
            return "failed"
        self._live += options(sheets)
        return "sent"

    async def _leave_on(self, stop: asyncio.Event) -> None:
        await stop.wait()
        self._screen.leave()

    # --- what the screen asks ----------------------------------------------------------------------------------------
    @property
    def live(self) -> tuple[Option, ...]:
        """The choices of the last turn, and of nudges since."""
        return self._live

    @property
    def ready(self) -> bool:
        """Whether the desk is open."""
        return self._opened is not None

    def wish(self, line: str) -> Wish | None:
        """What the line means with the choices that are on the screen now."""
        return wish(line, self._live)

    def rest_left_s(self) -> int | None:
        """Seconds still to rest; None without a rest or with the timer off."""
        return self._rest.left_s(self._clock()) if self._rest and self._timer else None

    def end_rest(self) -> None:
        """Forget the rest that is over."""
        self._rest = None

    # --- one wish ----------------------------------------------------------------------------------------------------
    async def _take(self, wanted: Wish, opened: Opened) -> None:
        match wanted:
            case Speak(text):
                message = self._next_name()
                if await self._turn(Said(text, message), opened):
                    self._said.append((message, text))
            case Pick(option):
                await self._turn(Pressed(option.choice.key), opened)
            case Rewrite(text, ago):
                await self._rewrite(text, ago, opened)
            case Hand(path):
                await self._hand(path, opened)
            case Timer(on):
                self._switch_timer(on)
            case Leave():
                self._screen.leave()

    async def _hand(self, path: str, opened: Opened) -> None:
        try:
            handed = await asyncio.to_thread(handed_over, path)
        except OSError as error:
            self._screen.note(words("no_file", path=path, reason=str(error.strerror or error)))
        else:
            await self._turn(handed, opened)

    async def _rewrite(self, text: str, ago: int, opened: Opened) -> None:
        if not 1 <= ago <= len(self._said):
            self._screen.note(words("nothing_to_edit"))
        elif not text:
            of = "" if ago == 1 else f"of {ago}: "
            self._screen.note(words("edit_how"))
            self._screen.fetch(f"/edit {of}{self._said[-ago][1]}")
        else:
            message, _ = self._said[-ago]
            if await self._turn(Edited(text, message), opened):
                self._said[-ago] = (message, text)

    def _switch_timer(self, on: bool | None) -> None:  # noqa: FBT001  the state itself, as the person named it
        if not self._screen.timed:
            self._screen.note(words("timer_plain"))
            return
        if on and not self._timer and self._rest and self._rest.left_s(self._clock()) == 0:
            self._rest = None  # it ended unseen
        self._timer = self._timer if on is None else on
        self._screen.note(words("timer_on") if self._timer else words("timer_off"))

    async def _turn(self, act: Act, opened: Opened) -> bool:
        """Hand the act to the desk and show the answer; whether it was recorded."""
        now = self._clock()
        incoming = Incoming(self._who, act, now, delivery=self._next_name(), host_zone=opened.zone)
        try:
            answer = await opened.desk.turn(incoming)
        except Unavailable:
            self._screen.note(words("unavailable"))
            return False
        except Exception:  # noqa: BLE001  a mistake of ours must not take the chat away from somebody between two sets
            _log.exception("a turn failed")
            self._screen.note(words("broken"))
            return False
        self._answered(answer, now)
        return True

    def _answered(self, answer: Answer, at: datetime) -> None:
        sheets = keyed(answer.messages)
        self._live = options(sheets)
        self._rest = _rest_after(answer, self._rest, at)
        self._screen.show(sheets)
        for document in answer.documents.values():
            self._save(document)

    def _save(self, document: Document) -> None:
        try:
            self._screen.note(words("saved", path=str(saved(document))))
        except OSError as error:
            self._screen.note(words("not_saved", file=document.filename, reason=str(error.strerror)))

    def _next_name(self) -> str:
        self._turns += 1
        return f"terminal:{self._run}:{self._turns}"


def _rest_after(answer: Answer, before: Rest | None, at: datetime) -> Rest | None:
    """The rest that counts after this answer: a new one, none after a set without one, else the one that is running."""
    rests = [message.rest_s for message in answer.messages if message.rest_s]
    if rests:
        return Rest(at + timedelta(seconds=rests[-1]))
    return None if any(fact.name in _ENDS_A_REST for fact in answer.facts) else before
