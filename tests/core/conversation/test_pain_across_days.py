"""Pain is remembered: for the session of the day it is told, and asked about before the next (rules.md 3.4, 5)."""

import pytest

from tests.core.conversation.chat import Chat


@pytest.fixture
def chat(desk, store):
    chat = Chat(desk, store).settle_in()
    chat.say("everything as planned")
    return chat.wait(days=3)


def lift(chat, days=4):
    chat.say("everything as planned")
    chat.wait(days=days)


def codes(chat):
    return {p.slot: p.code for p in chat.look(lambda athlete: athlete.workout.exercises)}


def test_pain_told_before_the_workout_makes_it_easier(chat):
    chat.say("knee hurts, 4")

    chat.say("start workout")

    assert codes(chat)["squat"] == codes(chat)["lunge"] == "PAIN_REDUCE"
    assert chat.look(lambda athlete: (athlete.workout.pain.site, athlete.workout.pain.score)) == ("knee", 4)


def test_pain_told_yesterday_is_asked_about_today(chat):
    chat.say("knee hurts, 4")
    chat.wait(days=1)

    assert "How is your knee today" in chat.say("start workout")


@pytest.mark.parametrize(("days", "asked"), [(2, True), (14, True), (15, False)])
def test_after_pain_the_next_start_asks_within_fourteen_days(chat, days, asked):
    chat.say("knee hurts, 3")
    chat.say("start workout")
    lift(chat, days=days)

    assert ("How is your knee today" in chat.say("start workout")) is asked


def test_little_pain_is_not_asked_about(chat):
    chat.say("knee hurts, 2")
    chat.say("start workout")
    lift(chat)

    assert "How is your knee" not in chat.say("start workout")


def test_the_question_may_be_left_open_and_is_not_put_twice_on_a_day(chat):
    chat.say("knee hurts, 4")
    chat.wait(days=1)
    chat.say("start workout")

    assert "1/7" in chat.press("Skip")
    chat.say("stop")
    assert "1/7" in chat.say("start workout")


def test_no_pain_today_gives_the_plan_and_ends_the_asking(chat):
    chat.say("knee hurts, 4")
    chat.wait(days=1)
    chat.say("start workout")
    chat.press("0")

    assert "PAIN_REDUCE" not in codes(chat).values()
    assert chat.look(lambda athlete: athlete.workout.pain) is None
    lift(chat)
    assert "How is your knee" not in chat.say("start workout")


def test_worse_this_morning_counts_two_more(chat):
    chat.say("knee hurts, 4")
    chat.wait(days=1)
    chat.say("start workout")
    chat.press("Worse this morning")
    chat.press("4")

    assert "squat" not in codes(chat) or codes(chat)["squat"] == "PAIN_SWAP"


def test_worse_told_by_itself_is_about_what_hurt_before(chat):
    chat.say("knee hurts, 4")
    chat.wait(days=1)

    assert "knee" in chat.say("it is worse this morning")
    chat.press("6")
    assert "professional" in chat.say("start workout")


def test_a_third_session_with_the_same_pain_leaves_out_what_loads_it(chat):
    for score in ("knee hurts, 4", None, None):
        if score:
            chat.say(score)
            chat.say("start workout")
        else:
            chat.say("start workout")
            chat.press("4")
        told = codes(chat)
        lift(chat)

    assert "PAIN_REDUCE" not in told.values()
    assert "lunge" not in told


def test_pain_of_eight_ends_it_also_outside_a_workout(chat):
    chat.say("knee hurts, 8")

    assert "professional" in chat.say("start workout")
    assert chat.look(lambda athlete: athlete.workout.is_open) is False


def test_undo_takes_pain_back_that_was_told_before_the_workout(chat):
    chat.say("knee hurts, 4")
    chat.say("undo")
    chat.say("start workout")

    assert "PAIN_REDUCE" not in codes(chat).values()
