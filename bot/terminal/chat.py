"""`ironstride chat`: chooses the screen that the terminal can show, and runs the chat on it."""

from __future__ import annotations

import asyncio
import io
import os
import shutil
import signal
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from bot.terminal.front import Terminal
from bot.terminal.layout import wrapped
from bot.terminal.plain import PlainScreen
from bot.terminal.words import hello

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from bot.terminal.screen import Opening, Screen
    from bot.terminal.still import Still

_NO_CURSOR = {"dumb", "unknown"}  # values of TERM that promise no cursor movement


async def run_chat(
    opening: Opening,
    *,
    who: str,
    clock: Callable[[], datetime],
    plain: bool = False,
    stop: asyncio.Event | None = None,
    still: Still | None = None,
) -> None:
    """Chat on standard input and output until the person leaves, the input ends or `stop` is set.

    `opening` is entered once the typing line can be seen, so it may take its time; what it raises ends the chat and is raised here.
    `still` draws pictures where there are colours and room, and tells them in words elsewhere.
    """
    if sys.stdin.isatty() and sys.stdout.isatty():
        _greet()
    screen = _plain_screen(still) if plain or not _can_move_cursor(os.environ) else _live_screen(still)
    stop = stop or asyncio.Event()
    with suppress(NotImplementedError):  # Windows
        asyncio.get_running_loop().add_signal_handler(
            signal.SIGTERM, stop.set
        )  # or the terminal would stay in raw mode
    await Terminal(opening, screen, who=who, clock=clock).run(stop)


def _greet() -> None:
    """Something to read while the rest is loaded."""
    for line in hello():
        print(*wrapped(line, shutil.get_terminal_size().columns), sep="\n", flush=True)  # noqa: T201  to the terminal itself
    print(flush=True)  # noqa: T201  likewise


def _can_move_cursor(environment: Mapping[str, str]) -> bool:
    term = environment.get("TERM", "" if os.name == "nt" else "dumb")
    return sys.stdin.isatty() and sys.stdout.isatty() and term.casefold() not in _NO_CURSOR


def _live_screen(still: Still | None) -> Screen:
    from bot.terminal.live import LiveScreen  # noqa: PLC0415  prompt_toolkit and rich take a while to load

    return LiveScreen(os.environ, still)


def _plain_screen(still: Still | None) -> Screen:
    seen = sys.stdout.isatty()
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding=sys.stdout.encoding if seen else "utf-8", errors="replace")
    return PlainScreen(
        sys.stdin.fileno(),
        sys.stdout,
        columns=lambda: shutil.get_terminal_size().columns if seen else None,
        prompted=seen and sys.stdin.isatty(),
        still=still,
    )
