"""What is said about being reminded is not mistaken for sets, minutes or anything else."""

from __future__ import annotations

from datetime import date, time

import pytest

from core.reading import read
from core.reading.meaning import Command, Context, When
from core.reading.reminders import read_reminder, says_lifted
from core.reading.steering import read_steering
from core.reading.typos import word_mended

MONDAY = date(2026, 3, 2)
NOON = Context(today=MONDAY, now=time(12))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("quiet hours 22:00 to 7:30", Command("quiet", "22:00 to 7:30")),
        ("Quiet 22-7", Command("quiet", "22-7")),
        ("quiet hours off", Command("quiet", "off")),
        ("week summary off", Command("summary", "off")),
        ("no more summaries", Command("summary", "off")),
        ("turn on the weekly summary", Command("summary", "on")),
        ("Not today.", Command("skip", "today")),
        ("can\N{RIGHT SINGLE QUOTATION MARK}t today", Command("skip", "today")),
        ("rest week", Command("rest_week")),
        ("I need a week off", Command("rest_week")),
        ("in an hour", When(day=MONDAY, at=time(13))),
        ("remind me in 20 minutes", Command("later", "in 20 minutes")),
        ("in half an hour!", When(day=MONDAY, at=time(12, 30))),
    ],
)
def test_words_about_reminders_are_read(text, meant):
    assert read_reminder(text, NOON) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("rest day tomorrow", Command("skip", "tomorrow")),
        ("Tomorrow is a rest day", Command("skip", "tomorrow")),
        ("rest day", Command("skip", "today")),
        ("friday off", Command("skip", "friday")),
        ("can I take friday off", Command("skip", "friday")),
        ("no lift tomorrow", Command("skip", "tomorrow")),
        ("I'm not lifting on friday", Command("skip", "friday")),
        ("can't make it on friday", Command("skip", "friday")),
        ("friday doesn't work", Command("skip", "friday")),
        ("no lifting until friday", Command("pause", "until friday")),
        ("not next week", Command("pause", "next week")),
        ("deload week please", Command("deload")),
        ("when is my next deload", Command("deload")),
        ("can we have an easy week", Command("deload")),
        ("I usually lift at 7am", Command("time", "7am")),
        ("lift at 7 pm", When(at=time(19))),
        ("in 2h", When(day=MONDAY, at=time(14))),
        ("in 30", When(day=MONDAY, at=time(12, 30))),
        ("after dinner", Command("later", "sometime")),
        ("tomorrow same time", Command("move", "tomorrow")),
        ("don't remind me on friday", Command("skip", "friday")),
        ("no reminders on fridays", Command("nudges")),
        ("back on friday", Command("pause", "until friday")),
        ("I can't lift on mondays", Command("days")),
        ("from now on at 19:00", Command("time", "19:00")),
        ("I prefer mornings", Command("time")),
        ("give me 20 minutes", Command("later", "in 20 minutes")),
        ("10 more minutes", Command("later", "in 10 minutes")),
        ("trip cancelled", Command("resume", "trip")),
        ("lift at 7", When(at=time(7), confirm=True)),
    ],
)
def test_days_without_lifting_and_times_to_lift_are_read(text, meant):
    assert read_reminder(text, NOON) == meant


@pytest.mark.parametrize(
    "text",
    [
        "is tomorrow a rest day?",
        "I'm off tomorrow",
        "not 6",
        "rest 90",
        "rest",
        "no run tomorrow",
        "not the row",
        "just 20 minutes",
        "20 min",
    ],
)
def test_what_only_looks_like_a_day_without_lifting_leaves_nothing_out(text):
    assert read_reminder(text, NOON) is None


@pytest.mark.parametrize(
    "text",
    [
        "6 6 5",
        "only 15 minutes",
        "in a hurry",
        "week",
        "summary",
        "today",
        "",
        "in 2026",
        "quietly done 6 6",
        "squat 22 7",
        "x" * 61,
    ],
)
def test_everything_else_is_left_to_the_rest_of_reading(text):
    assert read_reminder(text, NOON) is None


def test_a_time_from_now_may_lie_after_midnight():
    late = Context(today=MONDAY, now=time(23, 30))

    assert read_reminder("in an hour", late) == When(day=date(2026, 3, 3), at=time(0, 30))


@pytest.mark.parametrize(
    "text",
    [
        "stop reminding me",
        "Please stop sending me messages!",
        "turn off notifications",
        "turn the nudges off",
        "no more reminders please",
        "don\N{RIGHT SINGLE QUOTATION MARK}t write to me anymore",
        "unsubscribe",
        "leave me alone",
        "I don't want any more messages",
    ],
)
def test_not_being_written_to_has_many_words(text):
    assert read_reminder(text, NOON) == Command("nudges", "off")


