"""A flood of one person on Discord: others go on, and what is not taken is told of."""

import asyncio

import pytest

from bot.crowd import MOST_WAITING
from tests.fakes.keeping_desk import KeepingDesk

FULL = "That is more than I can take at once"


class SlowForOne(KeepingDesk):
    """Turns of `slow` wait until they are let go."""

    slow = ""

    async def turn(self, incoming):
        if incoming.who == self.slow:
            await self.go.wait()
        return await super().turn(incoming)


@pytest.fixture
def desk():
    desk = SlowForOne()
    desk.go = asyncio.Event()
    return desk


async def test_nobody_waits_behind_a_thousand_messages_of_another(desk, running, discord):
    async with running():
        ana, ben = discord.person("ana"), discord.person("ben")
        desk.slow = f"discord:{ana.id}"
        for number in range(1000):
            await discord.says(ana, f"{number}")
        await discord.says(ben, "6")
        await discord.until(lambda: discord.heard_by(ben))
        told = sum(text.startswith(FULL) for text in discord.heard_by(ana))
        before = [incoming.who for incoming in desk.told]
        asked = await discord.asks(ana, 2, {"id": "1", "name": "today", "type": 1})
        await discord.until(lambda: asked.answers)
        desk.go.set()
        await discord.until(lambda: len(desk.told) == MOST_WAITING + 1)
        await discord.says(ana, "again")
        await discord.until(lambda: desk.acts[-1].text == "again")

    assert before == [f"discord:{ben.id}"]
    mine = [incoming.act.text for incoming in desk.told if incoming.who == desk.slow]
    assert mine == [*(str(number) for number in range(MOST_WAITING)), "again"]
    assert told == 1
    assert asked.answers[0]["data"]["content"].startswith(FULL)
