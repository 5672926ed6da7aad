"""An older database is brought to the newest version as a whole, or stays as it was."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from core.turn import Turn
from storage.migrating import known, upgrade
from storage.prepared import prepared
from tests.storage.examples import change, edit, person
from tests.storage.raw import connection_to

OLD = "0001"
OPENING = "import sys; from storage import open_store; open_store(sys.argv[1]).close()"


@pytest.fixture
def old(url):
    """The URL of a database as the first version left it, with somebody in it."""
    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.begin() as connection:
        upgrade(connection, OLD)
        connection.exec_driver_sql("INSERT INTO athletes (since, workouts, revision, paused) VALUES (0, 0, 0, 'ill')")
        connection.exec_driver_sql("INSERT INTO identities (who, athlete_id) VALUES ('ana', 1)")
    engine.dispose()
    return url


def version(url):
    with closing(connection_to(url)) as connection:
        cursor = connection.cursor()
        cursor.execute("SELECT version_num FROM alembic_version")
        return cursor.fetchall()[0][0]


def opened_by_a_program(url, **environment):
    return subprocess.run(
        [sys.executable, "-c", OPENING, url],
        env=os.environ | environment,
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_there_is_an_older_version_to_come_from():
    assert OLD in known()
    assert prepared("sqlite").head != OLD


def test_an_older_database_is_migrated_when_it_is_opened(old, opened):
    assert version(old) == OLD

    store = opened()

    assert version(old) == prepared("sqlite").head
    assert person(store, "ana").paused == "ill"
    change(store, "ana", paused=None, reach="ana")
    assert edit(store, "ana", Turn).reach == "ana"


@pytest.mark.parametrize("point", ["migrating", "step migrated", "migrated"])
def test_killed_anywhere_in_a_migration_the_old_version_stays_and_the_next_start_goes_through(old, opened, point):
    killed = opened_by_a_program(old, IRONSTRIDE_CRASH_AT=point)

    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert version(old) == OLD
    assert person(opened(), "ana").paused == "ill"
    assert version(old) == prepared("sqlite").head


def test_two_programs_may_migrate_at_once(old, opened):
    running = [subprocess.Popen([sys.executable, "-c", OPENING, old], cwd=Path(__file__).parents[2]) for _ in range(3)]

    assert [one.wait(120) for one in running] == [0, 0, 0]
    assert version(old) == prepared("sqlite").head
    assert person(opened(), "ana").paused == "ill"


def test_an_old_set_is_called_by_the_band_that_its_plan_named(url, opened):
    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    planned = (
        '[["core","banded-paloff-press",1,6,true,1,"heavy band","2-1-1",60,3,""],'
        '["extra","band-row",0,0,false,null,"bodyweight","",60,0,""],["hinge","db-rdl",1,6,false,8,"8 kg each hand","2-1-1",60,3,""]]'
    )
    log = "[[1.0,[[6,6]],null,0],[8.0,[6],null,0]]"
    rows = ((0, 1, 1.0), (0, 2, 0.0), (2, 1, 8.0))
    with engine.begin() as connection:
        upgrade(connection, "0005")
        connection.exec_driver_sql("INSERT INTO athletes (since, workouts, revision) VALUES (0, 1, 1)")
        connection.exec_driver_sql("INSERT INTO identities (who, athlete_id) VALUES ('ana', 1)")
        connection.execute(
            text(
                "INSERT INTO workouts (athlete_id, number, date, started, closed, head, exercises, log)"
                " VALUES (1, 1, '2026-03-02', 0, 'finished', :head, :planned, :log)"
            ),
            {"head": '["normal","P1","",1,null,null,22,[]]', "planned": planned, "log": log},
        )
        for exercise, number, load in rows:
            connection.execute(
                text(
                    "INSERT INTO sets (athlete_id, workout, exercise, number, place, at, reps, load, unit, outcome, kind, note)"
                    " VALUES (1, 1, :exercise, :number, :number, 0, 6, :load, 'kg', 'hit', 'normal', '')"
                ),
                {"exercise": exercise, "number": number, "load": load},
            )
    engine.dispose()

    store = opened()
    sets, logs = store.read(lambda glance: _past(glance.athlete("ana").past)).result()

    assert [(lift.exercise, lift.band) for lift in sorted(sets, key=lambda lift: lift.key)] == [
        (0, "heavy"),
        (0, None),
        (2, None),
    ]
    assert [entry.band for entry in logs] == ["heavy", None]


def _past(past):
    return past.workout(1).sets, past.sessions[0].exercises
