"""Over real sockets: what Discord refuses, loses or takes too late, and what is asked of it."""

from __future__ import annotations

import asyncio
import logging
import subprocess
import sys
from dataclasses import dataclass

import pytest
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.port import Document, Outgoing
from core.turn import Pressed
from tests.fakes.discord_payloads import GUILD
from tests.fakes.discord_service import FakeDiscord, Refused
from tests.fakes.keeping_desk import KeepingDesk, message

MESSAGES = r"/channels/\d+/messages"
CALLBACK = r"/interactions/.*"
LIMITED = Refused(429, 0, "You are being rate limited.", {"Via": "1.1 google", "Retry-After": "0.05"}, retry_after=0.05)
LIMITED.body["global"] = False


def nudge_for(person, text="Lift day, 24 minutes"):
    return Outgoing(f"discord:{person.id}", message(text, (("start", "Start"),)), f"{person.id}:lift_day:2026-03-03")


@dataclass(frozen=True)
class Painted:
    data: bytes
    filename: str
    alt: str


async def studio(name):
    return Painted(b"GIF89a of " + name.encode(), "squat.gif", f"What {name} looks like")


# --- messages that meet trouble ---------------------------------------------------------------------------------------
FAULTS = {
    "429": {"refusal": LIMITED, "times": 2},
    "429 of a compatible server": {"refusal": Refused(429, headers={"Retry-After": "0.05"}), "times": 2},
    "502": {"refusal": Refused(502)},
    "cut before": {"cut": "before"},
    "cut after": {"cut": "after"},
    "cut after, twice": {"cut": "after", "times": 2},
}


@pytest.mark.parametrize("name", FAULTS)
async def test_an_answer_arrives_once_though_the_way_is_bad(desk, running, discord, name):
    async with running():
        ana = discord.person()
        fault = discord.fault("POST", MESSAGES, **FAULTS[name])

        await discord.says(ana, "6")
        await discord.until(lambda: any(r.status == 200 for r in discord.made("POST", MESSAGES)))

    assert fault.fired == fault.times
    assert discord.heard_by(ana) == ["said 6"]
    assert len(desk.told) == 1


@pytest.mark.parametrize("name", FAULTS)
async def test_a_nudge_arrives_once_though_the_way_is_bad(running, discord, name):
    async with running() as front:
        ana = discord.person()
        fault = discord.fault("POST", MESSAGES, **FAULTS[name])

        became = await front.deliver(nudge_for(ana))

    assert fault.fired == fault.times
    assert became == "sent"
    assert discord.heard_by(ana) == ["Lift day, 24 minutes"]


async def test_the_same_occurrence_delivered_twice_is_one_message(running, discord):
    async with running() as front:
        ana = discord.person()

        became = [await front.deliver(nudge_for(ana)) for _ in range(2)]

    assert became == ["sent", "sent"]
    assert discord.heard_by(ana) == ["Lift day, 24 minutes"]


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        ({"refusal": Refused(403, 50007)}, "blocked"),
        ({"refusal": Refused(403, 50278)}, "blocked"),
        ({"refusal": Refused(404, 10003)}, "blocked"),
        ({"refusal": Refused(403)}, "failed"),
        ({"refusal": Refused(429)}, "failed"),
        ({"refusal": Refused(400, 50035)}, "failed"),
    ],
)
async def test_a_refused_nudge_says_what_became_of_it_and_is_not_retried(running, discord, fault, expected):
    async with running() as front:
        ana = discord.person()
        discord.fault("POST", MESSAGES, **fault, times=9)

        became = await front.deliver(nudge_for(ana))

    assert became == expected
    assert len(discord.made("POST", MESSAGES)) == 1


async def test_a_nudge_that_never_got_an_answer_is_unknown_and_one_that_never_left_is_failed(running, discord):
    async with running() as front:
        ana, ben = discord.person("ana"), discord.person("ben")
        discord.fault("POST", MESSAGES, cut="after", times=9)

        unknown = await front.deliver(nudge_for(ana))
        discord.fault("POST", "/users/@me/channels", cut="before", times=9)
        failed = await front.deliver(nudge_for(ben))

    assert (unknown, failed) == ("unknown", "failed")
    assert discord.heard_by(ana) == ["Lift day, 24 minutes"]


async def test_a_nudge_for_somebody_who_does_not_exist_is_blocked(running, discord):
    async with running() as front:
        became = await front.deliver(Outgoing("discord:12345", message("Lift day"), "1:lift_day:2026-03-03"))

    assert became == "blocked"


