"""In servers nothing personal is shown to others: answers are ephemeral or go to direct messages."""

from __future__ import annotations

from core.turn import Pressed, Said


async def test_a_command_in_a_server_is_answered_to_that_person_alone(desk, simulated):
    async with simulated() as (env, _):
        guild = env.create_guild()
        channel = guild.create_text_channel("running")
        ana, ben = (guild.add_member(env.create_user(name)) for name in ("ana", "ben"))

        answered = await ana.slash(channel, "today")

        assert answered.ephemeral
        assert answered.response.content == "said today"
        assert channel.history(viewer=ben) == []
        assert desk.told[0].private


async def test_buttons_of_an_ephemeral_answer_are_edited_in_place(desk, simulated):
    async with simulated() as (env, _):
        guild = env.create_guild()
        channel = guild.create_text_channel("running")
        ana = guild.add_member(env.create_user("ana"))
        answered = await ana.slash(channel, "start_workout")

        pressed = await ana.click(answered.response.message, label="6 ✓")

        assert desk.acts[1] == Pressed("set:6")
        assert pressed.response.id == answered.response.id
        assert pressed.response.ephemeral


async def test_being_named_is_answered_in_direct_messages_and_says_so(desk, simulated):
    async with simulated() as (env, _):
        guild = env.create_guild()
        channel = guild.create_text_channel("running")
        person = env.create_user("ana")
        ana = guild.add_member(person)

        await ana.send(channel, f"<@{env.bot.user.id}> 6 6 5")

        assert desk.acts[0].text == "6 6 5"
        assert person.dm_channel.last_message.content == "said 6 6 5"
        assert channel.last_message.content == "I answered you in a direct message."


async def test_what_people_say_to_each_other_is_nothing_to_the_bot(desk, simulated):
    async with simulated() as (env, _):
        guild = env.create_guild()
        channel = guild.create_text_channel("running")
        ana = guild.add_member(env.create_user("ana"))

        await ana.send(channel, "6 6 5 was hard today")

        assert desk.told == []
        assert len(channel.history()) == 1


async def test_closed_direct_messages_are_said_without_anything_personal(desk, simulated):
    async with simulated() as (env, _):
        guild = env.create_guild()
        channel = guild.create_text_channel("running")
        ana = guild.add_member(env.create_user("ana"))
        env.inject_error(
            "POST", "/channels/*/messages", status=403, code=50007, message="Cannot send messages to this user"
        )

        await ana.send(channel, f"<@{env.bot.user.id}> my knee hurts")

        said = channel.last_message.content
        assert "direct messages are closed" in said
        assert "knee" not in said
        assert desk.acts[0] == Said("my knee hurts", desk.acts[0].message)


async def test_no_privileged_intent_is_needed(desk, front_of):
    client = front_of(desk).client()

    privileged = {"members", "presences", "message_content"}
    assert privileged.isdisjoint(name for name, wanted in client.intents if wanted)
