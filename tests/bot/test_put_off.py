"""What people answer to a nudge, in their own words, and what comes of it."""

from __future__ import annotations

from datetime import date

import pytest

from tests.bot.world import World, at

TUESDAY = "2026-03-03"
WEDNESDAY = "2026-03-04"
FRIDAY = "2026-03-06"
RUNS = "run days: easy mon, hard tue thu, long sun"


@pytest.fixture
def world(desk):
    """Somebody who lifts on Tuesdays and Fridays at 18:00 and has just been told that today is a lift day."""
    world = World(desk, at("2026-03-02", "12:00"))
    world.newcomer("telegram:1", "lift days tuesday and friday at 18:00", RUNS, "time zone Berlin")
    world.until(at(TUESDAY, "18:05"))
    yield world
    world.accounted()


def told(answer) -> str:
    return "\n".join(message.text for message in answer.messages)


def labels(answer) -> list[str]:
    return [choice.label for message in answer.messages for row in message.choices for choice in row]


def fact(answer, name):
    return next(found.as_json() for found in answer.facts if found.name == name)


# --- another day ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("said", "day", "wall"),
    [
        ("can we do saturday instead", "2026-03-07", "18:00"),
        ("I can't today, maybe tomorrow", WEDNESDAY, "18:00"),
        ("thursday evening works better", "2026-03-05", "19:30"),
        ("in a fortnight", "2026-03-17", "18:00"),
        ("in a week", "2026-03-10", "18:00"),
    ],
)
def test_the_session_comes_on_the_day_that_was_wished_for(world, said, day, wall):
    answer = world.says(said)
    came = world.until(at(day, "23:00"))

    assert (fact(answer, "moved")["to"], fact(answer, "moved")["at"]) == (day, wall)
    assert [nudge.claim.day for nudge in came if nudge.claim.kind == "lift_day"] == [date.fromisoformat(day)]


def test_next_week_is_asked_about_with_its_days(world):
    answer = world.says("next week")

    assert told(answer) == "To which day?"
    assert labels(answer) == ["Monday", "Tuesday", "Wednesday"]
    assert fact(world.presses("nudge:on:20260303:20260310"), "moved")["to"] == "2026-03-10"


def test_an_hour_that_may_be_of_the_morning_or_the_evening_is_asked_about(world):
    assert labels(world.says("tomorrow at 7")) == ["Wednesday 07:00", "Wednesday 19:00", "No"]
    assert labels(world.says("at 8")) == ["Tuesday 20:00", "No"]


def test_a_time_for_the_reminder_is_todays_on_a_lift_day_and_the_usual_one_on_others(world):
    today = world.says("remind me at 20:00")
    came = world.until(at(TUESDAY, "20:00"))
    world.now = at(WEDNESDAY, "12:00")
    usual = world.says("remind me at 19:00")

    assert fact(today, "moved")["at"] == "20:00"
    assert world.kinds(*came) == ["again.2000"]
    assert fact(usual, "profile_changed")["keys"] == ["lift_time"]


def test_only_a_day_with_a_session_can_be_moved(world):
    assert "on Tuesday 3 Mar" in told(world.says("move saturday to sunday"))
    assert fact(world.says("move today's session to thursday"), "moved")["to"] == "2026-03-05"


def test_later_is_in_an_hour_on_a_lift_day_and_another_day_when_nothing_is_on(world):
    assert fact(world.says("later"), "moved")["at"] == "19:05"

    world.says("skip")
    world.now = at(WEDNESDAY, "12:00")
    answer = world.says("later")

    assert told(answer) == "Next lift day: Friday 6 Mar.\nTo which day?"
    assert answer.facts == ()


# --- not this time --------------------------------------------------------------------------------------------------------
def test_yes_to_a_nudge_begins(world):
    assert fact(world.says("yes"), "session_started")


def test_no_to_a_nudge_offers_every_way_to_put_it_off(world):
    answer = world.says("no")

    assert labels(answer) == ["In an hour", "Tomorrow", "Skip"]
    assert answer.facts == ()


def test_yes_means_nothing_where_nothing_was_announced(world):
    world.says("skip")

    assert world.says("yes").facts == ()


def test_a_tired_day_gets_a_smaller_offer_and_nothing_is_decided(world):
    answer = world.says("I'm exhausted")

    assert "Just three" in labels(answer)
    assert answer.facts == ()


def test_what_was_done_already_is_asked_for_and_not_asked_about_again(world):
    answer = world.says("already did it")
    until_friday = world.until(at(FRIDAY, "17:59"))

    assert "everything as planned" in told(answer)
    assert answer.facts == ()
    assert until_friday == []


def test_a_week_that_is_left_out_is_a_pause_until_monday(world):
    assert fact(world.says("skip this week"), "paused")["until"] == "2026-03-09"
    assert world.until(at("2026-03-10", "17:59")) == []
    assert world.kinds(*world.until(at("2026-03-10", "18:00"))) == ["lift_day"]


# --- time off that lies ahead -----------------------------------------------------------------------------------------------
def test_a_trip_told_ahead_leaves_the_days_before_it_as_they_are(world):
    answer = world.says("travelling from friday to monday")
    evening = world.until(at(TUESDAY, "23:00"))
    away = world.until(at("2026-03-10", "17:59"))

    assert fact(answer, "paused") == {
        "fact": "paused",
        "reason": "travelling",
        "since": FRIDAY,
        "until": "2026-03-09",
    }
    assert "Next lift day: Tuesday 10 Mar" in told(answer)
    assert world.kinds(*evening) == ["evening"]
    assert [nudge.claim.kind for nudge in away] == ["missed"]
    assert world.kinds(*world.until(at("2026-03-10", "18:00"))) == ["lift_day"]


