"""PostgreSQL: units of different people that wait together share a transaction, and each of them comes out as if it had been alone."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from itertools import count
from threading import Event, Semaphore

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.athlete import Due, Profile
from core.codes import Code
from core.turn import Turn
from storage import open_store
from storage.postgres import THREADS
from tests.storage.cut import CutLine
from tests.storage.examples import AT, change, edit, everything, lift, person, same, workout
from tests.storage.test_contract_walks import TURNS

_names = count()
PEOPLE = [f"runner:{number}" for number in range(12)]


class HeldError(Exception):
    """The thread is let go."""


@pytest.fixture
def url(postgres):
    return postgres.new_database()


@pytest.fixture
def store(url):
    store = open_store(url)
    yield store
    store.close()


@pytest.fixture
def runners(store):
    for who in PEOPLE:
        change(store, who, workout=workout(), workouts=1)
    return PEOPLE


@contextmanager
def all_threads_busy(store):
    """What is handed over meanwhile waits, and is found by one thread."""
    started, go = Semaphore(0), Event()

    def hold(_):
        started.release()
        assert go.wait(30)
        raise HeldError  # nothing is committed

    held = [store.once(f"hold {next(_names)}", AT, hold) for _ in range(THREADS)]
    for _ in held:
        assert started.acquire(timeout=30)
    yield
    go.set()
    for one in held:
        with pytest.raises(HeldError):
            one.result(30)


def together(store, works):
    """Hand (who, work) over while every thread is busy; their futures."""
    with all_threads_busy(store):
        return [store.once(f"work {next(_names)}", AT, work, who=who) for who, work in works]


def turning(who, turn_of):
    def work(unit):
        before = unit.athlete(who, AT)
        unit.keep(before, turn_of(before))
        return who

    return who, work


def adding(who, *lifts):
    return turning(who, lambda athlete: Turn(replace(athlete, workout=athlete.workout.with_sets(*(lifts or [lift()])))))


def results(futures):
    return [one.result(30) for one in futures]


def transactions(url, people):
    """Each person's transaction: the one that wrote their row last."""
    with psycopg.connect(url) as other:
        rows = other.execute(
            "SELECT who, athletes.xmin::text FROM athletes JOIN identities ON athlete_id = id WHERE who = ANY(%s)",
            [list(people)],
        )
        return dict(rows.fetchall())


def numbers(store, who):
    return [one.number for one in person(store, who).workout.sets]


def test_a_set_each_of_twelve_people_is_one_transaction(store, url, runners):
    assert results(together(store, [adding(who) for who in runners])) == runners

    assert [numbers(store, who) for who in runners] == [[1]] * 12
    assert len(set(transactions(url, runners).values())) == 1


def test_two_things_of_one_person_come_one_after_the_other(store, runners):
    works = [adding(who, lift(number=number)) for number in (1, 2, 3) for who in runners[:3]]

    results(together(store, works))

    assert [numbers(store, who) for who in runners[:3]] == [[1, 2, 3]] * 3


def test_somebody_new_is_made_in_a_transaction_of_their_own_and_the_others_go_on(store, url, runners):
    works = [adding(runners[0]), turning("runner:new", Turn), adding(runners[1])]

    assert results(together(store, works)) == [runners[0], "runner:new", runners[1]]

    by_whom = transactions(url, [*runners[:2], "runner:new"])
    assert by_whom[runners[0]] == by_whom[runners[1]] != by_whom["runner:new"]
    assert person(store, "runner:new") is not None


def test_what_is_not_about_the_person_alone_has_a_transaction_of_its_own(store, url, runners):
    code = Code("12345678", "link", AT.replace(hour=23))
    giving = turning(runners[1], lambda athlete: Turn(replace(athlete, profile=Profile(age=50)), code=code))

    results(together(store, [adding(runners[0]), giving, adding(runners[2])]))

    by_whom = transactions(url, runners[:3])
    assert by_whom[runners[0]] == by_whom[runners[2]] != by_whom[runners[1]]
    assert person(store, runners[1]).profile.age == 50


def test_nobody_waits_for_a_history_that_is_brought_along(store, url, runners):
    history = tuple(workout(number, closed="finished", ended=AT) for number in range(2, 12))
    bringing = turning(runners[1], lambda athlete: Turn(replace(athlete, workouts=11), also=history))

    results(together(store, [adding(runners[0]), bringing, adding(runners[2])]))

    by_whom = transactions(url, runners[:3])
    assert by_whom[runners[0]] == by_whom[runners[2]] != by_whom[runners[1]]
    assert len(everything(store, runners[1])) == 11


def test_whoever_is_busy_elsewhere_is_not_waited_for(store, url, runners):
    with psycopg.connect(url) as other:
        other.execute(
            "SELECT id FROM athletes JOIN identities ON athlete_id = id WHERE who = %s FOR UPDATE", [runners[1]]
        )
        first, second, third = together(store, [adding(who) for who in runners[:3]])
        assert results([first, third]) == [runners[0], runners[2]]
        assert not second.done()
        other.rollback()

        assert second.result(30) == runners[1]
    assert numbers(store, runners[1]) == [1]


