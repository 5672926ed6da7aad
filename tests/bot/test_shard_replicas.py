"""Several `serve` processes share Discord's shards: each shard has one session, and the survivor takes over those of who dies."""

from __future__ import annotations

import asyncio
import signal
import time
from contextlib import AsyncExitStack, asynccontextmanager, closing

import psycopg
import pytest

from bot.notes import Notes
from bot.port import CONNECTED, STANDBY
from bot.relay import Relay
from storage import open_store
from storage.relay import PostgresBatons, lock_number
from tests.bot.discord.conftest import contract, discord, front_of, identifies_at_once  # noqa: F401  fixtures
from tests.bot.replicas import TAKEN_OVER_S, replica
from tests.bot.telegram.conftest import until
from tests.bot.telegram.quick import now
from tests.fakes.discord_payloads import APPLICATION, BOT, GUILD
from tests.fakes.discord_service import FakeDiscord
from tests.fakes.keeping_desk import KeepingDesk

SERVERS = [GUILD, (1 << 22) + 7, (2 << 22) + 7]  # the first is on the first of three shards, and so on
ALL = [0, 1, 2]


@pytest.fixture
async def service():
    """In so many servers that three of its shards may start in five seconds."""
    async with FakeDiscord() as fake:
        fake.gateway.servers, fake.shards = SERVERS, 3
        fake.gateway.window_s, fake.gateway.max_concurrency = 5.0, 3
        yield fake


def on_discord(url, service, door, shards=""):
    """Unless told, there are as many shards as the service recommends."""
    return replica(
        url,
        DISCORD_TOKEN=service.token,
        DISCORD_API_URL=service.api_url,
        DISCORD_GATEWAY_URL=f"{service.gateway_url}?door={door}",
        DISCORD_SHARDS=shards,
    )


@asynccontextmanager
async def locked(url, *shards):
    """So many batons are with somebody who does nothing with them; the block gets a function that lets go of them."""
    with psycopg.connect(url, autocommit=True) as other:
        for shard in shards:
            other.execute("SELECT pg_advisory_lock(%s)", [lock_number(f"discord:{APPLICATION}:{shard}")])
        yield lambda: other.execute("SELECT pg_advisory_unlock_all()")


async def mentions_it_everywhere(service, people):
    """Each of the people in the server of another shard, and the first one in direct messages too."""
    heard = {person.id: len(service.heard_by(person)) for person in people}
    for person, server in zip(people, SERVERS, strict=True):
        await service.says(person, f"<@{BOT}> help", in_server=True, server=server)
    await until(lambda: all(len(service.heard_by(person)) > heard[person.id] for person in people))
    await service.says(people[0], "help")
    await until(lambda: len(service.heard_by(people[0])) > heard[people[0].id] + 1)
    return [len(service.heard_by(person)) - heard[person.id] for person in people]


async def test_two_share_the_shards_and_who_is_killed_is_replaced_on_all_of_theirs(postgres, service):
    url = postgres.new_database()
    open_store(url).close()
    people = [service.person(f"person {number}") for number in ALL]
    async with (
        locked(url, 1, 2) as let_go,
        on_discord(url, service, "one") as one,
        on_discord(url, service, "two") as two,
    ):
        await until(lambda: service.gateway.connected == [0])
        doors = {"one": one, "two": two}
        let_go()
        await until(lambda: service.gateway.connected == ALL)
        # Where the other two shards went is chance: whoever has the first is killed, be it one, two or three of them.
        first = "one" if 0 in service.gateway.connected_by("one") else "two"
        second = next(door for door in doors if door != first)
        lost = service.gateway.connected_by(first)
        before = await mentions_it_everywhere(service, people)
        begun = len(service.gateway.identified)

        doors[first].send_signal(signal.SIGKILL)
        killed = time.monotonic()
        await until(lambda: service.gateway.connected_by(second) == ALL)
        took_s = time.monotonic() - killed
        after = await mentions_it_everywhere(service, people)
        doors[second].terminate()

        assert await asyncio.wait_for(doors[second].wait(), 10) == 0
    await until(lambda: len(service.gateway.closed_with) >= 3 + len(lost))
    assert took_s < TAKEN_OVER_S
    assert sorted(asked["shard"][0] for asked in service.gateway.identified[begun:]) == lost
    assert service.gateway.overlaps == []
    assert before == after == [2, 1, 1]
    assert sorted(service.gateway.closed_with[-3:]) == [(shard, 1000) for shard in ALL]


