"""A backup of a PostgreSQL database is a file for pg_restore with one state of it; no password is seen on the way."""

import os
import stat
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from storage import back_up, open_store
from storage.backup_refusals import (
    AlreadyThere,
    BackupNoRoom,
    DumpFailed,
    EmptyDatabase,
    Interrupted,
    NoPgDump,
    OldPgDump,
)
from storage.postgres_backup import login
from storage.refusals import Unreachable
from tests.storage.examples import change, everything, lift, person, same, workout
from tests.storage.full_disk import small_disk
from tests.storage.raw import rows_by_table
from tests.storage.server import found_binaries

ROOT = Path(__file__).parents[2]


@pytest.fixture
def url(postgres, monkeypatch):
    """An empty database of a real server, whose own pg_dump comes first in PATH."""
    monkeypatch.setenv("PATH", f"{found_binaries()}{os.pathsep}{os.environ['PATH']}")
    return postgres.new_database()


@pytest.fixture
def place(tmp_path):
    """A folder for backups alone."""
    folder = tmp_path / "backups"
    folder.mkdir()
    return folder


def restored(postgres, file):
    """The URL of a new database with what docs/backups.md says to do."""
    url = postgres.new_database()
    command = ["pg_restore", "--no-owner", "--exit-on-error", "--single-transaction", f"--dbname={url}", file]
    subprocess.run([found_binaries() / command[0], *command[1:]], check=True, timeout=60)
    return url


def program(folder, text):
    """A pg_dump of our own in this folder."""
    folder.mkdir()
    (folder / "pg_dump").write_text(f"#!{sys.executable}\n{text}\n")
    (folder / "pg_dump").chmod(0o755)
    return str(folder)


def test_the_dump_holds_every_row_says_how_many_and_is_for_its_owner_alone(opened, postgres, url, place):
    store = opened()
    for who in ("a", "b"):
        change(store, who, workout=workout().with_sets(lift(0, 1), lift(0, 2)), workouts=1)

    made = back_up(url, place / "b.dump")

    assert (made.people, made.workouts, made.sets) == (2, 2, 4)
    assert made.size_bytes == (place / "b.dump").stat().st_size
    assert stat.S_IMODE((place / "b.dump").stat().st_mode) == 0o600
    assert [path.name for path in place.iterdir()] == ["b.dump"]
    assert rows_by_table(restored(postgres, place / "b.dump")) == rows_by_table(url)


def test_a_program_goes_on_with_what_was_restored(opened, postgres, url, place):
    store = opened()
    change(store, "a", workout=workout().with_sets(lift(0, 1)), workouts=1)
    back_up(url, place / "b.dump")
    before, sets = person(store, "a"), everything(store, "a")

    again = open_store(restored(postgres, place / "b.dump"))

    try:
        assert same(person(again, "a"), before)
        assert everything(again, "a") == sets
        change(again, "new", workouts=1)
        assert person(again, "new") is not None
    finally:
        again.close()


def test_while_a_writer_writes_everything_confirmed_before_is_there_and_it_is_one_state(postgres, url, place):
    people = 5
    writer = subprocess.Popen(
        [sys.executable, "-m", "tests.storage.reporter", url, str(people), "5000"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    confirmed = Counter()
    try:
        for line in writer.stdout:
            if line[0].isdigit():
                confirmed[int(line.split()[0])] += 1
            if len(confirmed) == people and confirmed.total() >= 50:
                break
        made = back_up(url, place / "b.dump")
        still_writing = writer.poll() is None
    finally:
        writer.kill()
        writer.communicate()

    assert still_writing, "the writer has to outlast the backup"
    again = open_store(restored(postgres, place / "b.dump"))
    try:
        kept = 0
        for number in range(people):
            found = [lift.message for each in everything(again, f"runner {number}") for lift in each.sets]
            assert found == [f"runner {number}:{at}" for at in range(len(found))]
            assert len(found) >= confirmed[number]
            kept += len(found)
        assert kept == made.sets, "what is counted is what is kept"
    finally:
        again.close()


# --- what is not done ---------------------------------------------------------------------------------------------------
def test_without_pg_dump_it_says_what_to_install(opened, url, place, tmp_path, monkeypatch):
    opened()
    (tmp_path / "nothing").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))

    with pytest.raises(
        NoPgDump, match=r"needs its program pg_dump, which is not here: install .* version \d+ or newer"
    ):
        back_up(url, place / "b.dump")

    assert list(place.iterdir()) == []


