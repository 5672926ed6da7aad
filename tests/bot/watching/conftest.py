"""A watched bot on a real socket: a desk on a database, fronts that stand as the test says, and somebody who asks."""

import asyncio
import contextlib
import socket
from datetime import UTC, datetime

import httpx
import pytest

from bot.port import CONNECTED, Answer, Waiting
from bot.serving import serve
from bot.watching.watch import Watch


def now():
    return datetime.now(UTC)  # noqa: TID251  what is watched runs on the real clock


class Lamp:
    """A front that is as the test says."""

    def __init__(self, name="telegram"):
        self.name, self.state, self.waiting = name, CONNECTED, {}

    async def run(self, stop):
        await stop.wait()


def free_address():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{probe.getsockname()[1]}"


@contextlib.asynccontextmanager
async def watched(desk, *fronts, **more):
    """Somebody who asks over HTTP; `asking.watch` is what watches."""
    watch, address, stop = Watch(desk, now, **more), free_address(), asyncio.Event()
    running = asyncio.create_task(serve(fronts, listen=address, routes=watch.routes(fronts), stop=stop))
    transport = httpx.AsyncHTTPTransport(retries=8)
    async with watch.watching(), httpx.AsyncClient(base_url=f"http://{address}", transport=transport) as asking:
        asking.watch, asking.address = watch, address
        try:
            yield asking
        finally:
            stop.set()
            await asyncio.wait_for(running, 10)


@pytest.fixture
def lamp():
    return Lamp()


@pytest.fixture
async def asking(desk, lamp):
    async with watched(desk, lamp) as asking:
        yield asking


class Slow:
    """A desk that answers when it is told to, or fails as it is told to."""

    def __init__(self, store=None):
        self.store, self.go, self.fails, self.answer = store, asyncio.Event(), None, Answer()

    async def turn(self, incoming):
        await self.go.wait()
        if self.fails:
            raise self.fails
        return self.answer


__all__ = ["Lamp", "Slow", "Waiting", "free_address", "now", "watched"]
