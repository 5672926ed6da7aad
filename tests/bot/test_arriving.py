"""Results of other threads reach the loop: all of them, in order, with few wakings, and whoever was cancelled misses only their own."""

from __future__ import annotations

import asyncio
import itertools
from concurrent.futures import Future, ThreadPoolExecutor

import pytest

from bot.arriving import AT_ONCE, arrival


async def test_what_becomes_ready_together_wakes_the_loop_once_and_arrives_in_order(monkeypatch):
    futures = [Future() for _ in range(100)]
    seen, wakings = [], []
    loop = asyncio.get_running_loop()
    wake = loop.call_soon_threadsafe

    async def wait(future):
        seen.append(await arrival(future))

    waiting = [asyncio.create_task(wait(future)) for future in futures]
    await asyncio.sleep(0)
    monkeypatch.setattr(loop, "call_soon_threadsafe", lambda *call: (wakings.append(call), wake(*call)))
    for number, future in enumerate(futures):
        future.set_result(number)
    await asyncio.gather(*waiting)

    assert seen == list(range(100))
    assert len(wakings) == 1


async def test_what_else_is_to_be_done_comes_in_between():
    futures = [Future() for _ in range(10 * AT_ONCE)]
    waiting = [asyncio.create_task(arrival(future)) for future in futures]
    await asyncio.sleep(0)
    for future in futures:
        future.set_result(None)
    left = []

    while not all(task.done() for task in waiting):
        left.append(sum(not task.done() for task in waiting))
        await asyncio.sleep(0)

    steps = [before - after for before, after in itertools.pairwise(left)]
    assert max(steps) <= AT_ONCE
    assert len(left) >= len(futures) / AT_ONCE


async def test_an_error_arrives_as_it_is():
    future = Future()
    waiting = asyncio.create_task(arrival(future))
    await asyncio.sleep(0)
    future.set_exception(LookupError("gone"))

    with pytest.raises(LookupError, match="gone"):
        await waiting


async def test_a_cancelled_caller_leaves_the_work_alone_and_everybody_else_gets_theirs():
    first, second = Future(), Future()
    hasty, patient = asyncio.create_task(arrival(first)), asyncio.create_task(arrival(second))
    await asyncio.sleep(0)
    hasty.cancel()
    first.set_result(1)
    second.set_result(2)

    assert await patient == 2
    assert hasty.cancelled()
    assert not first.cancelled()


async def test_many_threads_at_once_lose_nothing():
    with ThreadPoolExecutor(4) as pool:
        results = await asyncio.gather(*(arrival(pool.submit(lambda n=n: n)) for n in range(2000)))

    assert results == list(range(2000))


def test_a_loop_that_has_ended_is_no_trouble():
    future = Future()

    async def leave():
        asyncio.create_task(arrival(future))  # noqa: RUF006  it is left on purpose
        await asyncio.sleep(0)

    asyncio.run(leave())
    future.set_result(1)

    assert future.result() == 1


def test_each_loop_hears_of_its_own():
    async def once():
        future = Future()
        waiting = asyncio.create_task(arrival(future))
        await asyncio.sleep(0)
        future.set_result("mine")
        return await waiting

    assert [asyncio.run(once()) for _ in range(3)] == ["mine"] * 3
