"""One `serve` on an SQLite file, whatever leads to it; a process that dies leaves nothing in the way."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

from storage import open_replica, refusals
from storage.serving import lock_of, served_by
from tests.storage.examples import AT

ROOT = Path(__file__).parents[2]
PROGRAM = """
import sys
from datetime import UTC, datetime
from storage import open_replica
with open_replica(sys.argv[1], datetime(2026, 3, 2, 17, tzinfo=UTC)):
    print("serving", flush=True)
    sys.stdin.read()
"""


@contextmanager
def served(path):
    """A process that serves this file; its standard input ends it."""
    command = [sys.executable, "-c", PROGRAM, f"sqlite:///{path}"]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "serving\n"
        yield process


def serve(path):
    """Serve it for a moment, here."""
    with open_replica(f"sqlite:///{path}", AT) as batons:
        return batons


def test_a_second_one_is_refused_with_who_serves_and_what_to_do(tmp_path):
    path = tmp_path / "a.db"
    with served(path) as process, pytest.raises(refusals.Served) as refused:
        serve(path)

    sentence = str(refused.value)
    assert f"process {process.pid} on" in sentence
    assert "2026-03-02 17:00:00 UTC" in sentence
    assert str(path) in sentence
    assert "PostgreSQL" in sentence


def test_two_in_one_process_are_refused_too(tmp_path):
    with open_replica(f"sqlite:///{tmp_path}/a.db", AT), pytest.raises(refusals.Served):
        serve(tmp_path / "a.db")


def test_by_whatever_way_the_file_is_reached_it_is_the_same(tmp_path):
    (tmp_path / "real").mkdir()
    path = tmp_path / "real" / "a.db"
    path.touch()
    (tmp_path / "folder").symlink_to(tmp_path / "real")
    (tmp_path / "file.db").symlink_to(path)
    ways = [tmp_path / "folder" / "a.db", tmp_path / "file.db", tmp_path / "real" / ".." / "real" / "a.db"]
    ways.append(Path(os.path.relpath(path)))

    with served(path):
        for way in ways:
            with pytest.raises(refusals.Served):
                serve(way)


def test_another_file_in_the_same_folder_is_another_matter(tmp_path):
    with served(tmp_path / "a.db"):
        assert serve(tmp_path / "b.db") is None


@pytest.mark.parametrize("end", [signal.SIGKILL, None], ids=["killed", "ended"])
def test_when_it_is_gone_the_next_may_begin(tmp_path, end):
    path = tmp_path / "a.db"
    with served(path) as process:
        if end is None:
            process.stdin.close()
        else:
            process.send_signal(end)
        process.wait(30)

        assert served_by(path) is None
        assert serve(path) is None


def test_who_only_looks_is_told_and_is_in_nobodys_way(tmp_path):
    path = tmp_path / "a.db"

    before = served_by(path)
    with served(path) as process:
        meanwhile = served_by(path)

    assert before is None
    assert meanwhile.startswith(f"process {process.pid} on")
    assert lock_of(path).stat().st_mode & 0o077 == 0


def test_a_place_where_nothing_can_be_written_is_refused_in_the_words_of_the_database(tmp_path):
    with pytest.raises(refusals.NoFolder, match="mkdir"):
        serve(tmp_path / "nowhere" / "a.db")
