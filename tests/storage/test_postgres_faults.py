"""PostgreSQL goes away, or the line to it does: nothing is lost, nothing is there twice, and it says so or goes on."""

from __future__ import annotations

import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from threading import Barrier, Event
from typing import TYPE_CHECKING

import psycopg
import pytest

from core.ports import Unavailable
from core.turn import Turn
from storage import open_replica, open_store, refusals
from storage.postgres import connect
from tests.storage.cut import CutLine
from tests.storage.examples import AT, change, edit, lift, person, workout
from tests.storage.server import new_server, why_not

if TYPE_CHECKING:
    from concurrent.futures import Future


@pytest.fixture
def server():
    """A server that this test may kill."""
    if reason := why_not():
        pytest.skip(reason)
    server = new_server()
    yield server
    server.stop()


@pytest.fixture
def url(postgres):
    return postgres.new_database()


@pytest.fixture
def store(url):
    store = open_store(url)
    yield store
    store.close()


def adding(number, seen=None):
    def work(unit):
        before = unit.athlete("ana", AT)
        if seen is not None:
            seen.append(number)
        unit.keep(before, Turn(replace(before, workout=before.workout.with_sets(lift(0, number)))))
        return number

    return work


def numbers(store):
    return [one.number for one in person(store, "ana").workout.sets]


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_line_cut_inside_a_commit_leaves_one_set_and_gives_its_result(postgres, url, when):
    line = CutLine(postgres.folder)
    store = open_store(url.replace(str(postgres.folder), str(line.folder)))
    change(store, "ana", workout=workout(), workouts=1)
    runs = []
    line.cut = when

    result = store.once("d", AT, adding(1, runs), who="ana").result(30)

    assert line.cuts == 1
    assert result == 1
    assert len(runs) == {"before": 2, "after": 1}[when]
    assert numbers(store) == [1]
    assert store.once("d", AT, adding(1, runs), who="ana").result(30) is None
    store.close()
    line.close()


def test_connections_that_were_cut_while_idle_are_opened_again(store, url):
    change(store, "ana", workout=workout(), workouts=1)
    with psycopg.connect(url, autocommit=True) as other:
        ended = other.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        ).fetchall()

    results = [store.once(f"d{n}", AT, adding(n), who=f"front {n}").result(30) for n in range(1, 10)]

    assert ended
    assert results == list(range(1, 10))
    assert numbers(store) == results


def test_a_connection_cut_in_the_middle_of_the_work_starts_it_again(store, url):
    change(store, "ana", workout=workout(), workouts=1)
    cut = []

    def work(unit):
        if not cut:
            with psycopg.connect(url, autocommit=True) as other:
                cut.extend(
                    other.execute(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE state = 'idle in transaction' "
                        "AND datname = current_database()"
                    ).fetchall()
                )
        return adding(1)(unit)

    assert store.once("d", AT, work, who="ana").result(30) == 1
    assert cut == [(True,)]
    assert numbers(store) == [1]


def test_a_deadlock_is_nobodys_fault_and_both_get_through(store):
    for who in ("ana", "ben"):
        change(store, who, workout=workout(), workouts=1)
    both = Barrier(2, timeout=30)
    tries = []

    def crossing(first, second):
        def work(unit):
            tries.append(first)
            unit.athlete(first, AT)
            if len(tries) <= 2:
                both.wait()
            unit.athlete(second, AT)
            return first

        return work

    futures = [store.once(f"d{n}", AT, crossing(*pair)) for n, pair in enumerate((("ana", "ben"), ("ben", "ana")))]

    assert [one.result(30) for one in futures] == ["ana", "ben"]
    assert len(tries) == 3


def test_a_server_that_died_says_so_and_all_is_well_when_it_is_back(server):
    store = open_store(server.new_database())
    change(store, "ana", workout=workout(sets=(lift(0, 1),)), workouts=1)

    server.kill()
    with pytest.raises(Unavailable):
        store.once("d", AT, adding(2), who="ana").result(60)
    with pytest.raises(Unavailable):
        person(store, "ana")
    server.start()

    assert store.once("d", AT, adding(2), who="ana").result(60) == 2
    assert numbers(store) == [1, 2]
    store.close()


def test_a_server_killed_under_load_loses_nothing_that_was_confirmed(server):
    """Fifty people report; the server crashes in the middle and recovers."""
    store = open_store(server.new_database())
    for n in range(50):
        change(store, f"p{n}", workout=workout(), workouts=1)

    def reporting(who, number):
        def work(unit):
            before = unit.athlete(who, AT)
            unit.keep(before, Turn(replace(before, workout=before.workout.with_sets(lift(0, number)))))

        return work

    some = Event()
    futures: dict[tuple[str, int], Future[None]] = {}
    for number in range(1, 21):
        for n in range(50):
            who = f"p{n}"
            futures[who, number] = store.once(f"{who}:{number}", AT, reporting(who, number), who=who)
    futures["p0", 2].add_done_callback(lambda _: some.set())
    assert some.wait(60)
    server.kill()
    server.start()

    confirmed = {key for key, future in futures.items() if future.exception(120) is None}
    lost = {key for key in futures if key not in confirmed}
    stored = {(who, one.number) for who in {w for w, _ in futures} for one in person(store, who).workout.sets}
    assert confirmed <= stored
    assert stored - confirmed <= lost
    assert confirmed
    for who, number in sorted(lost):
        store.once(f"{who}:{number}", AT, reporting(who, number), who=who).result(60)
    assert all(len(person(store, f"p{n}").workout.sets) == 20 for n in range(50))
    store.close()


