"""The gateway's sessions: nothing that people wrote is lost or handled twice, whatever becomes of the connection."""

from __future__ import annotations

import asyncio
from datetime import datetime

import pytest

from bot.discord.again import ConnectionRefused, TokenRefused
from bot.discord.missed import OpenTalk
from core.turn import Edited
from tests.fakes.discord_payloads import stamp
from tests.fakes.discord_service import Refused


def texts(desk):
    return [act.text for act in desk.acts]


async def test_what_was_written_while_the_socket_was_cut_is_replayed_by_a_resume(desk, running, discord):
    """And it counts from when it was written."""
    async with running():
        ana = discord.person()
        written = [await discord.says(ana, "6")]
        await discord.until(lambda: discord.heard_by(ana))

        discord.gateway.cut()
        written.append(await discord.says(ana, "7"))
        await discord.until(lambda: discord.gateway.resumed == 1)
        written.append(await discord.says(ana, "8"))
        await discord.until(lambda: len(discord.heard_by(ana)) == 3)

        assert texts(desk) == ["6", "7", "8"]
        assert [incoming.at for incoming in desk.told] == [datetime.fromisoformat(stamp(post.id)) for post in written]
        assert len(discord.gateway.identified) == 1
        assert discord.made("GET", r"/channels/\d+/messages") == []


@pytest.mark.parametrize("event", ["MESSAGE_CREATE", "INTERACTION_CREATE", "MESSAGE_UPDATE", "GUILD_CREATE"])
async def test_an_event_that_cannot_be_read_is_set_aside_and_the_next_ones_flow(desk, running, discord, caplog, event):
    async with running():
        ana = discord.person()

        for data in ({"id": "my knee hurts"}, {"id": "7", "type": "pain", "data": 9}, {}, [], None):
            await discord.gateway.emit(event, data)
        await discord.says(ana, "6")
        await discord.until(lambda: discord.heard_by(ana))

    assert texts(desk) == ["6"]
    assert (len(discord.gateway.identified), discord.gateway.resumed) == (1, 0)
    assert caplog.text.count(f"an event {event} cannot be read and is set aside: ") >= 4
    assert "knee" not in caplog.text


@pytest.mark.parametrize("path", ["/users/@me", ".*/applications/@me"])
async def test_what_answers_in_discords_place_is_waited_out(desk, running, discord, monkeypatch, path):
    monkeypatch.setattr("bot.discord.front.FIRST_WAIT_S", 0.1)
    fault = discord.fault("GET", path, Refused(200, message="Welcome to the hotel"))
    async with running():
        await discord.says(ana := discord.person(), "6")
        await discord.until(lambda: discord.heard_by(ana))

    assert fault.fired == 1
    assert texts(desk) == ["6"]


async def test_asked_to_reconnect_it_resumes(desk, running, discord):
    async with running():
        ana = discord.person()

        await discord.gateway.ask_to_reconnect()
        await discord.until(lambda: discord.gateway.resumed == 1)
        await discord.says(ana, "6")
        await discord.until(lambda: discord.heard_by(ana))

        assert texts(desk) == ["6"]


@pytest.mark.parametrize("how", ["invalidated", "not to be resumed"])
async def test_after_a_fresh_session_missed_messages_are_fetched_and_handled_in_order(desk, running, discord, how):
    ana = discord.person()
    handled = []

    async def open_talks():
        return [OpenTalk(f"discord:{ana.id}", discord.direct[ana.id], handled[0].id)] if handled else []

    async with running(open_talks=open_talks):
        handled.append(await discord.says(ana, "start"))
        await discord.until(lambda: discord.heard_by(ana))
        if how == "invalidated":
            discord.gateway.forget_session()
            for text in ("6", "7", "8"):
                await discord.says(ana, text)
            await discord.gateway.invalidate()
        else:
            discord.gateway.keeps_sessions = False
            discord.gateway.cut()
            discord.gateway.forget_session()
            for text in ("6", "7", "8"):
                await discord.says(ana, text)
        await discord.until(lambda: len(discord.gateway.identified) == 2)
        await discord.until(lambda: len(discord.heard_by(ana)) == 4)
        await discord.says(ana, "9")
        await discord.until(lambda: len(discord.heard_by(ana)) == 5)

        assert texts(desk) == ["start", "6", "7", "8", "9"]
        assert discord.heard_by(ana) == [f"said {text}" for text in texts(desk)]


async def test_who_writes_while_their_missed_messages_are_fetched_comes_after_them(desk, running, discord):
    ana, ben = discord.person("ana"), discord.person("ben")
    known = asyncio.Event()
    await discord.says(ana, "6")

    async def open_talks():
        await known.wait()
        return [OpenTalk(f"discord:{ana.id}")]

    async with running(open_talks=open_talks):
        await discord.says(ana, "7")
        await discord.says(ben, "5")
        known.set()
        await discord.until(lambda: len(discord.heard_by(ana)) == 2 and discord.heard_by(ben))

        assert [text for text in texts(desk) if text != "5"] == ["6", "7"]