async def test_one_that_stops_in_order_hands_over_and_discords_pace_is_kept_to(postgres, service):
    """With one start in five seconds the second shard follows the first."""
    service.gateway.max_concurrency = 1
    url = postgres.new_database()
    async with on_discord(url, service, "one", shards="2") as one:
        await until(lambda: service.gateway.connected_by("one") == [0, 1])
        async with on_discord(url, service, "two", shards="2"):
            await until(lambda: len(service.made("GET", "/users/@me")) == 2)
            await until(
                lambda: time.monotonic() > service.gateway.identified_at[1] + 5
            )  # else it is turned away at first

            one.terminate()
            assert await asyncio.wait_for(one.wait(), 10) == 0
            await until(lambda: service.gateway.connected_by("two") == [0, 1])

    began = service.gateway.identified_at
    begun = [asked["shard"] for asked in service.gateway.identified]
    assert begun[:2] == sorted(begun[2:]) == [[0, 2], [1, 2]]
    assert min(began[1] - began[0], began[3] - began[2]) > 5
    assert sorted(service.gateway.closed_with[:2]) == [(0, 1000), (1, 1000)]
    assert (service.gateway.overlaps, service.gateway.hasty) == ([], [])


@pytest.fixture
def run(postgres, front_of, discord):  # noqa: F811  a fixture
    """Serves a front as a replica of its own on one database until the block ends; `shards` is its setting."""
    url = postgres.new_database()
    open_store(url).close()

    @asynccontextmanager
    async def running(shards=3):
        with closing(open_store(url)) as store, closing(PostgresBatons(url)) as batons:
            front = front_of(
                KeepingDesk(),
                token=discord.token,
                api_url=discord.api_url,
                gateway_url=discord.gateway_url,
                shards=shards,
                notes=Notes(store, now),
                relay=Relay(batons),
            )
            stop = asyncio.Event()
            task = asyncio.create_task(front.run(stop))
            try:
                yield front
            finally:
                stop.set()
                await asyncio.wait_for(task, 10)

    running.url = url
    return running


async def test_a_replica_is_connected_when_all_shards_that_are_its_own_are(run, discord):  # noqa: F811  a fixture
    async with locked(run.url, 1) as the_second, locked(run.url, 2) as the_last, run() as front:
        await until(lambda: front.state == CONNECTED)
        with_one = discord.gateway.connected

        discord.gateway.away = True
        the_second()
        await until(lambda: front.state == "there is no session with Discord's gateway on shard 1 of 3")
        with_one_away = discord.gateway.connected
        discord.gateway.away = False
        the_last()
        await until(lambda: front.state == CONNECTED and discord.gateway.connected == ALL)

    assert with_one == with_one_away == [0]


async def test_who_has_the_first_shard_decides_how_many_there_are_and_the_others_follow(run, discord):  # noqa: F811  a fixture
    """So replicas with different settings, restarted one by one, do not divide the servers differently for long."""
    async with AsyncExitStack() as first, locked(run.url, 2) as the_last:
        await first.enter_async_context(run(3))
        await until(lambda: discord.gateway.connected == [0, 1])
        async with AsyncExitStack() as second:
            two = await second.enter_async_context(run(1))
            await until(lambda: two.state == STANDBY)
            the_last()
            await until(lambda: discord.gateway.connected == ALL)
            with_three = [asked["shard"] for asked in discord.gateway.identified]

            await first.aclose()
            await until(lambda: two.connected and discord.gateway.connected == [0])
            since = [asked.get("shard") for asked in discord.gateway.identified[3:]]
            async with run(3) as third:
                await until(lambda: third.state == STANDBY)
                await second.aclose()
                await until(lambda: third.connected and discord.gateway.connected == ALL)

    assert with_three == [[0, 3], [1, 3], [2, 3]]
    assert None in since  # a single one, of which nothing is said
    assert discord.gateway.overlaps == []
