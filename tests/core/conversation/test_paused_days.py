"""Pauses, days agreed to and days left out say the same everywhere, and a stop for health names no day at all."""

from datetime import date

import pytest

from bot.desk import Desk
from core.content import library
from storage import open_store
from tests.core.conversation.chat import Chat


@pytest.fixture
def chat(tmp_path):
    """Thursday, a lift day, three days after the first workout."""
    store = open_store(f"sqlite:///{tmp_path / 'chat.db'}")
    chat = Chat(Desk(store, library()), store).settle_in()
    chat.say("everything as planned")
    yield chat.wait(days=2, hours=18)
    store.close()


def paused(chat):
    return chat.look(lambda athlete: (athlete.paused, athlete.paused_until))


def breaks(chat):
    return chat.look(lambda athlete: [(one.since, one.until) for one in athlete.nudging.breaks])


# --- what is off -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("said", ["travelling until sunday", "pause until sunday", "I'm sick until sunday"])
@pytest.mark.parametrize("view", ["today", "next", "week", "plan"])
def test_a_lift_day_in_a_pause_is_none(chat, said, view):
    chat.say(said)

    told = chat.say(view)

    assert "Next lift day: Monday 9 Mar" in told
    assert "Thursday 5 Mar" not in told
    assert "Lift day." not in told
    assert "This week: Thursday" not in told


def test_a_lift_day_in_a_pause_without_an_end_is_none_either(chat):
    chat.say("I'm sick")

    told = chat.say("today")

    assert "Lift day." not in told
    assert "Paused until you say «resume»" in told


@pytest.mark.parametrize("said", ["skip monday", "skip today", "long run moved to saturday"])
def test_in_a_pause_without_an_end_no_answer_names_the_next_day(chat, said):
    chat.say("I'm sick")

    assert "Next lift day" not in chat.say(said)
    assert paused(chat) == ("sick", None)


def test_a_moved_run_ends_no_pause(chat):
    chat.say("run days: hard tue, long sun")
    chat.say("pause")
    chat.say("long run moved to friday")

    assert paused(chat) == ("asked", None)


def test_the_plan_shows_the_days_that_were_agreed(chat):
    chat.say("move to saturday")
    assert "This week: Saturday ·" in chat.say("plan")

    chat.say("skip saturday")
    assert "This week: lifted 1 time" in chat.say("plan")

    chat.say("skip monday")
    assert "Monday 9 Mar: Thursday ·" in chat.say("plan")


def test_days_left_out_one_after_the_other_stay_left_out(chat):
    chat.say("skip today")
    chat.say("skip monday")

    assert "Next lift day: Thursday 12 Mar" in chat.say("next")


def test_a_day_that_a_pause_holds_is_nothing_to_skip(chat):
    chat.say("travelling until friday")

    told = chat.say("not today")

    assert "Today is a rest day anyway." in told
    assert "Next lift day: Friday 6 Mar" in told


@pytest.mark.parametrize("text", ["I'm not sick", "I am not ill", "not sick any more", "I'm not sick anymore"])
def test_who_is_not_ill_is_well(chat, text):
    chat.say("I'm sick")
    chat.say(text)

    assert paused(chat) == (None, None)


@pytest.mark.parametrize("text", ["is it ok to lift with a cold?", "should I train when I'm sick?", "can I lift with the flu?"])  # fmt: skip
def test_who_asks_whether_to_lift_when_ill_is_not_said_to_be(chat, text):
    assert "Rest until you are well" in chat.say(text)
    assert paused(chat) == (None, None)


def test_a_day_that_was_lifted_is_nothing_to_skip(chat):
    chat.say("start workout")
    chat.say("everything as planned")

    assert "You lifted today already" in chat.say("skip today")


def test_pain_of_today_changes_no_other_day(chat):
    chat.say("skip today")
    chat.say("knee hurts 4")

    assert "With that pain" not in chat.say("next")


# --- a day agreed to in a pause --------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("said", "reason"), [("I'm sick", "sick"), ("pause", "asked"), ("travelling until monday", "travelling")])  # fmt: skip
def test_a_day_agreed_to_ends_the_pause_that_holds_it(chat, said, reason):
    chat.say(said)

    told = chat.say("move to saturday")

    assert "Moved to Saturday 7 Mar" in told
    assert "Paused until then." in told
    assert paused(chat) == (reason, date(2026, 3, 7))
    assert chat.look(lambda athlete: athlete.due.day) == date(2026, 3, 7)


def test_today_agreed_to_ends_it_at_once(chat):
    chat.say("pause")

    chat.say("remind me at 19:30")

    assert paused(chat) == (None, None)
    assert "resumed" in {fact.name for fact in chat.facts}


def test_undo_brings_the_pause_back(chat):
    chat.say("I'm sick")
    chat.say("move to saturday")
    chat.say("undo")

    assert paused(chat) == ("sick", None)
    assert breaks(chat) == [(date(2026, 3, 5), None)]


def test_a_day_agreed_to_is_taken_out_of_a_break_that_lies_ahead(chat):
    chat.say("travelling from friday until wednesday")

    told = chat.say("move to saturday")

    assert "Paused until then." not in told
    assert breaks(chat) == [(date(2026, 3, 6), date(2026, 3, 7)), (date(2026, 3, 8), date(2026, 3, 11))]
    assert chat.look(lambda athlete: athlete.due.day) == date(2026, 3, 7)


