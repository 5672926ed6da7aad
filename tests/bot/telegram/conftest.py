"""A front on a fake Telegram, with a desk that keeps a diary."""

import asyncio
import contextlib

import pytest

from bot.telegram.front import TelegramFront
from tests.bot.telegram.quick import QUICK, now
from tests.fakes.diary import Diary
from tests.fakes.telegram import TOKEN, FakeTelegram


async def until(true, *, within_s=60.0):
    """Wait until it holds; fail when it never does, which no slow machine may look like."""
    deadline = asyncio.get_running_loop().time() + within_s
    while not true():
        if asyncio.get_running_loop().time() > deadline:
            pytest.fail("it never came to that")
        await asyncio.sleep(0.005)


@pytest.fixture
def diary():
    diary = Diary()
    yield diary
    diary.close()


@pytest.fixture
async def telegram():
    """Every request that it got in the test kept to the contract."""
    async with FakeTelegram() as fake:
        yield fake
        assert fake.complaints == []


@contextlib.asynccontextmanager
async def serving(diary, telegram, **more):
    """A front that runs meanwhile."""
    front = TelegramFront(diary, TOKEN, now=now, address=telegram.address, **{"timings": QUICK} | more)
    stop = asyncio.Event()
    running = asyncio.create_task(front.run(stop))
    try:
        if "webhook" in more:
            await until(lambda: front.connected or running.done())
        else:
            await until(lambda: telegram.of("getUpdates") or running.done())
        yield front
    finally:
        stop.set()
        await asyncio.wait_for(running, 10)


@pytest.fixture
async def front(diary, telegram):
    async with serving(diary, telegram) as front:
        yield front
