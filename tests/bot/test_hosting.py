"""What `ironstride serve` tells a front about the people on it."""

from contextlib import closing
from datetime import UTC, datetime, timedelta

from bot.discord.missed import OpenTalk
from bot.hosting import open_talks
from core.turn import Incoming, Said
from tests.storage.raw import connection_to

AT = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)
HELLO = ["start workout", "none of these", "dumbbells 8 kg and a band"]


def say(desk, who, *texts):
    for number, text in enumerate(texts, 1):
        desk.turn_now(Incoming(who, Said(text, message=f"discord:77:{number}"), AT, f"{who}:{number}"))


async def test_people_of_discord_who_may_have_just_written_are_named_with_their_last_message(desk):
    say(desk, "discord:1", *HELLO, "6")
    say(desk, "discord:2", *HELLO)
    say(desk, "discord:3", *HELLO, "everything as planned")
    say(desk, "telegram:4", *HELLO, "6")

    soon = await open_talks(desk.store, AT + timedelta(hours=5))
    later = await open_talks(desk.store, AT + timedelta(days=2))

    lifting = [OpenTalk("discord:1", 77, 4), OpenTalk("discord:2", None, None)]
    assert soon == [*lifting, OpenTalk("discord:3", None, None)]
    assert later == lifting


async def test_a_person_whose_rows_cannot_be_read_keeps_nobody_else_from_being_named(desk, database_url, caplog):
    say(desk, "discord:1", *HELLO, "6")
    say(desk, "discord:2", *HELLO)
    with closing(connection_to(database_url)) as connection:
        connection.execute(
            "UPDATE athletes SET profile = '{' WHERE id = (SELECT athlete_id FROM identities WHERE who = 'discord:1')"
        )

    talks = await open_talks(desk.store, AT)

    assert talks == [OpenTalk("discord:2", None, None)]
    assert "discord:1" in caplog.text