def test_work_that_fails_tells_its_own_caller_and_nobody_else(store, runners):
    def failing(unit):
        before = unit.athlete(runners[1], AT)
        unit.keep(before, Turn(replace(before, workout=before.workout.with_sets(lift()))))
        raise ZeroDivisionError

    first, second, third = together(store, [adding(runners[0]), (runners[1], failing), adding(runners[2])])

    assert results([first, third]) == [runners[0], runners[2]]
    with pytest.raises(ZeroDivisionError):
        second.result(30)
    assert [numbers(store, who) for who in runners[:3]] == [[1], [], [1]]


def test_work_that_fails_after_it_wrote_leaves_nothing_and_the_others_start_again(store, runners):
    runs = []

    def failing(unit):
        before = unit.athlete(runners[1], AT)
        runs.append(before)
        unit.keep(before, Turn(replace(before, workout=None, workouts=0)))  # deletes rows at once
        raise ZeroDivisionError

    first, second, third = together(store, [adding(runners[0]), (runners[1], failing), adding(runners[2])])

    assert results([first, third]) == [runners[0], runners[2]]
    with pytest.raises(ZeroDivisionError):
        second.result(30)
    assert len(runs) == 2  # with the others, and by itself
    assert everything(store, runners[1]) == (workout(),)
    assert [numbers(store, who) for who in runners[:3]] == [[1], [], [1]]


def test_work_that_hides_its_failure_is_not_recorded_together_either(store, runners):
    def hiding(unit):
        before = unit.athlete(runners[1], AT)
        with pytest.raises(Exception, match=r".") as caught:
            unit.athlete(runners[1], AT)
        unit.keep(before, Turn(replace(before, workout=before.workout.with_sets(lift()))))
        return type(caught.value).__name__

    outcome = together(store, [adding(runners[0]), (runners[1], hiding)])[1]

    with pytest.raises(BaseException, match="DID NOT RAISE"):  # by itself, loading somebody twice is no failure
        outcome.result(30)
    assert [numbers(store, who) for who in runners[:2]] == [[1], []]


def test_what_was_delivered_before_is_not_recorded_again(store, runners):
    assert store.once("twice", AT, adding(runners[0])[1], who=runners[0]).result(30) == runners[0]
    with all_threads_busy(store):
        again = store.once("twice", AT, adding(runners[0])[1], who=runners[0])
        both = [store.once("once", AT, adding(who)[1], who=who) for who in runners[1:3]]  # no platform does that

    assert again.result(30) is None
    assert results(both) == [runners[1], None]
    assert [len(numbers(store, who)) for who in runners[:3]] == [1, 1, 0]


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_line_cut_inside_the_common_commit_leaves_one_set_each(postgres, url, when):
    line = CutLine(postgres.folder)
    store = open_store(url.replace(str(postgres.folder), str(line.folder)))
    for who in PEOPLE:
        change(store, who, workout=workout(), workouts=1)
    runs = []

    def counted(who):
        _, work = adding(who)
        return lambda unit: runs.append(who) or work(unit)

    with all_threads_busy(store):
        futures = [store.once(f"cut {who}", AT, counted(who), who=who) for who in PEOPLE]
        line.cut = when

    assert results(futures) == PEOPLE
    assert line.cuts == 1
    assert len(runs) == len(PEOPLE) * {"before": 2, "after": 1}[when]
    assert [numbers(store, who) for who in PEOPLE] == [[1]] * len(PEOPLE)
    store.close()
    line.close()


