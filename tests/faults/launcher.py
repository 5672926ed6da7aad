"""Loads the whole program once, then forks a process of it for every start: `python -m tests.faults.launcher`.

A start of the program takes seconds, nearly all of them for loading libraries; a fork of one that is loaded takes milliseconds,
so a test may kill it as often as it likes. What runs in the fork is the `ironstride` command, with its settings from the environment, its own
threads, sockets and database connections. Added to it are only a movable clock and two signals:

SIGUSR1 holds up the event loop for STALL_S · SIGUSR2 cancels every handler of an update that is under way

Commands are JSON lines: {"start": {"arguments", "environment", "log", "clock", "pages", "answer_s"}} → {"pid"} and {"reap": pid} → {"status"}.
"""

from __future__ import annotations

import asyncio
import contextlib
import importlib
import json
import os
import random
import signal
import sys
import threading
import time
import traceback
from functools import partial
from pathlib import Path

from tests.faults.clock import MovedClock

STALL_S = 1.5
GRACE_S = 0.1  # one process at a time: nobody has to be outwaited, as they are in tests/bot/test_replicas.py
HANDLERS = ("_until_kept", "_run_event", "called")  # of Telegram's polling, of Discord, of the webhook
PRELOADED = (
    "aiohttp", "anyio._backends._asyncio", "anyio.streams.tls", "apscheduler.schedulers.asyncio", "bot.app", "bot.cli",
    "bot.discord.front", "bot.hosting", "bot.pictures", "bot.telegram.front", "bot.telegram.webhook", "encodings.idna", "httpcore",
    "psycopg", "starlette.applications", "storage.migrating", "storage.postgres_opening", "tzdata.zoneinfo", "uvicorn",
)  # fmt: skip


class Launcher:
    def __init__(self) -> None:
        self._clock: MovedClock | None = None
        self._running: set[int] = set()

    def load(self) -> None:
        """Everything that a process will need, before there is any thread."""
        import bot.clock  # noqa: PLC0415  its `now` is replaced before anybody takes it from there

        bot.clock.now = self._now
        for name in PRELOADED:
            importlib.import_module(name)
        importlib.import_module("core.content").library()
        assert threading.active_count() == 1, "a fork takes no threads along"

    def _now(self):
        assert self._clock is not None
        return self._clock.now()

    def obey(self) -> None:
        """Start and reap until the test is gone; then nothing that was started here stays."""
        for line in sys.stdin:
            match json.loads(line):
                case {"start": wanted}:
                    self._tell(pid=self._start(**wanted))
                case {"reap": pid}:
                    self._running.discard(pid)
                    self._tell(status=os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
        for pid in self._running:
            os.kill(pid, signal.SIGKILL)

    def _tell(self, **answer: object) -> None:
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()

    def _start(self, **wanted) -> int:
        pid = os.fork()
        if not pid:
            status = 70
            try:
                status = self._be_program(**wanted)
            finally:
                os._exit(status)
        self._running.add(pid)
        return pid

    def _be_program(self, *, arguments, environment, log, clock, pages=None, answer_s=None) -> int:
        with Path("/dev/null").open() as nothing, Path(log).open("ab") as told:
            os.dup2(nothing.fileno(), 0)
            os.dup2(told.fileno(), 1)
            os.dup2(told.fileno(), 2)
        sys.stdin = os.fdopen(0)  # the launcher's own has been read from
        os.environ.clear()
        os.environ.update(environment)
        random.seed()
        self._clock = MovedClock(Path(clock))
        for name in ("bot.crashpoint", "storage.crashpoint"):
            importlib.reload(importlib.import_module(name))  # they read the environment once
        importlib.import_module("storage.relay").GRACE_S = GRACE_S
        if answer_s is not None:  # platforms are waited for as long as that, at the end too
            front = importlib.import_module("bot.telegram.front")
            front.Timings = partial(front.Timings, poll=1, answer=answer_s, grace=answer_s)
            importlib.import_module("bot.discord.rest").REQUEST_S = answer_s
        if pages is not None:  # a disk on which a file can grow no further
            opening = importlib.import_module("storage.opening")
            opening.SETTINGS = (*opening.SETTINGS, f"PRAGMA max_page_count = {pages}")
        signal.signal(signal.SIGUSR1, lambda *_: _stall())
        signal.signal(signal.SIGUSR2, lambda *_: _cancel_handlers())
        sys.argv = ["ironstride", *arguments]
        try:
            importlib.import_module("bot.cli").main()
        except SystemExit as end:
            return end.code if isinstance(end.code, int) else int(end.code is not None)
        except BaseException:
            traceback.print_exc()
            raise
        finally:
            with contextlib.suppress(OSError):
                sys.stdout.flush()
                sys.stderr.flush()
        return 0


def _stall() -> None:
    """The main thread is the event loop's."""
    time.sleep(STALL_S)
    os.write(2, b"stalled the event loop\n")


def _cancel_handlers() -> None:
    under_way = [task for task in asyncio.all_tasks() if task.get_coro().__name__ in HANDLERS]
    for task in under_way:
        task.cancel()
    os.write(2, f"cancelled {len(under_way)} handlers\n".encode())


if __name__ == "__main__":
    launcher = Launcher()
    launcher.load()
    launcher.obey()