async def test_replies_go_before_waiting_nudges(running, discord):
    """40 nudges take almost two seconds at Discord's rate; a reply among them does not wait for them."""
    async with running() as front:
        people = [discord.person(f"p{n}") for n in range(40)]
        ana = discord.person()
        nudging = [asyncio.create_task(front.deliver(nudge_for(person))) for person in people]
        await discord.until(lambda: discord.made("POST", MESSAGES))

        await discord.says(ana, "6")
        await discord.until(lambda: discord.heard_by(ana))
        waiting = sum(not task.done() for task in nudging)
        became = await asyncio.gather(*nudging)

    assert waiting > 20
    assert set(became) == {"sent"}


# --- interactions ------------------------------------------------------------------------------------------------------
async def shown_to(discord, person):
    await discord.says(person, "start workout")
    await discord.until(lambda: discord.heard_by(person))
    return discord.last_for(person)


async def test_a_slow_desk_is_announced_within_the_three_seconds_and_answered_later(desk, running, discord):
    async with running():
        ana = discord.person()
        shown = await shown_to(discord, ana)
        desk.held = asyncio.Event()

        pressed = await discord.presses(ana, shown, "6 ✓")
        asked = await discord.asks(ana, 2, {"id": "1", "name": "today", "type": 1})
        await discord.until(lambda: pressed.answers and asked.answers)
        before = len(desk.told)
        desk.held.set()
        await discord.until(lambda: discord.posts[shown.id].content == "pressed set:6" and asked.original.content)

    assert before == 1
    assert pressed.answers == [{"type": 6}]
    assert asked.answers == [{"type": 5}]
    assert asked.original.content == "said today"


async def test_an_answer_that_comes_too_late_goes_to_direct_messages(desk, running, discord):
    async with running():
        ana = discord.person()
        shown = await shown_to(discord, ana)

        await discord.presses(ana, shown, "6 ✓", late=True)
        await discord.until(lambda: len(discord.heard_by(ana)) == 2)

    assert discord.heard_by(ana)[-1] == "pressed set:6"
    assert desk.acts[-1] == Pressed("set:6")


async def test_a_long_question_stands_in_full_above_the_field_of_its_form(desk, running, discord):
    question = "Type what you did: «8», «7 6», «L6 R5», «45 s», or the whole exercise at once"
    desk.answer = lambda incoming: (
        message(question, wants_number=True)
        if isinstance(incoming.act, Pressed)
        else message("Set 1", (("other:1:0:1", "Other"),)),
    )
    async with running():
        ana = discord.person()
        shown = await shown_to(discord, ana)

        pressed = await discord.presses(ana, shown, "Other")
        await discord.until(lambda: pressed.answers)

    [form] = pressed.answers
    assert form["type"] == 9
    assert len(form["data"]["title"]) <= 45
    assert form["data"]["components"][0] == {"type": 10, "content": question}


async def test_a_question_after_a_form_is_a_message(desk, running, discord):
    """Discord takes no form as the answer to a form."""
    desk.answer = lambda _: (message("How many?", wants_number=True),)
    async with running():
        ana = discord.person()
        shown = await shown_to(discord, ana)
        filled = {"type": 18, "component": {"type": 4, "custom_id": "text", "value": "flurbles"}}

        asked = await discord.asks(ana, 5, {"custom_id": f"iron:{ana.id}:=", "components": [filled]}, post=shown)
        await discord.until(lambda: asked.answers)

    assert asked.answers[0]["type"] == 7
    assert desk.acts[-1].text == "flurbles"


@pytest.mark.parametrize("cut", ["before", "after"])
async def test_a_first_answer_that_got_lost_is_given_again(desk, running, discord, cut):
    async with running():
        ana = discord.person()
        shown = await shown_to(discord, ana)
        fault = discord.fault("POST", CALLBACK, cut=cut)

        pressed = await discord.presses(ana, shown, "6 ✓")
        await discord.until(lambda: len(discord.made("POST", CALLBACK)) == 2)

    assert fault.fired == 1
    assert len(pressed.answers) == 1
    assert discord.heard_by(ana) == ["pressed set:6"]
    assert len(desk.told) == 2


async def test_the_same_interaction_twice_records_once(desk, running, discord):
    async with running():
        ana = discord.person()
        shown = await shown_to(discord, ana)
        pressed = await discord.presses(ana, shown, "6 ✓")
        await discord.until(lambda: pressed.answers)

        await discord.gateway.emit("INTERACTION_CREATE", pressed.json())
        await discord.until(lambda: len(discord.made("POST", CALLBACK)) == 2)

    assert desk.acts[1:] == [Pressed("set:6")]
    assert discord.heard_by(ana) == ["pressed set:6"]


