"""Days without lifting: named ahead, in the week of a race, and what a word of consent to a mere announcement does not do."""

from __future__ import annotations

from datetime import date

import pytest

from tests.bot.world import World, at

TUESDAY, WEDNESDAY, FRIDAY = "2026-03-03", "2026-03-04", "2026-03-06"
NEXT_TUESDAY = "2026-03-10"


@pytest.fixture
def world(desk):
    """Monday noon in Berlin; somebody who lifts on Tuesdays and Fridays at 18:00 and has not begun yet."""
    world = World(desk, at("2026-03-02", "12:00"))
    world.newcomer("telegram:1", "lift days tuesday and friday at 18:00", "time zone Berlin")
    yield world
    world.accounted()


def told(answer) -> str:
    return "\n".join(message.text for message in answer.messages)


def labels(answer) -> list[str]:
    return [choice.label for message in answer.messages for row in message.choices for choice in row]


def announced(world, until: str) -> list[str]:
    """The days that are announced until then, to somebody who is heard of now and then."""
    first = len(world.sent)
    while world.now < at(until, "23:00"):
        world.until(min(world.now + (at(WEDNESDAY) - at(TUESDAY)) / 2, at(until, "23:00")))
        world.says("records")
    return [nudge.claim.day.isoformat() for _, nudge in world.sent[first:] if nudge.claim.kind == "lift_day"]


# --- named ahead ----------------------------------------------------------------------------------------------------------
def test_a_day_left_out_further_ahead_changes_nothing_before_it(world):
    answer = world.says("skip friday")

    assert "Friday 6 Mar is off" in told(answer)
    assert "Next lift day: Tuesday 3 Mar" in told(answer)
    world.until(at(TUESDAY, "18:05"))
    world.lifts()
    assert announced(world, NEXT_TUESDAY) == [NEXT_TUESDAY]


def test_several_days_can_be_left_out(world):
    world.says("skip friday")
    world.says("skip tomorrow")

    assert "Next lift day: Tuesday 10 Mar" in told(world.says("today"))
    assert announced(world, NEXT_TUESDAY) == [NEXT_TUESDAY]


def test_what_is_said_of_a_later_day_leaves_todays_announcement_open(world):
    world.until(at(TUESDAY, "18:05"))

    world.says("friday off")

    assert world.kinds(*world.until(at(TUESDAY, "20:30"))) == ["evening"]


def test_a_day_left_out_ahead_does_not_protect_the_week(world):
    world.lifts()
    world.now = at("2026-03-05", "12:00")
    world.lifts()
    world.now = at("2026-03-09", "09:00")
    world.says("skip next friday")
    world.now = at("2026-03-24", "12:00")
    world.lifts()

    assert "in a row" not in told(world.says("week"))


def test_undo_brings_a_day_back_that_was_left_out_ahead(world):
    world.says("skip friday")
    world.says("undo")
    world.until(at(TUESDAY, "18:05"))
    world.lifts()

    assert announced(world, FRIDAY) == [FRIDAY]


def test_the_end_of_a_workout_names_the_day_that_is_left(world):
    world.says("friday off")
    world.says("start workout")

    assert "Next lift day: Tuesday 10 Mar" in told(world.says("everything as planned"))


@pytest.mark.parametrize("said", ["rest day on wednesday", "skip wednesday", "I can't on wednesday"])
def test_a_day_of_rest_stays_one_and_the_lift_day_behind_it_too(world, said):
    world.says("lift days tuesday and thursday")
    world.now = at(TUESDAY, "12:00")
    world.lifts()
    answer = world.says(said)

    assert "Wednesday 4 Mar is a rest day anyway" in told(answer)
    assert answer.facts == ()
    assert announced(world, "2026-03-05") == ["2026-03-05"]


def test_the_weekday_of_today_is_today_where_there_is_something_to_leave_out(world):
    world.until(at(TUESDAY, "18:05"))

    assert "today is off" in told(world.says("skip tuesday"))


def test_with_next_in_front_it_is_the_one_in_a_week(world):
    world.until(at(TUESDAY, "18:05"))

    assert "Tuesday 10 Mar is off" in told(world.says("skip next tuesday"))


# --- the week of a race -----------------------------------------------------------------------------------------------------
def test_after_a_missed_day_in_the_week_of_a_race_another_one_is_offered_and_not_announced(world):
    world.lifts()
    world.says("race 15 march half marathon")
    world.until(at("2026-03-09", "12:00"))
    world.says("records")
    world.until(at(NEXT_TUESDAY, "23:00"))

    (missed,) = world.until(at("2026-03-11", "09:00"))

    assert missed.claim.kind == "missed"
    assert labels(missed.answer) == ["Start", "Today 18:00", "Skip"]  # the day after is closed
    assert world.until(at("2026-03-11", "23:00")) == []