def test_a_line_to_a_machine_that_is_gone_is_given_up_within_a_minute(url):
    with closing(connect(url)) as connection:
        told = connection.info.get_parameters()

    found_out_s = int(told["keepalives_idle"]) + int(told["keepalives_interval"]) * int(told["keepalives_count"])
    assert found_out_s < 60
    assert int(told["tcp_user_timeout"]) < 60_000


def test_a_server_that_does_not_answer_is_refused_without_the_password(tmp_path):
    with pytest.raises(refusals.Unreachable, match="check that the server runs") as caught:
        open_store(f"postgresql://ana:hunter2@/db?host={tmp_path}")

    assert "hunter2" not in str(caught.value)


def test_a_url_that_makes_no_sense_is_refused_without_the_password():
    with pytest.raises(refusals.BadUrl) as caught:
        open_store("postgresql://ana:hunter2@host/db?no_such_option=1")

    assert "hunter2" not in str(caught.value)


def test_a_newer_database_is_refused_and_left_alone(url):
    open_store(url).close()
    with psycopg.connect(url, autocommit=True) as other:
        other.execute("UPDATE alembic_version SET version_num = '9999'")

    with pytest.raises(refusals.NewerDatabase, match="9999"):
        open_store(url)

    with psycopg.connect(url) as other:
        assert other.execute("SELECT version_num FROM alembic_version").fetchall() == [("9999",)]


@pytest.fixture
def bystander(url):
    """The URL for a user who may connect, and has no rights that nobody gave them."""
    with psycopg.connect(url, autocommit=True) as other:
        other.execute("DROP ROLE IF EXISTS bystander")
        other.execute("CREATE ROLE bystander LOGIN")
    yield f"{url}&user=bystander"
    with psycopg.connect(url, autocommit=True) as other:
        other.execute("DROP OWNED BY bystander")
        other.execute("DROP ROLE bystander")


@pytest.mark.parametrize("hidden", [False, True])
@pytest.mark.parametrize("filled", [False, True])
def test_a_user_without_rights_is_refused_with_the_remedy(url, bystander, filled, hidden):
    if filled:
        open_store(url).close()
    if hidden:
        with psycopg.connect(url, autocommit=True) as other:
            other.execute("REVOKE ALL ON SCHEMA public FROM public")

    with pytest.raises(refusals.NoRights, match="owns the tables"):
        open_store(bystander)
    with pytest.raises(refusals.NoRights), open_replica(bystander, AT):
        pass


def test_who_may_only_read_exports_but_does_not_serve(url, bystander):
    store = open_store(url)
    change(store, "ana", workouts=1)
    store.close()
    with psycopg.connect(url, autocommit=True) as other:
        other.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO bystander")

    store = open_store(bystander)
    who = store.read(lambda glance: list(glance.people())).result(30)
    store.close()

    assert who == ["ana"]
    with pytest.raises(refusals.NoRights), open_replica(bystander, AT):
        pass


def test_rights_that_are_taken_away_meanwhile_are_a_state_of_the_world_and_work_goes_on_when_they_are_back(
    url, bystander
):
    open_store(url).close()
    grant = "{} SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public {} bystander"
    with psycopg.connect(url, autocommit=True) as other:
        other.execute(grant.format("GRANT", "TO"))
        other.execute("GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO bystander")
    store = open_store(bystander)
    change(store, "ana", workout=workout(), workouts=1)

    with psycopg.connect(url, autocommit=True) as other:
        other.execute(grant.format("REVOKE", "FROM"))
    with pytest.raises(Unavailable, match="permission denied"):
        store.once("d", AT, adding(1), who="ana").result(60)
    with psycopg.connect(url, autocommit=True) as other:
        other.execute(grant.format("GRANT", "TO"))

    assert store.once("d", AT, adding(1), who="ana").result(60) == 1
    assert numbers(store) == [1]
    store.close()


def test_a_server_that_only_follows_is_not_served(url):
    open_store(url).close()
    with psycopg.connect(url, autocommit=True) as other:
        (name,) = other.execute("SELECT current_database()").fetchone()
        other.execute(f"ALTER DATABASE {name} SET default_transaction_read_only = on")

    with pytest.raises(refusals.ReadOnlyServer, match="primary"), open_replica(url, AT):
        pass


def test_another_programs_tables_are_refused(url):
    with psycopg.connect(url, autocommit=True) as other:
        other.execute("CREATE TABLE athletes (name text)")

    with pytest.raises(refusals.ForeignDatabase):
        open_store(url)


def test_two_programs_may_open_a_new_database_at_once(url):
    program = "import sys; from storage import open_store; open_store(sys.argv[1]).close()"
    running = [subprocess.Popen([sys.executable, "-c", program, url], cwd=Path(__file__).parents[2]) for _ in range(4)]

    assert [one.wait(60) for one in running] == [0] * 4


def test_what_another_program_wrote_is_seen(store, url):
    other = open_store(url)
    change(store, "ana", workout=workout(sets=(lift(0, 1),)), workouts=1)
    other.once("d2", AT, adding(2)).result(30)

    seen = edit(store, "ana", Turn)

    assert [one.number for one in seen.workout.sets] == [1, 2]
    other.close()
