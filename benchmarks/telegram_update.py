"""CPU of one Telegram update through the whole path, beside what python-telegram-bot alone spends: python -m benchmarks.telegram_update.

Ours: parse, load, read, decide, keep, commit (SQLite, synchronous=FULL), render, queue; then, beside it, with all that the answer sends (its
messages, the rest timer, the nod). The yardstick: the library's own Application with one handler that replies to the same update with a
text and buttons of the same size, and does nothing else. No network in either: requests are answered at once. Each figure is the median
over the rounds, which take turns in one run; CPU of all threads.
"""

from __future__ import annotations

import asyncio
import json
import statistics
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import ApplicationBuilder, MessageHandler, filters
from telegram.request import BaseRequest

from benchmarks.figures import Figure, Part, ratio, table
from benchmarks.newcomers import beginning
from bot.clock import now
from bot.desk import Desk
from bot.rubbish import settled
from bot.telegram.api import Timings
from bot.telegram.files import fetched
from bot.telegram.front import TelegramFront
from bot.telegram.incoming import Reader
from bot.telegram.limits import Limits
from bot.telegram.turns import Turns
from core.content import library
from core.turn import Incoming, Said
from storage import open_store

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

PEOPLE = 100  # as many as one getUpdates brings
ROUNDS = ("6", "6", "2", "6", "6", "2", "6")  # two sets, then the reps in reserve; 7, so that every way meets each
TIMES = 2  # how often everybody says all of these
RUNS = 3  # each with new people: a workout has an end
NAMES = (
    "python-telegram-bot: parse, dispatch, reply",
    "a turn: load, read, decide, keep, commit, put into words",
    "whole path, one after the other, to the queue",
    "whole path, one after the other, and all that it sends",
    "whole path, a batch as polling brings it, to the queue",
    "whole path, a batch as polling brings it, and all that it sends",
)
GOALS = dict(zip(NAMES[1:], (1.0, None, None, 2.0, None), strict=True))
ME = {"id": 1, "is_bot": True, "first_name": "Ironstride", "username": "ironstride_bot"}
TEXT = "Squat 1/2: 6 @ 8 kg. Rest 60 s.\nSquat: set 2 of 2, 6 reps @ 8 kg each hand."
LABELS = (("6 ✓", "5", "7", "Other"), ("Skip", "Swap", "Pain", "Show me"))


class Instant(BaseRequest):
    """Telegram, if it took no time."""

    read_timeout = 1.0

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(self, url: str, method: str, request_data: Any = None, **_: Any) -> tuple[int, bytes]:
        """A message for a message, otherwise yes."""
        del method
        result: Any = ME if url.endswith("getMe") else True
        if url.endswith("sendMessage"):
            asked = request_data.json_parameters
            chat = {"id": int(asked["chat_id"]), "type": "private", "first_name": "Ana"}
            result = {"message_id": 5, "date": 1, "chat": chat, "from": ME, "text": asked["text"]}
        return 200, json.dumps({"ok": True, "result": result}).encode()


class Gate(Limits):
    """Nothing leaves while it is shut, everything at once when it opens: waiting costs no CPU and would only make the run long."""

    shut = False

    def free_at(self, *, nudge: bool) -> float:
        """At once, or in an hour."""
        del nudge
        return asyncio.get_running_loop().time() + 3600 if self.shut else 0.0

    def chat_free_at(self, chat: int, *, counts: bool) -> float:
        """At once."""
        del chat, counts
        return 0.0


def updates(texts: Iterable[str], number: int) -> list[bytes]:
    """One message of everybody, as it comes off the line."""
    found = []
    for person, text in enumerate(texts, 1):
        about = {"id": person, "first_name": "Ana", "language_code": "en"}
        message = {
            "message_id": number,
            "date": int(now().timestamp()),
            "chat": about | {"type": "private"},
            "from": about | {"is_bot": False},
            "text": text,
        }
        found.append(json.dumps({"update_id": number * PEOPLE + person, "message": message}).encode())
    return found


class Library:
    """python-telegram-bot alone."""

    async def start(self) -> None:
        """Its Application with one handler."""
        request = Instant()
        self._application = (
            ApplicationBuilder().token("1:x").request(request).get_updates_request(Instant()).updater(None).build()
        )

        async def reply(update: Update, _: Any) -> None:
            rows = [[InlineKeyboardButton(label, callback_data=f"set:1:{label}") for label in row] for row in LABELS]
            await update.message.reply_text(TEXT, reply_markup=InlineKeyboardMarkup(rows))

        self._application.add_handler(MessageHandler(filters.TEXT, reply))
        await self._application.initialize()

    async def take(self, raw: bytes) -> None:
        """Parse, dispatch, reply."""
        await self._application.process_update(Update.de_json(json.loads(raw), self._application.bot))


