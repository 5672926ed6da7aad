"""Work that only one replica does: it begins with the baton, ends when that is lost, and begins again."""

from __future__ import annotations

import asyncio
import time
from contextlib import closing

import psycopg
import pytest

from bot.relay import Relay
from storage import open_store
from storage.relay import HOLDS_S, PostgresBatons
from tests.bot.telegram.conftest import until

NAME = "backup"


@pytest.fixture
def url(postgres):
    url = postgres.new_database()
    open_store(url).close()
    return url


@pytest.fixture
def batons(url):
    with closing(PostgresBatons(url, look_s=0.1)) as batons:
        yield batons


class Work:
    def __init__(self):
        self.legs = []

    async def __call__(self, leg):
        self.legs.append(leg)
        await leg.over.wait()


@pytest.mark.parametrize("shared", [True, False], ids=["one of several", "alone"])
async def test_work_goes_on_until_the_stop(request, shared):
    relay = Relay(request.getfixturevalue("batons") if shared else None)
    work, stop = Work(), asyncio.Event()

    carrying = asyncio.create_task(relay.carry(NAME, work, stop))
    await until(lambda: work.legs)
    ours = work.legs[0].is_ours
    stop.set()
    await asyncio.wait_for(carrying, 5)

    assert ours
    assert work.legs[0].over.is_set()


@pytest.mark.parametrize("shared", [True, False], ids=["one of several", "alone"])
async def test_what_the_work_raises_is_raised_and_the_baton_is_free(request, shared):
    relay = Relay(request.getfixturevalue("batons") if shared else None)

    async def work(_):
        raise LookupError("no such thing")

    with pytest.raises(LookupError, match="no such thing"):
        await relay.carry(NAME, work, asyncio.Event())

    if shared:
        assert relay.batons.left_s(NAME) == 0


async def test_work_that_ends_by_itself_is_not_begun_again(batons):
    legs = []

    async def work(leg):
        legs.append(leg)

    await asyncio.wait_for(Relay(batons).carry(NAME, work, asyncio.Event()), 10)

    assert len(legs) == 1


async def test_when_the_baton_is_lost_work_ends_at_once_and_begins_anew_when_it_is_back(batons, url):
    work, stop = Work(), asyncio.Event()
    carrying = asyncio.create_task(Relay(batons).carry(NAME, work, stop))
    await until(lambda: work.legs)

    with psycopg.connect(url, autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted")
    lost = time.monotonic()
    await until(work.legs[0].over.is_set)
    took_s = time.monotonic() - lost
    await until(lambda: len(work.legs) == 2)
    stop.set()
    await asyncio.wait_for(carrying, 5)

    assert took_s < HOLDS_S


async def test_a_cancelled_carrier_ends_its_work_and_hands_over(batons, url):
    work = Work()
    carrying = asyncio.create_task(Relay(batons).carry(NAME, work, asyncio.Event()))
    await until(lambda: work.legs)
    carrying.cancel()
    await asyncio.gather(carrying, return_exceptions=True)

    with closing(PostgresBatons(url, look_s=0.1)) as another:
        another.reach_for(NAME, lambda: None)
        await until(lambda: another.left_s(NAME))

    assert work.legs[0].over.is_set()
