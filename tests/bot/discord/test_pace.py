"""Nudges leave at the platform's rate, replies before them."""

from __future__ import annotations

import asyncio

from bot.discord.pace import Pace


async def test_nudges_keep_their_distance():
    pace, clock = Pace(200), asyncio.get_running_loop().time
    began = clock()

    await asyncio.gather(*(pace.nudge() for _ in range(41)))

    assert clock() - began >= 40 / 200


async def test_a_reply_moves_the_next_nudge():
    pace, clock = Pace(10), asyncio.get_running_loop().time
    await pace.nudge()
    began = clock()

    pace.reply()
    await pace.nudge()

    assert clock() - began >= 0.19


async def test_nudges_are_not_starved_by_replies():
    pace = Pace(1000)

    async def replying():
        while True:
            for _ in range(50):
                pace.reply()
            await asyncio.sleep(0.001)

    replies = asyncio.create_task(replying())
    async with asyncio.timeout(10):
        for _ in range(20):
            await pace.nudge()
    replies.cancel()

    assert replies.cancelling()
