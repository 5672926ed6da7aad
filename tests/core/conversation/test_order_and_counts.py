"""The order is the person's; sets that may be meant in two ways are asked about; work told afterwards counts for its day."""

from datetime import date

import pytest

from core.coaching.past import ordered
from tests.core.conversation.chat import Chat


@pytest.fixture
def chat(desk, store):
    return Chat(desk, store).settle_in("dumbbells 8 kg and a band")


def workout(chat):
    return chat.look(lambda athlete: athlete.workout)


def reps(chat, place):
    return [lift.reps for lift in workout(chat).sets_of(place)]


@pytest.mark.parametrize(("text", "first"), [("row first", "Supported"), ("do the push-ups next", "Elevated Hands")])
def test_an_exercise_is_moved_to_the_front(chat, text, first):
    assert first in chat.say(text)


@pytest.mark.parametrize("text", ["later", "squat later", "squat last", "do it later"])
def test_an_exercise_is_moved_to_the_end(chat, text):
    assert "Press" in chat.say(text).replace("Shoulder Press", "Press")

    assert workout(chat).order[-1] == 0


def test_a_moved_exercise_keeps_its_sets_and_undo_brings_the_order_back(chat):
    chat.say("6")
    before = workout(chat)
    chat.say("later")
    assert reps(chat, 0) == [6]

    chat.say("undo")

    assert workout(chat).order == before.order


@pytest.mark.parametrize("text", ["+1 set", "add a set", "one more set", "one more set of squats"])
def test_a_set_more_is_asked_for_and_not_noted(chat, text):
    chat.say(text)

    assert workout(chat).exercises[0].sets == 3
    assert workout(chat).sets == ()


@pytest.mark.parametrize(("answer", "kept"), [("all", [7, 5]), ("more", [6, 7, 5]), ("none", [6])])
def test_as_many_sets_as_there_are_in_all_are_asked_about(chat, answer, kept):
    chat.say("6")
    chat.say("7 5")
    assert reps(chat, 0) == [6]
    label = {"all": "The whole exercise: 2 sets", "more": "On top: 2 sets more", "none": "Neither"}[answer]

    chat.press(label)

    assert reps(chat, 0) == kept


def test_replaced_sets_are_told_as_corrected(chat):
    chat.say("6")
    chat.say("7 5")
    chat.press("The whole exercise: 2 sets")

    assert [(fact.name, fact.details["reps"]) for fact in chat.facts] == [("set_corrected", 7), ("set", 5)]


def test_the_sets_that_are_left_are_noted_without_a_question(chat):
    chat.say("6 5")

    assert reps(chat, 0) == [6, 5]


def test_sets_beyond_the_plan_are_noted(chat):
    chat.say("6 6 6 6")

    assert reps(chat, 0) == [6, 6, 6, 6]


def logs(chat):
    return chat.look(lambda athlete: ordered(athlete.past.sessions, date(2027, 1, 1)))


def test_a_workout_told_afterwards_counts_for_its_day_and_its_plan(chat):
    chat.say("everything as planned")
    chat.wait(days=4)
    chat.say("yesterday: squat 6 6, press 5 5")
    chat.press("Yes, note it")
    chat.wait(hours=3)

    told = chat.say("start workout")

    latest = chat.look(lambda athlete: athlete.workout)
    assert latest.date == date(2026, 3, 5)
    assert {p.slot for place, p in enumerate(latest.exercises) if latest.sets_of(place)} == {"squat", "v_push"}
    assert latest.prescription.phase == "P1"
    assert "48 hours" in told


def test_what_the_plan_does_not_know_of_that_day_is_extra(chat):
    chat.say("everything as planned")
    chat.wait(days=4)
    chat.say("yesterday: 20 burpees")
    chat.press("Yes, note it")

    assert [p.slot for p in workout(chat).exercises] == ["extra"]


def test_undo_takes_a_workout_back_that_was_told_afterwards(chat):
    chat.say("everything as planned")
    chat.wait(days=4)
    chat.say("yesterday: squat 6 6")
    chat.press("Yes, note it")

    chat.say("undo")

    assert workout(chat).sets == ()
    assert "48 hours" not in chat.say("start workout")


def test_nothing_is_noted_before_a_yes(chat):
    chat.say("everything as planned")
    chat.wait(days=4)
    before = workout(chat)
    chat.say("yesterday: squat 6 6")
    chat.say("no")

    assert workout(chat) == before


def test_two_workouts_told_in_either_order_give_the_same_history(desk, store):
    days = ("monday: squat 6 6", "thursday: squat 6 5")
    histories = []
    for who, order in (("one", days), ("two", days[::-1])):
        chat = Chat(desk, store, who=who).settle_in("dumbbells 8 kg and a band")
        chat.say("stop")
        chat.wait(days=11)
        for text in order:
            chat.say(text)
            chat.press("Yes, note it")
        squats = [(log.date, e.done) for log in logs(chat) for e in log.exercises if e.slot == "squat"]
        histories.append(squats)

    assert histories[0] == histories[1]
    assert [done for _, done in histories[0]][-1] == (6, 5)