def test_a_trip_told_ahead_can_be_called_off(world):
    world.says("travelling from friday to monday")
    world.says("skip today")

    answer = world.says("resume")

    assert "Next lift day: Friday 6 Mar" in told(answer)
    assert world.kinds(*world.until(at(FRIDAY, "18:00"))) == ["lift_day"]


def test_a_week_away_that_was_told_ahead_protects_the_row(world):
    for lifted in (TUESDAY, FRIDAY, "2026-03-10", "2026-03-13"):
        world.now = max(world.now, at(lifted, "18:06"))
        world.lifts()
    world.says("travelling next week")
    world.now = at("2026-03-23", "12:00")

    assert "2 weeks in a row" in told(world.says("week"))


def test_equipment_of_a_trip_shapes_what_is_lifted_there_and_ends_with_it(world):
    there = told(world.says("travelling until friday, no equipment"))
    world.now = at(WEDNESDAY, "12:00")
    world.says("start workout")
    away = {exercise.slug for exercise in world.person().workout.exercises}
    world.says("stop")
    (nudge,) = world.until(at(FRIDAY, "18:00"))

    assert "your own weight does it" in there
    assert "db-front-load-box-squat" not in away
    assert nudge.answer.messages[0].text.splitlines()[0].endswith("squat, press, step-up, push-up, RDL, row, Pallof.")


def test_a_nudge_names_the_exercises_that_would_come(world):
    world.says("skip")
    world.says("hotel gym until sunday")
    (nudge,) = world.until(at(FRIDAY, "18:00"))

    named = nudge.answer.messages[0].text.splitlines()[0].removesuffix(".").partition(": ")[2].split(", ")
    world.says("start workout")

    library = world.desk.library
    assert named == [library.exercises[exercise.slug].short for exercise in world.person().workout.exercises]
    assert "dead bug" in named


# --- running --------------------------------------------------------------------------------------------------------------
def test_a_lift_day_gives_way_to_hard_running_on_the_day_after(world):
    world.says("skip")

    answer = world.says("extra hard run on saturday")

    assert "Friday would be the day before it" in told(answer)
    assert fact(answer, "moved")["from"] == FRIDAY
    moved_to = date.fromisoformat(fact(answer, "moved")["to"])
    (nudge,) = world.until(at("2026-03-08", "18:00"))[:1]
    assert (nudge.claim.kind, nudge.claim.day) == ("lift_day", moved_to)


def test_the_day_can_be_kept_all_the_same(world):
    world.says("skip")
    answer = world.says("extra hard run on saturday")
    keep = next(c for m in answer.messages for row in m.choices for c in row if c.label == "Keep Friday")

    world.presses(keep.key)

    assert world.kinds(*world.until(at(FRIDAY, "18:00"))) == ["lift_day"]


def test_an_extra_run_leaves_today_the_next_lift_day_while_it_is_open(world):
    answer = world.says("extra hard run tomorrow")
    came = world.until(at(TUESDAY, "20:00"))

    assert "Next lift day: Tuesday 3 Mar" in told(answer)
    assert world.kinds(*came) == ["evening"]


def test_an_extra_run_where_it_does_not_clash_moves_nothing(world):
    world.says("skip")

    answer = world.says("extra easy run on saturday")

    assert "Saturday easy" in told(answer)
    assert "Sunday long" in told(answer)
    assert answer.facts == ()


# --- whether and when -------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("said", "hours"),
    [
        ("don't write after 9", ("21:00", "07:00")),
        ("no messages before 8", ("21:30", "08:00")),
        ("quiet hours 10 to 6", ("22:00", "06:00")),
        ("quiet hours 22 to 7", ("22:00", "07:00")),
        ("quiet hours 9:00 to 17:00", ("09:00", "17:00")),
    ],
)
def test_quiet_hours_are_told_in_many_ways(world, said, hours):
    world.says(said)

    habits = world.person().habits
    assert (habits.quiet_from, habits.quiet_to) == hours


def test_who_unsubscribes_hears_nothing_more(world):
    world.says("unsubscribe")

    assert world.until(at("2026-04-01")) == []


def test_somebodys_first_days_are_not_summed_up_as_nothing_done(desk):
    world = World(desk, at("2026-03-08", "12:00"))
    world.newcomer("telegram:1", "lift days wednesday and saturday", "time zone Berlin")

    assert world.until(at("2026-03-08", "23:00")) == []
    assert world.became()["week_summary", date(2026, 3, 8)] == ("skipped", "not_today")


def test_an_hour_to_be_reminded_at_is_the_one_that_lies_ahead(world):
    assert labels(world.says("remind me at 8")) == ["Tuesday 20:00", "No"]


def test_after_a_no_nothing_more_is_said_until_the_next_morning(world):
    assert "When suits you better?" in told(world.says("no"))
    came = world.until(at(WEDNESDAY, "12:00"))

    assert [nudge.claim.kind for nudge in came] == ["missed"]


def test_after_a_no_another_time_today_still_works(world):
    world.says("no")
    world.says("8pm")
    came = world.until(at(TUESDAY, "23:00"))

    assert [nudge.claim.kind for nudge in came] == ["again.2000"]


def test_a_day_that_was_left_out_can_be_taken_after_all(world):
    world.says("skip")

    assert fact(world.says("actually I can"), "moved")["to"] == TUESDAY