@pytest.mark.parametrize(
    "text", ["turn nudges on", "switch reminders back on", "start reminding me again", "you can write to me again"]
)
def test_so_has_being_written_to_again(text):
    assert read_reminder(text, NOON) == Command("nudges", "on")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("mute for a week", Command("pause", "for a week")),
        ("stop reminding me until Friday", Command("pause", "until friday")),
        ("no nudges this week", Command("pause", "this week")),
        ("skip the whole week", Command("pause", "this week")),
        ("no nudges today", Command("skip", "today")),
        ("don't remind me tomorrow", Command("skip", "tomorrow")),
        ("can't make it tonight", Command("skip", "today")),
    ],
)
def test_off_for_a_while_is_a_pause_and_off_for_a_day_leaves_it_out(text, meant):
    assert read_reminder(text, NOON) == meant


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("don't write after 9pm", "after 9pm"),
        ("no messages before 8", "before 8"),
        ("don't message me between 22 and 8", "between 22 and 8"),
    ],
)
def test_hours_without_messages_are_quiet_hours(text, rest):
    assert read_reminder(text, NOON) == Command("quiet", rest)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("can we do Friday instead?", "friday"),
        ("could we do it on thursday", "thursday"),
        ("thursday instead", "thursday"),
        ("friday works better for me", "friday"),
        ("I'd rather do it tomorrow morning", "tomorrow morning"),
        ("how about saturday", "saturday"),
        ("let's move it to sunday at 10:00", "sunday at 10:00"),
        ("I can't today, maybe tomorrow", "tomorrow"),
        ("can't make it today but friday works", "friday"),
        ("can we do it next week", "next week"),
        ("sometime next week", "next week"),
    ],
)
def test_another_day_is_wished_for_in_many_ways(text, rest):
    assert read_reminder(text, NOON) == Command("move", rest)


@pytest.mark.parametrize(
    "text",
    ["should I train tomorrow?", "I run on friday", "can we do 6 6 5", "how about the squat", "I lift on fridays"],
)
def test_a_question_or_a_habit_is_no_wish(text):
    assert read_reminder(text, NOON) is None


def test_in_a_workout_only_what_cannot_be_about_a_set_is_about_reminders():
    lifting = Context(today=MONDAY, now=time(18), exercise="db-rdl", sets=2, reps=6, asked="set")

    assert read_reminder("can't do it", lifting) is None
    assert read_reminder("in an hour", lifting) is None
    assert read_reminder("quiet hours 22 to 7", lifting) == Command("quiet", "22 to 7")
    assert read_reminder("turn off notifications", lifting) == Command("nudges", "off")


@pytest.mark.parametrize(
    "text", ["done", "already did it", "I lifted this morning", "I've done it already", "finished!", "done yesterday"]
)
def test_a_session_told_without_its_sets(text):
    assert says_lifted(text)


@pytest.mark.parametrize("text", ["done with this", "6 done", "I did 20 push-ups", "not done", "when is it done"])
def test_everything_else_tells_of_no_session(text):
    assert not says_lifted(text)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("mondays and fridays", Command("days", "monday and friday")),
        ("I train tuesdays at 7am", Command("days", "tuesday at 7am")),
        ("long run sundays, intervals thursday", Command("run_days", "long run sunday, intervals thursday")),
        ("is tomorrow a rest day?", Command("next")),
        ("do I lift on friday", Command("next")),
        ("mondays are hard", None),
        ("I hate mondays", None),
    ],
)
def test_what_is_told_as_a_rule_is_kept_as_one(text, meant):
    assert read_steering(text, NOON) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("in an houre", When(day=MONDAY, at=time(13))),
        ("remnid me in 20 mintues", Command("later", "in 20 minutes")),
        ("cant make it today", Command("skip", "today")),
        ("give me 10", Command("later", "in 10 minutes")),
        ("snooze 30", Command("later", "in 30 minutes")),
        ("in a bit", Command("later", "sometime")),
        ("can we do thirsday", Command("move", "thursday")),
        ("too many messages", Command("nudges")),
        ("stop nagging me", Command("nudges")),
        ("remind me every day", Command("nudges")),
        ("not before 10am", Command("quiet", "before 10am")),
        ("turn off reminders for today", Command("skip", "today")),
        ("can you remind me in the mornings", Command("time")),
        ("I can after all", Command("move", "today")),
        ("only one session this week", Command("one_only")),
    ],
)
def test_typing_errors_and_short_wishes_are_forgiven(text, meant):
    assert read_reminder(text, NOON) == meant


@pytest.mark.parametrize(
    ("text", "meant"), [("tonite", When(day=MONDAY, part="evening")), ("thirsday", When(day=date(2026, 3, 5)))]
)
def test_a_mistyped_day_is_that_day(text, meant):
    assert read(text, NOON) == meant


@pytest.mark.parametrize(
    ("text", "day"), [("wedesnday", date(2026, 3, 4)), ("saturdy", date(2026, 3, 7)), ("firday", date(2026, 3, 6))]
)
def test_a_weekday_may_be_mistyped(text, day):
    assert read(text, NOON) == When(day=day)


@pytest.mark.parametrize("text", ["holiday", "payday", "midday", "everyday", "birthday"])
def test_words_that_only_end_like_a_weekday_are_none(text):
    assert word_mended(text) == text
