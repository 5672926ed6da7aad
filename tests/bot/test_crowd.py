"""A flood of one person slows only that person, and has an end that they are told of."""

import asyncio
from datetime import UTC, datetime

from bot.crowd import MOST_IN_A_RUSH, Crowd, full
from core.turn import Incoming, Said

AT = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)


def say(who, text, number):
    return Incoming(who, Said(text, message=f"{who}:{number}"), AT, f"{who}:{number}")


async def test_at_the_desk_nobody_waits_behind_a_thousand_turns_of_another(desk, store):
    """A commit takes 128 turns at most, and everybody is in the next one, wherever the thousand stand when they come."""
    for number, text in enumerate(["start workout", "none of these", "dumbbells 8 kg and a band"]):
        await desk.turn(say("ana", text, number))
    done = []

    async def turn(incoming):
        await desk.turn(incoming)
        done.append(incoming.who)

    flood = [asyncio.create_task(turn(say("ana", "help", 10 + number))) for number in range(1000)]
    await asyncio.sleep(0)
    others = [asyncio.create_task(turn(say(f"ben {n}", "hi", 1))) for n in range(5)]
    await asyncio.gather(*flood, *others)

    assert done.count("ana") == 1000
    assert max(place for place, who in enumerate(done) if who != "ana") < 700


def test_there_is_room_up_to_the_brim_then_one_word_then_silence():
    crowd = Crowd(10)

    heard = [crowd.room("ana", waiting) for waiting in (0, 9, 10, 10, 10)]

    assert heard == ["room", "room", "tell", "told", "told"]
    assert crowd.room("ben", 0) == "room"


def test_somebody_at_the_brim_is_told_again_only_after_it_has_emptied():
    crowd = Crowd(10)

    assert [crowd.room("ana", waiting) for waiting in (10, 9, 10, 9, 10, 4, 10)] == [
        "tell", "room", "told", "room", "told", "room", "tell",
    ]  # fmt: skip


def test_of_one_person_only_so_many_are_taken_in_a_row():
    crowd = Crowd()

    assert crowd.room("ana", 0, MOST_IN_A_RUSH - 1) == "room"
    assert [crowd.room("ana", 0, MOST_IN_A_RUSH) for _ in range(2)] == ["tell", "told"]
    assert crowd.room("ana", 0, 0) == "room"


def test_what_is_said_names_the_figure():
    assert "hundreds of your messages" in full().text
