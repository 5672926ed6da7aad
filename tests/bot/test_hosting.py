"""What `ironstride serve` tells a front about the people on it."""

from datetime import UTC, datetime

from bot.discord.missed import OpenTalk
from bot.hosting import open_talks
from core.turn import Incoming, Said

AT = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)
HELLO = ["start workout", "none of these", "dumbbells 8 kg and a band"]


def say(desk, who, *texts):
    for number, text in enumerate(texts, 1):
        desk.turn_now(Incoming(who, Said(text, message=f"discord:77:{number}"), AT, f"{who}:{number}"))


async def test_people_of_discord_in_the_middle_of_a_workout_are_named_with_their_last_message(desk):
    say(desk, "discord:1", *HELLO, "6")
    say(desk, "discord:2", *HELLO)
    say(desk, "discord:3", *HELLO, "everything as planned")
    say(desk, "telegram:4", *HELLO, "6")

    talks = await open_talks(desk)

    assert talks == [OpenTalk("discord:1", 77, 4), OpenTalk("discord:2", None, None)]
