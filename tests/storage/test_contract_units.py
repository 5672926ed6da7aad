"""What every store promises about units of work."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from threading import Event

import pytest

from core.turn import Turn
from storage.lanes import Closed
from tests.storage.examples import AT, change, edit, lift, person, workout


def held_up(store):
    """Keep the store busy until the event that this gives is set."""
    started, go = Event(), Event()

    def work(unit):
        started.set()
        assert go.wait(30)

    done = store.once("hold", AT, work, who="somebody in the way")
    assert started.wait(30)
    return go, done


def adding(who, place):
    """Work that adds one set."""

    def work(unit):
        before = unit.athlete(who, AT)
        unit.keep(before, Turn(replace(before, workout=before.workout.with_sets(lift(place // 4, place % 4 + 1)))))
        return place

    return work


def test_the_result_arrives_through_the_future(store):
    assert store.once("d", AT, lambda _: "42").result(30) == "42"


def test_a_delivery_handled_before_runs_no_work_and_gives_none(opened):
    store = opened()
    edit(store, "ana", Turn, delivery="update 1")
    ran = []

    def again(unit):
        ran.append(unit)

    assert store.once("update 1", AT, again).result(30) is None
    store.close()
    assert opened().once("update 1", AT, again).result(30) is None
    assert ran == []


def test_the_same_delivery_twice_at_once_is_worked_once(store):
    change(store, "ana", workout=workout(), workouts=1)
    go, _ = held_up(store)

    one, two = (store.once("update 7", AT, adding("ana", place), who=who) for place, who in ((0, "ana"), (1, "ben")))
    go.set()

    assert {one.result(30), two.result(30)} in ({0, None}, {1, None})  # on PostgreSQL either may be first
    assert len(person(store, "ana").workout.sets) == 1


def test_an_exception_rolls_back_its_own_unit_alone(store):
    change(store, "ana", workout=workout(), workouts=1)
    go, _ = held_up(store)

    def broken(unit):
        adding("ana", 1)(unit)
        raise ZeroDivisionError("a mistake")

    before, wrong, after = (
        store.once(f"d{place}", AT, work, who="ana")
        for place, work in enumerate((adding("ana", 0), broken, adding("ana", 2)))
    )
    go.set()

    assert (before.result(30), after.result(30)) == (0, 2)
    with pytest.raises(ZeroDivisionError, match="a mistake"):
        wrong.result(30)
    assert [one.number for one in person(store, "ana").workout.sets] == [1, 3]


def test_a_delivery_whose_work_failed_may_come_again(store):
    change(store, "ana", workout=workout(), workouts=1)

    def broken(unit):
        raise SystemExit(3)

    with pytest.raises(SystemExit):
        store.once("d", AT, broken).result(30)

    assert store.once("d", AT, adding("ana", 0)).result(30) == 0


def test_work_that_swallows_a_failed_statement_is_not_committed(store):
    change(store, "ana", workout=workout(), workouts=1)

    def swallowing(unit):
        before = unit.athlete("ana", AT)
        unit.keep(before, Turn(replace(before, workout=before.workout.with_sets(lift()))))
        with suppress(Exception):
            unit.keep(before, Turn(before, also=(replace(workout(2), number=None),)))

    with pytest.raises(Exception, match=r"(?i)not.null"):
        store.once("d", AT, swallowing).result(30)

    assert person(store, "ana").workout.sets == ()


def test_one_persons_work_runs_in_the_order_in_which_it_came(store):
    change(store, "ana", workout=workout(), workouts=1)
    go, _ = held_up(store)

    waiting = [store.once(f"d{place}", AT, adding("ana", place), who="ana") for place in range(28)]
    go.set()

    assert [one.result(30) for one in waiting] == list(range(28))
    assert [one.key for one in person(store, "ana").workout.sets] == [(n // 4, n % 4 + 1) for n in range(28)]


def test_a_flood_of_one_person_does_not_delay_another(store):
    """Whoever comes behind five hundred messages of somebody else does not wait for all of them."""
    order = []
    go, _ = held_up(store)

    def flooding(_):
        go.wait(30)  # PostgreSQL has more threads than the one that is held up
        order.append("flood")

    flood = [store.once(f"f{n}", AT, flooding, who="ana") for n in range(500)]
    other = store.once("other", AT, lambda _: order.append("other"), who="ben")
    go.set()

    for one in (*flood, other):
        one.result(30)
    assert order.index("other") < 50


def test_two_identities_at_once_lose_no_set(store):
    change(store, "ana", workout=workout(), workouts=1)

    with ThreadPoolExecutor(8) as many:
        sent = [many.submit(store.once, f"d{n}", AT, adding("ana", n), who=f"front {n % 8}") for n in range(28)]
        for one in sent:
            one.result(30).result(30)

    assert {one.key for one in person(store, "ana").workout.sets} == {(n // 4, n % 4 + 1) for n in range(28)}


def test_somebody_new_who_writes_twice_at_once_is_one_person(store):
    with ThreadPoolExecutor(8) as many:
        sent = [
            many.submit(store.once, f"d{n}", AT, lambda unit: unit.athlete("ana", AT).id, who=str(n)) for n in range(16)
        ]
        ids = {one.result(30).result(30) for one in sent}

    assert len(ids) == 1
    assert store.read(lambda glance: list(glance.people())).result(30) == ["ana"]


def test_work_cancelled_while_it_waits_does_not_run(store):
    go, _ = held_up(store)
    ran = []
    waiting = store.once("d", AT, ran.append, who="somebody in the way")

    assert waiting.cancel()
    go.set()

    assert store.once("e", AT, lambda _: 1).result(30) == 1
    assert ran == []


def test_closing_finishes_what_waits_and_takes_nothing_more(opened):
    store = opened()
    change(store, "ana", workout=workout(), workouts=1)
    go, _ = held_up(store)
    waiting = [store.once(f"d{n}", AT, adding("ana", n), who="ana") for n in range(8)]

    go.set()
    store.close()

    assert [one.result(0) for one in waiting] == list(range(8))
    assert len(person(opened(), "ana").workout.sets) == 8
    with pytest.raises(Closed):
        store.once("late", AT, adding("ana", 9))


def test_closing_twice_is_no_mistake(opened):
    store = opened()

    store.close()
    store.close()


def test_a_look_sees_one_state_and_changes_nothing(store):
    """What is written while somebody looks is seen by the next look."""
    change(store, "ana", workout=workout(), workouts=1)

    def looking(glance):
        before = glance.athlete("ana").workout.sets
        edit(store, "ana", lambda athlete: Turn(replace(athlete, workout=athlete.workout.with_sets(lift()))))
        return before, glance.athlete("ana").workout.sets, glance.athlete("nobody")

    assert store.read(looking).result(30) == ((), (), None)
    assert person(store, "ana").workout.sets == (lift(),)


def test_an_exception_in_a_look_arrives_and_the_next_look_works(store):
    def broken(glance):
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        store.read(broken).result(30)

    assert store.read(lambda glance: list(glance.people())).result(30) == []


def test_people_are_listed_in_alphabetical_order(store):
    for who in ("telegram:2", "discord:10", "Zoe", "telegram:1"):
        edit(store, who, Turn)

    people = store.read(lambda glance: list(glance.people())).result(30)

    assert people == sorted(people) == ["Zoe", "discord:10", "telegram:1", "telegram:2"]


def test_those_who_may_be_talking_are_found_by_their_front(store):
    """They lift, or something happened with them lately: they came, or finished."""
    closed = replace(workout(sets=(lift(),)), closed="finished", ended=AT)
    for who in ("discord:2", "discord:10", "telegram:3", "discordant:4"):
        change(store, who, workout=workout(sets=(lift(),)), workouts=1)
    change(store, "discord:5", workout=closed, workouts=1)
    edit(store, "discord:6", Turn)

    found = {
        front: store.read(lambda glance, front=front: glance.talking(front, AT)).result(30)
        for front in ("discord", "telegram", "terminal")
    }
    lately = store.read(lambda glance: glance.talking("discord", AT - timedelta(seconds=1))).result(30)

    assert found == {"discord": ("discord:10", "discord:2"), "telegram": ("telegram:3",), "terminal": ()}
    assert lately == ("discord:10", "discord:2", "discord:5", "discord:6")
