"""Killed in the middle of other work than a turn, a migration or a backup: it is whole or it is not there, and the next try goes through."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from storage.migrating import upgrade
from storage.prepared import prepared
from tests.faults.runners import WORKOUT
from tests.faults.truth import Truth
from tests.storage.raw import connection_to
from tests.storage.server import found_binaries

OLD = "0001"


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request, tmp_path):
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/ironstride.db"
    return request.getfixturevalue("postgres").new_database()


def made_old(url, who):
    """Begin anew with the tables of the first version, and these people away from training."""
    if url.startswith("sqlite"):
        Path(url.removeprefix("sqlite:///")).unlink()
    else:
        with closing(connection_to(url)) as connection:
            connection.execute("DROP SCHEMA public CASCADE")
            connection.execute("CREATE SCHEMA public")
    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.begin() as connection:
        upgrade(connection, OLD)
        for number, name in enumerate(who, start=1):
            connection.exec_driver_sql(
                f"INSERT INTO athletes (since, workouts, revision, paused) VALUES ({number}, 0, 0, 'ill')"
            )
            connection.exec_driver_sql(f"INSERT INTO identities (who, athlete_id) VALUES ('{name}', {number})")
    engine.dispose()


def value(url, statement):
    with closing(connection_to(url)) as connection:
        return connection.execute(statement).fetchone()[0]


def version(url):
    return value(url, "SELECT version_num FROM alembic_version")


def test_serve_killed_at_each_step_of_a_migration_leaves_the_old_version_until_one_start_goes_through(staged, url):
    stage = staged(telegram=1, url=url)
    (runner,) = stage.people
    made_old(url, [runner.who])
    left = []

    for point in ("migrating", "step migrated", "migrated"):
        stage.program.start(crash_at=point)
        stage.program.dies()
        left.append(version(url))
    stage.start()
    paused = value(url, "SELECT paused FROM athletes")
    stage.says(runner, "help")
    stage.until(lambda: stage.texts(runner))

    assert left == [OLD] * 3
    assert version(url) == prepared("sqlite").head
    assert paused == "ill"
    assert Truth(url, thorough=True).broken == []


@pytest.mark.parametrize(("point", "is_there"), [("backing up", False), ("backed up", False), ("named", True)])
def test_a_backup_killed_at_each_step_is_whole_or_not_there_and_serve_and_the_next_one_go_on(
    staged, url, tmp_path, point, is_there
):
    stage = staged(telegram=1, url=url)
    (runner,) = stage.people
    stage.start()
    stage.reports(runner)
    stage.until(stage.taken)
    path = f"{found_binaries()}{os.pathsep}{os.environ['PATH']}"  # of pg_dump
    backing, file = stage.beside("backup", PATH=path), tmp_path / "backup" / "kept"

    backing.start("backup", str(file), crash_at=point)
    backing.dies()
    was_there = file.exists()
    stage.reports(runner)
    stage.until(stage.taken)
    backing.start("backup", str(file), "--force")
    status = backing.ends()

    assert was_there == is_there
    assert status == 0, backing.log
    assert backing.log == f"{file}: {backing.log.partition(': ')[2]}"
    assert ", 1 person, 2 workouts, 2 sets\n" in backing.log
    assert file.stat().st_mode & 0o777 == 0o600
    if url.startswith("sqlite"):
        kept = Truth(f"sqlite:///{file}", thorough=True)
        assert kept.of(runner.who).of(WORKOUT) == runner.wanted()
        assert kept.broken == []
    assert stage.check().of(runner.who).of(WORKOUT) == runner.wanted()