async def test_a_change_made_while_away_is_handled_though_the_message_was_handled_before(desk, running, discord):
    ana = discord.person()

    async def open_talks():
        return [OpenTalk(f"discord:{ana.id}")]

    async with running(open_talks=open_talks):
        written = await discord.says(ana, "6 6 5")
        await discord.until(lambda: discord.heard_by(ana))
    discord.gateway.forget_session()
    await discord.edits(written, "6 6 6")

    async with running(open_talks=open_talks):
        await discord.until(lambda: len(discord.heard_by(ana)) == 2)

    assert desk.acts[1] == Edited("6 6 6", f"discord:{written.channel}:{written.id}")
    assert len(desk.acts) == 2


async def test_what_was_recorded_before_a_crash_but_never_answered_is_answered_and_nothing_else_again(
    desk, running, discord
):
    ana, ben = discord.person("ana"), discord.person("ben")
    talks = [OpenTalk(f"discord:{person.id}") for person in (ana, ben)]

    async def open_talks():
        return talks

    async with running():
        for person in (ana, ben):
            for count, text in enumerate(("6", "7"), 1):
                await discord.says(person, text)
                await discord.until(lambda count=count, person=person: len(discord.heard_by(person)) == count)
    del discord.posts[discord.last_for(ben).id]  # the process was killed before it said so
    desk.answered.clear()

    async with running(open_talks=open_talks):
        await discord.until(lambda: len(discord.heard_by(ben)) == 2)
        await discord.says(ana, "8")
        await discord.until(lambda: len(discord.heard_by(ana)) == 3)

    assert discord.heard_by(ben) == ["said 6", "Here is where we are."]
    assert discord.heard_by(ana) == ["said 6", "said 7", "said 8"]
    assert len(desk.told) == 5


async def test_when_nobody_knows_who_may_have_written_those_who_write_now_are_served(desk, running, discord):
    async def open_talks():
        raise RuntimeError("no database")

    async with running(open_talks=open_talks):
        ana = discord.person()

        await discord.says(ana, "6")
        await discord.until(lambda: discord.heard_by(ana))

        assert texts(desk) == ["6"]


async def test_an_event_that_is_replayed_is_handled_once(desk, running, discord):
    async with running():
        ana = discord.person()
        written = await discord.says(ana, "6")
        await discord.until(lambda: discord.heard_by(ana))

        await discord.gateway.emit("MESSAGE_CREATE", written.json())
        await discord.says(ana, "7")
        await discord.until(lambda: len(discord.heard_by(ana)) == 2)

        assert texts(desk) == ["6", "7"]
        assert discord.heard_by(ana) == ["said 6", "said 7"]


async def test_stopping_finishes_what_is_in_hand(desk, running, discord):
    desk.held = asyncio.Event()
    async with running() as front:
        await discord.says(ana := discord.person(), "6")
        await discord.until(lambda: front.waiting["incoming"].depth)
        asyncio.get_running_loop().call_later(0.2, desk.held.set)

    assert texts(desk) == ["6"]
    assert discord.heard_by(ana) == ["said 6"]


async def test_a_wrong_token_is_said_with_the_remedy(desk, front_of, discord):
    front = front_of(desk, token="another", api_url=discord.api_url, gateway_url=discord.gateway_url)

    with pytest.raises(TokenRefused, match="DISCORD_TOKEN"):
        await front.run(asyncio.Event())


@pytest.mark.parametrize(
    ("code", "expected"), [(4004, TokenRefused), (4014, ConnectionRefused), (4013, ConnectionRefused)]
)
async def test_a_connection_closed_for_good_ends_the_front_with_the_reason(desk, front_of, discord, code, expected):
    front = front_of(desk, api_url=discord.api_url, gateway_url=discord.gateway_url)
    discord.gateway.closes_with = code

    with pytest.raises(expected):
        await front.run(asyncio.Event())


async def test_discord_being_away_at_the_start_is_waited_out(desk, running, discord):
    fault = discord.fault("GET", "/users/@me", cut="before")

    async with running():
        ana = discord.person()
        await discord.says(ana, "6")
        await discord.until(lambda: discord.heard_by(ana))

    assert fault.fired == 1
    assert texts(desk) == ["6"]


async def test_commands_are_defined_only_when_they_changed(desk, running, discord):
    async with running():
        await discord.until(lambda: discord.made("PUT", ".*/commands"))
    async with running():
        await discord.until(lambda: len(discord.made("GET", ".*/commands")) == 2)

    discord.commands[3]["description"] = "Something of last year"
    async with running():
        await discord.until(lambda: len(discord.made("PUT", ".*/commands")) == 2)

    assert len(discord.made("GET", ".*/commands")) == 3
    assert all(
        command["contexts"] == [0, 1, 2] and command["integration_types"] == [0, 1] for command in discord.commands
    )
