"""Pictures on demand without ever holding up a turn: drawn in a process of their own, kept, and left out when late."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
from concurrent.futures import Executor, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing.connection import wait
from threading import Thread
from typing import TYPE_CHECKING

from bot.lean import lean
from bot.pictures.drawing import Picture, Unknown, draw
from bot.pictures.keeping import drawn_and_kept, kept
from core.charts.naming import PREFIX as CHART

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

WITHIN_S = 8.0  # how long a picture may take; the words are out long before (see the fronts)
HOPELESS_S = 60.0  # a drawing that takes longer never ends: its process does
TRIES = 2  # a process that died costs one more
MOST_WAITING = 48  # pictures; whoever came behind so many would not get theirs in time
CHARTS_AT_HAND = 64  # in memory alone: nothing about a person is written to disk
NICENESS = 10  # drawing gives way to talking

log = lean("structlog").get_logger()


def _settle_in() -> None:
    """The first thing in the new process: give way to talking, and end with the program, however that ends."""
    with suppress(OSError, AttributeError):  # not every system has niceness
        os.nice(NICENESS)
    parent = multiprocessing.parent_process()
    if parent is not None:
        Thread(target=_end_after, args=(parent.sentinel,), daemon=True).start()


def _end_after(program: int) -> None:
    """A program that is killed tells nobody: without this, its worker would wait for work for ever."""
    wait([program])
    os._exit(0)


def own_process() -> Executor:
    """One worker process, started when the first picture is wanted."""
    return ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"), initializer=_settle_in)


class Studio:
    """Draws each picture once, one at a time.

    `folder` is where demonstrations are kept. `workers` starts the executor that draws; `draw_one` is what it runs.
    """

    def __init__(
        self,
        folder: Path,
        *,
        workers: Callable[[], Executor] = own_process,
        draw_one: Callable[[str], Picture] = draw,
        hopeless_s: float = HOPELESS_S,
    ) -> None:
        self._folder = folder
        self._workers = workers
        self._draw_one = draw_one
        self._hopeless_s = hopeless_s
        self._executor: Executor | None = None
        self._closed = False
        self._turn = asyncio.Lock()
        self._charts: dict[str, Picture] = {}
        self._under_way: dict[str, asyncio.Future[Picture | None]] = {}

    async def picture(self, name: str, within_s: float = WITHIN_S) -> Picture | None:
        """The picture of that name; None when there is none, when drawing fails, or when it takes longer than that.

        A late picture is drawn to its end and kept, so that it is there the next time.
        """
        known = self._charts.get(name) or await asyncio.to_thread(kept, self._folder, name)
        if known:
            return known
        drawing = self._under_way.get(name)
        if drawing is None and len(self._under_way) >= MOST_WAITING:
            log.info("too many pictures are wanted", kind=name.partition("/")[0])
            return None
        if drawing is None:
            drawing = asyncio.ensure_future(self._drawn(name))
            self._under_way[name] = drawing
            drawing.add_done_callback(lambda _: self._under_way.pop(name, None))
        try:
            return await asyncio.wait_for(asyncio.shield(drawing), within_s)
        except TimeoutError:
            log.info("picture is late", kind=name.partition("/")[0])
            return None

    async def _drawn(self, name: str) -> Picture | None:
        """One after the other: a drawing that hangs and is ended takes none with it that waits behind."""
        async with self._turn:
            return await self._tried(name)

    async def _tried(self, name: str) -> Picture | None:
        kind = name.partition("/")[0]
        for _ in range(TRIES):
            if self._closed:
                return None
            executor = self._executor = self._executor or self._workers()
            try:
                picture = await self._work(executor, name)
            except Unknown:
                log.warning("no such picture", kind=kind)
                return None
            except BrokenProcessPool:
                if not self._closed:
                    log.warning("the drawing process died", kind=kind)
                self._end(executor)
            except TimeoutError:
                log.warning("a drawing did not end", kind=kind)
                self._end(executor)
                return None
            except Exception as error:  # noqa: BLE001  whatever a drawing does, the words go out
                # its text might quote a person's values
                log.warning("picture failed", kind=kind, error=type(error).__name__)
                return None
            else:
                self._remember(name, picture)
                return picture
        return None

    async def _work(self, executor: Executor, name: str) -> Picture:
        work = executor.submit(drawn_and_kept, self._draw_one, self._folder, name)
        try:
            return await asyncio.wait_for(asyncio.wrap_future(work), self._hopeless_s)
        except asyncio.CancelledError:
            me = asyncio.current_task()
            if me is not None and me.cancelling():
                raise
            raise BrokenProcessPool("closed") from None  # the work was cancelled, not who waits for it

    def _remember(self, name: str, picture: Picture) -> None:
        """Keep the latest charts at hand."""
        if name.startswith(CHART):
            self._charts[name] = picture
            while len(self._charts) > CHARTS_AT_HAND:
                del self._charts[next(iter(self._charts))]

    def close(self) -> None:
        """Draw nothing more; a drawing under way ends unfinished."""
        self._closed = True
        if self._executor is not None:
            self._end(self._executor)

    def _end(self, executor: Executor) -> None:
        if self._executor is executor:
            self._executor = None
        # Before Python 3.14 an executor has no way to end a worker that is busy, and the program would wait for it at its end.
        for process in [*(getattr(executor, "_processes", None) or {}).values()]:
            process.kill()
        executor.shutdown(wait=False, cancel_futures=True)
