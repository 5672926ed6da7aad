"""The conversations in tests/transcripts are the same through Telegram: typed, pressed and edited there, delivered once or twice."""

import asyncio
import re
from dataclasses import replace
from pathlib import Path

import pytest

from bot.desk import Desk
from bot.telegram.front import TelegramFront
from core.content import library
from storage import open_store
from tests.bot.telegram.conftest import until
from tests.bot.telegram.quick import QUICK
from tests.fakes.telegram import TOKEN
from tests.transcript import FOLDER, agree, exchanges

ANA = 501
TIMER = re.compile(r"(⏳ Rest \d+:\d\d .*|✓ Rest over)")
TRANSCRIPTS = sorted(FOLDER.glob("*.chat"))
ONCE = {
    "corrections",
    "first-week",
    "pain",
    "settings",
}  # all the others as well on the stores; here each delivered twice says as much


class Watched:
    """The real desk, with the number of turns it took, so that a test knows when there is an answer to wait for."""

    def __init__(self, desk):
        self.desk, self.turns = desk, 0

    async def turn(self, incoming):
        try:
            return await self.desk.turn(incoming)
        finally:
            self.turns += 1


class Ana:
    """A person on Telegram: does what a transcript says, and sees what is new on the screen."""

    def __init__(self, telegram, front, desk, *, twice):
        self.telegram, self.front, self.desk, self.twice = telegram, front, desk, twice
        self.written = []

    async def does(self, what):
        before, turns = {shown.id for shown in self.telegram.in_chat(ANA)}, self.desk.turns
        update = self._do(what)
        if self.twice:
            self.telegram.again(update)
        await until(lambda: self.desk.turns == turns + 1 + self.twice and not self.front._sender.waiting())
        new = [shown for shown in self.telegram.in_chat(ANA) if shown.id not in before]
        return [line for shown in new if not TIMER.fullmatch(shown.text) for line in lines_of(shown)]

    def _do(self, what):
        if what.startswith("/edit "):
            return self.telegram.edits(ANA, self.written[-1], what.removeprefix("/edit "))
        if re.fullmatch(r"\[.*\]", what):
            return self.telegram.presses(ANA, what[1:-1])
        update = self.telegram.says(ANA, what)
        self.written.append(update["message"]["message_id"])
        return update


def lines_of(shown):
    """A message as a transcript writes it."""
    rows = (shown.markup or {}).get("inline_keyboard", [])
    lines = [line for line in shown.text.split("\n") if line.strip()]
    return lines + [" ".join(f"[{button['text']}]" for button in row) for row in rows]


@pytest.fixture
def real_desk(tmp_path):
    store = open_store(f"sqlite:///{tmp_path / 'ironstride.db'}")
    yield Watched(Desk(store, library()))
    store.close()


@pytest.fixture
def talkative(monkeypatch):
    """A chat that may be written to more often than Telegram allows: conversations are not what the limits are tested with."""
    monkeypatch.setattr("bot.telegram.limits.CHAT_S", 0.0)


@pytest.mark.parametrize(
    ("path", "twice"),
    [*((path, True) for path in TRANSCRIPTS), *((path, False) for path in TRANSCRIPTS if path.stem in ONCE)],
    ids=lambda value: value.stem if isinstance(value, Path) else "delivered-twice" if value else "delivered-once",
)
async def test_conversation(path, twice, real_desk, telegram, talkative):
    told = exchanges(path)
    exchange = told[0]
    front = TelegramFront(
        real_desk,
        TOKEN,
        now=lambda: exchange.at,
        address=telegram.address,
        host_zone=told[0].zone,
        timings=replace(QUICK, answer=5),
    )
    stop = asyncio.Event()
    running = asyncio.create_task(front.run(stop))
    ana = Ana(telegram, front, real_desk, twice=twice)

    for exchange in told:
        telegram.clock = exchange.at.timestamp
        got = await ana.does(exchange.does)

        shown = "\n".join(got)
        assert agree(exchange.says, got), f"{path.name}:{exchange.line}\n> {exchange.does}\n{shown}"
    stop.set()
    await running


def test_there_are_conversations():
    assert len(TRANSCRIPTS) >= 5
    assert {path.stem for path in TRANSCRIPTS} >= ONCE
