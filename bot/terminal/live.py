"""The chat on a real terminal: a typing line that stays below the messages, with a rest timer under it."""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from prompt_toolkit.application import Application
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.history import InMemoryHistory
from prompt_toolkit.key_binding import KeyBindings
from prompt_toolkit.layout import BufferControl, FormattedTextControl, HSplit, Layout, Window
from prompt_toolkit.layout.processors import AfterInput, BeforeInput
from prompt_toolkit.output import ColorDepth, create_output
from prompt_toolkit.patch_stdout import patch_stdout
from prompt_toolkit.styles import Style
from rich.text import Text

from bot.terminal.clean import shown
from bot.terminal.drawn import drawn, printed
from bot.terminal.rest import minutes
from bot.terminal.typed import Leave, Pick, Wish
from bot.terminal.words import words

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping, Sequence

    from prompt_toolkit.formatted_text import StyleAndTextTuples
    from prompt_toolkit.key_binding import KeyPressEvent

    from bot.terminal.keys import Sheet
    from bot.terminal.screen import Chat
    from bot.terminal.still import Still

_PROMPT = "> "
FEW_COLOURS = ("linux", "vt", "ansi", "cygwin", "sun", "cons25")  # values of TERM whose pictures would be smears
_TICK_S = 0.25  # how often the rest timer looks at the clock
_STYLE = Style([("prompt", "bold ansicyan"), ("hint", "ansigray"), ("bar", "ansigray"), ("rest", "bold")])


