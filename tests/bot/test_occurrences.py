"""Nudges over days and weeks: none twice, none missing without a recorded reason."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from core.conversation.keys import LIMIT_BYTES
from tests.bot.world import BERLIN, DAY, World, at

TUESDAY = "2026-03-03"
FRIDAY = "2026-03-06"
CHOSEN = "lift days tuesday and friday at 18:00"


@pytest.fixture
def world(desk):
    """Monday noon in Berlin; somebody who lifts on Tuesdays and Fridays at 18:00 and has not begun yet."""
    world = World(desk, at("2026-03-02", "12:00"))
    world.newcomer("telegram:1", CHOSEN)
    yield world
    world.accounted()


def day(text: str) -> date:
    return date.fromisoformat(text)


# --- the plan comes to you ----------------------------------------------------------------------------------------------
def test_on_a_lift_day_at_the_chosen_time_there_is_exactly_one_announcement(world):
    assert world.until(at(TUESDAY, "17:59")) == []

    (nudge,) = world.until(at(TUESDAY, "18:00"))
    again = world.until(at(TUESDAY, "19:59"))

    assert nudge.claim.kind == "lift_day"
    (message,) = nudge.answer.messages
    assert message.text.startswith("Lift day, ")
    assert [c.label for row in message.choices for c in row][:5] == [
        "Start",
        "In an hour",
        "Tonight 19:30",
        "Tomorrow",
        "Skip",
    ]
    assert again == []


def test_the_first_nudge_asks_whose_clock_it_is_and_no_later_one(world):
    (first,) = world.until(at(TUESDAY, "18:00"))
    world.presses("nudge:skip:20260303")
    (second,) = world.until(at(FRIDAY, "18:00"))

    assert BERLIN in first.answer.messages[0].text
    assert BERLIN not in second.answer.messages[0].text


def test_a_silent_person_hears_four_times_then_once_more_and_then_nothing(world):
    world.until(at("2026-05-01"))

    assert world.kinds() == ["lift_day", "evening", "missed", "lift_day", "silence"]
    assert world.person().paused == "silence"


def test_a_pause_that_ended_by_itself_is_no_answer_to_a_nudge(world):
    world.says("pause until friday")

    world.until(at("2026-05-01"))

    assert len(world.kinds()) == 5  # four, and one that says so
    assert world.kinds()[-1] == "silence"


def test_writing_again_ends_the_silence(world):
    world.until(at("2026-03-20"))

    answer = world.says("next")

    assert [fact.name for fact in answer.facts] == ["resumed"]
    assert world.kinds(*world.until(at("2026-03-25"))) != []


def test_starting_the_session_cancels_what_is_still_due(world):
    world.until(at(TUESDAY, "18:00"))
    world.now = at(TUESDAY, "18:30")

    world.lifts()

    assert world.until(at(FRIDAY, "17:59")) == []
    assert world.became()["evening", day(TUESDAY)] == ("skipped", "started")


def test_lifting_before_the_time_cancels_the_announcement(world):
    world.now = at(TUESDAY, "12:00")

    world.lifts()

    assert world.until(at(FRIDAY, "17:59")) == []
    assert world.became()["lift_day", day(TUESDAY)] == ("skipped", "started")


def test_a_forgotten_workout_is_asked_about_once_and_closes_only_after_the_next_day(world):
    world.now = at(TUESDAY, "17:00")
    world.says("start workout")
    world.says("6")

    asked = world.until(at(TUESDAY, "23:59"))
    still_open = world.person().workout.is_open
    world.until(at("2026-03-04", "23:59"))
    a_day_later = world.person().workout.is_open
    world.until(at("2026-03-05", "00:01"))

    assert world.kinds(*asked) == ["rest_over.2.1", "forgotten"]
    assert (still_open, a_day_later) == (True, True)
    assert world.person().workout.closed == "finished"
    assert len(world.person().workout.sets) == 1


def test_sunday_evening_sums_up_the_week(world):
    world.now = at(TUESDAY, "17:00")
    world.lifts()
    world.now = at(FRIDAY, "17:00")
    world.lifts()

    (nudge,) = world.until(at("2026-03-09"))

    assert (nudge.claim.kind, nudge.claim.day) == ("week_summary", day("2026-03-08"))
    assert nudge.answer.messages[0].text.startswith("Week done: 2 of 2")


def test_every_key_fits_the_smallest_platform(world):
    world.until(at("2026-03-10"))

    keys = [c.key for _, nudge in world.sent for row in nudge.answer.messages[0].choices for c in row]
    assert keys
    assert max(len(key.encode()) for key in keys) <= LIMIT_BYTES


# --- the person decides -------------------------------------------------------------------------------------------------
def pressed_under(world, label):
    """Press the choice with this label under the latest nudge."""
    _, nudge = world.sent[-1]
    return world.presses(next(c.key for row in nudge.answer.messages[0].choices for c in row if c.label == label))


@pytest.mark.parametrize(
    ("label", "then", "kind"),
    [
        ("In an hour", at(TUESDAY, "19:00"), "again.1900"),
        ("Tonight 19:30", at(TUESDAY, "19:30"), "again.1930"),
        ("Tomorrow", at("2026-03-04", "18:00"), "lift_day"),
        ("Skip", at(FRIDAY, "18:00"), "lift_day"),
    ],
)
def test_a_choice_under_the_announcement_decides_when_the_next_word_comes(world, label, then, kind):
    world.until(at(TUESDAY, "18:00"))

    pressed_under(world, label)

    assert world.until(then - timedelta(minutes=1)) == []
    assert world.kinds(*world.until(then)) == [kind]


@pytest.mark.parametrize(
    ("text", "then", "fact"),
    [
        ("in an hour", at(TUESDAY, "19:10"), "moved"),
        ("tonight", at(TUESDAY, "19:30"), "moved"),
        ("tomorrow", at("2026-03-04", "18:00"), "moved"),
        ("tomorrow 7am", at("2026-03-04", "07:00"), "moved"),
        ("move to thursday", at("2026-03-05", "18:00"), "moved"),
        ("thursday at 17:15", at("2026-03-05", "17:15"), "moved"),
        ("skip", at(FRIDAY, "18:00"), "skipped"),
        ("not today", at(FRIDAY, "18:00"), "skipped"),
        ("remind me in 20 minutes", at(TUESDAY, "18:30"), "moved"),
    ],
)
def test_the_same_in_words(world, text, then, fact):
    world.until(at(TUESDAY, "18:00"))
    world.now = at(TUESDAY, "18:10")

    answer = world.says(text)

    assert [one.name for one in answer.facts] == [fact]
    assert world.until(then - timedelta(minutes=1)) == []
    assert len(world.until(then)) == 1


def test_a_choice_of_another_day_is_answered_kindly_and_changes_nothing(world):
    world.until(at(TUESDAY, "18:00"))
    world.now = at("2026-03-04", "09:00")
    before = world.person()

    answer = world.presses("nudge:skip:20260303")

    assert "over" in answer.messages[0].text
    assert (world.person().due, world.person().nudging.waiting) == (before.due, before.nudging.waiting)


@pytest.mark.parametrize(
    "key", ["nudge:on:20260303:99999999", "nudge:at:20260303:9999", "nudge:hour", "nudge", "nudge:x:y:z"]
)
def test_a_made_up_key_does_nothing(world, key):
    world.now = at(TUESDAY, "12:00")
    before = world.person()

    world.presses(key)

    assert world.person().nudging == before.nudging
    assert world.person().due == before.due


def test_a_day_too_soon_after_a_session_is_refused_with_the_day_that_works(world):
    world.now = at(TUESDAY, "12:00")
    world.lifts()

    answer = world.says("move to wednesday")

    assert answer.facts == ()
    assert "Thursday is the first day that works" in answer.messages[0].text


def test_missed_is_moved_to_a_day_that_suits_the_running(world):
    world.says("run days: hard tue thu, long sun")
    world.lifts()  # so that there is a plan to be late in
    world.until(at(FRIDAY, "20:00"))

    (nudge,) = world.until(at("2026-03-07", "08:00"))

    assert nudge.claim.kind == "missed"
    assert nudge.answer.messages[0].text.startswith("Yesterday slipped by, no harm.")
    assert "Tuesday" in nudge.answer.messages[0].text
    assert world.kinds(*world.until(at("2026-03-09"))) == ["week_summary"]


def test_a_missed_day_is_made_up_for_once_and_then_the_next_planned_one_counts(world):
    world.lifts()

    while world.now < at("2026-03-10", "23:00"):
        world.until(world.now + timedelta(hours=11))
        world.says("records")  # so that nothing is taken for silence

    told = [
        (nudge.claim.kind, f"{nudge.claim.day:%a}") for _, nudge in world.sent if nudge.claim.kind != "week_summary"
    ]
    assert told == [
        ("lift_day", "Fri"), ("evening", "Fri"), ("missed", "Sat"),
        ("lift_day", "Sat"), ("evening", "Sat"),
        ("lift_day", "Tue"), ("evening", "Tue"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "back"),
    [("travelling until Friday", None), ("pause until friday", None), ("sick", "I'm fine again"), ("pause", "resume")],
)
def test_a_pause_holds_everything_back_until_it_ends(world, text, back):
    paused = world.says(text)
    quiet = world.until(at(FRIDAY, "12:00"))
    resumed = world.says(back) if back else None
    (nudge,) = world.until(at(FRIDAY, "18:00"))

    assert [fact.name for fact in paused.facts] == ["paused"]
    assert quiet == []
    assert "resumed" in [fact.name for fact in (resumed or nudge.answer).facts]
    assert world.became()["lift_day", day(TUESDAY)] == ("skipped", "paused")


def test_nudges_off_means_none_and_on_means_them_again(world):
    world.says("nudges off")
    assert world.until(at("2026-03-20")) == []

    world.says("nudges on")

    assert world.kinds(*world.until(at("2026-03-21"))) == ["lift_day", "evening"]


def test_quiet_hours_are_the_persons(world):
    world.says("quiet hours 17:00 to 9:00")

    (nudge,) = world.until(at(TUESDAY, "23:59"))

    assert world.sent[-1][0] == at(TUESDAY, "16:30")
    assert nudge.claim.kind == "lift_day"


def test_who_lifts_in_their_quiet_hours_is_asked_whether_these_shall_give_way(world):
    answer = world.says("time 6:00")
    key = next(c.key for row in answer.messages[-1].choices for c in row)
    world.presses(key)

    world.until(at(TUESDAY, "12:00"))

    assert "quiet hours" in answer.messages[-1].text
    assert [sent_at for sent_at, _ in world.sent] == [at(TUESDAY, "06:00")]


# --- time itself --------------------------------------------------------------------------------------------------------
def test_a_zone_that_becomes_known_moves_what_is_due(world):
    world.says("time zone New York")

    world.until(at("2026-03-04"))

    assert world.sent[0][0] == at(TUESDAY, "18:00", "America/New_York")


@pytest.mark.parametrize(
    "trip",
    [
        ("Pacific/Auckland", "Pacific/Honolulu"),
        ("Pacific/Honolulu", "Pacific/Auckland"),
        ("Pacific/Apia", "Pacific/Pago_Pago"),
    ],
)
@pytest.mark.parametrize("leaves", ["17:00", "19:00", "23:00"])
def test_across_the_date_line_no_local_day_has_two(desk, trip, leaves):
    there, here = trip
    world = World(desk, at("2026-03-02", "12:00", there), host_zone=there)
    world.newcomer("telegram:1", CHOSEN)
    world.moves_to(there)

    world.until(at(TUESDAY, leaves, there))
    world.moves_to(here)
    world.until(world.now + 2 * DAY)

    days = [nudge.claim.day for _, nudge in world.sent if nudge.claim.kind == "lift_day"]
    assert len(days) == len(set(days))
    world.accounted()


@pytest.mark.parametrize(
    ("outage", "became", "then"),
    [
        (timedelta(minutes=10), ("sent", None), ["lift_day"]),
        (timedelta(hours=2), ("sent", None), ["lift_day"]),
        (timedelta(hours=3), ("expired", "late"), []),
        (timedelta(hours=25), ("expired", "late"), []),
    ],
)
def test_after_an_outage_what_is_not_too_late_is_sent_and_the_rest_has_expired(world, outage, became, then):
    world.until(at(TUESDAY, "17:59"))

    world.outage(at(TUESDAY, "18:00") + outage)
    found = world.until(world.now)

    assert world.kinds(*found) == then if then else found == []
    assert world.became()["lift_day", day(TUESDAY)] == became


@pytest.mark.parametrize("outage", [timedelta(hours=3), timedelta(hours=25)])
def test_what_has_expired_is_offered_on_another_day(world, outage):
    world.until(at(TUESDAY, "17:59"))
    world.outage(at(TUESDAY, "18:00") + outage)

    world.until(at(FRIDAY, "12:00"))

    assert world.kinds()[0] == "missed"
    assert "slipped by, no harm" in world.sent[0][1].answer.messages[0].text


def test_in_the_evening_the_limit_comes_before_the_two_hours(world):
    world.says("time 20:30")
    world.until(at(TUESDAY, "20:29"))

    world.outage(at(TUESDAY, "21:45"))
    world.until(world.now)

    assert world.became()["lift_day", day(TUESDAY)] == ("expired", "quiet")


@pytest.mark.parametrize("jump", [timedelta(hours=1), timedelta(days=365)])
def test_a_clock_that_jumps_ahead_and_back_sends_nothing_twice(world, jump):
    world.until(at(TUESDAY, "17:30"))
    world.outage(world.now + jump)
    world.until(world.now + timedelta(minutes=5))

    world.now = at(TUESDAY, "17:40")
    world.retime()
    world.until(at("2026-03-12"))

    world.accounted()
    assert ("lift_day", day(TUESDAY)) in world.became()
    assert any(nudge.claim.day <= day("2026-03-12") for _, nudge in world.sent)


@pytest.mark.parametrize("jump", [timedelta(hours=1), timedelta(days=365)])
def test_a_clock_that_was_behind_and_is_set_right_sends_nothing_twice(world, jump):
    world.now -= jump
    world.retime()
    world.until(world.now + timedelta(hours=30))

    world.outage(at(TUESDAY, "18:10"))
    world.until(at("2026-03-12"))

    world.accounted()
    assert world.became()["lift_day", day(TUESDAY)][0] == "sent"


def test_over_two_clock_changes_every_lift_day_has_one_announcement_at_its_wall_time(desk):
    """A person who lifts as planned, at a time that the clocks leave out in spring and show twice in autumn."""
    world = World(desk, at("2026-03-20", "12:00"))
    world.newcomer("telegram:1", "lift days wednesday and sunday at 2:30", "quiet hours off", "time zone Berlin")

    while world.now < at("2026-11-01"):
        world.until(world.now + timedelta(hours=12))
        if world.kinds() and world.kinds()[-1] == "lift_day" and world.person().nudging.waiting:
            world.lifts()

    told = {
        nudge.claim.day: sent_at.astimezone(at("2026-01-01").tzinfo)
        for sent_at, nudge in world.sent
        if nudge.claim.kind == "lift_day"
    }
    assert told[day("2026-03-29")].strftime("%H:%M") == "03:30"
    assert (told[day("2026-10-25")].strftime("%H:%M"), told[day("2026-10-25")].fold) == ("02:30", 0)
    others = {at_.strftime("%H:%M") for on, at_ in told.items() if on != day("2026-03-29")}
    assert others == {"02:30"}
    assert all(on.weekday() in {2, 6} for on in told)
    world.accounted()


# --- where the person is reached ------------------------------------------------------------------------------------------
def test_who_blocks_the_bot_is_left_in_peace_and_keeps_their_data(world):
    world.blocks()
    assert world.until(at("2026-03-12")) == []

    world.blocks(blocked=False)

    assert world.kinds(*world.until(at("2026-03-14"))) == ["lift_day", "evening"]
    assert world.became()["lift_day", day(TUESDAY)] == ("skipped", "blocked")


def test_two_people_do_not_disturb_each_other(world):
    world.newcomer("discord:2", "lift days wednesday and saturday at 12:00")

    world.until(at(FRIDAY, "17:00"))

    announced = [(nudge.claim.who, nudge.claim.day) for _, nudge in world.sent if nudge.claim.kind == "lift_day"]
    assert announced == [("telegram:1", day(TUESDAY)), ("discord:2", day("2026-03-04"))]


# --- what the person sees of it -----------------------------------------------------------------------------------------
def test_a_moved_day_shows_in_every_view(world):
    world.says("move to thursday")

    assert "Next lift day: Thursday 5 Mar" in world.says("next").messages[0].text
    assert "Thursday" in world.says("week").messages[0].text
    assert "Next lift day: Thursday 5 Mar" in world.says("today").messages[0].text


def test_a_day_that_was_left_out_is_not_offered_again(world):
    world.until(at(TUESDAY, "18:00"))
    world.says("skip")

    assert "Next lift day: Friday 6 Mar" in world.says("next").messages[0].text


def test_today_stays_a_lift_day_after_it_was_announced(world):
    world.until(at(TUESDAY, "18:00"))

    assert world.says("today").messages[0].text.startswith("Lift day.")


def test_weeks_kept_are_told_and_illness_does_not_end_them(world):
    for day_of in (TUESDAY, FRIDAY, "2026-03-10", "2026-03-13"):
        world.now = at(day_of, "17:00")
        world.lifts()
    two = world.says("week").messages[0].text
    world.says("I'm sick")
    world.now = at("2026-03-22", "12:00")
    world.says("I'm fine again")
    world.now = at("2026-03-24", "17:00")
    world.lifts()
    world.now = at("2026-03-27", "17:00")
    world.lifts()

    assert "2 weeks in a row" in two
    assert "3 weeks in a row" in world.says("week").messages[0].text


def test_a_rest_week_is_seven_days_without_a_word(world):
    answer = world.says("rest week")

    assert [fact.as_json() for fact in answer.facts] == [{"fact": "paused", "reason": "rest", "until": "2026-03-09"}]
    assert world.until(at("2026-03-09", "23:00")) == []
    assert world.kinds(*world.until(at("2026-03-10", "18:00"))) == ["lift_day"]


def test_a_race_near_is_spoken_of_and_nobody_is_asked_to_lift_before_it(world):
    world.lifts()
    world.says("race 15 march half marathon")

    while world.now < at("2026-03-16"):
        world.until(world.now + DAY)
        world.says("today")  # so that nothing is taken for silence

    notes = [nudge for _, nudge in world.sent if nudge.claim.kind == "race_week"]
    days = {nudge.claim.day for _, nudge in world.sent if nudge.claim.kind == "lift_day"}
    assert [nudge.claim.day for nudge in notes] == [day("2026-03-09"), day("2026-03-14")]
    assert notes[0].answer.messages[0].text.startswith("6 days to your race.")
    assert notes[1].answer.messages[0].text.startswith("Race tomorrow.")
    assert not {on for on in days if day("2026-03-12") <= on}
