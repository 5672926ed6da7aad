"""In the middle of a workout: any wording finds today's exercise, and what is asked in passing is answered."""

import pytest

from bot.desk import Desk
from core.content import library
from storage import open_store
from tests.core.conversation.chat import Chat


@pytest.fixture
def chat(tmp_path):
    store = open_store(f"sqlite:///{tmp_path / 'chat.db'}")
    yield Chat(Desk(store, library()), store).settle_in()
    store.close()


def skipped(chat):
    return chat.look(lambda athlete: [athlete.workout.exercises[place].slug for place in athlete.workout.skipped])


@pytest.mark.parametrize("text", ["skip the push ups", "no push-ups today", "skip pushups", "i can't do push ups"])
def test_a_family_name_means_the_exercise_of_today(chat, text):
    chat.say(text)

    assert skipped(chat) == ["elevated-hands-pushup"]


def test_it_finds_the_one_that_was_swapped_in(chat):
    chat.say("step-up first")
    chat.say("swap")
    chat.press("Bodyweight Step-Up/Alternating, 6 reps each side")

    chat.say("skip the step ups")

    assert skipped(chat) == ["step-up-bw"]


def test_swap_names_an_exercise_that_is_still_to_come(chat):
    assert "Instead of row" in chat.say("swap rows")


def test_swap_with_an_exercise_of_the_same_kind_takes_it_in(chat):
    assert "out, front squat in" in chat.say("swap front squat")


@pytest.mark.parametrize("text", ["how long left?", "what's left", "how many exercises left"])
def test_what_is_left_is_told_with_the_time_it_takes(chat, text):
    before = chat.say(text)
    chat.say("squat 6 6")
    chat.say("3")

    assert "7 exercises, about 19 minutes" in before
    assert "6 exercises, about 17 minutes" in chat.say(text)


@pytest.mark.parametrize(("text", "answer"), [("too easy", "heavier one"), ("way too heavy!", "less is fine")])
def test_how_it_feels_is_answered_and_no_set(chat, text, answer):
    assert answer in chat.say(text)
    assert chat.look(lambda athlete: athlete.workout.sets) == ()


def test_a_pain_of_another_place_is_not_taken_for_the_one_asked_about(chat):
    chat.say("my back hurts")

    told = chat.say("shoulder 4")

    assert "loads your shoulder" in told
    assert chat.look(lambda athlete: athlete.workout.pain.site) == "shoulder"


def test_a_session_left_with_nothing_but_a_pain_counts_for_no_week(chat):
    chat.say("knee 4")
    chat.say("stop")

    assert "0 of 2 sessions" in chat.say("week")
    assert "Lifted today" not in chat.say("today")


def test_a_time_that_may_be_morning_or_evening_is_asked(chat):
    chat.say("everything as planned")

    asked = chat.say("time 7")
    chat.press("19:00")

    assert "Morning or evening" in asked
    assert chat.look(lambda athlete: athlete.habits.lift_time) == "19:00"


def test_more_than_twice_a_week_is_refused_with_the_reason(chat):
    told = chat.say("I want to lift 4 times a week")

    assert "Twice a week is the most" in told
    assert chat.facts == []


@pytest.mark.parametrize(
    ("text", "answer"), [("can I lift tomorrow?", "less than 48 hours"), ("can I train on friday", "Yes, Friday")]
)
def test_whether_a_day_works_is_answered_and_nothing_is_moved(chat, text, answer):
    chat.say("everything as planned")

    assert answer in chat.say(text)
    assert chat.look(lambda athlete: athlete.nudging.lift_on) is None


@pytest.mark.parametrize("text", ["use 8 kg", "can I use 8 kg?", "switch to 8kg", "go up to 8 kg please"])
def test_another_load_is_taken_for_what_is_still_to_come(chat, text):
    chat.say("6")

    told = chat.say(text)
    chat.say("6")

    assert "Squat with 8 kg each hand" in told
    assert chat.look(lambda athlete: [lift.load for lift in athlete.workout.sets]) == [4, 8]


@pytest.mark.parametrize(("exercise", "text"), [("push-up first", "use 8 kg"), ("squat first", "use 20 lb")])
def test_a_load_that_the_exercise_does_not_have_is_not_guessed(chat, exercise, text):
    chat.say(exercise)

    assert "no load that I could change" in chat.say(text)


def test_undo_takes_the_other_load_back(chat):
    chat.say("use 8 kg")
    chat.say("undo")

    assert "@ 4 kg each hand" in chat.say("today")


def test_what_was_done_so_far_is_in_the_history_at_once(chat):
    chat.say("6")

    told = chat.say("history")

    assert "This workout so far" in told
    assert "Squat: 6 @ 4 kg" in told
    assert "counts once it ends" in chat.say("records")


def test_a_load_alone_is_asked_how_many_with_it(chat):
    assert "How many with 8 kg?" in chat.say("8 kg")
    assert chat.look(lambda athlete: athlete.workout.sets) == ()


def test_after_weeks_off_nobody_hears_of_a_day_that_slipped_by(chat):
    chat.say("everything as planned")

    told = chat.wait(days=39).say("start workout")

    assert "A month or more off" in told
    assert "slipped by" not in told
