"""Keys of buttons come from outside: whatever is pressed, nothing is recorded that the person could not have reported, and nobody else's is touched."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from core.turn import Incoming, Pressed, Said
from tests.bot.telegram.conftest import serving, until

AT = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)
HELLO = ["start workout", "none of these", "dumbbells 8 kg and a band"]
ANA, EVE = "telegram:501", "telegram:666"
FORGED = [
    "", "set", "set:", "set:1", "set:1:1:1:-5", "set:1:1:1:99999999999999999999", "set:1:0:1:6:6:6:6", "set:99:0:1:6",
    "set:1:99:1:6", "set:1:0:99:6", "set:-1:-1:-1:-1", "set:\uff11:\uff10:\uff11:\uff16", "set:1:0:1:\uff16", "set:1:0:1:6.5", "set:1:0:1:1e9",
    "set:1:0:1:NaN", "set:1:0:1:6;DROP TABLE sets", "finish:99", "delete:yes:999", "undo:-1", "start:99999999999999",
    "Ü" * 64, "💥" * 16, "\x00", "set:\x00", "\ud800", "a" * 100_000, "set:" * 20_000, "{}", "../../etc/passwd",
    "__class__", "health:no:yes:maybe", "link:0", "swap:0:0:0", "::::::::", "set:1:0:1:" + "9" * 5000,
]  # fmt: skip


def say(desk, who, *texts):
    for number, text in enumerate(texts):
        answer = desk.turn_now(Incoming(who, Said(text, message=f"m{number}"), AT, f"{who}:{number}"))
    return answer


def sets_of(desk, who):
    def look(glance):
        athlete = glance.athlete(who)
        return [lift for workout in glance.workouts(athlete) for lift in workout.sets] if athlete else []

    return desk.store.read(look).result()


@pytest.mark.parametrize("key", FORGED, ids=range(len(FORGED)))
def test_a_forged_key_records_no_set_and_is_answered(desk, key):
    say(desk, ANA, *HELLO)
    before = desk.store.read(lambda glance: glance.athlete(ANA).workout).result()

    answer = desk.turn_now(Incoming(ANA, Pressed(key), AT, "forged"))

    assert sets_of(desk, ANA) == []
    assert desk.store.read(lambda glance: glance.athlete(ANA).workout).result() == before
    assert answer.messages


def test_the_keys_of_somebody_elses_workout_reach_only_ones_own(desk):
    """Keys hold no secret: what Ana's buttons say is about the workout of whoever presses them."""
    shown = say(desk, ANA, *HELLO)
    keys = [choice.key for message in shown.messages for row in message.choices for choice in row]
    assert any(key.startswith("set:") for key in keys)

    for number, key in enumerate(keys):
        desk.turn_now(Incoming(EVE, Pressed(key), AT, f"eve:{number}"))

    assert sets_of(desk, ANA) == []
    assert sets_of(desk, EVE) == []


@pytest.mark.parametrize("data", ["set:1:0:1:6", "Ü" * 30, "x" * 64, ""])
async def test_on_telegram_the_presser_is_whoever_telegram_says_and_not_whom_the_message_was_for(diary, telegram, data):
    async with serving(diary, telegram):
        forged = telegram.presses_old(666, data, 1)
        await until(lambda: forged["callback_query"]["id"] in telegram.answered)

    assert {incoming.who for incoming in diary.incoming if isinstance(incoming.act, Pressed)} <= {EVE}
    assert ANA not in {incoming.who for incoming in diary.incoming}


def test_whose_press_it_is_counts_and_not_what_its_delivery_is_called(desk):
    say(desk, ANA, *HELLO)
    press = Incoming(EVE, Pressed("set:1:0:1:6"), AT, f"{ANA}:99")

    desk.turn_now(press)
    desk.turn_now(replace(press, delivery="again"))

    assert sets_of(desk, ANA) == []
