"""With the real coach: whatever somebody asks for in a server, the others see nothing of it."""

import pytest

from bot.desk import Desk
from core.content import library
from tests.fakes.discord_payloads import BOT, GUILD

WORDS = (
    "history",
    "6",
    "export",
    "settings",
    "link",
    "knee hurts 4",
    "import",
    "delete everything",
    "no",
    "help",
    "stats",
    "x" * 1900,
)
COMMANDS = ("today", "history", "export", "settings", "link", "delete_everything", "start_workout", "privacy")
HARMLESS = {"I answered you in a direct message."}


@pytest.fixture
def desk(store):
    return Desk(store, library())


async def settled(discord, ana):
    for text in ("start workout", "none of these", "dumbbells 8 kg and a band", "6"):
        before = len(discord.heard_by(ana))
        await discord.says(ana, text)
        await discord.until(lambda: len(discord.heard_by(ana)) > before)  # noqa: B023  used at once


def read_by_all(discord):
    return [post for post in discord.posts.values() if post.channel == GUILD + 1 and post.author.id == BOT]


async def test_what_is_said_there_is_answered_in_direct_messages(running, discord):
    async with running():
        ana = discord.person()
        await settled(discord, ana)
        for text in WORDS:
            before, there = len(discord.heard_by(ana)), len(read_by_all(discord))
            await discord.says(ana, f"<@{BOT}> {text}", in_server=True)
            await discord.until(
                lambda: len(discord.heard_by(ana)) > before and len(read_by_all(discord)) > there  # noqa: B023  see above
            )

    assert {post.content for post in read_by_all(discord)} == HARMLESS
    assert not any(post.attachments or post.components for post in read_by_all(discord))


async def test_commands_there_are_answered_so_that_only_the_person_sees_it(running, discord):
    async with running():
        ana = discord.person()
        await settled(discord, ana)
        asked = []
        for name in COMMANDS:
            asked.append(await discord.asks(ana, 2, {"id": "1", "name": name, "type": 1}, guild=GUILD, context=0))
            await discord.until(lambda: asked[-1].original is not None and asked[-1].original.content)
        exported = asked[COMMANDS.index("export")]
        await discord.until(lambda: exported.followups)

    shown = [one.answers[0] for one in asked]
    assert all(answer["data"]["flags"] & 64 for answer in shown)
    assert all(post.flags & 64 for one in asked for post in one.followups)
    assert [post for post in read_by_all(discord) if post.channel == GUILD + 1] == []


async def test_a_stranger_who_names_the_bot_is_answered_in_direct_messages_too(running, discord):
    async with running():
        ben = discord.person("ben")
        await discord.says(ben, f"<@{BOT}> start workout", in_server=True)
        await discord.until(lambda: discord.heard_by(ben) and read_by_all(discord))

    assert {post.content for post in read_by_all(discord)} == HARMLESS
    assert discord.heard_by(ben)[0].startswith("Hi, I'm Ironstride")


async def test_a_server_that_is_not_known_yet_is_a_server_all_the_same(running, discord):
    """Its messages look like direct ones to the library: without a server of their own."""
    async with running():
        ana = discord.person()
        await settled(discord, ana)
        await discord.says(ana, "history", in_server=True, server=GUILD + 900)
        await discord.says(ana, f"<@{BOT}> history", in_server=True, server=GUILD + 900)
        await discord.until(
            lambda: any("first session" in text or "Squat" in text for text in discord.heard_by(ana)[4:])
        )
        await discord.until(lambda: read_by_all(discord))

    assert {post.content for post in read_by_all(discord)} == HARMLESS
