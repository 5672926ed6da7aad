"""A private club on Telegram and Discord: an operator invites, a stranger comes in by link or by code, on either platform."""

import asyncio
import re
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import pytest

from bot.desk import Desk
from bot.discord.front import discord_front
from bot.house import House
from core.content import library
from tests.bot.telegram.conftest import serving, until
from tests.bot.telegram.quick import now
from tests.fakes.discord_payloads import BOT
from tests.fakes.discord_service import FakeDiscord
from tests.fakes.telegram import FakeTelegram
from tests.storage.raw import rows_by_table

AT = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)
ONLY = "This is a private club: ask whoever runs it for an invitation, and send me the code you get."
OPERATOR = 7


@pytest.fixture
def club(store):
    return Desk(store, library(), House(frozenset({f"telegram:{OPERATOR}"}), invite_only=True))


@pytest.fixture
async def telegram(club):
    async with FakeTelegram() as telegram, serving(club, telegram):
        yield telegram
        assert telegram.complaints == []


@asynccontextmanager
async def on_discord(club):
    async with FakeDiscord() as discord:
        front = discord_front(club, discord.token, now=now, api_url=discord.api_url, gateway_url=discord.gateway_url)
        stop = asyncio.Event()
        running = asyncio.create_task(front.run(stop))
        await discord.until(lambda: front.connected)
        yield discord
        stop.set()
        await running


async def invited(telegram, words="invite 3"):
    telegram.says(OPERATOR, words)
    await until(lambda: any("t.me/" in text for text in telegram.texts(OPERATOR)))
    told = next(text for text in telegram.texts(OPERATOR) if "t.me/" in text)
    return re.search(r"https://t\.me/ironstride_bot\?start=([0-9A-Z]{10})", told)[1]


async def test_a_telegram_link_lets_a_stranger_in(telegram, database_url):
    code = await invited(telegram)
    telegram.says(8, "/start")
    await until(lambda: telegram.texts(8))
    before = [who for who, _ in rows_by_table(database_url)["identities"]]

    telegram.says(8, f"/start {code}")
    await until(lambda: len(telegram.texts(8)) >= 3)

    assert telegram.texts(8)[0] == ONLY
    assert before == [f"telegram:{OPERATOR}"]
    assert telegram.texts(8)[1].startswith("Welcome in")
    assert telegram.texts(8)[2].startswith("Hi, I'm Ironstride")


async def test_letting_the_bot_write_again_or_blocking_it_makes_nobody_known(telegram, database_url):
    telegram.blocks(8, blocks=False)
    telegram.blocks(8)
    telegram.hands(8, b"title\n")
    await until(lambda: telegram.texts(8))

    assert telegram.texts(8) == [ONLY]
    assert rows_by_table(database_url)["athletes"] == []


async def test_the_same_code_is_written_on_discord(club, telegram, database_url):
    code = await invited(telegram)
    async with on_discord(club) as discord:
        ana = discord.person()
        await discord.says(ana, "hello")
        await discord.until(lambda: discord.heard_by(ana))
        await discord.says(ana, f"<@{BOT}> hello", in_server=True)
        await discord.until(lambda: len(discord.heard_by(ana)) == 2)
        before = len(rows_by_table(database_url)["athletes"])
        await discord.says(ana, f"{code[:5]}-{code[5:]}")
        await discord.until(lambda: len(discord.heard_by(ana)) >= 3)

    assert discord.heard_by(ana)[:2] == [ONLY, ONLY]
    assert before == 1
    assert discord.heard_by(ana)[2].startswith("Welcome in")


async def test_a_command_of_a_stranger_on_discord_is_answered_with_the_sentence(club):
    async with on_discord(club) as discord:
        ben = discord.person("ben")
        asked = await discord.asks(ben, 2, {"id": "1", "name": "start_workout", "type": 1})
        await discord.until(lambda: asked.answers)

    assert asked.answers[0]["data"]["content"] == ONLY
