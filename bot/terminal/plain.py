"""The chat as plain lines of text, for pipes and screen readers."""

from __future__ import annotations

import asyncio
import codecs
import os
import signal
import threading
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

from bot.terminal.layout import lines, wrapped
from bot.terminal.still import told_still
from bot.terminal.typed import Leave, Wish
from bot.terminal.words import words

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterable, Sequence
    from typing import TextIO

    from bot.terminal.keys import Sheet
    from bot.terminal.screen import Chat
    from bot.terminal.still import Still

_PROMPT = "> "
_CHUNK = 65536  # bytes asked for at once


class PlainScreen:
    """Reads lines until the end of the input and prints text without a single escape code.

    `columns` gives the width to wrap at, or None for no wrapping; `prompted` shows a prompt, for a person at a keyboard.
    `still` tells in words what a picture beside a set would show.
    """

    timed = False

    def __init__(
        self,
        source: int,
        out: TextIO,
        *,
        columns: Callable[[], int | None],
        prompted: bool,
        still: Still | None = None,
    ) -> None:
        self._source = source
        self._still = still
        self._out = out
        self._columns = columns
        self._prompted = prompted
        self._typed: asyncio.Queue[str | None] = asyncio.Queue()
        self._interrupted = False
        self._chat: Chat | None = None

    @asynccontextmanager
    async def shown_for(self, chat: Chat) -> AsyncIterator[None]:
        """Read and print while the block runs."""
        self._chat = chat
        loop = asyncio.get_running_loop()
        with suppress(NotImplementedError):  # Windows: Ctrl-C leaves at once
            loop.add_signal_handler(signal.SIGINT, self._interrupt)
        # A daemon that reads bytes: nothing can wake a thread that waits for the keyboard, and leaving must not wait for it.
        threading.Thread(target=_read_lines, args=(self._source, loop, self._typed), daemon=True).start()
        try:
            yield
        finally:
            with suppress(NotImplementedError):
                loop.remove_signal_handler(signal.SIGINT)

    async def wishes(self) -> AsyncIterator[Wish]:
        """The lines' wishes; each line is read against what the answers before it put on the screen."""
        chat = self._chat
        while chat:
            self._prompt()
            line = await self._typed.get()
            self._interrupted = False
            wanted = Leave() if line is None else chat.wish(line)
            if isinstance(wanted, Leave):
                break
            if wanted:
                yield wanted
        self._print((words("goodbye"),))

    def show(self, sheets: Sequence[Sheet]) -> None:
        """Print the messages, each followed by an empty line."""
        columns = self._columns()
        for sheet in sheets:
            picture = sheet.message.picture if sheet.message.wants_number else None
            self._print([*lines(sheet, columns, told_still(self._still, picture, columns or 0, colour=False)), ""])

    def note(self, text: str) -> None:
        """Print the terminal's own words."""
        self._print([*wrapped(text, self._columns()), ""])

    def fetch(self, line: str) -> None:
        """Plain text has no line to fill: the person types it again."""

    def leave(self) -> None:
        """End as if the input ended here."""
        self._typed.put_nowait(None)

    def _interrupt(self) -> None:
        if self._interrupted:
            self.leave()
        else:
            self._interrupted = True
            self._print(("", words("again_leaves")))

    def _prompt(self) -> None:
        if self._prompted:
            self._write(_PROMPT)

    def _print(self, printed: Iterable[str]) -> None:
        for line in printed:
            self._write(line + "\n")

    def _write(self, text: str) -> None:
        try:
            self._out.write(text)
            self._out.flush()
        except BrokenPipeError:  # nobody reads any more, so nobody is there to chat with
            os.dup2(os.open(os.devnull, os.O_WRONLY), self._out.fileno())  # Python flushes it once more at its end
            self.leave()


def _read_lines(source: int, loop: asyncio.AbstractEventLoop, typed: asyncio.Queue[str | None]) -> None:
    """Put the source's lines into the queue, then None."""
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    rest = ""
    with suppress(RuntimeError):  # the loop is closed: the person has left
        while chunk := _chunk(source):
            *ready, rest = (rest + decoder.decode(chunk)).split("\n")
            for line in ready:
                loop.call_soon_threadsafe(typed.put_nowait, line)
        if last := rest + decoder.decode(b"", final=True):
            loop.call_soon_threadsafe(typed.put_nowait, last)
        loop.call_soon_threadsafe(typed.put_nowait, None)


def _chunk(source: int) -> bytes:
    try:
        return os.read(source, _CHUNK)
    except OSError:  # the terminal is gone
        return b""
