"""A session that is moved: what it does to the other lift day and the runs is said, and every word and nudge agrees with it."""

from __future__ import annotations

from datetime import date

import pytest

from tests.bot.world import World, at

RUNS = "run days: hard tue thu, easy wed sat, long sun, rest mon fri"


@pytest.fixture
def world(desk):
    """Somebody who lifts on Tuesdays and Thursdays at 18:00, on a Monday morning."""
    world = World(desk, at("2026-03-09", "08:00"))
    world.newcomer("telegram:1", "lift days tuesday and thursday at 18:00", RUNS, "time zone Berlin")
    yield world
    world.accounted()


def told(answer) -> str:
    return "\n".join(message.text for message in answer.messages)


def labels(answer) -> list[str]:
    return [choice.label for message in answer.messages for row in message.choices for choice in row]


def lift_days(nudges) -> list[date]:
    return [nudge.claim.day for nudge in nudges if nudge.claim.kind == "lift_day"]


def test_the_day_after_it_makes_room_and_every_word_says_so(world):
    answer = told(world.says("move tuesday to wednesday"))

    assert "Thursday is then less than 48 hours later" in answer
    assert "comes on Friday" in answer
    assert "Nothing is lost" not in answer
    assert "Wednesday: lift day" in told(world.says("week"))
    assert "Friday: lift day" in told(world.says("week"))
    assert "This week: Wednesday, Friday" in told(world.says("plan"))
    assert "Next lift day: Wednesday 11 Mar" in told(world.says("next"))


def test_the_nudges_come_on_the_days_that_were_told(world):
    world.says("move tuesday to wednesday")
    came = world.until(at("2026-03-11", "18:30"))
    world.lifts()

    assert "Next lift day: Friday 13 Mar" in told(world.says("next"))
    assert "This week: Friday · the routine, week 1" in told(world.says("plan"))
    came += world.until(at("2026-03-13", "18:30"))
    assert lift_days(came) == [date(2026, 3, 11), date(2026, 3, 13)]
    assert "Any time of the day suits." in told(came[-1].answer)


def test_taken_back_it_makes_no_room_any_more(world):
    world.says("move tuesday to wednesday")

    world.says("undo")

    assert "This week: Tuesday, Thursday" in told(world.says("plan"))


def test_the_day_before_the_long_run_is_warned_of_and_a_better_one_offered(world):
    world.until(at("2026-03-10", "18:05"))
    world.lifts()

    answer = world.says("move thursday to saturday")

    assert "Your long run follows the day after, so keep the legs light." in told(answer)
    assert labels(answer) == ["Rather Friday"]
    world.presses("nudge:on:20260310:20260313")
    assert "Next lift day: Friday 13 Mar" in told(world.says("next"))


def test_a_day_that_nothing_follows_is_moved_without_a_word_more(world):
    world.until(at("2026-03-10", "18:05"))
    world.lifts()

    assert told(world.says("move to friday")) == "Moved to Friday 13 Mar at 18:00. Nothing is lost."


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ("move to thursday", "Thursday is your other lift day, so it's one session fewer this week."),
        ("move to saturday", "It takes Thursday's place too, so it's one session fewer this week."),
    ],
)
def test_the_other_lift_day_is_not_lost_without_a_word(world, said, line):
    assert line in told(world.says(said))


def test_a_day_that_was_left_out_is_not_made_up_for_on_the_next(world):
    """`today` said «Lift day» on the Friday, while nothing was due before Tuesday."""
    world.until(at("2026-03-10", "18:05"))
    world.lifts()
    world.says("skip thursday")
    world.until(at("2026-03-13", "12:00"))

    assert told(world.says("today")).startswith("No lift today")
    assert "Next lift day: Tuesday 17 Mar" in told(world.says("week"))


def test_a_lift_without_an_agreement_moves_no_other_day(world):
    """The rules drop a day that comes too near; only a move that was agreed makes room (rules.md 3.7)."""
    world.until(at("2026-03-11", "12:00"))

    world.lifts()

    assert "Next lift day: Tuesday 17 Mar" in told(world.says("next"))


# --- a session further ahead ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "said", ["move thursday to friday", "change thursday to friday", "move thursday's session to firday"]
)
def test_a_session_further_ahead_is_moved_and_the_next_one_stays(world, said):
    answer = world.says(said)
    came = world.until(at("2026-03-10", "18:05"))
    world.lifts()
    came += world.until(at("2026-03-13", "18:05"))

    assert told(answer) == "Moved to Friday 13 Mar at 18:00. Nothing is lost."
    assert lift_days(came) == [date(2026, 3, 10), date(2026, 3, 13)]
    assert "slipped by" not in told(world.says("start workout"))


def test_every_word_knows_of_it(world):
    world.says("move thursday to friday")

    assert "Next lift day: Tuesday 10 Mar" in told(world.says("next"))
    assert "Tuesday: lift day" in told(world.says("week"))
    assert "Friday: lift day" in told(world.says("week"))
    assert "This week: Tuesday, Friday" in told(world.says("plan"))
    assert "Monday 16 Mar: Tuesday, Thursday" in told(world.says("plan"))


def test_it_is_taken_back(world):
    world.says("move thursday to friday")

    world.says("undo")

    assert "This week: Tuesday, Thursday" in told(world.says("plan"))


def test_it_can_be_moved_once_more_and_left_out(world):
    world.says("move thursday to sunday")
    world.says("move sunday to friday")
    moved = told(world.says("plan"))
    world.says("skip friday")

    assert "This week: Tuesday, Friday ·" in moved
    assert "This week: Tuesday ·" in told(world.says("plan"))


def test_too_near_behind_the_next_one_it_does_not_work(world):
    answer = world.says("move thursday to wednesday")

    assert "less than 48 hours after Tuesday" in told(answer)
    assert "This week: Tuesday, Thursday" in told(world.says("plan"))


def test_one_session_this_week_leaves_the_other_out(world):
    world.says("only one session this week")
    came = world.until(at("2026-03-10", "18:05"))
    world.lifts()
    came += world.until(at("2026-03-16", "12:00"))

    assert lift_days(came) == [date(2026, 3, 10)]
    assert "Next lift day: Tuesday 17 Mar" in told(world.says("next"))