def test_a_break_told_after_the_day_was_agreed_holds_it(chat):
    chat.say("move to saturday")

    assert "Next lift day: Thursday 5 Mar" in chat.say("travelling from friday until wednesday")


def test_a_break_that_ends_before_it_begins_is_asked_about(chat):
    assert "Nothing is noted yet" in chat.say("travelling from 10 may to 3 may")
    assert breaks(chat) == []


@pytest.mark.parametrize(("said", "since", "until"), [
    ("away from sunday to tuesday", date(2026, 3, 8), date(2026, 3, 10)),
    ("travelling from friday until thursday", date(2026, 3, 6), date(2026, 3, 12)),
    ("pause from tuesday until friday", date(2026, 3, 10), date(2026, 3, 13)),
])  # fmt: skip
def test_the_last_weekday_of_a_span_follows_the_first(chat, said, since, until):
    chat.say(said)

    assert breaks(chat) == [(since, until)]


# --- a stop for health -------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("told", ["chest pain", "knee hurts 8"])
@pytest.mark.parametrize("said", ["today", "next", "week", "plan", "why lighter?", "only 15 minutes", "no equipment today", "move to saturday", "move", "can I lift on saturday?", "tonight", "later", "skip monday", "deload week"])  # fmt: skip
def test_after_a_stop_for_health_there_is_no_next_session(chat, told, said):
    chat.say(told)

    answer = chat.say(said)

    assert "lift day" not in answer.lower()
    assert "Moved" not in answer
    assert " × " not in answer
    assert "start" not in {choice.key for row in chat.answer.messages[-1].choices for choice in row}
    assert paused(chat)[0] == "health"


@pytest.mark.parametrize(("told", "usual"), [("hello", True), ("chest pain", False), ("pause", False)])  # fmt: skip
def test_a_race_called_off_is_lifting_as_usual_only_where_it_is(chat, told, usual):
    chat.say(told)
    chat.say("race 3 may half marathon")

    assert ("Lifting goes on as usual" in chat.say("race cancelled")) is usual


@pytest.mark.parametrize("text", ["it's gone", "it's better now", "wait no it's gone"])
def test_what_is_gone_is_the_pain_that_was_told_today(chat, text):
    assert "make sense" in chat.say("it's gone")

    chat.say("knee hurts 4")

    assert "make sense" not in chat.say(text)


# --- open questions ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("question", ["race", "days"])
@pytest.mark.parametrize("said", ["I'm sick from saturday to tuesday", "travelling from saturday until tuesday"])
def test_what_happens_to_somebody_is_no_answer_to_a_setting(chat, question, said):
    chat.say(question)

    chat.say(said)

    assert breaks(chat) == [(date(2026, 3, 7), date(2026, 3, 10))]
    assert chat.look(lambda athlete: athlete.profile.races) == ()


@pytest.mark.parametrize(
    "text", ["race on 15 march 10k. no wait, 22 march", "10k race on 15 march, no wait, on 22 march"]
)
def test_of_two_days_of_a_race_the_second_counts(chat, text):
    chat.say(text)

    assert chat.look(lambda athlete: [(one.date, one.distance) for one in athlete.profile.races]) == [(date(2026, 3, 22), "10k")]  # fmt: skip


def test_a_second_day_of_a_race_that_is_not_clear_is_asked_about(chat):
    assert "Which day" in chat.say("race on 15 march 10k. no wait, the 22nd")
    assert chat.look(lambda athlete: athlete.profile.races) == ()

    chat.say("22 march")

    assert chat.look(lambda athlete: [(one.date, one.distance) for one in athlete.profile.races]) == [(date(2026, 3, 22), "10k")]  # fmt: skip


@pytest.mark.parametrize("text", ["no wait", "hold on", "not yet", "no, one more", "actually no", "no no, go on", "go"])
def test_finish_here_is_answered_by_the_second_word(chat, text):
    chat.say("start workout")
    chat.say("6")
    chat.say("finish")

    assert "On we go." in chat.say(text)
    assert chat.facts == []


@pytest.mark.parametrize("text", ["finish", "finish here", "end the workout"])
def test_finish_here_is_answered_by_its_own_word(chat, text):
    chat.say("start workout")
    chat.say("6")
    chat.say("finish")

    assert "Done, 1 of 7" in chat.say(text)


def test_a_correction_at_finish_here_stays_one(chat):
    chat.say("start workout")
    chat.say("6")
    chat.say("finish")
    chat.say("no, set one was 5")

    assert [fact.name for fact in chat.facts] == ["set_corrected"]


@pytest.mark.parametrize(
    "said",
    [
        "sick",
        "sick until friday",
        "pause",
        "pause until friday",
        "rest week",
        "is it ok to lift with a cold?",
        "deload week",
    ],
)
def test_nobody_hears_of_a_streak_that_they_do_not_have(chat, said):
    assert "streak" not in chat.say(said)


@pytest.mark.parametrize("said", ["sick", "sick until friday", "pause", "rest week", "deload week"])
def test_a_row_of_weeks_is_told_to_be_safe(chat, said):
    for _ in range(2):
        chat.wait(days=3).say("start workout")
        chat.say("everything as planned")

    assert "streak" in chat.wait(days=4).say(said)
