"""Life as it happens changes today's session, and leaves the profile and the plan as they are."""

from datetime import date

import pytest

from core.coaching.elsewhere import AWAY
from tests.core.conversation.chat import Chat


@pytest.fixture
def chat(desk, store):
    chat = Chat(desk, store).settle_in()
    chat.say("everything as planned")
    return chat.wait(days=3)


def profile(chat):
    return chat.look(lambda athlete: athlete.profile)


def exercises(chat):
    return chat.look(lambda athlete: athlete.workout.exercises)


@pytest.mark.parametrize("minutes", [10, 15, 20])
def test_few_minutes_before_a_workout_shorten_it_and_change_no_setting(chat, minutes):
    before = profile(chat)
    chat.say(f"only {minutes} minutes today")

    chat.say("start workout")

    prescription = chat.look(lambda athlete: athlete.workout.prescription)
    assert prescription.minutes <= minutes or len(prescription.exercises) == 3
    assert "TIME_TRIM" in prescription.codes
    assert profile(chat) == before


def test_few_minutes_are_over_the_next_day(chat):
    chat.say("only 15 minutes today")
    chat.wait(days=1)

    chat.say("start workout")

    assert len(exercises(chat)) == 7


def test_few_minutes_in_a_workout_keep_what_was_done(chat):
    chat.say("start workout")
    chat.say("6")

    chat.say("only 10 minutes")

    workout = chat.look(lambda athlete: athlete.workout)
    left = [p for p in range(7) if p not in workout.skipped]
    assert [s.reps for s in workout.sets] == [6]
    assert 3 <= len(left) < 7


def test_without_equipment_everything_is_done_with_the_own_weight(chat):
    before = profile(chat)
    chat.say("no equipment today")

    chat.say("start workout")

    assert all(p.load is None for p in exercises(chat))
    assert len({p.slug for p in exercises(chat)}) == len(exercises(chat))
    assert profile(chat) == before


def test_a_day_without_equipment_changes_nothing_at_home(desk, store):
    """The next session's squat, press and the others are those of somebody who stayed at home, one session behind."""
    away, home = Chat(desk, store, who="away").settle_in(), Chat(desk, store, who="home").settle_in()
    for chat in (away, home):
        chat.say("everything as planned")
        chat.wait(days=3)
    away.say("no equipment today")
    for chat in (away, home):
        chat.say("start workout")
        chat.say("everything as planned")
        chat.wait(days=4)
        chat.say("start workout")

    assert [(p.slot, p.slug, p.load) for p in exercises(away)] == [(p.slot, p.slug, p.load) for p in exercises(home)]
    assert not any(p.slot.endswith(AWAY) for p in exercises(away))


def test_equipment_gone_in_the_middle_keeps_the_sets_and_goes_on_with_something_else(chat):
    chat.say("start workout")
    chat.say("6")

    chat.say("no equipment today")
    chat.say("everything as planned")

    workout = chat.look(lambda athlete: athlete.workout)
    assert workout.closed == "finished"
    assert [s.load for s in workout.sets_of(0)] == [4]
    assert all(s.load is None for s in workout.sets if s.exercise != 0)


def test_undo_takes_a_reshaped_workout_back(chat):
    chat.say("start workout")
    before = exercises(chat)
    chat.say("no equipment today")

    chat.say("undo")

    assert exercises(chat) == before


def test_other_equipment_lasts_until_the_day_that_was_told(chat):
    chat.say("hotel gym until Sunday")
    chat.wait(days=2)
    chat.say("start workout")
    there = {p.load for p in exercises(chat) if p.load is not None}
    chat.say("stop")
    chat.wait(days=3)

    chat.say("start workout")

    assert there == {5}
    assert 4 in {p.load for p in exercises(chat)}


def test_a_moved_run_moves_this_week_only(chat):
    chat.say("run days: hard tue thu, long sun, easy wed sat")
    chat.say("long run moved to saturday")
    before = profile(chat)

    week = chat.look(lambda athlete: athlete.for_now.run_week)

    assert week["sat"] == "long"
    assert week["sun"] == "rest"
    assert before.run_week["sun"] == "long"


def test_a_race_told_in_passing_is_kept_with_its_distance(chat):
    chat.say("race on 3 May")
    chat.press("Half marathon")

    (race,) = profile(chat).races

    assert (race.date.isoformat(), race.distance, race.priority) == ("2026-05-03", "half", "A")


def test_a_second_race_is_asked_how_much_it_matters(chat):
    chat.say("half marathon on 3 May")
    chat.say("race on 10 May")
    chat.say("10k")
    chat.press("For fun")

    assert [(r.distance, r.priority) for r in profile(chat).races] == [("half", "A"), ("10k", "C")]


@pytest.mark.parametrize("said", ["I'm pregnant", "gave birth 4 weeks ago", "had surgery last month"])
def test_what_needs_a_professional_first_lets_no_workout_start(chat, said):
    chat.say(said)

    chat.say("start workout")

    assert chat.look(lambda athlete: athlete.workout.closed) == "finished"  # still the one of three days ago


def test_an_operation_of_years_ago_stops_nothing(chat):
    chat.say("I had knee surgery 60 weeks ago")

    chat.say("start workout")

    assert chat.look(lambda athlete: athlete.workout.closed) is None


def test_somebody_elses_emergency_is_met_with_a_word_and_stops_nothing(desk, store):
    chat = Chat(desk, store).settle_in()

    told = chat.say("my dad had a heart attack")

    assert "I'm sorry" in told
    assert "112" in told
    assert chat.look(lambda athlete: (athlete.paused, athlete.workout.is_open)) == (None, True)
    assert "Stop now" in chat.say("my dad had a heart attack and I have chest pain")


@pytest.mark.parametrize(
    ("said", "kit"),
    [
        ("travelling until 20 march with only a band", "medium band"),
        ("on holiday until 20 march, I'll have a 8 kg dumbbell and a band", "8 kg"),
        ("travelling until 20 march, no dumbbells", "medium"),
    ],
)
def test_a_trip_with_something_to_lift_pauses_and_plans_with_that(chat, said, kit):
    told = chat.say(said)

    assert chat.look(lambda athlete: athlete.paused) == "travelling"
    assert "Should you lift there, I plan with" in told
    assert "own weight" not in told
    there = chat.look(lambda athlete: athlete.for_now)
    assert there.equipment.bands == ("medium",)
    assert there.equipment_until == date(2026, 3, 20)


def test_being_back_ends_what_was_at_hand_on_a_trip_that_was_announced(chat):
    chat.say("travelling tomorrow to sunday, only got a band")
    chat.wait(days=1).say("im back")

    assert chat.look(lambda athlete: athlete.for_now.equipment) is None


@pytest.mark.parametrize("said", ["5 on the squat, knee feels a bit weird", "6, my back is a little stiff"])
def test_a_hedged_pain_beside_a_set_is_asked_about(chat, said):
    chat.say("start workout")

    told = chat.say(said)

    assert "How strong is it now" in told