def test_once_agreed_to_it_is_announced(world):
    world.lifts()
    world.says("race 15 march half marathon")
    world.until(at("2026-03-09", "12:00"))
    world.says("records")
    world.until(at("2026-03-11", "09:00"))

    assert "18:00" in told(world.says("ok"))
    assert [nudge.claim.day for nudge in world.until(at("2026-03-11", "18:30"))] == [date(2026, 3, 11)]


def test_a_day_behind_the_race_is_named_by_its_date(world):
    world.lifts()
    world.says("race 18 march half marathon")
    world.says("lift days tuesday and saturday")
    world.until(at("2026-03-14", "12:00"))
    world.says("records")
    world.until(at("2026-03-14", "23:00"))

    (missed,) = world.until(at("2026-03-15", "09:00"))

    assert "Tuesday 24 Mar suits you next." in told(missed.answer)
    assert labels(missed.answer) == ["Tuesday 24 Mar 18:00", "Skip"]  # today is closed


def test_a_race_week_without_kept_weeks_has_no_streak_to_be_safe(world):
    world.lifts()
    world.says("race 15 march half marathon")
    world.says("nudges off")
    world.now = at("2026-03-09", "12:00")
    world.says("nudges on")
    while world.now < at("2026-03-15", "12:00"):
        world.until(world.now + (at(WEDNESDAY) - at(TUESDAY)))
        world.says("records")

    (summary,) = world.until(at("2026-03-15", "20:00"))

    assert told(summary.answer).startswith("A week off for a good reason.")
    assert "streak" not in told(summary.answer)


# --- a word of consent --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("word", ["ok", "k", "yes", "👍", "✓", "great"])
def test_consent_to_a_mere_announcement_begins_nothing(world, word):
    world.lifts()
    world.says("race 15 march half marathon")
    world.until(at("2026-03-08", "18:00"))
    world.says("skip rows")  # «No workout is on right now. Start one?»
    told_before = world.until(at("2026-03-09", "09:00"))
    before = world.person().workouts

    answer = world.says(word)

    assert world.kinds(*told_before) == ["week_summary", "race_week"]
    assert world.person().workouts == before
    assert "can't make sense" not in told(answer)


def test_a_lift_day_is_accepted_with_the_same_word(world):
    world.until(at(TUESDAY, "18:05"))
    before = world.person().workouts

    world.says("ok")

    assert world.person().workouts == before + 1


def test_ok_to_a_missed_day_agrees_to_the_day_that_is_offered(world):
    world.lifts()
    world.until(at("2026-03-07", "09:00"))

    answer = world.says("ok")

    assert [found.as_json()["to"] for found in answer.facts if found.name == "moved"] == ["2026-03-07"]


# --- lighter weeks and times ----------------------------------------------------------------------------------------------------
def test_a_lighter_week_is_answered_with_the_one_that_is_planned(world):
    world.lifts()

    answer = told(world.says("deload week please"))

    assert "lighter week is planned from Tuesday 14 Apr" in answer
    assert "rest week" in answer


def test_where_none_is_planned_that_is_said(world):
    world.says("once a week")

    assert "No lighter week is planned" in told(world.says("can I have a deload?"))


def test_a_time_to_lift_moves_a_session_only_where_one_is_due(world):
    on_a_rest_day = world.says("lift at 7 pm")
    world.until(at(TUESDAY, "09:00"))
    moved = world.says("lift at 7 pm")

    assert on_a_rest_day.facts == ()
    assert "19:00" in told(on_a_rest_day)
    assert [found.as_json()["at"] for found in moved.facts if found.name == "moved"] == ["19:00"]


def test_an_hour_of_either_half_of_the_day_is_asked_about(world):
    assert told(world.says("lift at 7")).startswith("07:00 or 19:00?")


def test_done_where_no_session_is_due_is_asked_for(world):
    world.lifts()
    world.now = at(WEDNESDAY, "12:00")

    assert "tell me the sets" in told(world.says("done"))


# --- in the middle of it --------------------------------------------------------------------------------------------------------
def test_still_here_goes_on(world):
    world.says("start workout")
    world.until(at("2026-03-02", "12:50"))

    assert "On we go." in told(world.says("still here"))


def test_done_to_a_workout_that_seems_forgotten_is_no_set(world):
    world.says("start workout")
    world.says("6")
    world.until(at("2026-03-02", "12:50"))

    done = world.says("done")

    assert not any(found.name == "set" for found in done.facts)
    assert "Finish here?" in told(done)


