"""`ironstride serve`: every front runs, one that fails ends alone, a signal ends them in order."""

import asyncio
import os
import signal
import socket

import httpx
import pytest
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from bot.refused import Refused
from bot.serving import CannotListen, serve


class Lamp:
    """A front that is on until the stop."""

    def __init__(self, name, *, fails=None, stays_s=0.0):
        self.name, self.on, self.fails, self.stays_s = name, False, fails, stays_s

    async def run(self, stop):
        self.on = True
        if self.fails:
            raise self.fails
        await stop.wait()
        await asyncio.sleep(self.stays_s)
        self.on = False


@pytest.fixture
def address():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{probe.getsockname()[1]}"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_a_signal_ends_every_front_in_order(number):
    lamps = [Lamp("telegram", stays_s=0.1), Lamp("discord")]
    before = signal.getsignal(number)

    running = asyncio.create_task(serve(lamps))
    await asyncio.sleep(0.05)
    all_on = all(lamp.on for lamp in lamps)
    os.kill(os.getpid(), number)
    await asyncio.wait_for(running, 5)

    assert all_on
    assert not any(lamp.on for lamp in lamps)
    assert signal.getsignal(number) == before


async def test_a_front_that_fails_ends_alone(caplog):
    stop = asyncio.Event()
    good, bad = Lamp("telegram"), Lamp("discord", fails=Refused("Discord refuses the token."))

    running = asyncio.create_task(serve([good, bad], stop=stop))
    await asyncio.sleep(0.05)
    still_on = good.on
    stop.set()
    await running

    assert still_on
    assert "discord ended: Discord refuses the token." in caplog.text


async def test_when_all_have_failed_the_first_reason_is_told():
    with pytest.raises(ValueError, match="no token"):
        await serve([Lamp("telegram", fails=ValueError("no token")), Lamp("discord", fails=KeyError("x"))])


async def test_a_front_that_does_not_end_is_not_waited_for_longer_than_ten_seconds(monkeypatch, caplog):
    monkeypatch.setattr("bot.serving.STOP_S", 0.7)
    stop = asyncio.Event()
    stuck = Lamp("telegram", stays_s=60)

    running = asyncio.create_task(serve([stuck], stop=stop))
    await asyncio.sleep(0.05)
    stop.set()
    await asyncio.wait_for(running, 30)

    assert "telegram did not stop in time" in caplog.text


async def test_routes_are_answered_while_it_runs(address):
    stop = asyncio.Event()
    routes = [Route("/healthz", lambda _: PlainTextResponse("well"))]

    running = asyncio.create_task(serve([Lamp("telegram")], listen=address, routes=routes, stop=stop))
    async with httpx.AsyncClient(transport=httpx.AsyncHTTPTransport(retries=5)) as client:
        answer = await client.get(f"http://{address}/healthz")
    stop.set()
    await asyncio.wait_for(running, 5)

    assert answer.text == "well"


@pytest.mark.parametrize("listen", ["nowhere.invalid:80", "127.0.0.1:99999", "127.0.0.1:x"])
async def test_an_address_that_cannot_be_had_is_named(listen):
    lamp = Lamp("telegram")

    with pytest.raises(CannotListen, match="LISTEN="):
        await serve([lamp], listen=listen)

    assert not lamp.on


async def test_an_address_that_is_taken_is_named(address):
    with socket.create_server(("127.0.0.1", int(address.split(":")[1]))), pytest.raises(CannotListen, match=address):
        await serve([Lamp("telegram")], listen=address)
