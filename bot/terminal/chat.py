"""`ironstride chat`: chooses the screen that the terminal can show, and runs the chat on it."""

from __future__ import annotations

import asyncio
import io
import os
import shutil
import sys
from typing import TYPE_CHECKING

from bot.terminal.front import Screen, Terminal
from bot.terminal.plain import PlainScreen

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from bot.terminal.front import Opening

_NO_CURSOR = {"dumb", "unknown"}  # values of TERM that promise no cursor movement


async def run_chat(
    opening: Opening,
    *,
    who: str,
    clock: Callable[[], datetime],
    plain: bool = False,
    stop: asyncio.Event | None = None,
) -> None:
    """Chat on standard input and output until the person leaves, the input ends or `stop` is set.

    `opening` is entered once the typing line can be seen, so it may take its time; what it raises ends the chat and is raised here.
    """
    screen = _plain_screen() if plain or not _can_move_cursor(os.environ) else _live_screen()
    await Terminal(opening, screen, who=who, clock=clock).run(stop or asyncio.Event())


def _can_move_cursor(environment: Mapping[str, str]) -> bool:
    term = environment.get("TERM", "" if os.name == "nt" else "dumb")
    return sys.stdin.isatty() and sys.stdout.isatty() and term.casefold() not in _NO_CURSOR


def _live_screen() -> Screen:
    from bot.terminal.live import LiveScreen  # noqa: PLC0415  prompt_toolkit and rich take a while to load

    return LiveScreen(os.environ)


def _plain_screen() -> Screen:
    seen = sys.stdout.isatty()
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding=sys.stdout.encoding if seen else "utf-8", errors="replace")
    return PlainScreen(
        sys.stdin.fileno(),
        sys.stdout,
        columns=lambda: shutil.get_terminal_size().columns if seen else None,
        prompted=seen and sys.stdin.isatty(),
    )
