"""A turn happens once, in order, and is answered even when the answer was lost."""

import asyncio
from datetime import UTC, datetime

from bot.desk import Desk
from core.content import library
from core.turn import Incoming, Said

AT = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)


def say(text, number):
    return Incoming("ana", Said(text, message=f"m{number}"), AT, f"m{number}")


def sets_of(store, who):
    return store.read(lambda g: [s for w in g.workouts(g.athlete(who)) for s in w.sets]).result()


def in_a_workout(desk):
    for number, text in enumerate(["start workout", "none of these", "dumbbells 8 kg and a band"]):
        desk.turn_now(say(text, number))


def test_the_same_delivery_again_records_and_says_nothing(desk, store):
    in_a_workout(desk)
    desk.turn_now(say("6", 10))

    again = desk.turn_now(say("6", 10))

    assert again.repeated
    assert (again.messages, again.facts) == ((), ())
    assert len(sets_of(store, "ana")) == 1


def test_a_delivery_that_an_earlier_run_recorded_is_answered_with_where_things_stand(desk, store):
    in_a_workout(desk)
    desk.turn_now(say("6", 10))
    next_run = Desk(store, library())

    again = next_run.turn_now(say("6", 10))

    assert again.repeated
    assert "set 2 of 2" in again.messages[0].text
    assert again.facts == ()
    assert len(sets_of(store, "ana")) == 1


async def test_turns_of_one_person_are_taken_in_the_order_of_the_calls(desk, store):
    in_a_workout(desk)

    await asyncio.gather(*(desk.turn(say(str(reps), 20 + place)) for place, reps in enumerate((6, 5))))

    assert [s.reps for s in sets_of(store, "ana")] == [6, 5]


async def test_a_cancelled_caller_does_not_lose_the_turn(desk, store):
    in_a_workout(desk)
    caller = asyncio.create_task(desk.turn(say("6", 30)))
    await asyncio.sleep(0)

    caller.cancel()
    await asyncio.gather(caller, return_exceptions=True)

    assert caller.cancelled()
    await desk.turn(say("help", 31))  # turns of one person are taken in order, so the cancelled one is over now
    assert [s.reps for s in sets_of(store, "ana")] == [6]
