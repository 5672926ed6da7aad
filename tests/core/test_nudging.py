"""What is sent next and when, or never: from a person and the time alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from core.athlete import Athlete, Due, Habits, Nudging, Profile, Race
from core.nudging import SILENCE_AFTER, Wall, base, next_due, too_late
from core.plan import Prescription
from core.session import LiftSet, Workout

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = date(2026, 3, 2)
TUESDAY = MONDAY + timedelta(days=1)
PLAN = Prescription("normal", "P1", "A", 1, MONDAY, None, 22, (), ())


def at(day: date, wall: str, zone: ZoneInfo = BERLIN) -> datetime:
    return datetime.combine(day, time.fromisoformat(wall), zone).astimezone(UTC)


def somebody(**changes) -> Athlete:
    """A person in Berlin who has answered the first questions and lifts at 18:00."""
    habits = changes.pop("habits", Habits(zone="Europe/Berlin"))
    return replace(
        Athlete(1, at(MONDAY, "09:00"), past=None, habits=habits, answered=frozenset({"kit"}), health_on=MONDAY),
        **changes,
    )


def lifting(sets=(), **changes) -> Athlete:
    """The same person in a workout that began on Monday at 18:00."""
    return somebody(workout=Workout(1, at(MONDAY, "18:00"), MONDAY, PLAN, (), sets=sets), workouts=1, **changes)


def coming(athlete: Athlete, now: datetime, lift_day: date | None = MONDAY, rest_s: int | None = None):
    return next_due(athlete, now, lift_day, "UTC", rest_s)


def every_due(athlete: Athlete, now: datetime):
    """One after the other, each dealt with when it is due."""
    for _ in range(12):
        due = coming(athlete, now, lift_day=TUESDAY, rest_s=60)
        if due is None:
            return
        yield due
        now = due.at
        nudging = replace(athlete.nudging, sent=(*athlete.nudging.sent, (due.kind, due.day)))
        athlete = replace(athlete, nudging=nudging)


# --- the lift day -------------------------------------------------------------------------------------------------------
def test_a_lift_day_is_announced_at_the_chosen_local_time():
    due = coming(somebody(habits=Habits(zone="Europe/Berlin", lift_time="17:30")), at(MONDAY, "09:00"))

    assert due == Due("lift_day", MONDAY, at(MONDAY, "17:30"))


def test_until_the_zone_is_known_the_hosts_clock_counts():
    due = next_due(somebody(habits=Habits()), at(MONDAY, "09:00"), MONDAY, "America/New_York")

    assert due.at == at(MONDAY, "18:00", ZoneInfo("America/New_York"))


def test_without_a_lift_day_nothing_is_due():
    assert coming(somebody(), at(MONDAY, "09:00"), lift_day=None) is None


def test_what_was_sent_is_not_due_again():
    athlete = somebody(nudging=Nudging(sent=(("lift_day", MONDAY),)))

    assert coming(athlete, at(MONDAY, "09:00")) is None


def test_what_is_overdue_stays_due_until_it_is_dealt_with():
    overdue = Due("lift_day", MONDAY, at(MONDAY, "18:00"))

    assert coming(somebody(due=overdue), at(MONDAY, "18:05")) == overdue
    assert coming(somebody(), at(MONDAY, "18:05")) is None


def test_a_day_the_person_chose_has_its_own_time():
    athlete = somebody(nudging=Nudging(lift_on=TUESDAY, lift_at="12:15"))

    assert coming(athlete, at(MONDAY, "09:00"), lift_day=TUESDAY).at == at(TUESDAY, "12:15")
    assert coming(athlete, at(MONDAY, "09:00"), lift_day=MONDAY).at == at(MONDAY, "18:00")


@pytest.mark.parametrize(
    "changes",
    [
        {"habits": Habits(zone="Europe/Berlin", nudges=False)},
        {"nudging": Nudging(blocked=True)},
        {"paused": "sick"},
        {"paused": "health"},
        {"answered": frozenset()},
        {"health_on": None},
    ],
    ids=["off", "blocked", "sick", "health", "no equipment yet", "no health screen yet"],
)
def test_nothing_is_sent_to_somebody_who_is_to_be_left_in_peace(changes):
    assert coming(somebody(**changes), at(MONDAY, "09:00")) is None


def test_a_pause_with_an_end_holds_back_what_lies_in_it_only():
    athlete = somebody(paused="travelling", paused_until=TUESDAY)

    assert coming(athlete, at(MONDAY, "09:00"), lift_day=MONDAY) is None
    assert coming(athlete, at(MONDAY, "09:00"), lift_day=TUESDAY).at == at(TUESDAY, "18:00")


# --- quiet hours ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("lift_time", "sent_at"),
    [
        ("22:00", "21:00"),
        ("21:30", "21:00"),
        ("21:29", "21:29"),
        ("06:00", "07:00"),
        ("00:30", "07:00"),
        ("07:00", "07:00"),
    ],
)
def test_a_lift_time_in_the_quiet_hours_moves_to_their_edge_on_the_same_day(lift_time, sent_at):
    athlete = somebody(habits=Habits(zone="Europe/Berlin", lift_time=lift_time))

    assert coming(athlete, at(MONDAY, "00:01"), lift_day=TUESDAY).at == at(TUESDAY, sent_at)


def test_who_has_no_quiet_hours_is_nudged_at_any_time():
    habits = Habits(zone="Europe/Berlin", lift_time="23:30", quiet_from="00:00", quiet_to="00:00")

    assert coming(somebody(habits=habits), at(MONDAY, "09:00")).at == at(MONDAY, "23:30")


@pytest.mark.parametrize("lift", range(0, 24, 2))
@pytest.mark.parametrize(
    ("begins", "ends"), [("21:30", "07:00"), ("13:00", "15:00"), ("10:00", "09:30"), ("00:00", "23:59")]
)
def test_nothing_is_ever_due_in_quiet_hours(begins, ends, lift):
    habits = Habits(zone="America/St_Johns", lift_time=f"{lift:02d}:00", quiet_from=begins, quiet_to=ends)
    wall = Wall(ZoneInfo("America/St_Johns"), time.fromisoformat(begins), time.fromisoformat(ends))
    now = at(MONDAY, "00:00")
    people = [
        somebody(habits=habits, workouts=1, profile=Profile(races=(Race(MONDAY + timedelta(days=8)),))),
        somebody(habits=habits, nudging=Nudging(waiting=MONDAY, last=at(MONDAY, "19:30"))),
        lifting(habits=habits),
    ]

    found = [due for athlete in people for due in every_due(athlete, now) if due.kind != "close"]
    assert [due for due in found if wall.is_quiet_at(due.at)] == []


# --- the evening, and the morning after ---------------------------------------------------------------------------------------
def announced(last="18:00", **changes) -> Athlete:
    nudging = Nudging(sent=(("lift_day", MONDAY),), waiting=MONDAY, last=at(MONDAY, last), **changes)
    return somebody(nudging=nudging)


def test_when_nothing_happens_there_is_one_word_in_the_evening():
    assert coming(announced(), at(MONDAY, "18:01")) == Due("evening", MONDAY, at(MONDAY, "20:00"))
    assert coming(announced("19:15"), at(MONDAY, "19:16")).at == at(MONDAY, "20:45")


def test_there_is_none_where_it_would_be_quiet_time():
    assert coming(announced("20:15"), at(MONDAY, "20:16")).kind == "missed"


def test_there_is_none_while_the_person_waits_to_be_reminded_again():
    due = coming(announced(again="2026-03-02T21:00"), at(MONDAY, "18:10"))

    assert due == Due("again.2100", MONDAY, at(MONDAY, "21:00"))


def test_the_next_morning_offers_another_day_before_the_usual_time():
    evening_sent = replace(announced(), nudging=replace(announced().nudging, sent=(("evening", MONDAY),)))

    assert coming(evening_sent, at(MONDAY, "20:01"), lift_day=None) == Due("missed", TUESDAY, at(TUESDAY, "08:00"))


def test_for_those_who_lift_early_the_morning_is_earlier_but_never_in_quiet_time():
    habits = Habits(zone="Europe/Berlin", lift_time="07:15")

    due = coming(replace(announced(), habits=habits), at(MONDAY, "21:00"), lift_day=None)

    assert due.at == at(TUESDAY, "07:00")


def test_a_day_that_was_missed_more_than_three_days_ago_is_let_go():
    assert coming(announced(), at(MONDAY + timedelta(days=2), "09:00"), None).day == MONDAY + timedelta(days=3)
    assert coming(announced(), at(MONDAY + timedelta(days=3), "09:00"), None) is None


# --- in a workout -----------------------------------------------------------------------------------------------------------
def lift(number: int, wall: str) -> LiftSet:
    return LiftSet(0, number, at(MONDAY, wall), reps=6)


def test_the_end_of_a_rest_is_told_once_for_each_set():
    first = coming(lifting((lift(1, "18:10"),)), at(MONDAY, "18:10"), rest_s=60)
    second = coming(lifting((lift(1, "18:10"), lift(2, "18:12"))), at(MONDAY, "18:12"), rest_s=60)

    assert (base(first.kind), first.at) == ("rest_over", at(MONDAY, "18:11"))
    assert (base(second.kind), second.at) == ("rest_over", at(MONDAY, "18:13"))
    assert first.kind != second.kind


def test_who_switched_the_rest_timer_off_hears_of_no_rest():
    athlete = lifting((lift(1, "18:10"),), habits=Habits(zone="Europe/Berlin", rest_timer=False))

    assert coming(athlete, at(MONDAY, "18:10"), rest_s=60).kind == "forgotten"


def test_a_workout_is_asked_about_after_45_quiet_minutes():
    assert coming(lifting(), at(MONDAY, "18:01")) == Due("forgotten", MONDAY, at(MONDAY, "18:45"))
    assert coming(lifting((lift(1, "18:10"),)), at(MONDAY, "18:11")).at == at(MONDAY, "18:55")


def test_in_the_quiet_hours_the_question_waits_for_the_morning():
    assert coming(lifting((lift(1, "21:00"),)), at(MONDAY, "21:01")).at == at(TUESDAY, "08:00")


def test_a_workout_closes_by_itself_long_after_its_day_even_when_nothing_may_be_sent():
    asked = Nudging(sent=(("forgotten", MONDAY),))
    midnight = at(MONDAY + timedelta(days=2), "00:00")

    assert coming(lifting(nudging=asked), at(MONDAY, "19:00")) == Due("close", MONDAY, midnight)
    assert coming(lifting(nudging=asked, paused="sick"), at(MONDAY, "19:00")) == Due("close", MONDAY, midnight)


def test_nothing_else_is_sent_during_a_workout():
    athlete = lifting(nudging=Nudging(waiting=MONDAY, again="2026-03-02T18:30", last=at(MONDAY, "18:00")))

    assert coming(athlete, at(MONDAY, "18:01")).kind == "forgotten"


# --- the week, races, silence -----------------------------------------------------------------------------------------------
def test_the_week_is_summed_up_on_sunday_evening_for_who_has_lifted():
    sunday = MONDAY + timedelta(days=6)

    assert coming(somebody(workouts=1), at(MONDAY, "09:00"), None) == Due("week_summary", sunday, at(sunday, "19:00"))
    assert coming(somebody(), at(MONDAY, "09:00"), None) is None
    off = Habits(zone="Europe/Berlin", week_summary=False)
    assert coming(somebody(workouts=1, habits=off), at(MONDAY, "09:00"), None) is None


def test_after_this_weeks_summary_comes_the_next_ones():
    sunday = MONDAY + timedelta(days=6)
    athlete = somebody(workouts=1, nudging=Nudging(sent=(("week_summary", sunday),)))

    assert coming(athlete, at(sunday, "19:00"), None).day == sunday + timedelta(days=7)


@pytest.mark.parametrize(("priority", "days"), [("A", [6, 1]), ("B", [3]), ("C", [])])
def test_a_race_near_is_spoken_of(priority, days):
    race = Race(MONDAY + timedelta(days=20), priority)
    athlete, now, found = somebody(profile=Profile(races=(race,))), at(MONDAY, "09:00"), []

    while (due := coming(athlete, now, None)) is not None:
        found.append((race.date - due.day).days)
        assert due.kind == "race_week"
        now = due.at

    assert found == days


def test_a_race_at_either_end_of_the_calendar_harms_nobody():
    first, last = (somebody(profile=Profile(races=(Race(day),))) for day in (date.min, date.max))

    assert coming(first, at(MONDAY, "09:00"), None) is None
    assert coming(last, at(MONDAY, "09:00"), None).day == date.max - timedelta(days=6)


def test_after_four_without_an_answer_the_next_says_so_and_only_once():
    silent = somebody(nudging=Nudging(unanswered=SILENCE_AFTER))

    due = coming(silent, at(MONDAY, "09:00"))
    after = replace(silent, nudging=replace(silent.nudging, sent=(("silence", MONDAY),)))

    assert due == Due("silence", MONDAY, at(MONDAY, "18:00"))
    assert coming(after, at(MONDAY, "18:00")) is None


def test_silence_says_nothing_to_somebody_in_a_workout():
    assert coming(lifting(nudging=Nudging(unanswered=SILENCE_AFTER)), at(MONDAY, "18:01")).kind == "forgotten"


# --- too late ---------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("kind", "due", "now", "reason"),
    [
        ("lift_day", "18:00", "20:00", None),
        ("lift_day", "18:00", "20:01", "late"),
        ("lift_day", "20:00", "21:29", None),
        ("lift_day", "20:00", "21:30", "quiet"),
        ("rest_over.1.1", "18:00", "18:02", None),
        ("rest_over.1.1", "18:00", "18:03", "late"),
        ("close", "00:00", "23:00", None),
    ],
)
def test_late_by_more_than_two_hours_or_past_the_evening_limit_is_too_late(kind, due, now, reason):
    wall = Wall(BERLIN, time(21, 30), time(7))

    assert too_late(at(MONDAY, due), kind, at(MONDAY, now), wall) == reason
