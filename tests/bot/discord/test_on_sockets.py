"""Over real sockets: sessions, faults of the network, and what Discord is asked."""

from __future__ import annotations

from core.turn import Said


async def test_it_connects_and_answers(desk, running, discord):
    async with running():
        ana = discord.person()

        await discord.says(ana, "6 6 5")

        await discord.until(lambda: discord.heard_by(ana))
        assert desk.acts[0].text == "6 6 5"
        assert isinstance(desk.acts[0], Said)
        assert discord.heard_by(ana) == ["said 6 6 5"]
