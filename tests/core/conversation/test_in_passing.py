"""What people say in passing is heard and never taken for a set; what was written is never lost without a word."""

from datetime import date

import pytest

from bot.desk import Desk
from core.content import library
from storage import open_store
from tests.core.conversation.chat import Chat


@pytest.fixture
def chat(tmp_path):
    store = open_store(f"sqlite:///{tmp_path / 'chat.db'}")
    yield Chat(Desk(store, library()), store)
    store.close()


@pytest.fixture
def lifting(chat):
    return chat.settle_in()


@pytest.fixture
def idle(lifting):
    lifting.say("everything as planned")
    return lifting


def sets(chat):
    return chat.look(lambda athlete: len(athlete.workout.sets))


# --- told in passing ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "text",
    ["I'm 45", "10 min run", "ran 5 km this morning", "half past six", "thanks!", "hello", "who are you?", "bad knees"],
)
def test_nothing_of_that_is_a_set(lifting, text):
    lifting.say(text)

    assert sets(lifting) == 0


@pytest.mark.parametrize("text", ["great ✓", "thanks, 6", "cool, done", "6 lol"])
def test_a_kind_word_beside_a_set_takes_nothing_from_it(lifting, text):
    lifting.say(text)

    assert sets(lifting) == 1


def test_an_age_is_kept_as_an_age(idle):
    told = idle.say("I'm 45")

    assert "45 years" in told
    assert idle.look(lambda athlete: athlete.profile.age) == 45


def test_bad_knees_change_nothing_before_the_person_chooses(idle):
    asked = idle.say("bad knees")
    before = idle.look(lambda athlete: (athlete.profile.limits, athlete.for_now.pain))
    idle.press("Leave it out")

    assert "knee" in asked
    assert before == ((), None)
    assert idle.look(lambda athlete: athlete.profile.limits) == ("knee",)


def test_a_weak_spot_that_hurts_now_is_asked_how_much(idle):
    idle.say("my knees are bad")

    assert "0 to 10" in idle.press("It hurts now")


@pytest.mark.parametrize(
    "text", ["race on 31 Feb", "race 30.2.2027 marathon", "move to 31 April", "pause until 31 June"]
)
def test_a_day_that_no_calendar_has_is_called_so(idle, text):
    told = idle.say(text)

    assert "no 3" in told
    assert idle.facts == []


@pytest.mark.parametrize(("asked", "day"), [("race", "31 Feb"), ("race", "30 February 2027 marathon")])
def test_it_is_called_so_where_a_day_was_asked_for(idle, asked, day):
    idle.say(asked)

    told = idle.say(day)

    assert "There is no 3" in told
    assert "Which race" in told


# --- equipment ------------------------------------------------------------------------------------------------------------------
def test_what_was_bought_comes_to_what_is_there(idle):
    idle.say("bought 10 kg dumbbells")

    assert idle.look(lambda athlete: athlete.profile.equipment.dumbbells) == (4, 8, 10, 12)
    assert idle.look(lambda athlete: athlete.profile.equipment.bands) == ("medium",)


def test_a_new_band_without_a_name_is_asked_about(idle):
    asked = idle.say("got a new band")
    kept = idle.look(lambda athlete: athlete.profile.equipment.bands)
    idle.say("light and medium band")

    assert "light to heavy" in asked
    assert kept == ("medium",)
    assert idle.look(lambda athlete: athlete.profile.equipment.bands) == ("light", "medium")


@pytest.mark.parametrize(
    ("text", "dumbbells", "bands"),
    [
        ("I only have a band today", (), ("medium",)),
        ("only 8 kg today", (8,), ()),
        ("no dumbbells today", (), ("medium",)),
        ("only dumbbells today", (4, 8, 12), ()),
        ("no equipment today", (), ()),
    ],
)
def test_what_is_at_hand_today_leaves_the_profile_as_it_is(idle, text, dumbbells, bands):
    idle.say(text)
    here = idle.look(lambda athlete: athlete.for_now.equipment)

    assert (here.dumbbells, here.bands) == (dumbbells, bands)
    assert idle.look(lambda athlete: athlete.profile.equipment.dumbbells) == (4, 8, 12)


