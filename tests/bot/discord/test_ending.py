"""Stopping: what runs ends, though a request to do so may be lost on the way."""

import asyncio

from bot.discord.ending import ended


async def test_what_is_to_end_ends_though_the_first_request_was_lost():
    lost = []

    async def connected():
        while True:
            try:
                await asyncio.wait_for(asyncio.get_running_loop().create_future(), None)
            except asyncio.CancelledError as request:
                lost.append(request)
                if len(lost) > 1:
                    raise

    task = asyncio.create_task(connected())
    await asyncio.sleep(0)

    await asyncio.wait_for(ended(task), 10)

    assert task.cancelled()
    assert len(lost) == 2
