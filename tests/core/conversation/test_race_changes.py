"""A race that is off, moves to another day, or is run already; and what is said of other people."""

from datetime import date

import pytest

from bot.desk import Desk
from core.content import library
from storage import open_store
from tests.core.conversation.chat import Chat


@pytest.fixture
def chat(tmp_path):
    store = open_store(f"sqlite:///{tmp_path / 'chat.db'}")
    chat = Chat(Desk(store, library()), store).settle_in()
    chat.say("everything as planned")
    yield chat.wait(days=1)
    store.close()


def races(chat):
    return [(race.date, race.distance) for race in chat.look(lambda athlete: athlete.profile.races)]


@pytest.mark.parametrize(
    "said", ["race moved to 10 may", "my race is on 10 may now", "the half marathon was postponed to 10 may"]
)
def test_a_race_that_moves_is_the_same_race(chat, said):
    chat.say("race 3 may half marathon")
    chat.say(said)

    assert races(chat) == [(date(2026, 5, 10), "half")]


@pytest.mark.parametrize("said", ["race cancelled", "my race was cancelled", "cancel the race", "not racing after all"])
def test_a_race_that_is_off_is_gone(chat, said):
    chat.say("race 3 may half marathon")
    told = chat.say(said)

    assert races(chat) == []
    assert "Sunday 3 May" in told


def test_how_much_a_race_matters_is_not_asked_when_it_was_told(chat):
    chat.say("race 3 may half marathon")

    assert "How much" not in chat.say("race 29 march 10k for fun")


def test_of_several_it_is_asked_which_one_is_off(chat):
    chat.say("race 3 may half marathon")
    chat.say("race 29 march 10k for fun")

    chat.say("race cancelled")
    assert len(races(chat)) == 2
    chat.press("10 km, Sunday 29 Mar")

    assert races(chat) == [(date(2026, 5, 3), "half")]


def test_of_several_it_is_asked_which_one_moves(chat):
    chat.say("race 3 may half marathon")
    chat.say("race 29 march 10k for fun")

    chat.say("race moved to 10 may")
    chat.press("Half marathon, Sunday 3 May")

    assert races(chat) == [(date(2026, 3, 29), "10k"), (date(2026, 5, 10), "half")]


def test_without_a_race_there_is_none_to_call_off(chat):
    assert "No race is noted" in chat.say("race cancelled")


def test_a_race_that_was_run_has_its_recovery(chat):
    told = chat.say("ran a marathon yesterday")

    assert "Lifting starts again on Thursday 12 Mar" in told
    assert "You raced" in chat.say("start workout")


def test_its_recovery_is_not_shortened_by_saying_less_about_it(chat):
    chat.say("ran a marathon yesterday")

    assert "Thursday 12 Mar" in chat.say("race yesterday")


def test_a_race_of_long_ago_is_none_to_recover_from(chat):
    chat.say("race on 1 january 2026")

    assert races(chat) == []


@pytest.mark.parametrize("said", ["my wife is pregnant", "my sister had surgery last week"])
def test_what_is_so_with_others_pauses_nobodys_programme(chat, said):
    chat.say(said)

    assert chat.facts == []
    assert chat.look(lambda athlete: athlete.paused) is None


def test_somebody_to_look_after_leaves_little_time(chat):
    assert "How many minutes" in chat.say("my kid is sick")
    assert chat.look(lambda athlete: athlete.paused) is None


def test_one_exercise_is_wanted_instead_of_another(chat):
    chat.wait(days=2).say("start workout")

    chat.say("can I do goblet squats instead")

    assert [found.as_json()["for"] for found in chat.facts] == ["db-front-squat"]


def test_who_needs_to_go_is_asked_before_the_workout_ends(chat):
    chat.wait(days=2).say("start workout")
    chat.say("6")

    assert "Finish here?" in chat.say("need to go")


def test_lets_do_so_many_minutes_is_the_time_there_is(chat):
    assert "15 minutes" in chat.say("let's do 15 minutes")


@pytest.mark.parametrize(
    "said",
    ["race is on 10 may now", "they moved the race to 10 may", "race now on 10 may", "race got postponed to 10 may"],
)
def test_a_race_told_as_one_that_moved_is_no_second_one(chat, said):
    chat.say("race 3 may half marathon")
    chat.say(said)

    assert races(chat) == [(date(2026, 5, 10), "half")]


@pytest.mark.parametrize("said", ["the race is on 10 may", "race is on 10 may", "my half marathon is on 10 may"])
@pytest.mark.parametrize(("answer", "days"), [("It moves", [10]), ("Another race", [3, 10])])
def test_another_day_of_a_known_race_is_asked_about(chat, said, answer, days):
    chat.say("race 3 may half marathon")

    chat.say(said)
    assert len(races(chat)) == 1
    chat.press(answer)

    assert [day.day for day, _ in races(chat)] == days


@pytest.mark.parametrize("said", ["race on 10 may", "another race on 10 may", "my marathon is on 10 may"])
def test_a_race_that_is_none_of_those_noted_is_a_new_one(chat, said):
    chat.say("race 3 may half marathon")
    chat.say(said)

    assert [day.day for day, _ in races(chat)] == [3, 10]


def test_of_two_races_the_distance_says_which_one_moves(chat):
    chat.say("race 3 may 10k")
    chat.say("race 29 march half marathon for fun")
    chat.say("the half is on 5 april now")

    assert races(chat) == [(date(2026, 4, 5), "half"), (date(2026, 5, 3), "10k")]


def test_of_two_races_it_is_asked_which_one_moves(chat):
    chat.say("race 3 may 10k")
    chat.say("race 29 march half marathon for fun")

    assert "Which race moves" in chat.say("race is on 5 april now")
    assert len(races(chat)) == 2


def test_a_race_told_again_keeps_what_is_known_of_it(chat):
    chat.say("race 3 may half marathon")
    chat.say("my race is on 3 may")

    assert races(chat) == [(date(2026, 5, 3), "half")]


def test_how_much_the_one_race_matters_can_be_told_later(chat):
    chat.say("im running a half on april 19th")
    chat.say("its just for fun")

    assert chat.look(lambda athlete: [(r.distance, r.priority) for r in athlete.profile.races]) == [("half", "C")]
