"""Replies while ten thousand nudges wait: `python -m benchmarks.fairness`.

The whole way but the network: the clock claims what is due, the desk takes a turn for each, Telegram's front keeps to its limits (30
messages a second in all); meanwhile somebody reports a set every second. Watched for a while in the middle of it; requests are
answered at once.
"""

from __future__ import annotations

import asyncio
import json
import tempfile
from datetime import timedelta
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from typing import TYPE_CHECKING, Any

from benchmarks import nudges
from benchmarks.figures import Figure
from benchmarks.newcomers import beginning
from benchmarks.telegram_update import Instant
from bot.desk import Desk
from bot.nudges import Nudges
from bot.occurrences import Occurrences
from bot.telegram.api import Timings
from bot.telegram.files import fetched
from bot.telegram.front import TelegramFront
from bot.telegram.incoming import Reader
from bot.telegram.limits import ALL_PER_S, NUDGES_PER_S
from bot.telegram.turns import Turns
from core.content import library
from core.turn import Incoming, Said
from storage import open_store

if TYPE_CHECKING:
    from datetime import datetime

WAITING = 10_000
WATCHED_S = 12.0
ROUNDS = 5
SETTLED_S = 2.0  # until the first second's burst is over
BETWEEN_S = 1.0
LATE_STEP_S = 0.005
TALKERS = 40
FIRST_TALKER = 5_000_000


class Line(Instant):
    """Telegram, if it took no time; notes what left when."""

    def __init__(self) -> None:
        self.left: list[tuple[float, int]] = []
        self._waiting: dict[int, asyncio.Event] = {}

    async def answered(self, chat: int) -> float:
        """When the first message left for this chat."""
        await self._waiting.setdefault(chat, asyncio.Event()).wait()
        return next(at for at, to in self.left if to == chat)

    async def do_request(self, url: str, method: str, request_data: Any = None, **more: Any) -> tuple[int, bytes]:
        """Note messages, which are what is limited."""
        if url.endswith("sendMessage"):
            chat = int(request_data.json_parameters["chat_id"])
            self.left.append((perf_counter(), chat))
            if chat >= FIRST_TALKER:
                self._waiting.setdefault(chat, asyncio.Event()).set()
        return await super().do_request(url, method, request_data, **more)


class Scene:
    """A host with nudges waiting and people in the middle of a workout."""

    def __init__(self, url: str) -> None:
        self._store = open_store(url)
        self._began = perf_counter()
        self._number = 0
        self._desk = desk = Desk(self._store, library())
        self._front = TelegramFront(desk, "1:x", now=self.now, timings=Timings())
        self.line = Line()
        self._front._api._request = (self.line, self.line)
        self._turns = Turns(
            desk, Reader(1, "ironstride_bot"), self.now, self._front._answer, partial(fetched, self._front._api)
        )
        self._nudges = Nudges(Occurrences(desk, "UTC"), {"telegram": self._front}, self.now)
        self.late: list[float] = []
        self.waits: list[float] = []

    def now(self) -> datetime:
        """The time at which all are due, and on from there."""
        return nudges.AT + timedelta(seconds=perf_counter() - self._began)

    async def says(self, person: int, text: str) -> None:
        """An update with this text."""
        self._number += 1
        about = {"id": person, "first_name": "Ana", "language_code": "en"}
        message = {
            "message_id": self._number,
            "date": int(self.now().timestamp()),
            "chat": about | {"type": "private"},
            "from": about | {"is_bot": False},
            "text": text,
        }
        raw = json.dumps({"update_id": self._number, "message": message})
        await self._turns.take(json.loads(raw))

    async def play(self, seconds: float) -> None:
        """Ten thousand are due; after a while look for so long."""
        await self._front._api.initialize()
        self._front._is_known = True  # as after its first question to Telegram
        talkers = range(FIRST_TALKER, FIRST_TALKER + TALKERS)
        for talker in talkers:  # straight at the desk: their answers are not to be sent
            for text in beginning(talker):
                who, name = f"telegram:{talker}", f"{text} {talker}"
                await self._desk.turn(Incoming(who, Said(text, name), self.now(), name))
        stop = asyncio.Event()
        ticking = asyncio.create_task(self._nudges.run(stop))
        await asyncio.sleep(SETTLED_S)
        self.line.left.clear()
        watch = asyncio.create_task(self._lateness())
        end = perf_counter() + seconds
        for talker in talkers:
            if perf_counter() > end:
                break
            began = perf_counter()
            await self.says(talker, "6")
            self.waits.append(await self.line.answered(talker) - began)
            await asyncio.sleep(max(0.0, began + BETWEEN_S - perf_counter()))
        self.rate = len(self.line.left) / (perf_counter() - end + seconds)
        watch.cancel()
        stop.set()
        self._nudges.finish_s = 0.5
        self._front._sender._closed = True
        ticking.cancel()
        await asyncio.gather(ticking, watch, return_exceptions=True)
        await self._front._close()
        self._store.close()

    async def _lateness(self) -> None:
        while True:
            due = perf_counter() + LATE_STEP_S
            await asyncio.sleep(LATE_STEP_S)
            self.late.append((perf_counter() - due) * 1000)


def figures(*, quick: bool) -> list[Figure]:
    """Each round with a new database."""
    rounds = 1 if quick else ROUNDS
    waiting = 1_000 if quick else WAITING
    nudges.DUE = waiting
    scenes = []
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as folder:
            url = f"sqlite:///{Path(folder)}/nudges.db"
            nudges.filled(url, waiting)
            scene = Scene(url)
            asyncio.run(scene.play(4.0 if quick else WATCHED_S))
            scenes.append(scene)
    waits = sorted(wait for scene in scenes for wait in scene.waits)
    late = median(quantiles(scene.late, n=100)[98] for scene in scenes)
    rate = median(scene.rate for scene in scenes)
    told = f"median {median(waits):.3f} s of {len(waits)} replies"
    limit = f"Telegram's limit is {ALL_PER_S} a second; nudges take {NUDGES_PER_S} of them"
    return [
        Figure(f"a reply waits while {waiting:,} nudges do, p99", waits[int(len(waits) * 0.99)], "s", rounds, 1, yardstick=told),
        Figure("messages that leave meanwhile", rate, "/s", rounds, NUDGES_PER_S, "at least", limit),
        Figure("event loop late meanwhile, p99", late, "ms", rounds, 20),
    ]  # fmt: skip


if __name__ == "__main__":
    for figure in figures(quick=True):
        print(figure)
