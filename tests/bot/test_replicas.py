"""Several `serve` processes on one PostgreSQL database: one listens on each platform, another takes over when it dies."""

from __future__ import annotations

import asyncio
import signal
import time
from contextlib import asynccontextmanager, closing
from dataclasses import replace

import psycopg
import pytest

from bot.port import STANDBY, Outgoing
from bot.relay import Relay
from bot.telegram.front import TelegramFront
from storage import open_store
from storage.relay import LOOK_S, PostgresBatons, lock_number
from tests.bot.discord.conftest import contract, discord, front_of  # noqa: F401  fixtures
from tests.bot.replicas import TAKEN_OVER_S, replica
from tests.bot.telegram.conftest import until
from tests.bot.telegram.quick import QUICK, now
from tests.fakes.discord_payloads import APPLICATION
from tests.fakes.discord_service import FakeDiscord
from tests.fakes.keeping_desk import KeepingDesk, message
from tests.fakes.telegram import TOKEN, FakeTelegram

HELLO = ["start workout", "none of these", "dumbbells 8 kg and a band"]
PEOPLE, SETS = 3, 10


class Doors(FakeTelegram):
    """Knows who asks: each replica has an address of its own, /one and /two."""

    def __init__(self):
        super().__init__()
        self.polls = []
        self.doors = set()
        self._polling = []
        self.at_once = set()

    async def _answer(self, asked):
        door, _, rest = asked.path.removeprefix("/").partition("/")
        self.doors.add(door)
        if not rest.endswith("getUpdates"):
            return await super()._answer(replace(asked, path=f"/{rest}"))
        self.polls.append(door)
        self._polling.append(door)
        self.at_once |= {tuple(sorted({*self._polling}))}
        try:
            return await super()._answer(replace(asked, path=f"/{rest}"))
        finally:
            self._polling.remove(door)


def on_telegram(url, telegram, door):
    return replica(url, TELEGRAM_TOKEN=TOKEN, TELEGRAM_API_URL=f"{telegram.address}/{door}")


def kept(url):
    """(exercise, set) of everything that each person reported."""
    with closing(open_store(url)) as store:
        return store.read(
            lambda glance: {
                who: [lift.key for workout in glance.workouts(glance.athlete(who)) for lift in workout.sets]
                for who in glance.people()
            }
        ).result()


@asynccontextmanager
async def two_on_telegram(url, telegram):
    """Two replicas by their doors, started at once on a new database; one of them polls by now."""
    async with on_telegram(url, telegram, "one") as one, on_telegram(url, telegram, "two") as two:
        await until(lambda: telegram.polls and len(telegram.doors) == 2)
        yield {"one": one, "two": two}