def test_a_connection_cut_in_the_middle_starts_all_of_them_again(store, url, runners):
    cut = []

    def cutting(unit):
        if not cut:
            with psycopg.connect(url, autocommit=True) as other:
                ours = "state = 'idle in transaction' AND datname = current_database()"
                cut.extend(
                    other.execute(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {ours}").fetchall()
                )
        return adding(runners[1])[1](unit)

    futures = together(store, [adding(runners[0]), (runners[1], cutting), adding(runners[2])])

    assert results(futures) == runners[:3]
    assert cut == [(True,)]
    assert [numbers(store, who) for who in runners[:3]] == [[1]] * 3
    assert len(set(transactions(url, runners[:3]).values())) == 1


def test_when_the_clock_and_they_wait_for_each_other_all_get_through(store, url, runners):
    """A deadlock, as the server finds it: nobody's fault, so all of them try again."""
    due = Due("lift_day", AT.date(), AT)
    results(
        together(store, [turning(who, lambda a, who=who: Turn(replace(a, due=due, reach=who))) for who in runners[:2]])
    )
    later = replace(due, at=AT + timedelta(hours=1))
    moving = [turning(who, lambda a: Turn(replace(a, due=later))) for who in runners[:2]]
    ours = person(store, runners[0]).id
    runs, reached = [], Event()

    def telling(unit):
        runs.append(unit)
        reached.set()
        return moving[1][1](unit)

    with psycopg.connect(url) as clock:
        clock.execute("SET deadlock_timeout = '60s'")  # the other side is to notice
        clock.execute("SELECT at FROM dues WHERE athlete_id = %s FOR UPDATE", [ours])
        futures = together(store, [moving[0], (runners[1], telling)])
        assert reached.wait(30)
        clock.execute("UPDATE athletes SET revision = revision WHERE id = %s", [ours])
        clock.commit()

        assert results(futures) == runners[:2]
    assert len(runs) > 1
    assert [person(store, who).due for who in runners[:2]] == [later, later]


def test_one_person_on_two_fronts_at_once_is_loaded_once_at_a_time(store, runners):
    ben = person(store, runners[1])
    edit(store, runners[0], lambda athlete: Turn(athlete, absorbed=ben))
    works = [(who, adding(runners[0], lift(number=n))[1]) for n, who in enumerate(runners[:2], start=1)]

    assert results(together(store, works)) == [runners[0], runners[0]]

    assert sorted(numbers(store, runners[0])) == [1, 2]


def test_two_who_become_one_while_both_write_lose_nothing(store, runners):
    code = Code("87654321", "link", AT.replace(hour=23))
    edit(store, runners[0], lambda athlete: Turn(athlete, code=code))
    asking = turning(runners[0], lambda athlete: Turn(replace(athlete, profile=Profile(age=50))))

    def joining(unit):
        me = unit.athlete(runners[1], AT)
        other = unit.behind(code.text, AT).athlete
        mine = replace(other, workout=other.workout.with_sets(lift(3, 1)))
        unit.keep(other, Turn(mine, spent=code.text, absorbed=me))

    results(together(store, [asking, (runners[1], joining), adding(runners[2])]))

    both = person(store, runners[0])
    assert person(store, runners[1]).id == both.id
    assert [one.key for one in both.workout.sets] == [(3, 1)]
    assert both.profile.age == 50


@pytest.mark.parametrize("looks", [True, False])
def test_a_unit_that_keeps_twice_sees_what_it_wrote_and_ends_with_the_last(store, runners, looks):
    due = Due("lift_day", AT.date(), AT)
    seen = []

    def work(unit):
        before = unit.athlete(runners[0], AT)
        more = replace(before, workout=before.workout.with_sets(lift(), lift(1, 1)), due=due, reach=runners[0])
        unit.keep(before, Turn(more))
        if looks:
            seen.extend(one.sets for one in unit.workouts(more))
        unit.keep(more, Turn(replace(more, workout=more.workout.without((0, 1)), due=None)))

    results(together(store, [(runners[0], work), adding(runners[1])]))

    after = person(store, runners[0])
    assert seen == ([(lift(), lift(1, 1))] if looks else [])
    assert after.workout.sets == (lift(1, 1),)
    assert after.due is None


def test_a_row_that_a_unit_writes_twice_ends_as_the_last_wrote_it(store, runners):
    def work(unit):
        athlete = unit.athlete(runners[0], AT)
        for age in (50, 51, 52):
            older = replace(athlete, profile=Profile(age=age))
            unit.keep(athlete, Turn(older))
            athlete = older

    results(together(store, [(runners[0], work), adding(runners[1])]))

    assert person(store, runners[0]).profile.age == 52


def test_what_is_due_is_kept_and_dropped_together(store, runners):
    due = Due("lift_day", AT.date(), AT)
    results(
        together(store, [turning(who, lambda a, who=who: Turn(replace(a, due=due, reach=who))) for who in runners[:4]])
    )
    found = [person(store, who).due for who in runners[:4]]
    results(together(store, [turning(who, lambda a: Turn(replace(a, due=None))) for who in runners[:2]]))

    assert found == [due] * 4
    assert [person(store, who).due for who in runners[:4]] == [None, None, due, due]


@pytest.fixture
def alone(tmp_path):
    """A store on which everything happens one after the other."""
    store = open_store(f"sqlite:///{tmp_path}/alone.db")
    yield store
    store.close()


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 3), TURNS), max_size=24))
def test_whatever_people_do_it_ends_as_if_each_had_been_alone(store, alone, turns):
    people = [f"runner {next(_names)}" for _ in range(4)]
    for each in (store, alone):
        for who in people:
            change(each, who, workout=workout(), workouts=1)
    doing = [
        (people[number], lambda athlete, make=make, what=what: make(athlete, what)) for number, (make, what) in turns
    ]

    results(together(store, [turning(who, turn_of) for who, turn_of in doing]))
    for who, turn_of in doing:
        edit(alone, who, turn_of)

    for who in people:
        assert same(replace(person(store, who), id=0), replace(person(alone, who), id=0))
        assert everything(store, who) == everything(alone, who)
