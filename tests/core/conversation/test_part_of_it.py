"""Only a part of the session, and lifting beside a run: what is possible is done, the rest is not lost, and answers follow the rules."""

import pytest

from tests.core.conversation.chat import Chat

LEGS = {"db-front-load-box-squat", "db-step-up-alternating", "db-rdl"}


@pytest.fixture
def idle(desk, store):
    """Somebody who lifted a whole session three days ago."""
    chat = Chat(desk, store).settle_in()
    chat.say("everything as planned")
    chat.say("run days: hard tue thu, long sun")
    chat.wait(days=3)
    return chat


def exercises(chat):
    workout = chat.look(lambda athlete: athlete.workout)
    return {entry.slug for place, entry in enumerate(workout.exercises) if place not in workout.skipped}


def test_only_legs_is_the_session_of_the_day(idle):
    told = idle.say("only legs today")
    idle.say("start workout")

    assert "Only legs today" in told
    assert exercises(idle) == LEGS


def test_what_was_left_out_comes_first_the_next_time(idle):
    idle.say("only legs")
    idle.say("start workout")
    told = idle.say("everything as planned")
    idle.wait(days=3)

    idle.say("start workout")

    assert "Done, 3 of 7" in told
    assert "Left for another day: press, push-up, row, Pallof" in told
    assert [entry.slug for entry in idle.look(lambda athlete: athlete.workout).exercises][4:] == [
        "db-front-load-box-squat",
        "db-step-up-alternating",
        "db-rdl",
    ]


def test_the_same_holds_for_the_first_three(idle):
    first = idle.say("just three")
    idle.say("everything as planned")
    idle.wait(days=3)

    again = idle.say("start workout")

    assert "1/3 " in first
    assert "1/7 Elevated Hands Push-up" in again


def test_tomorrow_it_is_the_whole_session_again(idle):
    idle.say("only core")
    idle.wait(days=1)

    idle.say("start workout")

    assert len(exercises(idle)) == 7


def test_in_a_workout_what_is_left_is_cut_and_what_was_done_stays(idle):
    idle.say("start workout")
    idle.say("6 6")

    told = idle.say("just upper body")

    assert "The rest comes first next time." in told
    assert not (exercises(idle) - {"db-front-load-box-squat"}) & LEGS
    assert len(idle.look(lambda athlete: athlete.workout).sets) == 2


def test_a_part_that_is_not_left_is_said_so_and_changes_nothing(idle):
    idle.say("only legs")
    idle.say("start workout")
    before = exercises(idle)

    assert "No core work is left" in idle.say("only core")
    assert exercises(idle) == before


def test_leaving_out_the_legs_leaves_no_day_out(idle):
    idle.say("skip legs today")

    assert [fact.name for fact in idle.facts] == []
    assert idle.look(lambda athlete: athlete.nudging.let_go) is None


def test_legs_on_the_eve_of_hard_running_are_warned_of(desk, store):
    monday = Chat(desk, store).settle_in()
    monday.say("stop")
    monday.say("yes")
    monday.say("run days: hard tue thu, long sun")

    assert "running follows tomorrow" in monday.say("only legs")
    assert "running follows tomorrow" not in monday.say("only upper body")


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("can I run first?", "Yes: run first, lift later"),
        ("can I lift on a run day?", "Yes, a run day is a good day"),
        ("can I lift after my long run?", "upper body and core first"),
        ("can I lift the day before my long run?", "Better not"),
    ],
)
def test_lifting_beside_a_run_is_answered_by_the_rules(idle, asked, answer):
    """The day is a Thursday with a hard run."""
    assert answer in idle.say(asked)
