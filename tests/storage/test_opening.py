"""Which databases are opened, and which are refused with a sentence and left as they were."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from core.ports import Unavailable
from core.turn import Turn
from storage import open_store, opening, refusals
from storage.prepared import prepared
from tests.storage.examples import change, edit, lift, person, workout

ROOT = Path(__file__).parents[2]


@pytest.fixture
def file(tmp_path):
    """A database in which somebody has lifted."""
    path = tmp_path / "ironstride.db"
    store = open_store(f"sqlite:///{path}")
    change(store, "ana", workout=workout(sets=(lift(),)), workouts=1)
    store.close()
    return path


def traces(folder):
    """What lies in the folder, byte by byte."""
    return {path.name: (path.stat().st_mtime_ns, path.read_bytes()) for path in folder.iterdir() if path.is_file()}


def refused(path, reason):
    """Open it, and expect this reason and no trace."""
    folder = path if path.is_dir() else path.parent
    before = traces(folder)
    with pytest.raises(reason) as caught:
        open_store(f"sqlite:///{path}")
    assert traces(folder) == before
    assert str(path) in str(caught.value) or str(folder) in str(caught.value)
    assert "{" not in str(caught.value)
    return str(caught.value)


def run(path, statement):
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(statement)


def test_a_new_database_is_made_where_the_url_says(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    open_store("sqlite:///here.db").close()
    open_store(f"sqlite:///{tmp_path}/there with space?#%41.db").close()

    assert sorted(path.name for path in tmp_path.iterdir()) == ["here.db", "there with space?#%41.db"]


def test_nobody_else_on_the_machine_may_read_it(file):
    assert file.stat().st_mode & 0o077 == 0


def test_closing_leaves_one_file(file):
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_an_empty_file_is_a_new_database(tmp_path):
    path = tmp_path / "a.db"
    path.touch()

    store = open_store(f"sqlite:///{path}")

    assert edit(store, "ana", Turn).id
    store.close()


def test_every_commit_is_durable_and_references_hold(file):
    store = open_store(f"sqlite:///{file}")

    settings = {
        name: store._connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "busy_timeout")
    }
    store.close()

    assert settings == {
        "journal_mode": "wal",
        "synchronous": 2,  # FULL
        "foreign_keys": 1,
        "secure_delete": 2,  # FAST
        "busy_timeout": 10_000,
    }


@pytest.mark.parametrize("url", ["", "ironstride.db", "sqlite://", "sqlite:///", "sqlite:///:memory:", "mysql://u@h/d"])
def test_a_url_that_names_no_database_is_refused(url):
    with pytest.raises(refusals.BadUrl, match="postgresql://"):
        open_store(url)


def test_the_refusal_of_a_url_keeps_its_password(capsys):
    with pytest.raises(refusals.BadUrl) as caught:
        open_store("mysql://ana:hunter2@host/db")

    assert "hunter2" not in str(caught.value)


def test_a_folder_is_refused(tmp_path):
    assert "file" in refused(tmp_path, refusals.IsFolder)


def test_a_missing_folder_is_refused_and_not_made(tmp_path):
    with pytest.raises(refusals.NoFolder, match="mkdir"):
        open_store(f"sqlite:///{tmp_path}/no/such/a.db")

    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_refused(file):
    file.parent.chmod(0o555)

    refused(file, refusals.FolderNotWritable)

    file.parent.chmod(0o755)


def test_a_folder_in_which_nothing_can_be_made_is_refused():
    with pytest.raises(refusals.FolderNotWritable):
        open_store("sqlite:////proc/ironstride.db")


def test_a_read_only_file_is_refused(file):
    file.chmod(0o444)

    assert "chmod" in refused(file, refusals.FileNotWritable)


@pytest.mark.parametrize("content", [b"a", b"PK\3\4 something else", b"SQLite format 2\0" * 100, b"\0" * 5000])
def test_a_file_that_is_no_database_is_refused(tmp_path, content):
    path = tmp_path / "a.db"
    path.write_bytes(content)

    refused(path, refusals.NotDatabase)


def test_something_that_is_no_file_is_refused(tmp_path):
    path = tmp_path / "a.db"
    os.mkfifo(path)

    refused(path, refusals.NotDatabase)


def test_another_programs_database_is_refused(tmp_path):
    path = tmp_path / "places.sqlite"
    run(path, "CREATE TABLE moz_places (id INTEGER PRIMARY KEY)")

    refused(path, refusals.ForeignDatabase)


@pytest.mark.parametrize("journal", ["wal", "delete"])
def test_a_database_from_a_newer_version_is_refused(file, journal):
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(f"PRAGMA journal_mode = {journal}")
    run(file, "UPDATE alembic_version SET version_num = '9999'")

    sentence = refused(file, refusals.NewerDatabase)

    assert "9999" in sentence
    assert prepared("sqlite").head in sentence


@pytest.mark.parametrize("kept", [0.2, 0.5, 0.9, 0.999])
def test_a_database_whose_end_is_missing_is_refused(file, kept):
    content = file.read_bytes()
    file.write_bytes(content[: int(len(content) * kept)])

    refused(file, refusals.CorruptDatabase)


def test_a_database_with_flipped_bytes_in_its_pages_is_refused(file):
    """Every page of a small database is looked at; a flip in a text column is the exception that no structure shows."""
    content = file.read_bytes()
    found = 0
    for place in range(4096, len(content), 4096):
        broken = bytearray(content)
        broken[place : place + 8] = bytes(byte ^ 0xFF for byte in broken[place : place + 8])
        file.write_bytes(broken)
        refused(file, refusals.CorruptDatabase)
        found += 1
    assert found > 5

    file.write_bytes(content)
    store = open_store(f"sqlite:///{file}")
    assert person(store, "ana").workout.sets == (lift(),)
    store.close()


def test_a_header_that_is_cut_off_is_refused(tmp_path):
    path = tmp_path / "a.db"
    path.write_bytes(b"SQLite format 3\0" + b"\0" * 20)

    refused(path, refusals.CorruptDatabase)


def test_a_database_that_somebody_else_has_locked_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(opening, "BUSY_S", 0.1)
    path = tmp_path / "a.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        other.execute("CREATE TABLE athletes (id INTEGER)")

        with pytest.raises(refusals.Busy, match="locked"):
            open_store(f"sqlite:///{path}")


def test_what_a_crash_left_in_the_log_is_found(file):
    """The log beside the file belongs to it: a store opened after a crash reads both."""
    program = f"""
