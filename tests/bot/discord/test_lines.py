"""Each person's things are done one after the other, in the order in which they came."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

from bot.discord.lines import Lines
from bot.discord.turns import Turns
from core.turn import Incoming, Said
from tests.fakes.keeping_desk import KeepingDesk

NOW = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)


async def visit(lines, who, name, log, *, wait=None):
    async with lines.place(who):
        if wait is not None:
            await wait.wait()
        log.append(name)


async def test_one_person_s_things_wait_for_each_other_and_nobody_else_waits():
    lines, log, hold = Lines(), [], asyncio.Event()
    first = asyncio.create_task(visit(lines, "ana", "a1", log, wait=hold))
    second = asyncio.create_task(visit(lines, "ana", "a2", log))
    await visit(lines, "ben", "b1", log)

    hold.set()
    await asyncio.gather(first, second)

    assert log == ["b1", "a1", "a2"]


async def test_who_gives_up_while_waiting_lets_nobody_pass_before_their_time():
    lines, log, hold = Lines(), [], asyncio.Event()
    first = asyncio.create_task(visit(lines, "ana", "a1", log, wait=hold))
    second = asyncio.create_task(visit(lines, "ana", "a2", log))
    third = asyncio.create_task(visit(lines, "ana", "a3", log))
    await asyncio.sleep(0)

    second.cancel()
    await asyncio.sleep(0.01)
    seen_early = list(log)
    hold.set()
    await asyncio.gather(first, third)

    assert seen_early == []
    assert log == ["a1", "a3"]


async def test_nothing_is_kept_about_people_who_are_not_waiting():
    lines, log = Lines(), []

    await asyncio.gather(*(visit(lines, f"p{n % 7}", n, log) for n in range(100)))

    assert len(log) == 100
    assert not lines._last


async def test_a_database_that_comes_back_is_waited_for_in_order():
    desk = KeepingDesk(away=2)
    turns = Turns(desk, retries_s=(0, 0, 0))
    incoming = [Incoming("discord:1", Said(text), NOW, text) for text in ("6", "7")]

    answers = await asyncio.gather(*(turns.taken(one, turns.place(one.who)) for one in incoming))

    assert [act.text for act in desk.acts] == ["6", "7"]
    assert [answer.messages[0].text for answer in answers] == ["said 6", "said 7"]


async def test_a_database_that_stays_away_is_said():
    turns = Turns(KeepingDesk(away=9), retries_s=(0, 0))

    answer = await turns.answered(Incoming("discord:1", Said("6"), NOW, "d1"))

    assert "nothing was recorded" in answer.messages[0].text


async def test_our_own_mistake_is_said_after_three_tries_and_the_next_one_is_served():
    tried = []

    def answered(incoming):
        tried.append(incoming.delivery)
        return 1 // 0 if incoming.delivery == "d1" else ()

    turns = Turns(KeepingDesk(answer=answered))

    broken = await turns.answered(Incoming("discord:1", Said("6"), NOW, "d1"))
    fine = await turns.answered(Incoming("discord:1", Said("7"), NOW, "d2"))

    assert "nothing was recorded" in broken.messages[0].text
    assert tried == ["d1", "d1", "d1", "d2"]
    assert fine.messages == ()
