"""An older database is brought to the newest version as a whole, or stays as it was."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine

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