import os, sys
sys.path.insert(0, {str(ROOT)!r})
from storage import open_store
from tests.storage.examples import change, lift, workout
store = open_store("sqlite:///{file}")
change(store, "ben", workout=workout(sets=(lift(), lift(0, 2))), workouts=1)
os._exit(7)
"""
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 7
    assert Path(f"{file}-wal").stat().st_size

    store = open_store(f"sqlite:///{file}")

    assert len(person(store, "ben").workout.sets) == 2
    store.close()


def test_two_programs_may_open_a_new_database_at_once(tmp_path):
    program = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
from storage import open_store
from core.turn import Turn
from tests.storage.examples import AT
store = open_store("sqlite:///{tmp_path}/a.db")
print(store.once(sys.argv[1], AT, lambda unit: unit.athlete("ana", AT).id).result(30))
store.close()
"""
    running = [
        subprocess.Popen([sys.executable, "-c", program, str(n)], stdout=subprocess.PIPE, text=True) for n in range(4)
    ]

    answers = {one.communicate(timeout=60)[0].strip() for one in running}

    assert {one.returncode for one in running} == {0}
    assert answers == {"1"}


def test_the_file_says_its_version_without_the_log(file):
    """So that an older program refuses it before it touches anything."""
    with closing(sqlite3.connect(f"file:{file}?mode=ro&immutable=1", uri=True)) as connection:
        found = connection.execute("SELECT version_num FROM alembic_version").fetchall()

    assert found == [(prepared("sqlite").head,)]


def test_while_the_database_is_locked_nothing_is_recorded_and_it_says_so(file, monkeypatch):
    monkeypatch.setattr(opening, "BUSY_S", 0.1)
    store = open_store(f"sqlite:///{file}")
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")

        with pytest.raises(Unavailable, match="locked") as caught:
            edit(store, "ana", Turn, delivery="d")

        assert isinstance(caught.value.__cause__, sqlite3.OperationalError)
        other.execute("ROLLBACK")
    assert edit(store, "ana", Turn, delivery="d") is not None
    store.close()


def test_when_the_disk_is_full_nothing_half_is_recorded_and_room_mends_it(file):
    store = open_store(f"sqlite:///{file}")
    pages = store._connection.execute("PRAGMA page_count").fetchone()[0]
    store._connection.execute(f"PRAGMA max_page_count = {pages + 2}")
    full = []

    for number in range(40):
        note = "x" * 1500
        try:
            edit(
                store, f"p{number}", lambda a, n=note: Turn(a, also=(workout(sets=(lift(note=n), lift(0, 2, note=n))),))
            )
        except Unavailable as error:
            full.append((number, str(error)))

    assert full
    assert all("full" in sentence for _, sentence in full)
    store._connection.execute("PRAGMA max_page_count = 1000000")
    people = set(store.read(lambda glance: list(glance.people())).result(30))
    assert people == {"ana"} | {f"p{n}" for n in range(40)} - {f"p{n}" for n, _ in full}
    edit(store, f"p{full[0][0]}", Turn)
    store.close()


def test_a_disk_without_room_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(opening, "SETTINGS", (*opening.SETTINGS, "PRAGMA max_page_count = 3"))

    with pytest.raises(refusals.NoRoom, match="no room"):
        open_store(f"sqlite:///{tmp_path}/a.db")

    monkeypatch.undo()
    open_store(f"sqlite:///{tmp_path}/a.db").close()


def test_sentences_name_the_place_and_the_remedy():
    for reason in vars(refusals).values():
        if isinstance(reason, type) and issubclass(reason, refusals.Refused) and reason is not refusals.Refused:
            assert reason.__doc__
            assert reason.__doc__.endswith(".")
            assert len(reason.__doc__) < 220
    assert json.dumps(str(refusals.NoFolder(folder="/x")))
