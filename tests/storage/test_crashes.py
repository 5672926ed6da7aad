"""The process is killed, at named points around the commit and at any moment: confirmed is stored, once."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from storage import open_store
from tests.storage.examples import AT, everything
from tests.storage.raw import connection_to
from tests.storage.reporter import reporting

PEOPLE, SETS = 50, 40
POINTS = ["taken:1", "begun:4", "worked:77", "kept:7", "committed:2", "resolved:5"]


def start(url, **environment):
    return subprocess.Popen(
        [sys.executable, "-m", "tests.storage.reporter", url, str(PEOPLE), str(SETS)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | environment,
        cwd=Path(__file__).parents[2],
    )


def confirmed_by(program):
    """The (person, set) pairs that were confirmed before it died, which it did by a kill."""
    said, complaint = program.communicate(timeout=120)
    assert program.returncode == -signal.SIGKILL, complaint
    whole = said[: said.rfind("\n") + 1].splitlines()
    return [tuple(map(int, line.split())) for line in whole if line != "open"]


def check(url, confirmed):
    """Every confirmed set is stored once, nobody has a set twice or one that does not follow the others."""
    with closing(connection_to(url)) as connection:
        cursor = connection.cursor()
        if isinstance(connection, sqlite3.Connection):
            assert cursor.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert cursor.execute("PRAGMA foreign_key_check").fetchall() == []
        cursor.execute("SELECT message FROM sets")
        stored = Counter(message for (message,) in cursor.fetchall())
    assert set(stored.values()) <= {1}
    assert {f"runner {person}:{number}" for person, number in confirmed} <= set(stored)
    numbers = {}
    for message in stored:
        who, _, number = message.partition(":")
        numbers.setdefault(who, set()).add(int(number))
    for found in numbers.values():
        assert found == set(range(len(found)))
    return numbers


def goes_on(url, numbers):
    """Everybody repeats their last message, as a platform would, and reports one more set."""
    store = open_store(url)
    for who, found in numbers.items():
        last = len(found) - 1
        store.once(f"{who}:{last}", AT, reporting(who, last), who=who).result(30)
        store.once(f"{who}:{last + 1}", AT, reporting(who, last + 1), who=who).result(30)
        (workout,) = everything(store, who)
        assert len(workout.sets) == last + 2
    store.close()


@pytest.mark.parametrize("point", POINTS)
def test_a_kill_at_a_point_loses_nothing_that_was_confirmed(url, point):
    confirmed = confirmed_by(start(url, IRONSTRIDE_CRASH_AT=point))

    goes_on(url, check(url, confirmed))


@pytest.mark.parametrize("moment_s", [0.0, 0.05, 0.2])
def test_a_kill_at_any_moment_loses_nothing_that_was_confirmed(url, moment_s):
    program = start(url)
    assert program.stdout.readline() == "open\n"
    time.sleep(moment_s)

    program.kill()

    goes_on(url, check(url, confirmed_by(program)))


def test_killed_again_and_again_the_work_gets_done(tmp_path):
    """Each run goes on where the one before was killed, deliveries and all."""
    url = f"sqlite:///{tmp_path}/a.db"
    confirmed = set()
    for times in (1, 2, 3, 5):
        confirmed |= set(confirmed_by(start(url, IRONSTRIDE_CRASH_AT=f"committed:{times}")))
        check(url, confirmed)

    program = start(url)
    program.communicate(timeout=120)

    assert program.returncode == 0
    numbers = check(url, confirmed)
    assert [len(found) for found in numbers.values()] == [SETS] * PEOPLE


@pytest.mark.parametrize("point", ["migrating", "migrated"])
def test_a_kill_while_the_tables_are_made_leaves_a_database_that_opens(url, point):
    confirmed = confirmed_by(start(url, IRONSTRIDE_CRASH_AT=point))

    assert confirmed == []
    store = open_store(url)
    assert store.read(lambda glance: list(glance.people())).result(30) == []
    store.close()


def test_without_the_variable_the_points_do_nothing(tmp_path):
    program = start(f"sqlite:///{tmp_path}/a.db")

    said, _ = program.communicate(timeout=120)

    assert program.returncode == 0
    assert len(said.splitlines()) == 1 + PEOPLE * SETS
    assert [path.name for path in tmp_path.iterdir()] == ["a.db"]