def test_a_workout_that_was_taken_up_again_is_asked_about_after_another_long_rest(world):
    world.says("start workout")
    world.says("6")
    world.until(at("2026-03-02", "12:50"))
    world.says("still here")
    world.now = at(TUESDAY, "09:00")

    assert "still open" in told(world.says("6"))


@pytest.mark.parametrize(
    ("said", "wall"), [("give me 20 minutes", "18:25"), ("another hour please", "19:05"), ("10 more minutes", "18:15")]
)
def test_a_little_more_time_is_given(world, said, wall):
    world.until(at(TUESDAY, "18:05"))

    assert [found.as_json()["at"] for found in world.says(said).facts if found.name == "moved"] == [wall]


def test_just_three_is_understood_in_words(world):
    world.until(at(TUESDAY, "20:05"))

    assert "3 exercises" in told(world.says("just three"))


def test_a_trip_that_is_called_off_gives_its_days_back(world):
    world.lifts()
    world.says("holiday next week")
    world.says("I'm sick")

    assert "Next lift day: Friday 6 Mar" in told(world.says("cancel the holiday"))
    assert announced(world, NEXT_TUESDAY)[-1] == NEXT_TUESDAY


def test_well_again_ends_the_break_and_names_a_day_of_which_something_is_heard(world):
    world.lifts()
    world.says("I'm sick")
    world.now = at("2026-03-08", "20:00")  # the day suits, but its time is over

    assert "Next lift day: Tuesday 10 Mar" in told(world.says("fine again"))


def test_an_offset_is_shown_as_it_was_told(world):
    assert "UTC-3." in told(world.says("UTC-3"))
    assert "UTC-3" in told(world.says("settings"))


# --- answers to a missed day, and to messages at all --------------------------------------------------------------------------------
@pytest.fixture
def missed(world):
    """The morning after a day that went by, with hard running on Thursdays and long on Sundays: Tuesday is what is offered."""
    world.says("run days: hard thu, long sun")
    world.lifts()
    world.until(at("2026-03-07", "09:00"))
    return world


def test_skip_after_a_missed_day_lets_that_one_go_in_words_as_by_button(missed):
    assert "Next lift day: Tuesday 10 Mar" in told(missed.says("skip this one"))


def test_what_was_done_yesterday_after_all_is_asked_for(missed):
    assert "It isn't written down yet" in told(missed.says("did it yesterday evening"))


@pytest.mark.parametrize("said", ["sorry", "I forgot", "no time yesterday"])
def test_nobody_has_to_excuse_themselves(missed, said):
    assert told(missed.says(said)) == "No harm done."


def test_an_illness_that_is_over_pauses_nothing(missed):
    missed.says("I was ill yesterday")

    assert missed.person().paused is None


def test_stop_to_a_nudge_offers_to_end_them(world):
    world.until(at(TUESDAY, "18:05"))

    assert "No more nudges" in labels(world.says("stop"))


def test_one_day_without_a_nudge_leaves_the_others(world):
    world.says("don't remind me on friday")

    assert world.person().habits.nudges
    assert announced(world, NEXT_TUESDAY)[-1] == NEXT_TUESDAY


def test_an_unknown_wish_about_nudges_switches_nothing(world):
    world.says("nudges off the wall")

    assert world.person().habits.nudges


def test_not_now_without_a_time_offers_every_way_to_put_it_off(world):
    world.until(at(TUESDAY, "18:05"))

    assert labels(world.says("after dinner")) == ["In an hour", "Tomorrow", "Skip"]


def test_the_morning_that_is_over_is_tomorrows(world):
    answer = world.says("remind me in the morning")

    assert [found.as_json()["at"] for found in answer.facts if found.name == "moved"] == ["08:00"]
    assert [found.as_json()["to"] for found in answer.facts if found.name == "moved"] == [TUESDAY]


def test_a_trip_without_an_end_that_lies_ahead_is_asked_about(world):
    answer = world.says("holiday from friday")

    assert "until when?" in told(answer)
    assert world.person().paused is None


def test_no_running_this_week_is_every_day_of_it(world):
    world.says("run days: hard thu, long sun")

    assert "no runs" in told(world.says("no running this week"))


def test_a_moved_session_is_told_with_the_time_at_which_it_comes(world):
    answer = world.says("move to tomorrow at 6am")

    assert "at 07:00" in told(answer)
    assert [found.as_json()["at"] for found in answer.facts if found.name == "moved"] == ["07:00"]


def test_who_falls_ill_in_a_workout_is_not_asked_for_the_next_set(world):
    world.says("start workout")
    world.says("6")

    assert labels(world.says("I'm sick")) == ["Finish here", "Go on"]
