"""On every front a text beyond the cap is answered with the same one sentence."""

import asyncio
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import pytest

from bot.desk import Desk
from bot.discord.front import discord_front
from bot.terminal.front import Terminal
from bot.terminal.screen import Opened
from core.content import library
from core.turn import Incoming, Said
from tests.bot.telegram.conftest import serving, until
from tests.fakes.discord_service import FakeDiscord
from tests.fakes.telegram import FakeTelegram

AT = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)
TOLD = "That is more than 2,000 characters. Send me just the sets, please; nothing was noted."
LONG = "6 " * 1001


@pytest.fixture
def coach(store):
    """A coach who knows the three that are about to write."""
    desk = Desk(store, library())
    for who in ("telegram:7", "terminal:me"):
        known(desk, who)
    return desk


def known(desk, who):
    for number, text in enumerate(["start workout", "none of these", "dumbbells 8 kg and a band", "stop"]):
        desk.turn_now(Incoming(who, Said(text), AT, f"{who}:{number}"))


async def test_on_telegram(coach):
    async with FakeTelegram() as telegram, serving(coach, telegram):
        telegram.says(7, LONG)
        await until(lambda: telegram.texts(7))

        assert telegram.texts(7) == [TOLD]


async def test_on_discord(coach):
    async with FakeDiscord() as discord:
        ana = discord.person()
        known(coach, f"discord:{ana.id}")
        front = discord_front(
            coach, discord.token, now=lambda: AT, api_url=discord.api_url, gateway_url=discord.gateway_url
        )
        stop = asyncio.Event()
        running = asyncio.create_task(front.run(stop))
        await discord.until(lambda: front.connected)
        await discord.says(ana, LONG)
        await discord.until(lambda: discord.heard_by(ana))
        stop.set()
        await running

    assert discord.heard_by(ana) == [TOLD]


class Paper:
    """A screen that one line is typed on."""

    timed = False

    def __init__(self, line):
        self.line, self.shown, self.notes = line, [], []

    @asynccontextmanager
    async def shown_for(self, chat):
        self.chat = chat
        yield

    async def wishes(self):
        yield self.chat.wish(self.line)

    def show(self, sheets):
        self.shown += [sheet.message.text for sheet in sheets]

    def note(self, text):
        self.notes.append(text)

    def leave(self):
        """Nobody else types."""


def at_the_terminal(coach, line):
    paper = Paper(line)

    @asynccontextmanager
    async def nothing_ticks():
        yield

    @asynccontextmanager
    async def opening(front):
        yield Opened(coach, "UTC", nothing_ticks)

    terminal = Terminal(opening, paper, who="terminal:me", clock=lambda: AT)
    asyncio.run(terminal.run(asyncio.Event()))
    return paper


def test_on_the_terminal(coach):
    assert at_the_terminal(coach, LONG).shown == [TOLD]


def test_a_file_that_is_not_there_is_told_of_by_the_terminal_itself(coach, tmp_path):
    paper = at_the_terminal(coach, f"import {tmp_path}/none.csv")

    assert paper.shown == []
    assert paper.notes[0].startswith("I can't read ")


def test_a_file_named_at_the_terminal_is_looked_into(coach, tmp_path):
    (tmp_path / "x.csv").write_text("a,b\n")

    assert at_the_terminal(coach, f"import {tmp_path}/x.csv").shown[0].startswith("I can't read that file")
