"""In direct messages the bot is talked to by text, by command, by button, by list and by form."""

from __future__ import annotations

from bot.port import Outgoing
from core.turn import Edited, Pressed, Said
from tests.fakes.keeping_desk import message


async def test_free_text_is_answered_and_carries_its_name_and_delivery(desk, simulated):
    async with simulated() as (env, _):
        ana = env.create_user("ana")

        written = await ana.send_dm("6 6 5, knee a bit sore")

        [incoming] = desk.told
        assert incoming.who == f"discord:{ana.id}"
        assert incoming.delivery == f"discord:{written.id}"
        assert incoming.private
        assert incoming.act == Said("6 6 5, knee a bit sore", f"discord:{written.channel.id}:{written.id}")
        assert ana.dm_channel.last_message.content == "said 6 6 5, knee a bit sore"


async def test_a_changed_message_reaches_the_desk_as_an_edit_of_that_message(desk, simulated):
    async with simulated() as (env, _):
        ana = env.create_user("ana")
        written = await ana.send_dm("6 6 5")

        await ana.edit(written, "6 6 6")

        assert desk.acts[1] == Edited("6 6 6", f"discord:{written.channel.id}:{written.id}")
        assert desk.told[1].delivery.startswith(f"discord:{written.id}:e")
        assert ana.dm_channel.last_message.content == "edited to 6 6 6"


async def test_a_command_is_read_like_the_typed_words(desk, simulated):
    async with simulated() as (env, _):
        ana = env.create_user("ana")

        await ana.slash("start_workout")
        await ana.slash("move", day="Thursday")
        answered = await ana.slash("log", what="6 6 5")

        assert desk.acts == [Said("start workout"), Said("move Thursday"), Said("6 6 5")]
        assert all(incoming.delivery.startswith("discord:i") for incoming in desk.told)
        assert answered.response.content == "said 6 6 5"
        assert not answered.ephemeral


async def test_a_pressed_message_becomes_the_answer(desk, simulated):
    async with simulated() as (env, _):
        ana = env.create_user("ana")
        await ana.send_dm("start workout")
        shown = ana.dm_channel.last_message

        pressed = await ana.click(shown, label="6 ✓")

        assert desk.acts[1] == Pressed("set:6")
        assert pressed.response.id == shown.id
        assert pressed.response.content == "pressed set:6"
        assert [child["label"] for row in pressed.response.components for child in row["components"]] == ["Next"]


async def test_a_button_works_after_a_restart(desk, simulated, front_of):
    async with simulated() as (env, _):
        ana = env.create_user("ana")
        await ana.send_dm("start workout")
        shown = ana.dm_channel.last_message

        await env.restart_bot(front_of(desk).client())
        pressed = await ana.click(shown, label="6 ✓")

        assert desk.acts[1] == Pressed("set:6")
        assert pressed.response.content == "pressed set:6"


async def test_many_choices_come_as_a_list_that_is_pressed_like_a_button(desk, simulated):
    desk.answer = lambda _: (message("Which?", *[((f"swap:{n}", f"exercise {n}"),) for n in range(40)]),)
    async with simulated() as (env, _):
        ana = env.create_user("ana")
        await ana.send_dm("swap")
        shown = ana.dm_channel.last_message

        await ana.select(shown, ["swap:27"], custom_id=f"iron:{ana.id}:?1")

        assert desk.acts[1] == Pressed("swap:27")


async def test_another_number_is_asked_in_a_form_and_typed_there(desk, simulated):
    def answer(incoming):
        match incoming.act:
            case Pressed(key="other:6"):
                return (message("How many reps?", wants_number=True),)
            case Said(text="9"):
                return (message("Squat 1/2: 9 @ 8 kg."),)
            case _:
                return (message("Set 1 of 2", (("set:6", "6 ✓"), ("other:6", "Other")), wants_number=True),)

    desk.answer = answer
    async with simulated() as (env, _):
        ana = env.create_user("ana")
        await ana.send_dm("start workout")
        shown = ana.dm_channel.last_message

        asked = await ana.click(shown, label="Other")
        filled = await ana.submit_modal(asked, {"text": "9"})

        assert asked.modal["title"] == "How many reps?"
        assert desk.acts[1:] == [Pressed("other:6"), Said("9")]
        assert filled.response.id == shown.id
        assert filled.response.content == "Squat 1/2: 9 @ 8 kg."


async def test_a_choice_that_no_longer_holds_opens_no_form(desk, simulated):
    """The desk knows whether the question is still open; a form on an old message would be read against today's."""
    async with simulated() as (env, _):
        ana = env.create_user("ana")
        await ana.send_dm("start workout")

        pressed = await ana.click(ana.dm_channel.last_message, label="Other")

        assert pressed.modal is None
        assert pressed.response.content == "pressed other:6"


async def test_a_form_works_after_a_restart(desk, simulated, front_of):
    asking = message("How many?", wants_number=True)
    desk.answer = lambda incoming: (
        asking if isinstance(incoming.act, Pressed) else message("Set 1", (("other:6", "Other"),)),
    )
    async with simulated() as (env, _):
        ana = env.create_user("ana")
        await ana.send_dm("start workout")
        asked = await ana.click(ana.dm_channel.last_message, label="Other")

        await env.restart_bot(front_of(desk).client())
        await ana.submit_modal(asked, {"text": "6 6 5"})

        assert desk.acts[-1] == Said("6 6 5")


async def test_typing_into_a_command_suggests_exercises_and_days(simulated):
    names = ("Dumbbell RDL", "Dumbbell Front Load Box Squat", "Banded Pallof Press")
    async with simulated(exercises=names) as (env, _):
        ana = env.create_user("ana")

        exercises = await ana.autocomplete("swap", "exercise", "rdl")
        days = await ana.autocomplete("move", "day", "th")
        either = await ana.autocomplete("skip", "what", "")

        assert [choice["value"] for choice in exercises] == ["Dumbbell RDL"]
        assert [choice["value"] for choice in days] == ["Thursday"]
        assert len(either) == 12


async def test_a_nudge_arrives_in_direct_messages_with_buttons_that_work(desk, simulated):
    async with simulated() as (env, front):
        ana = env.create_user("ana")
        nudge = Outgoing(
            f"discord:{ana.id}", message("Lift day, 24 minutes", (("start", "Start"),)), "7:lift_day:2026-03-03"
        )

        became = await front.deliver(nudge)
        shown = ana.dm_channel.last_message
        await ana.click(shown, label="Start")

        assert became == "sent"
        assert shown.content == "Lift day, 24 minutes"
        assert desk.acts == [Pressed("start")]


async def test_somebody_who_blocked_the_bot_is_marked_and_not_tried_again(simulated):
    async with simulated() as (env, front):
        ana = env.create_user("ana")
        env.inject_error(
            "POST", "/channels/*/messages", status=403, code=50007, message="Cannot send messages to this user"
        )

        became = await front.deliver(Outgoing(f"discord:{ana.id}", message("Lift day"), "7:lift_day:2026-03-03"))

        assert became == "blocked"
        assert len([r for r in env.http_requests if r.path.endswith("/messages")]) == 1
