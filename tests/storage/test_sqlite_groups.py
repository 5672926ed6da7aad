"""SQLite: what waits together is committed together, once, before anybody is told."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from threading import Event

import pytest

from core.ports import Unavailable
from core.turn import Turn
from storage import open_store
from storage.sqlite import GROUP
from tests.storage.examples import AT, change, edit, lift, person, workout


@pytest.fixture
def store(tmp_path):
    store = open_store(f"sqlite:///{tmp_path}/a.db")
    yield store
    store.close()


@pytest.fixture
def spoken(store):
    """Every statement that the writer runs, from here on."""
    statements = []
    store._connection.set_trace_callback(statements.append)
    return statements


def together(store, works):
    """Hand the works over while the writer is busy, so that they form one group; their futures."""
    started, go = Event(), Event()

    def hold(unit):
        started.set()
        assert go.wait(30)

    store.once(f"hold {len(works)}", AT, hold)
    assert started.wait(30)
    futures = [store.once(f"work {n}", AT, work, who=f"{n}") for n, work in enumerate(works)]
    go.set()
    return futures


def making(who):
    return lambda unit: unit.athlete(who, AT).id


def test_a_group_has_exactly_one_commit(store, spoken):
    futures = together(store, [making(f"p{n}") for n in range(50)])

    assert len({one.result(30) for one in futures}) == 50
    edit(store, "later", Turn)
    assert spoken.count("COMMIT") == 3  # the one that held them up, the fifty, the one after
    assert spoken.count("BEGIN IMMEDIATE") == 3
    assert spoken.count("SAVEPOINT unit") == spoken.count("RELEASE unit") == 52


def test_a_group_has_a_bounded_size(store, spoken):
    futures = together(store, [making(f"p{n}") for n in range(2 * GROUP + 1)])

    for one in futures:
        one.result(30)
    assert spoken.count("COMMIT") == 4


def test_repeats_alone_cost_no_write_transaction(store, spoken):
    edit(store, "ana", Turn, delivery="d")
    spoken.clear()

    for _ in range(3):
        assert store.once("d", AT, making("ana")).result(30) is None

    assert not [one for one in spoken if not one.startswith("SELECT")]


def test_nobody_is_told_before_the_commit(store):
    told = []
    store._connection.set_trace_callback(
        lambda statement: told.append([one.done() for one in futures]) if statement == "COMMIT" else None
    )
    futures = []

    futures += together(store, [making(f"p{n}") for n in range(5)])
    for one in futures:
        one.result(30)

    assert told[-1] == [False] * 5


def test_when_the_commit_fails_everybody_in_the_group_hears_it_and_nothing_is_recorded(store):
    """Only this group's: a row that refers to nothing, found at the commit, stands for whatever a disk may do there."""
    change(store, "ana", workout=workout(), workouts=1)
    store._connection.execute("PRAGMA defer_foreign_keys = OFF")

    def poison(unit):
        store._connection.execute("PRAGMA defer_foreign_keys = ON")
        store._connection.execute("INSERT INTO workouts VALUES (99, 1, '', 0, 0, '', '', '', '', '', '', '', 0, '')")

    def adding(unit):
        before = unit.athlete("ana", AT)
        unit.keep(before, Turn(replace(before, workout=before.workout.with_sets(lift()))))

    futures = together(store, [adding, poison, making("ben")])

    for one in futures:
        with pytest.raises(Unavailable, match="FOREIGN KEY") as caught:
            one.result(30)
        assert isinstance(caught.value.__cause__, sqlite3.IntegrityError)
    assert person(store, "ben") is None
    assert person(store, "ana").workout.sets == ()
    assert store.once("work 0", AT, adding, who="0").result(30) is None
    assert person(store, "ana").workout.sets == (lift(),)


def test_the_second_turn_of_a_person_in_a_group_sees_the_first(store):
    change(store, "ana", workout=workout(), workouts=1)

    def adding(number):
        def work(unit):
            before = unit.athlete("ana", AT)
            unit.keep(before, Turn(replace(before, workout=before.workout.with_sets(lift(0, number)))))
            return len(before.workout.sets)

        return work

    futures = together(store, [adding(n) for n in range(1, 6)])

    assert [one.result(30) for one in futures] == [0, 1, 2, 3, 4]


def test_a_turn_rolled_back_does_not_colour_the_next(store):
    """What a failed turn would have written is not taken for written."""
    change(store, "ana", workout=workout(sets=(lift(),)), workouts=1)

    def failing(unit):
        before = unit.athlete("ana", AT)
        unit.keep(before, Turn(replace(before, workout=before.workout.with_sets(lift(0, 2, reps=99)))))
        raise ZeroDivisionError

    def adding(unit):
        before = unit.athlete("ana", AT)
        unit.keep(before, Turn(replace(before, workout=before.workout.with_sets(lift(0, 3)))))
        return [one.number for one in unit.athlete("ana", AT).workout.sets]

    wrong, right = together(store, [failing, adding])

    assert right.result(30) == [1, 3]
    assert isinstance(wrong.exception(30), ZeroDivisionError)
    assert [one.number for one in edit(store, "ana", Turn).workout.sets] == [1, 3]


def test_what_another_program_wrote_is_seen(tmp_path):
    """Two programs on one file: the second does not go on with what it read before."""
    one, two = (open_store(f"sqlite:///{tmp_path}/a.db") for _ in range(2))
    change(one, "ana", workout=workout(sets=(lift(0, 1),)), workouts=1)
    edit(two, "ana", lambda athlete: Turn(replace(athlete, workout=athlete.workout.with_sets(lift(0, 2)))))

    seen = edit(one, "ana", lambda athlete: Turn(replace(athlete, workout=athlete.workout.with_sets(lift(0, 3)))))

    assert [lift.number for lift in seen.workout.sets] == [1, 2]
    assert [lift.number for lift in edit(two, "ana", Turn).workout.sets] == [1, 2, 3]
    one.close()
    two.close()