async def test_one_polls_and_when_it_is_killed_the_other_does_and_each_set_is_there_once(postgres):
    url = postgres.new_database()
    async with Doors() as telegram, two_on_telegram(url, telegram) as replicas:
        first, door = replicas.pop(telegram.polls[0]), *replicas
        for said in [*HELLO, *["6 rir 2"] * SETS]:
            for person in range(PEOPLE):
                telegram.says(600 + person, said)
        await until(lambda: len(telegram.of("sendMessage")) >= PEOPLE * 4)
        polled_before = door in telegram.polls

        first.send_signal(signal.SIGKILL)
        killed = time.monotonic()
        await until(lambda: door in telegram.polls)
        took_s = time.monotonic() - killed
        for person in range(PEOPLE):
            telegram.says(600 + person, "6 rir 2")
        await until(lambda: not telegram.waiting)
        replicas[door].terminate()

        assert await asyncio.wait_for(replicas[door].wait(), 10) == 0
    assert not polled_before
    assert took_s < TAKEN_OVER_S
    assert telegram.at_once == {("one",), ("two",)}
    sets = [(number // 2, number % 2 + 1) for number in range(SETS + 1)]
    assert kept(url) == {f"telegram:{600 + person}": sets for person in range(PEOPLE)}
    assert telegram.complaints == []


async def test_when_the_database_hangs_up_on_all_no_two_poll_and_a_stop_in_order_passes_it_on(postgres):
    url = postgres.new_database()
    async with Doors() as telegram, two_on_telegram(url, telegram) as replicas:
        for _ in range(2):
            with psycopg.connect(url, autocommit=True) as other:
                other.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )
            polls = len(telegram.polls)
            await until(lambda polls=polls: len(telegram.polls) > polls + 2)
        polling, door = replicas.pop(telegram.polls[-1]), *replicas

        polling.terminate()
        await polling.wait()
        await until(lambda: telegram.polls[-1] == door, within_s=TAKEN_OVER_S)
        telegram.says(600, "start workout")
        await until(lambda: telegram.texts(600))

        assert polling.returncode == 0
    assert telegram.at_once == {("one",), ("two",)}


async def test_one_has_the_session_with_discord_and_when_it_is_killed_the_other_identifies(postgres):
    url = postgres.new_database()
    async with FakeDiscord() as service:
        ana = service.person()
        here = {
            "DISCORD_TOKEN": service.token,
            "DISCORD_API_URL": service.api_url,
            "DISCORD_GATEWAY_URL": service.gateway_url,
        }
        async with replica(url, **here) as first:
            await until(lambda: service.gateway.is_connected)
            async with replica(url, **here):
                await until(lambda: len(service.made("GET", "/users/@me")) == 2)
                await service.says(ana, "start workout")
                await until(lambda: service.heard_by(ana))
                await asyncio.sleep(LOOK_S)
                before = len(service.gateway.identified)

                first.send_signal(signal.SIGKILL)
                killed = time.monotonic()
                await until(lambda: len(service.gateway.identified) == 2)
                took_s = time.monotonic() - killed
                await until(lambda: service.gateway.is_connected)
                heard = len(service.heard_by(ana))
                await service.says(ana, "none of these")
                await until(lambda: len(service.heard_by(ana)) > heard)

    assert before == 1
    assert took_s < TAKEN_OVER_S


@pytest.fixture
def elsewhere(postgres):
    """The relay of a replica whose batons are all with another one, however busy the machine is."""
    url = postgres.new_database()
    open_store(url).close()
    with psycopg.connect(url) as theirs, closing(PostgresBatons(url)) as ours:
        for name in (f"telegram:{TOKEN.partition(':')[0]}", f"discord:{APPLICATION}:0"):
            theirs.execute("SELECT pg_advisory_lock(%s)", [lock_number(name)])
        yield Relay(ours)


@asynccontextmanager
async def run(front, relay):
    """The front while it runs: its replica reached for the baton by now, and did not get it."""
    stop = asyncio.Event()
    task = asyncio.create_task(front.run(stop))
    try:
        await until(lambda: front.state == STANDBY or task.done())
        relay.batons.reach_for("one that is free", lambda: None)  # batons are looked at in their order: this one last
        await until(lambda: relay.batons.left_s("one that is free") or task.done())
        yield
        assert front.state == STANDBY
    finally:
        stop.set()
        await asyncio.wait_for(task, 10)


async def test_a_replica_that_does_not_poll_delivers_nudges_on_telegram(elsewhere):
    async with FakeTelegram() as telegram:
        front = TelegramFront(KeepingDesk(), TOKEN, now=now, address=telegram.address, timings=QUICK, relay=elsewhere)
        assert not front.can_deliver

        async with run(front, elsewhere):
            delivered = await front.deliver(Outgoing("telegram:600", message("Lift day"), "1:lift_day:2026-03-03"))

        assert delivered == "sent"
        assert telegram.texts(600) == ["Lift day"]
        assert telegram.of("getUpdates") == []


async def test_a_replica_without_the_session_delivers_nudges_on_discord(elsewhere, front_of, discord):  # noqa: F811  a fixture
    ana = discord.person()
    front = front_of(
        KeepingDesk(),
        token=discord.token,
        api_url=discord.api_url,
        gateway_url=discord.gateway_url,
        relay=elsewhere,
    )
    assert not front.can_deliver

    async with run(front, elsewhere):
        delivered = await front.deliver(Outgoing(f"discord:{ana.id}", message("Lift day"), "1:lift_day:2026-03-03"))

    assert delivered == "sent"
    assert discord.heard_by(ana) == ["Lift day"]
    assert discord.gateway.identified == []
