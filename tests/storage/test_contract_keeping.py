"""What every store promises about keeping people."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from core.athlete import WEEKDAYS, Equipment, ForNow, Habits, Profile, Race, Step, Talk
from core.session import PainReport
from core.turn import Turn
from tests.storage.examples import AT, EXERCISES, change, edit, everything, lift, person, same, workout

RICH = {
    "profile": Profile(
        unit="lb",
        age=61,
        equipment=Equipment(dumbbells=(4, 6.5, 10), bands=("light", "the blue one"), box=False, gym=True),
        run_week={**dict.fromkeys(WEEKDAYS, "rest"), "sun": "long"},
        races=(Race(date(2026, 5, 3), "B", "half"), Race(date(2026, 9, 1))),
        limits=("knee",),
        max_minutes=20,
    ),
    "habits": Habits(zone="Europe/Berlin", lift_time="06:15", nudges=False),
    "talk": Talk("swap", {"exercise": 3, "offers": ["db-rdl", "glute-bridge"], "since": None, "odd": {"$x": [1.5]}}),
    "answered": frozenset({"equipment", "health"}),
    "health_on": date(2026, 2, 28),
    "paused_until": date(2026, 4, 1),
    "paused": "ill",
    "for_now": ForNow(
        minutes=15,
        minutes_on=date(2026, 3, 2),
        equipment=Equipment(bands=("light",), box=False),
        equipment_on=date(2026, 3, 2),
        equipment_until=date(2026, 3, 6),
        pain=PainReport("knee", 4, next_morning_worse=True),
        pain_on=date(2026, 3, 2),
        run_week={**dict.fromkeys(WEEKDAYS, "rest"), "sat": "long"},
        run_week_of=date(2026, 3, 2),
    ),
    "undo": (
        Step("set", 1, put=(lift(2, 1, note="slow"),), remove=((0, 1), (0, 2)), head={"closed": None, "order": [1, 0]}),
        Step("profile", profile=Profile(age=20), habits=Habits(language="de")),
        Step("change", for_now=ForNow(minutes=20, minutes_on=date(2026, 3, 1))),
    ),
}


def test_somebody_new_is_made_at_the_first_message_and_found_at_the_next(store):
    first = edit(store, "telegram:1", Turn)
    again = edit(store, "telegram:1", Turn)
    other = edit(store, "discord:1", Turn)

    assert (first.since, first.workouts, first.workout, first.profile) == (AT, 0, None, Profile())
    assert again.id == first.id
    assert other.id != first.id


@pytest.mark.parametrize("name", RICH)
def test_each_thing_about_a_person_is_kept_alone(store, name):
    change(store, "ana", **{name: RICH[name]})

    found = person(store, "ana")
    assert getattr(found, name) == RICH[name]
    assert same(replace(found, **{name: getattr(person(store, "ana"), name)}), found)


def test_everything_about_a_person_survives_closing(opened):
    store = opened()
    change(store, "ana", **RICH, workout=workout(sets=(lift(), lift(0, 2))), workouts=1)
    before = person(store, "ana")
    store.close()

    after = person(opened(), "ana")

    assert same(before, after)
    assert {name: getattr(after, name) for name in RICH} == RICH


def test_what_goes_back_to_its_default_is_forgotten(store):
    change(store, "ana", **RICH)
    plain = edit(store, "ben", Turn)

    change(store, "ana", **{name: getattr(plain, name) for name in RICH})

    assert same(replace(person(store, "ana"), id=plain.id), plain)


def test_a_change_leaves_everybody_else_alone(store):
    change(store, "ana", **RICH, workout=workout(sets=(lift(),)), workouts=1)
    before = person(store, "ana")

    change(store, "ben", workout=workout(), workouts=1)
    change(store, "ben", workout=None, workouts=0)

    assert same(person(store, "ana"), before)


def test_every_field_of_a_set_and_a_workout_is_kept(store):
    sets = (
        lift(2, 1, kind="warmup", load=None),
        lift(1, 1, left=6, right=5, reps=5, rir=2, note="Ü “quoted”\n💪 \ud83d", message="m:1", outcome="short"),
        lift(1, 2, reps=None, seconds=45, unit="lb", load=12.5, outcome="unknown", at=AT + timedelta(microseconds=1)),
        lift(0, 1, outcome="not_done", kind="drop"),
    )
    held = workout(
        sets=sets,
        exercises=(*EXERCISES[:3], replace(EXERCISES[3], slug="pushup", load=None), *EXERCISES[4:]),
        skipped=(4, 5),
        order=(1, 0, 2),
        closed="abandoned",
        ended=AT + timedelta(minutes=25),
        pain=PainReport("knee", 4, next_morning_worse=True),
        fatigue=3,
    )

    change(store, "ana", workout=held, workouts=1)

    found = person(store, "ana").workout
    readable = replace(sets[1], note="Ü “quoted”\n💪 " + "\N{REPLACEMENT CHARACTER}" * 3)
    assert replace(found, sets=()) == replace(held, sets=())
    assert found.sets == (sets[0], readable, *sets[2:])


def test_sets_come_back_in_the_order_in_which_they_were_reported(store):
    change(store, "ana", workout=workout(sets=(lift(0, 1), lift(0, 2), lift(1, 1))), workouts=1)

    def corrected(athlete):
        return Turn(replace(athlete, workout=athlete.workout.without((0, 1)).with_sets(lift(0, 2, reps=5), lift(0, 1))))

    edit(store, "ana", corrected)
    edit(store, "ana", lambda athlete: Turn(replace(athlete, workout=athlete.workout.with_sets(lift(1, 2)))))

    assert [one.key for one in person(store, "ana").workout.sets] == [(1, 1), (0, 2), (0, 1), (1, 2)]
    assert person(store, "ana").workout.sets[1].reps == 5


def test_a_set_taken_back_is_gone(store):
    change(store, "ana", workout=workout(sets=(lift(0, 1), lift(0, 2))), workouts=1)

    edit(store, "ana", lambda athlete: Turn(replace(athlete, workout=athlete.workout.without((0, 1)))))

    assert [one.key for one in person(store, "ana").workout.sets] == [(0, 2)]


def test_the_next_workout_leaves_the_one_before_as_it_was(store):
    done = workout(1, sets=(lift(),), closed="finished", ended=AT)
    change(store, "ana", workout=done, workouts=1)

    change(store, "ana", workout=workout(2, sets=(lift(),)), workouts=2)

    assert person(store, "ana").workout == workout(2, sets=(lift(),))
    assert everything(store, "ana") == (done, workout(2, sets=(lift(),)))


def test_a_start_taken_back_leaves_nothing_behind(store):
    done = workout(1, sets=(lift(),), closed="finished", ended=AT)
    change(store, "ana", workout=done, workouts=1)
    change(store, "ana", workout=workout(2, sets=(lift(3, 1),)), workouts=2)

    change(store, "ana", workout=done, workouts=1)
    change(store, "ana", workout=workout(2), workouts=2)

    assert everything(store, "ana") == (done, workout(2))


def test_a_session_of_an_earlier_day_is_kept_beside_the_one_that_goes_on(store):
    """A workout in `also` is written whole, and does not become the person's current one."""
    change(store, "ana", workout=workout(1), workouts=1)
    earlier = workout(2, date=date(2026, 2, 20), sets=(lift(),), closed="finished", ended=AT)

    edit(store, "ana", lambda athlete: Turn(replace(athlete, workouts=2), also=(earlier,)))
    edit(store, "ana", lambda athlete: Turn(athlete, also=(replace(earlier, sets=(lift(1, 1),)),)))

    assert person(store, "ana").workout == workout(1)
    assert everything(store, "ana") == (replace(earlier, sets=(lift(1, 1),)), workout(1))


def test_a_person_who_was_not_loaded_cannot_be_kept(store):
    before = edit(store, "ana", Turn)

    def stale(unit):
        unit.keep(before, Turn(replace(before, paused="ill")))

    with pytest.raises(LookupError, match="not loaded"):
        store.once("stale", AT, stale).result(30)


def test_names_that_no_database_takes_are_kept_readable(store):
    edit(store, "club\0:\ud800", Turn)

    found = person(store, "club\0:\ud800")

    assert found is not None
    assert edit(store, "club\0:\ud800", Turn).id == found.id