def test_equipment_told_in_a_workout_does_not_offer_to_start_one(lifting):
    told = lifting.say("equipment 4 8 12 16 kg and a band")

    assert "counts from the next one" in told
    assert "Squat: set 1 of 2" in told


# --- nothing is lost without a word -----------------------------------------------------------------------------------------------
def test_sets_whose_question_stays_open_are_told(lifting):
    lifting.say("everything as planned but row 5")
    told = lifting.say("6")

    assert "«everything as planned but row 5» is not noted" in told
    assert sets(lifting) == 1


def test_what_came_while_an_old_workout_was_open_is_told_when_that_one_ends(lifting):
    lifting.say("6")
    lifting.wait(days=1)
    lifting.say("6 6")
    told = lifting.press("Finish it there")

    assert "what «6 6» belongs to" in told
    assert sets(lifting) == 1


def test_everything_that_came_meanwhile_is_kept_until_the_person_says(lifting):
    lifting.say("6")
    lifting.wait(days=1)
    lifting.say("6")
    lifting.say("press 5 5")
    lifting.press("Go on")

    assert sets(lifting) == 4


def test_a_newcomer_is_asked_again_after_something_else(chat):
    chat.say("start workout")

    told = chat.say("race on 3 May")

    assert "Noted: race on Sunday 3 May" in told
    assert "Does any of this apply to you?" in told
    assert chat.look(lambda athlete: athlete.profile.races[0].date) == date(2026, 5, 3)


@pytest.mark.parametrize(
    "text", ["high blood pressure", "no, but I have asthma", "bad knees", "an operation in January"]
)
def test_a_condition_in_words_answers_the_health_screen(chat, text):
    chat.say("start workout")

    told = chat.say(text)

    assert "doctor or physiotherapist" in told
    assert chat.look(lambda athlete: athlete.profile.parq_yes)


# --- undo -------------------------------------------------------------------------------------------------------------------------
def let_go(chat):
    return chat.look(lambda athlete: athlete.nudging.let_go)


def test_undo_brings_back_a_day_that_was_left_out(idle):
    idle.wait(days=1)
    idle.say("skip thursday")
    left_out = let_go(idle)
    told = idle.say("undo")

    assert left_out == date(2026, 3, 5)
    assert "that day is on again" in told
    assert let_go(idle) is None
    assert sets(idle) == 14


def test_undo_takes_a_move_and_a_pause_back(idle):
    idle.wait(days=1)
    idle.say("move to friday")
    idle.say("pause until sunday")

    idle.say("undo twice")

    assert idle.look(lambda athlete: (athlete.nudging.lift_on, athlete.paused)) == (None, None)


def test_a_session_of_days_ago_is_taken_back_only_after_a_yes(idle):
    idle.wait(days=2)
    asked = idle.say("undo")
    kept = sets(idle)
    idle.press("Take it back")

    assert "Really" in asked
    assert kept == 14
    assert sets(idle) == 0


def test_undo_with_a_number_asks_what_it_is_about(lifting):
    lifting.say("6")
    lifting.say("6 rir 2")

    lifting.say("undo 2")
    lifting.press("Take back the last 2 things")

    assert sets(lifting) == 0


def test_skip_today_in_a_workout_is_no_skipped_exercise(lifting):
    lifting.say("6")

    assert "Finish here?" in lifting.say("skip today")


@pytest.mark.parametrize(
    ("text", "asked"),
    [("squat 6 6 @ 20 lb", "squat 6 6 @ 20 lb"), ("rdl 10 kg 8, 12 kg 6", "RDL 8 @ 10 kg 6 @ 12 kg"), ("squat 6 6", "squat 6 6 as")],
)  # fmt: skip
def test_the_load_that_was_told_stands_in_the_question(idle, text, asked):
    idle.wait(days=1)

    assert asked in idle.say(text)