def test_a_pg_dump_older_than_the_server_is_named_with_both_versions(opened, url, place, tmp_path, monkeypatch):
    opened()
    monkeypatch.setenv("PATH", program(tmp_path / "old", "print('pg_dump (PostgreSQL) 9.6.24 (Debian 9.6-1)')"))

    with pytest.raises(
        OldPgDump, match=r"old/pg_dump has version 9\.6\.24 and the server \d\d, .* put them first in PATH"
    ):
        back_up(url, place / "b.dump")

    assert list(place.iterdir()) == []


def test_a_pg_dump_that_fails_is_quoted_and_leaves_nothing(opened, url, place, tmp_path, monkeypatch):
    opened()
    text = "import sys\nif '--version' in sys.argv: print('pg_dump (PostgreSQL) 99.0')\nelse: sys.exit('out of luck')"
    monkeypatch.setenv("PATH", program(tmp_path / "bad", text))

    with pytest.raises(DumpFailed, match="out of luck"):
        back_up(url, place / "b.dump")

    assert list(place.iterdir()) == []


def test_told_to_stop_it_ends_pg_dump_and_leaves_nothing(opened, url, place, tmp_path, monkeypatch):
    opened()
    text = (
        "import os, sys, time\nif '--version' in sys.argv: print('pg_dump (PostgreSQL) 99.0')\n"
        f"else:\n    open({str(tmp_path / 'pid')!r}, 'w').write(str(os.getpid()))\n    time.sleep(600)"
    )
    monkeypatch.setenv("PATH", program(tmp_path / "slow", text))

    with pytest.raises(Interrupted):
        back_up(
            url, place / "b.dump", stopped=lambda: (tmp_path / "pid").exists() and (tmp_path / "pid").read_text() != ""
        )

    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "pid").read_text()), 0)
    assert list(place.iterdir()) == []


def test_a_file_that_exists_is_replaced_only_with_force(opened, url, place):
    opened()
    (place / "b.dump").write_text("older")

    with pytest.raises(AlreadyThere):
        back_up(url, place / "b.dump")
    kept = (place / "b.dump").read_text()
    back_up(url, place / "b.dump", force=True)

    assert kept == "older"
    assert (place / "b.dump").read_bytes().startswith(b"PGDMP")


def test_a_database_without_tables_and_a_server_that_is_away_are_told(url, place):
    with pytest.raises(EmptyDatabase):
        back_up(url, place / "b.dump")
    with pytest.raises(Unreachable):
        back_up("postgresql://me:hush@/none?host=/nowhere", place / "b.dump")

    assert list(place.iterdir()) == []


def test_the_password_is_in_the_environment_and_not_on_the_command_line(opened, url, place, tmp_path, monkeypatch):
    opened()
    text = (
        "import os, sys\nif '--version' in sys.argv: print('pg_dump (PostgreSQL) 99.0'); sys.exit()\n"
        f"open({str(tmp_path / 'seen')!r}, 'w').write(repr((os.environ['PGPASSWORD'], sys.argv)))"
    )
    monkeypatch.setenv("PATH", program(tmp_path / "looking", text))

    back_up(url.replace("postgres@", "postgres:hush%20hush@") + "&keepalives_idle=7", place / "b.dump")

    password, command = eval((tmp_path / "seen").read_text())
    assert password == "hush hush"
    assert "hush" not in " ".join(command)
    assert "--dbname=keepalives_idle=7" in command


def test_the_address_becomes_variables():
    assert login("postgresql://me:p%40ss@db.example:5433/coach?sslmode=require&sslpassword=x") == (
        {
            "PGUSER": "me",
            "PGPASSWORD": "p@ss",
            "PGHOST": "db.example",
            "PGPORT": "5433",
            "PGDATABASE": "coach",
            "PGSSLMODE": "require",
        },
        "",
    )


def test_a_full_disk_is_told_and_left_as_it_was(opened, url, tmp_path):
    opened()
    with small_disk(tmp_path / "small", "4k"):
        with pytest.raises(BackupNoRoom, match=r"There is no room for the backup in .*small: free some"):
            back_up(url, tmp_path / "small" / "b.dump")

        assert list((tmp_path / "small").iterdir()) == []
