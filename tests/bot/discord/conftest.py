"""A world of its own for each test: a desk, and a simulated Discord that runs the front's own client."""

from __future__ import annotations

import asyncio
import importlib.util
import re
import warnings
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
import simcord

from bot.discord.front import discord_front
from tests.fakes.discord_service import FakeDiscord
from tests.fakes.keeping_desk import KeepingDesk

NOW = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)
# What discord.py 2.7.1 itself does otherwise than described (said so beside the description).
DEVIATIONS = re.compile(
    r"PATCH .*unknown field 'tts'|message_reference/\w+_id: |POST /users/@me/channels: recipient_id"
)


@pytest.fixture
def desk():
    return KeepingDesk()


@pytest.fixture
def front_of():
    def front(desk, token="fake.token", **more):
        return discord_front(desk, token, now=lambda: NOW, **more)

    return front


@pytest.fixture
def simulated(desk, front_of):
    """Runs the front in simcord; `more` goes to the factory."""

    @asynccontextmanager
    async def running(**more):
        front = front_of(desk, **more)
        async with simcord.run(front.client()) as env:
            yield env, front

    return running


# --- Discord on real sockets ------------------------------------------------------------------------------------------
SHARED = Path(__file__).parents[4] / "shared"


@pytest.fixture(scope="session")
def contract():
    """Checks requests against Discord's published description; None where the shared folder is absent."""
    if not (SHARED / "specs" / "contract.py").exists():
        return None
    spec = importlib.util.spec_from_file_location("contract", SHARED / "specs" / "contract.py")
    module = importlib.util.module_from_spec(spec)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # it leaves the description's file to the garbage collector
        spec.loader.exec_module(module)
        return module.DiscordContract(str(SHARED / "specs" / "discord_openapi.json"))


@pytest.fixture(autouse=True)
def identifies_at_once(monkeypatch):
    """Five seconds pass between two sessions, for the sake of Discord's limits; here they do not."""
    monkeypatch.setattr("bot.discord.starts.EVERY_S", 0.0)
    monkeypatch.setattr("bot.discord.starts.AGAIN_S", 0.0)


@pytest.fixture
async def discord(contract):
    async with FakeDiscord(check=contract.check if contract else None) as service:
        yield service
    assert [complaint for complaint in service.complaints if not DEVIATIONS.search(complaint)] == []


@pytest.fixture
def running(desk, front_of, discord):
    """Serves the front against the fake until the block ends, then stops it as the program would."""

    @asynccontextmanager
    async def serving(**more):
        front = front_of(desk, token=discord.token, api_url=discord.api_url, gateway_url=discord.gateway_url, **more)
        stop = asyncio.Event()
        task = asyncio.create_task(front.run(stop))
        await discord.until(lambda: discord.gateway.identified or task.done())
        await discord.until(lambda: front.connected or task.done())
        try:
            yield front
        finally:
            stop.set()
            await task

    return serving
