"""What the front and a screen of the terminal expect from each other."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence
    from contextlib import AbstractAsyncContextManager

    from bot.port import Answering, Front
    from bot.terminal.keys import Option, Sheet
    from bot.terminal.typed import Wish


@dataclass(frozen=True, slots=True)
class Opened:
    """A desk ready to take turns, the host's IANA zone, and the clock of the nudges, which runs while it is entered."""

    desk: Answering
    zone: str
    clock: Callable[[], AbstractAsyncContextManager[None]] = nullcontext


class Opening(Protocol):
    """Opens the desk for a front, and closes it when the front is done. What it raises ends the chat."""

    def __call__(self, front: Front, /) -> AbstractAsyncContextManager[Opened]:
        """Enter with the desk ready."""


class Screen(Protocol):
    """Where lines are typed and messages appear."""

    timed: bool  # has a live rest timer

    def shown_for(self, chat: Chat) -> AbstractAsyncContextManager[None]:
        """Be on the terminal while the block runs; on leaving it the terminal is as it was."""

    def wishes(self) -> AsyncIterator[Wish]:
        """What the person wants, one after the other, until they leave."""

    def show(self, sheets: Sequence[Sheet]) -> None:
        """Put the coach's messages on the screen, whatever is being typed."""

    def note(self, text: str) -> None:
        """Say something on the terminal's own behalf."""

    def fetch(self, line: str) -> None:
        """Put this into the typing line, to be changed."""

    def leave(self) -> None:
        """End `wishes` after what was asked for so far."""


class Chat(Protocol):
    """What a screen may ask the front."""

    def wish(self, line: str) -> Wish | None:
        """What the line means with the choices that are on the screen now."""

    @property
    def live(self) -> tuple[Option, ...]:
        """The choices that count now."""

    @property
    def ready(self) -> bool:
        """Whether the desk is open."""

    def rest_left_s(self) -> int | None:
        """Seconds still to rest; None without a rest or with the timer off."""

    def end_rest(self) -> None:
        """Forget the rest that is over."""