class Ours:
    """Everything but the network."""

    def __init__(self, folder: Path) -> None:
        self._store = open_store(f"sqlite:///{folder / 'ironstride.db'}")
        self._front = TelegramFront(Desk(self._store, library()), "1:x", now=now, timings=Timings())

    async def start(self) -> None:
        """The front without its connections."""
        front = self._front
        front._api._request = (Instant(), Instant())
        await front._api.initialize()
        self.gate = front._sender._limits = Gate()
        settled()  # as a host is before it serves
        self._turns = Turns(front._desk, Reader(1, "ironstride_bot"), now, front._answer, partial(fetched, front._api))

    async def take(self, raw: bytes) -> None:
        """Parse, turn, commit, render, queue."""
        await self._turns.take(json.loads(raw))

    def turns(self, texts: Iterable[str], number: int) -> list[Awaitable[object]]:
        """The same messages of as many other people, at the desk: without Telegram."""
        at = now()
        named = ((f"desk:{person}", f"desk:{person}:{number}", text) for person, text in enumerate(texts))
        return [self._front._desk.turn(Incoming(who, Said(text, name), at, name)) for who, name, text in named]

    async def sent(self) -> None:
        """Until everything has left."""
        self._front._sender._pump()
        while self._front._sender.waiting():  # noqa: ASYNC110  nobody else is there to be held up
            await asyncio.sleep(0)

    async def stop(self) -> None:
        """Close what was opened."""
        await self._front._close()
        self._store.close()


async def microseconds(work: Awaitable[object]) -> float:
    """CPU for one update of a batch."""
    began = time.process_time()
    await work
    return (time.process_time() - began) / PEOPLE * 1e6


async def run(folder: Path, times: int) -> dict[str, list[tuple[float, float]]]:
    """By what was measured: the figure of every round, and what the library alone took in it."""
    theirs, ours = Library(), Ours(folder)
    await theirs.start()
    await ours.start()
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in NAMES}
    number = 10

    async def one_by_one(take: Callable[[bytes], Awaitable[None]], batch: list[bytes]) -> None:
        for raw in batch:
            await take(raw)

    for texts in zip(*map(beginning, range(PEOPLE)), strict=True):
        number += 1
        await asyncio.gather(*(ours.take(raw) for raw in updates(texts, number)))
        await asyncio.gather(*ours.turns(texts, number))
        await ours.sent()
    for round_number, text in enumerate(ROUNDS * times):
        number += 1
        batch, together = updates([text] * PEOPLE, number), round_number % 2
        turn = await microseconds(asyncio.gather(*ours.turns([text] * PEOPLE, number)))
        alone = await microseconds(one_by_one(theirs.take, batch))
        ours.gate.shut = True
        taking = asyncio.gather(*(ours.take(raw) for raw in batch)) if together else one_by_one(ours.take, batch)
        queued = await microseconds(taking)
        ours.gate.shut = False
        sent = await microseconds(ours.sent())
        path = NAMES[4:6] if together else NAMES[2:4]
        for name, took in zip((*NAMES[:2], *path), (alone, turn, queued, queued + sent), strict=True):
            found[name].append((took, alone))
    await ours.stop()
    return found


def figures(*, quick: bool) -> list[Figure]:
    """The turn alone, and the whole path, over what the library alone takes for the same batch."""
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in NAMES}
    for _ in range(1 if quick else RUNS):
        with tempfile.TemporaryDirectory() as folder:
            for name, rounds in asyncio.run(run(Path(folder), times=1 if quick else TIMES)).items():
                found[name] += rounds
    took = {name: statistics.median(us for us, _ in rounds) for name, rounds in found.items()}
    beside = f"python-telegram-bot: {took[NAMES[0]]:.0f} µs to parse, dispatch and reply"
    rows = [Figure("the library alone", took[NAMES[0]], "µs", len(found[NAMES[0]]))]
    for name, goal in GOALS.items():
        over = ratio(*zip(*found[name], strict=True))
        rows.append(Figure(name, over, "x", len(found[name]), goal, yardstick=f"{took[name]:.0f} µs; {beside}"))
    return rows


def main() -> None:
    print(table([Part("CPU of one update", tuple(figures(quick=False)))]))


if __name__ == "__main__":
    main()
