"""What Discord's front says of itself: whether it serves, why not, what is in hand, and how often it was told to wait."""

from __future__ import annotations

import asyncio

import pytest

from bot.discord.again import TokenRefused
from bot.port import CONNECTED
from tests.fakes.discord_service import Refused

LIMITED = Refused(429, headers={"Retry-After": "0.05"})


async def test_it_is_connected_while_the_session_stands(running, discord):
    async with running() as front:
        connected = front.state

        discord.gateway.away = True
        discord.gateway.cut()
        await discord.until(lambda: front.state == "there is no session with Discord's gateway")
        discord.gateway.away = False
        await discord.until(lambda: front.state == CONNECTED)

    assert connected == CONNECTED


async def test_before_it_runs_it_says_so(desk, front_of):
    assert front_of(desk).state == "Discord has not been called yet"


async def test_a_discord_that_cannot_be_reached_is_a_reason(desk, front_of):
    front = front_of(desk, api_url="http://127.0.0.1:9/api/v10", gateway_url="ws://127.0.0.1:9/")
    stop = asyncio.Event()
    task = asyncio.create_task(front.run(stop))

    async with asyncio.timeout(10):
        while not front.state.startswith("Discord cannot be reached"):  # noqa: ASYNC110  nothing tells of it
            await asyncio.sleep(0.01)

    stop.set()
    await task


async def test_a_refused_token_stays_the_reason_after_the_end(desk, front_of, discord):
    front = front_of(desk, token="wrong.token", api_url=discord.api_url, gateway_url=discord.gateway_url)

    with pytest.raises(TokenRefused):
        await front.run(asyncio.Event())

    assert "DISCORD_TOKEN" in front.state
    assert "wrong.token" not in front.state


async def test_an_event_in_hand_is_counted_with_its_age(desk, running, discord):
    async with running() as front:
        ana = discord.person()
        await discord.until(lambda: front.waiting["incoming"].depth == 0)
        fault = discord.fault("POST", r"/channels/\d+/messages", LIMITED, times=3)

        await discord.says(ana, "6")
        await discord.until(lambda: front.waiting["incoming"].age_s > 0.05)
        in_hand = front.waiting["incoming"].depth
        await discord.until(lambda: front.waiting["incoming"].depth == 0)

        assert fault.fired == 3
        assert in_hand == 1


@pytest.mark.parametrize("by_hand", [True, False], ids=["a compatible server's", "Discord's own"])
async def test_every_429_is_counted(running, discord, by_hand):
    headers = {"Retry-After": "0.05"} if by_hand else {"Retry-After": "0.05", "Via": "1.1 google"}
    limited = Refused(429, 0, "limited", headers, retry_after=0.05)
    limited.body["global"] = False
    counted = []

    async with running(limited=lambda: counted.append(1)):
        ana = discord.person()
        fault = discord.fault("POST", r"/channels/\d+/messages", limited, times=2)
        await discord.says(ana, "6")
        await discord.until(lambda: discord.heard_by(ana))

    assert len(counted) == fault.fired == 2
