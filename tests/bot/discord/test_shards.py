"""Several shards in one process: each has a session of its own, and what comes on any of them is answered once."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from itertools import pairwise

import pytest

from bot.discord.again import ConnectionRefused
from bot.discord.missed import OpenTalk
from bot.discord.starts import Starts
from bot.port import CONNECTED
from tests.fakes.discord_payloads import BOT, GUILD
from tests.fakes.discord_service import Refused

SERVERS = [GUILD, (1 << 22) + 7, (2 << 22) + 7]  # the first is on the first of three shards, and so on


@pytest.fixture
def three(running, discord):
    discord.gateway.servers = SERVERS
    return lambda **more: running(shards=3, **more)


@pytest.fixture
def begun(desk, front_of, discord):
    """Serves three shards until the block ends, whether or not they ever have a session."""

    @asynccontextmanager
    async def serving():
        front = front_of(desk, token=discord.token, api_url=discord.api_url, gateway_url=discord.gateway_url, shards=3)
        stop = asyncio.Event()
        task = asyncio.create_task(front.run(stop))
        try:
            yield front
        finally:
            stop.set()
            await task

    return serving


async def all_stand(discord, front):
    await discord.until(lambda: discord.gateway.connected == [0, 1, 2] and front.connected)


async def test_each_shard_has_one_session_and_all_of_them_one_login(three, discord):
    async with three() as front:
        await all_stand(discord, front)

    assert [asked["shard"] for asked in discord.gateway.identified] == [[0, 3], [1, 3], [2, 3]]
    assert len(discord.made("GET", "/users/@me")) == 1
    assert len(discord.made("GET", ".*/commands")) == 1


async def test_unless_told_there_are_as_many_as_discord_recommends(running, discord):
    discord.shards = 3
    async with running() as front:
        await all_stand(discord, front)

    assert [asked["shard"] for asked in discord.gateway.identified] == [[0, 3], [1, 3], [2, 3]]


@pytest.mark.parametrize("what", [{"shards": 3}, {"url": "x"}, "no"])
async def test_where_nobody_recommends_anything_there_is_one(desk, running, discord, monkeypatch, what):
    refused = Refused(404, message="nothing here") if what == "no" else Refused(200)
    refused.body = what
    discord.fault("GET", "/gateway/bot", refused, times=2)
    async with running():
        await discord.says(ana := discord.person(), "6")
        await discord.until(lambda: discord.heard_by(ana))

    assert ["shard" in asked for asked in discord.gateway.identified] == [False]


async def test_of_a_single_shard_nothing_is_said(running, discord):
    async with running():
        pass

    assert ["shard" in asked for asked in discord.gateway.identified] == [False]


async def test_what_is_written_or_pressed_on_any_shard_is_answered_once(desk, three, discord):
    async with three() as front:
        await all_stand(discord, front)
        people = [discord.person(f"person {number}") for number in range(4)]

        await discord.says(people[3], "6")
        for person, server in zip(people, SERVERS, strict=False):
            await discord.says(person, f"<@{BOT}> {person.name}", in_server=True, server=server)
        asked = [
            await discord.asks(people[3], 2, {"id": "1", "name": "today", "type": 1}, guild=server, context=0)
            for server in SERVERS
        ]
        await discord.until(lambda: all(discord.heard_by(person) for person in people) and len(desk.told) == 7)
        await discord.until(lambda: all(each.answers for each in asked) and not front.waiting["incoming"].depth)

    assert [discord.heard_by(person) for person in people[:3]] == [[f"said {person.name}"] for person in people[:3]]
    assert sorted(discord.heard_by(people[3])) == [
        "said 6",
        *["said today"] * 3,
    ]  # the last of them for their eyes only
    assert [len(each.answers) for each in asked] == [1, 1, 1]
    assert len(desk.told) == 7


async def test_one_starts_after_the_other_as_discord_wants_it(three, discord, monkeypatch):
    monkeypatch.setattr("bot.discord.starts.EVERY_S", 0.5)
    discord.gateway.window_s = 0.4
    async with three() as front:
        await all_stand(discord, front)
        await discord.gateway.invalidate(0)
        await discord.until(lambda: len(discord.gateway.identified) == 4)

    began = discord.gateway.identified_at
    assert discord.gateway.hasty == []
    assert [asked["shard"][0] for asked in discord.gateway.identified] == [0, 1, 2, 0]
    assert all(later - earlier > 0.4 for earlier, later in pairwise(began))


@pytest.mark.parametrize(("at_once", "begun"), [(1, {0}), (2, {0, 1}), (3, {0, 1, 2}), (16, {0, 1, 2, 3})])
async def test_so_many_start_at_once_as_discord_allows(at_once, begun):
    starts, inside = Starts(), set()
    starts.at_once = at_once

    async def begin(shard):
        async with starts.start(shard):
            inside.add(shard)
            await asyncio.get_running_loop().create_future()

    tasks = [asyncio.create_task(begin(shard)) for shard in range(4)]
    for _ in range(10):
        await asyncio.sleep(0)
    seen = set(inside)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)

    assert seen == begun


async def test_discords_own_number_of_starts_at_once_is_kept_to(three, discord, monkeypatch):
    """Two of three may start at once; all of them stand though no five seconds have passed since the first."""
    monkeypatch.setattr("bot.discord.starts.EVERY_S", 0.5)
    discord.gateway.window_s, discord.gateway.max_concurrency = 0.4, 2
    async with three() as front:
        await all_stand(discord, front)

    assert [asked["shard"][0] for asked in discord.gateway.identified] == [0, 1, 2]
    assert discord.gateway.hasty == []


async def test_a_start_that_discord_turns_away_for_another_replicas_is_tried_again(three, discord):
    discord.gateway.window_s = 0.3
    async with three() as front:
        await all_stand(discord, front)

    assert discord.gateway.hasty
    assert discord.gateway.overlaps == []


async def test_a_shard_that_breaks_leaves_the_others_alone(three, discord):
    async with three() as front:
        await all_stand(discord, front)

        discord.gateway.away = True
        discord.gateway.cut(1)
        await discord.until(lambda: front.state == "there is no session with Discord's gateway on shard 1 of 3")
        others = discord.gateway.connected
        discord.gateway.away = False
        await discord.until(lambda: front.state == CONNECTED)

    assert others == [0, 2]
    assert (len(discord.gateway.identified), discord.gateway.resumed) == (3, 1)


async def test_a_shard_that_hears_nonsense_begins_afresh_and_leaves_the_others_alone(three, discord):
    async with three() as front:
        await all_stand(discord, front)

        await discord.gateway.babble(1)
        await discord.until(lambda: len(discord.gateway.identified) == 4)
        await all_stand(discord, front)

    assert discord.gateway.identified[3]["shard"] == [1, 3]
    assert len(discord.made("GET", "/users/@me")) == 1


async def test_a_gateway_that_is_away_at_the_start_is_waited_out_without_another_login(begun, discord):
    discord.gateway.away = True
    async with begun() as front:
        await discord.until(lambda: front.state == "there is no session with Discord's gateway on shard 0, 1, 2 of 3")
        discord.gateway.away = False
        await all_stand(discord, front)

    assert len(discord.made("GET", "/users/@me")) == 1


async def test_what_was_missed_is_looked_for_when_the_first_shard_starts_afresh_as_it_alone_has_direct_messages(
    desk, three, discord
):
    ana, asked = discord.person("ana"), []

    async def open_talks():
        asked.append(1)
        return [OpenTalk(f"discord:{ana.id}")]

    async with three(open_talks=open_talks) as front:
        await all_stand(discord, front)
        for shard in (1, 2, 0):
            discord.gateway.forget_session(shard)
            if shard == 0:
                await discord.says(ana, "6")
            begun = len(discord.gateway.identified)
            await discord.gateway.invalidate(shard)
            await discord.until(lambda begun=begun: len(discord.gateway.identified) > begun)
            await all_stand(discord, front)
        await discord.until(lambda: discord.heard_by(ana))

    assert len(asked) == 2
    assert discord.heard_by(ana) == ["said 6"]


async def test_stopping_ends_every_session_for_good(three, discord):
    async with three() as front:
        await all_stand(discord, front)
    await discord.until(lambda: len(discord.gateway.closed_with) == 3)

    assert sorted(discord.gateway.closed_with) == [(0, 1000), (1, 1000), (2, 1000)]
    assert front.state == "it is stopping"


async def test_a_stop_need_not_wait_for_shards_whose_turn_to_start_has_not_come(begun, discord, monkeypatch):
    monkeypatch.setattr("bot.discord.starts.EVERY_S", 3600.0)
    async with begun():
        await discord.until(lambda: discord.gateway.connected == [0])

    assert [asked["shard"] for asked in discord.gateway.identified] == [[0, 3]]


@pytest.mark.parametrize("code", [4010, 4011])
async def test_a_number_of_shards_that_discord_refuses_ends_the_front_with_the_remedy(desk, front_of, discord, code):
    front = front_of(desk, api_url=discord.api_url, gateway_url=discord.gateway_url, shards=3)
    discord.gateway.closes_with = code

    with pytest.raises(ConnectionRefused, match="DISCORD_SHARDS"):
        await front.run(asyncio.Event())

    assert "DISCORD_SHARDS" in front.state
    await discord.until(lambda: discord.gateway.connected == [])


@pytest.mark.parametrize("code", [4010, 4011])
async def test_where_the_number_is_discords_it_is_asked_for_again_when_it_no_longer_serves(
    running, discord, monkeypatch, code
):
    monkeypatch.setattr("bot.discord.front.FIRST_WAIT_S", 0.1)
    async with running() as front:
        discord.shards, discord.gateway.closes_with = 3, code
        await discord.gateway.invalidate()
        await all_stand(discord, front)

    several = ["shard" in asked for asked in discord.gateway.identified]
    assert several[0] is False
    assert all(several[1:])


@pytest.mark.parametrize("recommended", [2, 3, 4])
async def test_more_shards_than_there_are_are_told_of_when_discord_recommends_them(three, discord, caplog, recommended):
    discord.shards = recommended
    async with three() as front:
        await all_stand(discord, front)

    assert ("Discord recommends 4 shards" in caplog.text) == (recommended > 3)
    assert ("DISCORD_SHARDS is 3" in caplog.text) == (recommended > 3)


async def test_who_cannot_be_told_of_shards_serves_all_the_same(three, discord):
    fault = discord.fault("GET", "/gateway/bot", Refused(404, message="nothing here"))
    async with three() as front:
        await all_stand(discord, front)

    assert fault.fired == 1