async def test_five_taps_at_once_are_five_turns_in_order(desk, running, discord):
    async with running():
        ana = discord.person()
        shown = await shown_to(discord, ana)

        pressed = [await discord.presses(ana, shown, label) for label in ("6 ✓", "Other", "6 ✓", "6 ✓", "Other")]
        await discord.until(lambda: all(tap.answers for tap in pressed))

    assert [act.key for act in desk.acts[1:]] == ["set:6", "other:6", "set:6", "set:6", "other:6"]


async def test_somebody_elses_button_does_nothing_and_says_so_kindly(desk, running, discord):
    async with running():
        ana, ben = discord.person("ana"), discord.person("ben")
        shown = await shown_to(discord, ana)
        before = len(desk.told)

        pressed = await discord.asks(
            ben, 3, {"custom_id": shown.buttons["6 ✓"], "component_type": 2}, post=shown, guild=GUILD, context=0
        )
        await discord.until(lambda: pressed.answers)

    assert len(desk.told) == before
    assert pressed.answers[0]["data"]["flags"] == 64
    assert "somebody else's" in pressed.answers[0]["data"]["content"]


@pytest.mark.parametrize(
    "custom_id", ["", "x", "iron:", "iron:abc:set:6", "other-bot:1:2", "iron:" + "9" * 30 + ":set"]
)
async def test_a_made_up_button_does_nothing(desk, running, discord, custom_id):
    async with running():
        ana = discord.person()
        shown = await shown_to(discord, ana)

        pressed = await discord.asks(ana, 3, {"custom_id": custom_id, "component_type": 2}, post=shown)
        await discord.until(lambda: pressed.answers)

    assert len(desk.told) == 1
    assert pressed.answers[0]["data"]["flags"] == 64


@pytest.mark.parametrize(
    ("where", "ephemeral"), [({"context": 1}, False), ({"context": 2}, True), ({"guild": GUILD, "context": 0}, True)]
)
async def test_among_others_only_the_person_sees_the_answer_and_what_follows(desk, running, discord, where, ephemeral):
    desk.answer = lambda _: (message("one", (("a", "A"),)), message("two"))
    async with running():
        ana = discord.person()

        asked = await discord.asks(ana, 2, {"id": "1", "name": "today", "type": 1}, **where)
        await discord.until(lambda: asked.followups or "two" in discord.heard_by(ana))

    assert bool(asked.answers[0]["data"].get("flags", 0) & 64) is ephemeral
    assert [bool(post.flags & 64) for post in asked.followups] == ([True] if ephemeral else [])


async def test_a_picture_goes_along_with_words_for_those_who_cannot_see_it(desk, running, discord):
    desk.answer = lambda _: (message("Show me", picture="demo/db-rdl"),)
    async with running(pictures=studio):
        ana = discord.person()
        await discord.says(ana, "show me")
        await discord.until(lambda: discord.heard_by(ana))

    [sent] = discord.made("POST", MESSAGES)
    assert sent.files == 1
    assert sent.body["attachments"] == [
        {"id": "0", "filename": "squat.gif", "description": "What demo/db-rdl looks like"}
    ]


async def test_a_file_goes_along_with_its_words_and_with_no_others(desk, running, discord):
    desk.answer = lambda _: (message("Everything", document="export/json"), message("And that was it."))
    desk.documents = {"export/json": Document("ironstride.json", "application/json", b"{}")}
    async with running():
        ana = discord.person()
        await discord.says(ana, "export")
        await discord.until(lambda: len(discord.heard_by(ana)) == 2)

    everything, other = discord.made("POST", MESSAGES)
    assert (everything.files, other.files) == (1, 0)
    assert [sent["filename"] for sent in everything.body["attachments"]] == ["ironstride.json"]


class SlowStudio:
    """Draws nothing until it is let."""

    def __init__(self):
        self.drawn = asyncio.Event()

    async def __call__(self, name):
        await self.drawn.wait()
        return await studio(name)


async def test_words_go_alone_when_their_picture_takes_long_and_it_follows(desk, running, discord):
    slow = SlowStudio()
    desk.answer = lambda _: (message("Show me", (("a", "A"),), picture="demo/db-rdl"),)
    async with running(pictures=slow):
        ana = discord.person()
        asked = await discord.asks(ana, 2, {"id": "1", "name": "today", "type": 1})
        await discord.until(lambda: asked.answers)
        without = len(discord.made("POST", MESSAGES))
        slow.drawn.set()
        await discord.until(lambda: discord.made("POST", MESSAGES))

    assert [answer["type"] for answer in asked.answers] == [4]
    assert asked.answers[0]["data"]["content"] == "Show me"
    assert without == 0
    [late] = discord.made("POST", MESSAGES)
    assert late.files == 1
    assert late.body["attachments"][0]["description"] == "What demo/db-rdl looks like"
    assert not late.body.get("components")


