"""Equipment that comes and goes: only that changes, the rest stays, it can be taken back, and what is not clear is asked."""

import pytest

from tests.core.conversation.chat import Chat


@pytest.fixture
def idle(desk, store):
    """Somebody with three pairs of dumbbells and a band, before their first workout."""
    chat = Chat(desk, store).settle_in()
    chat.say("stop")
    chat.say("yes")
    chat.wait(days=3)
    return chat


def kit(chat):
    return chat.look(lambda athlete: athlete.profile.equipment)


def test_no_box_leaves_dumbbells_and_bands_alone(idle):
    before = kit(idle)

    told = idle.say("no box")
    after = kit(idle)
    idle.say("undo")

    assert (after.box, after.dumbbells, after.bands) == (False, before.dumbbells, before.bands)
    assert "without a box" in told
    assert "chair" in told
    assert kit(idle) == before


def test_a_chair_brings_the_box_back(idle):
    idle.say("I have no bench")

    idle.say("I have a chair")

    assert kit(idle).box


def test_a_gym_comes_to_what_is_at_home(idle):
    idle.say("joined a gym")

    assert kit(idle).gym
    assert {4, 8, 12, 40} <= set(kit(idle).dumbbells)


def test_a_barbell_is_no_rack_of_dumbbells(idle):
    told = idle.say("I have a barbell now")

    assert kit(idle).gym
    assert kit(idle).dumbbells == (4, 8, 12)
    assert kit(idle).bands == ("medium",)
    assert "rack" in told


def test_what_was_in_a_gym_is_asked_when_it_is_left(idle):
    idle.say("joined a gym")
    before = kit(idle)

    asked = idle.say("left the gym")
    in_between = kit(idle)
    idle.say("dumbbells 8 kg and a band")

    assert "What do you have at home?" in asked
    assert in_between == before
    assert (kit(idle).gym, kit(idle).dumbbells) == (False, (8,))


@pytest.mark.parametrize("text", ["sold my bands", "my band broke", "I no longer have a band"])
def test_the_only_band_goes(idle, text):
    idle.say(text)

    assert kit(idle).bands == ()
    assert kit(idle).dumbbells == (4, 8, 12)


def test_which_of_several_bands_went_is_asked_and_the_dumbbells_stay(idle):
    idle.say("dumbbells 8 kg, light and heavy band")

    asked = idle.say("my band broke")
    idle.say("heavy band")

    assert "Which one?" in asked
    assert (kit(idle).bands, kit(idle).dumbbells) == (("heavy",), (8,))


def test_a_new_band_that_is_named_with_the_others_takes_no_dumbbells(idle):
    idle.say("got a new band")

    idle.say("light and medium band")

    assert (kit(idle).bands, kit(idle).dumbbells) == (("light", "medium"), (4, 8, 12))


def test_a_kettlebell_is_asked_its_weight_and_comes_to_the_others(idle):
    asked = idle.say("got a kettlebell")

    idle.say("16")

    assert "Which weights?" in asked
    assert kit(idle).dumbbells == (4, 8, 12, 16)


def test_one_pair_of_several_goes(idle):
    idle.say("I sold the 8 kg dumbbells")

    assert kit(idle).dumbbells == (4, 12)


def test_a_box_that_is_missing_changes_the_workout_that_is_going_on(idle):
    idle.say("start workout")

    told = idle.say("no box")

    assert "becomes" in told
    assert not kit(idle).box
    workout = idle.look(lambda athlete: athlete.workout)
    assert "db-front-load-box-squat" not in {entry.slug for entry in workout.exercises}


def test_a_box_that_is_missing_today_is_there_tomorrow(idle):
    idle.say("no box today")

    assert kit(idle).box
    assert not idle.look(lambda athlete: athlete.for_now.equipment).box