class LiveScreen:
    """prompt_toolkit keeps the typing line and its keys, rich lays out the messages above it."""

    timed = True

    def __init__(self, environment: Mapping[str, str], still: Still | None = None) -> None:
        self._colour = not environment.get("NO_COLOR")
        few = environment.get("TERM", "").casefold().startswith(FEW_COLOURS)
        self._still, self._paints = still, self._colour and not few  # a still is made of 256 colours
        self._out = create_output(sys.stdout)
        # Asking where the cursor is would print a warning on terminals that do not answer; nothing here needs to know.
        setattr(self._out, "enable_cpr", False)  # noqa: B010  only the Unix output has it
        self._chat: Chat | None = None
        self._wishes: asyncio.Queue[Wish] = asyncio.Queue()
        self._interrupted = False
        self._painted = asyncio.Event()
        self._line = Buffer(
            multiline=False, history=InMemoryHistory(), accept_handler=self._entered, on_text_changed=self._typing
        )
        self._app = self._application()

    # --- the screen --------------------------------------------------------------------------------------------------
    @asynccontextmanager
    async def shown_for(self, chat: Chat) -> AsyncIterator[None]:
        """Take the terminal while the block runs; the block starts once the typing line can be seen."""
        self._chat = chat
        with patch_stdout(raw=True):
            running = asyncio.create_task(self._run())
            ticking = asyncio.create_task(self._tick())
            try:
                await self._painted.wait()
                yield
            finally:
                ticking.cancel()
                self._close()
                await running
        self._above(Text(words("goodbye")))

    async def wishes(self) -> AsyncIterator[Wish]:
        """What was asked for, in order; each line was read when it was entered, against what was on the screen then."""
        while not isinstance(wanted := await self._wishes.get(), Leave):
            yield wanted

    def show(self, sheets: Sequence[Sheet]) -> None:
        """Print the messages above the typing line."""
        columns, rows = shutil.get_terminal_size()
        for sheet in sheets:
            self._above(*drawn(sheet, columns, self._still, colour=self._paints, rows=rows), Text())

    def note(self, text: str) -> None:
        """Say it quietly."""
        self._above(Text(text, "dim"), Text())

    def fetch(self, line: str) -> None:
        """Fill the typing line, unless something is being typed there."""
        if not self._line.text:
            self._line.insert_text(shown(line))

    def leave(self) -> None:
        """Close the typing line; what was entered before is still handed out."""
        self._wishes.put_nowait(Leave())
        self._close()

    # --- typing ------------------------------------------------------------------------------------------------------
    def _entered(self, line: Buffer) -> bool:
        wanted = self._chat.wish(line.text) if self._chat else None
        if wanted:
            self._echo(line.text, wanted)
            if isinstance(wanted, Leave):
                self.leave()
            else:
                self._wishes.put_nowait(wanted)
        return False  # and the line is emptied

    def _echo(self, line: str, wanted: Wish) -> None:
        typed = Text.assemble((_PROMPT, "bold cyan"), (shown(line.strip()), "bold"))
        if isinstance(wanted, Pick) and wanted.option.label.casefold() != line.strip().casefold():
            typed.append(f"  {wanted.option.label}", "bold")
        self._above(typed)

    def _typing(self, _: Buffer) -> None:
        self._interrupted = False

    def _keys(self) -> KeyBindings:
        keys = KeyBindings()
        keys.add("c-c")(self._interrupt)
        keys.add("c-d")(self._end)
        keys.add("tab")(lambda _: self._step(1))
        keys.add("s-tab")(lambda _: self._step(-1))
        if hasattr(os, "tcgetpgrp"):
            keys.add("c-z")(lambda event: event.app.suspend_to_background())
        return keys

    def _interrupt(self, _: KeyPressEvent) -> None:
        if self._interrupted:
            self.leave()
        else:
            self._line.reset()
            self._interrupted = True

    def _end(self, _: KeyPressEvent) -> None:
        if self._line.text:
            self._line.delete()
        else:
            self.leave()

    def _step(self, by: int) -> None:
        """Put the next choice's key into the line; its label appears behind it."""
        names = [option.typed for option in self._chat.live] if self._chat else []
        typed = self._line.text.strip()
        if not names or (typed and typed not in names):
            return
        at = names.index(typed) + by if typed else (0 if by > 0 else -1)
        self._line.text = names[at % len(names)]
        self._line.cursor_position = len(self._line.text)

    # --- what stands below the messages ------------------------------------------------------------------------------
    def _application(self) -> Application[None]:
        typing = BufferControl(self._line, [BeforeInput(_PROMPT, "class:prompt"), AfterInput(self._hint, "class:hint")])
        bar = Window(FormattedTextControl(self._bar), wrap_lines=True, dont_extend_height=True)
        return Application(
            Layout(HSplit([Window(typing, wrap_lines=True, dont_extend_height=True), bar])),
            key_bindings=self._keys(),
            style=_STYLE,
            color_depth=None if self._colour else ColorDepth.DEPTH_1_BIT,
            erase_when_done=True,
            output=self._out,
            after_render=lambda _: self._painted.set(),
        )

    def _hint(self) -> str:
        """The label of the choice whose key stands in the line."""
        typed = self._line.text.strip().casefold()
        labels = [option.label for option in self._chat.live if option.typed == typed] if self._chat else []
        return f"  {labels[0]}" if labels else ""

    def _bar(self) -> StyleAndTextTuples:
        if self._interrupted:
            return [("class:bar", words("again_leaves"))]
        left = self._chat.rest_left_s() if self._chat else None
        if left:
            return [("class:rest", f"Rest {minutes(left)}"), ("class:bar", "  /timer off")]
        ready = self._chat is not None and self._chat.ready
        return [("class:bar", words("idle") if ready else words("opening"))]

    async def _tick(self) -> None:
        """Keep the bar below the line up to date, and say once that the rest is over."""
        before = self._bar()
        while self._chat:
            if self._chat.rest_left_s() == 0:
                self._chat.end_rest()
                self.note(words("rest_over"))
            if (now := self._bar()) != before:
                self._app.invalidate()
                before = now
            await asyncio.sleep(_TICK_S)

    # --- the terminal itself -----------------------------------------------------------------------------------------
    async def _run(self) -> None:
        try:
            await self._app.run_async(handle_sigint=False)
        except EOFError:  # the terminal is gone
            self._wishes.put_nowait(Leave())
        finally:
            self._painted.set()

    def _close(self) -> None:
        if self._app.is_running and not self._app.is_done:
            self._app.exit()

    def _columns(self) -> int:
        return shutil.get_terminal_size().columns

    def _above(self, *texts: Text) -> None:
        """Print above the typing line, which keeps what is in it."""
        text = printed(texts, self._columns(), colour=self._colour)
        running = self._app.is_running
        if running:
            self._app.renderer.erase()
        self._out.write_raw(text.replace("\n", "\r\n"))
        self._out.flush()
        if running:
            self._app.invalidate()