async def test_what_is_confirmed_does_not_wait_for_a_drawing(desk, running, discord):
    slow = SlowStudio()
    desk.answer = lambda _: (message("Press done: 6 6 @ 8 kg."), message("3/7 Step-up", picture="demo/step-up"))
    async with running(pictures=slow):
        ana = discord.person()
        await discord.says(ana, "6")
        await discord.until(lambda: discord.heard_by(ana) == ["Press done: 6 6 @ 8 kg."])
        await discord.until(lambda: discord.heard_by(ana)[1:] == ["3/7 Step-up"])
        slow.drawn.set()
        await discord.until(lambda: len(discord.heard_by(ana)) == 3)

    assert [sent.files for sent in discord.made("POST", MESSAGES)] == [0, 0, 1]


async def test_a_picture_that_fails_or_never_comes_leaves_the_words(desk, running, discord):
    async def broken(name):
        raise OSError("no paint")

    desk.answer = lambda _: (message("Show me", picture="demo/db-rdl"),)
    for pictures in (broken, SlowStudio()):
        async with running(pictures=pictures):
            ana = discord.person()
            await discord.says(ana, "show me")
            await discord.until(lambda: discord.heard_by(ana) == ["Show me"])  # noqa: B023  used at once


async def test_a_picture_in_an_interaction_survives_a_429_and_is_gone_with_the_next_answer(desk, running, discord):
    def answer(incoming):
        shows = incoming.act == Pressed("show")
        return (message("Look" if shows else "Set 1", (("show", "Show me"),), picture="squat" if shows else None),)

    desk.answer = answer
    async with running(pictures=studio):
        ana = discord.person()
        shown = await shown_to(discord, ana)
        fault = discord.fault("POST", CALLBACK, Refused(429, headers={"Retry-After": "0.05"}))

        first = await discord.presses(ana, shown, "Show me")
        await discord.until(lambda: first.answers)
        files = [request.files for request in discord.made("POST", CALLBACK)]
        pictured = len(discord.posts[shown.id].attachments)
        await discord.asks(
            ana, 3, {"custom_id": f"iron:{ana.id}:next", "component_type": 2}, post=discord.posts[shown.id]
        )
        await discord.until(lambda: discord.posts[shown.id].content == "Set 1")

    assert fault.fired == 1
    assert files == [1, 1]
    assert pictured == 1
    assert discord.posts[shown.id].attachments == []


# --- what is asked of Discord -----------------------------------------------------------------------------------------
async def test_nobody_is_ever_mentioned(desk, running, discord):
    async with running():
        ana = discord.person()
        await discord.says(ana, "@everyone <@1> <@&2>")
        await discord.until(lambda: discord.heard_by(ana))

    [sent] = discord.made("POST", MESSAGES)
    assert sent.body["allowed_mentions"] == {"parse": []}
    assert sent.body["content"] == r"said \@everyone \<\@1> \<@&2>"


async def test_two_fronts_in_one_process_have_each_their_own_discord(desk, running, discord, front_of):
    base, gateway = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    async with FakeDiscord(token="other.token") as other, running():
        second, stop = KeepingDesk(), asyncio.Event()
        front = front_of(second, token="other.token", api_url=other.api_url, gateway_url=other.gateway_url)
        serving = asyncio.create_task(front.run(stop))
        await discord.until(lambda: front.connected)
        ana, ben = discord.person("ana"), other.person("ben")

        await discord.says(ana, "6")
        await other.says(ben, "7")
        await discord.until(lambda: discord.heard_by(ana) and other.heard_by(ben))
        stop.set()
        await serving

    assert [act.text for act in desk.acts] == ["6"]
    assert [act.text for act in second.acts] == ["7"]
    assert base == Route.BASE
    assert gateway == DiscordWebSocket.DEFAULT_GATEWAY


async def test_the_token_is_never_logged(desk, running, discord, caplog):
    caplog.set_level(logging.DEBUG)
    discord.fault("POST", MESSAGES, Refused(500))
    async with running():
        ana = discord.person()
        await discord.says(ana, "6")
        await discord.until(lambda: discord.heard_by(ana))
        discord.gateway.cut()
        await discord.until(lambda: discord.gateway.resumed)

    assert len(caplog.records) > 10
    assert discord.token not in caplog.text


def test_the_package_alone_imports_no_discord():
    """The library is paid for by those who serve Discord."""
    code = "import sys, bot.discord, bot.discord.keys, bot.discord.cards, bot.words; sys.exit('discord' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
