"""A process that serves Telegram with a diary on disk, for tests that kill it: `python -m tests.bot.telegram.served ADDRESS FILE`."""

import asyncio
import sys

from bot.serving import serve
from bot.telegram.front import TelegramFront
from tests.bot.telegram.quick import QUICK, now
from tests.fakes.diary import Diary
from tests.fakes.telegram import TOKEN

SLOW_S = 0.002  # so that a kill meets updates in every state


class SlowDiary(Diary):
    async def turn(self, incoming):
        await asyncio.sleep(SLOW_S)
        return await super().turn(incoming)


if __name__ == "__main__":
    address, path = sys.argv[1:]
    asyncio.run(serve([TelegramFront(SlowDiary(path), TOKEN, now=now, address=address, timings=QUICK)]))
