"""Opens the desk beside the event loop, so that the typing line lives while libraries load and the database is looked at."""

from __future__ import annotations

import asyncio
from contextlib import ExitStack, asynccontextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from contextlib import AbstractContextManager

    from bot.port import Front
    from bot.terminal.screen import Opened, Opening


def on_a_thread(opened: Callable[[Front], AbstractContextManager[Opened]]) -> Opening:
    """An opening that makes, enters and leaves the context on a worker thread; what that raises arrives as it is."""

    @asynccontextmanager
    async def opening(front: Front, /) -> AsyncIterator[Opened]:
        with_desk = ExitStack()
        desk = await asyncio.to_thread(lambda: with_desk.enter_context(opened(front)))
        try:
            yield desk
        finally:
            await asyncio.to_thread(with_desk.close)

    return opening
