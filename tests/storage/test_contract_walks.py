"""Whatever a person does, in whatever order: what was kept is what is found, and a restart is invisible."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta, timezone
from itertools import count

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.athlete import Habits, Profile, Step, Talk
from core.session import PainReport
from core.turn import Turn
from storage import open_store
from tests.storage.examples import AT, EXERCISES, edit, everything, lift, workout

_people = count()
TEXT = st.text(max_size=8)
SETS = st.builds(
    lambda exercise, number, changes: lift(exercise, number, **changes),
    st.integers(0, 3),
    st.integers(1, 3),
    st.fixed_dictionaries(
        {},
        optional={
            "reps": st.none() | st.integers(0, 200),
            "left": st.integers(0, 200),
            "load": st.none() | st.sampled_from([8, 8.5, 10.0]),
            "rir": st.none() | st.integers(0, 10),
            "outcome": st.sampled_from(["hit", "short", "not_done", "unknown"]),
            "kind": st.sampled_from(["normal", "warmup", "drop"]),
            "note": TEXT,
            "message": st.none() | TEXT,
            "at": st.integers(0, 10**9).map(
                lambda s: (AT + timedelta(microseconds=s)).astimezone(timezone(timedelta(hours=1)))
            ),
        },
    ),
)


def report(athlete, lifts):
    current = athlete.workout or workout(athlete.workouts + 1)
    step = Step("set", current.number, tuple(lifts), tuple(one.key for one in lifts))
    return Turn(
        replace(athlete, workout=current.with_sets(*lifts), workouts=current.number, undo=(step, *athlete.undo)[:5])
    )


def take_back(athlete, keys):
    return Turn(replace(athlete, workout=athlete.workout and athlete.workout.without(*keys), undo=athlete.undo[1:]))


def finish(athlete, how):
    if athlete.workout is None:
        return Turn(athlete)
    closed, pain = how
    return Turn(replace(athlete, workout=replace(athlete.workout, closed=closed, ended=AT, pain=pain, fatigue=3)))


def begin(athlete, skipped):
    made = workout(athlete.workouts + 1, skipped=skipped)
    also = () if athlete.workout is None else (replace(athlete.workout, closed="abandoned", ended=AT),)
    return Turn(replace(athlete, workout=made, workouts=made.number), also=also)


def take_back_the_start(athlete, _):
    if athlete.workouts == 0:
        return Turn(athlete)
    number = athlete.workouts - 1
    return Turn(replace(athlete, workouts=number, workout=athlete.past.workout(number) if number else None))


def swap(athlete, place):
    if athlete.workout is None:
        return Turn(athlete)
    exercises = list(athlete.workout.exercises)
    exercises[place] = replace(EXERCISES[place], slug="dead-bug", load=None)
    return Turn(replace(athlete, workout=replace(athlete.workout, exercises=tuple(exercises), order=(place, 0))))


def say(athlete, what):
    name, value = what
    return Turn(replace(athlete, **{name: value}))


TURNS = st.one_of(
    st.tuples(st.just(report), st.lists(SETS, min_size=1, max_size=4, unique_by=lambda one: one.key)),
    st.tuples(st.just(take_back), st.lists(st.tuples(st.integers(0, 3), st.integers(1, 3)))),
    st.tuples(
        st.just(finish),
        st.tuples(
            st.sampled_from(["finished", "abandoned", None]),
            st.none() | st.builds(PainReport, st.just("knee"), st.integers(0, 10)),
        ),
    ),
    st.tuples(st.just(begin), st.lists(st.integers(0, 6), max_size=2).map(tuple)),
    st.tuples(st.just(take_back_the_start), st.none()),
    st.tuples(st.just(swap), st.integers(0, 6)),
    st.tuples(
        st.just(say),
        st.tuples(
            st.just("talk"), st.builds(Talk, st.none() | TEXT, st.dictionaries(TEXT, st.integers() | TEXT, max_size=2))
        )
        | st.tuples(st.just("profile"), st.builds(lambda age: Profile(age=age), st.integers(10, 99)))
        | st.tuples(st.just("habits"), st.builds(lambda zone: Habits(zone=zone), st.none() | TEXT))
        | st.tuples(st.just("answered"), st.frozensets(TEXT, max_size=3))
        | st.tuples(st.just("paused"), st.none() | TEXT)
        | st.tuples(st.just("paused_until"), st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1))),
    ),
)


def told(athlete):
    """All that a turn may look at, to the letter."""
    return repr(replace(athlete, past=None)), repr(athlete.past.sessions)


def look(store, who):
    """What a turn would see."""
    seen = []

    def turn_of(athlete):
        seen.append((told(athlete), athlete))
        return Turn(athlete)

    edit(store, who, turn_of)
    return seen[0]


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(turns=st.lists(TURNS, min_size=1, max_size=8))
def test_what_was_kept_is_what_is_found_and_a_restart_is_invisible(url, store, turns):
    who = f"runner {next(_people)}"
    wanted = None
    for make, what in turns:

        def turn_of(athlete, make=make, what=what):
            nonlocal wanted
            wanted = make(athlete, what).athlete
            return make(athlete, what)

        edit(store, who, turn_of)
    goes_on, athlete = look(store, who)
    all_before = everything(store, who)

    restarted = open_store(url)
    after_restart, _ = look(restarted, who)
    all_after = everything(restarted, who)
    restarted.close()

    assert after_restart == goes_on
    assert repr(all_before) == repr(all_after)
    cleaned = replace(wanted, past=None)
    for name in ("profile", "habits", "talk", "answered", "paused_until", "workouts"):
        assert getattr(athlete, name) == getattr(cleaned, name)
    assert (athlete.workout is None) == (cleaned.workout is None)
    if cleaned.workout is not None:
        assert [one.key for one in athlete.workout.sets] == [one.key for one in cleaned.workout.sets]
        assert [replace(one, note="", message=None) for one in athlete.workout.sets] == [
            replace(one, note="", message=None) for one in cleaned.workout.sets
        ]
        assert replace(athlete.workout, sets=()) == replace(cleaned.workout, sets=())
    assert len({one.number for one in all_before}) == len(all_before) <= athlete.workouts
