"""A backup of an SQLite database is one whole state of it, made while others write, or there is none at all."""

import os
import resource
import sqlite3
import stat
import subprocess
import sys
from collections import Counter
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from storage import back_up, open_store
from storage.backup_refusals import (
    AlreadyThere,
    BackupDiffers,
    BackupFailed,
    BackupFolderMissing,
    BackupFolderNotWritable,
    BackupNoRoom,
    EmptyDatabase,
    Interrupted,
    NoDatabase,
    NoFile,
    NotReadable,
    OwnFile,
)
from storage.refusals import BadUrl, CorruptDatabase, ForeignDatabase, IsFolder, NotDatabase
from tests.storage.examples import change, everything, lift, person, same, workout
from tests.storage.full_disk import small_disk
from tests.storage.raw import rows_by_table

ROOT = Path(__file__).parents[2]


@pytest.fixture
def store(database_url):
    """A store in an SQLite file."""
    store = open_store(database_url)
    yield store
    store.close()


@pytest.fixture
def place(tmp_path):
    """A folder for backups alone."""
    folder = tmp_path / "backups"
    folder.mkdir()
    return folder


def in_it(folder):
    return sorted(path.name for path in folder.iterdir())


def test_the_copy_holds_every_row_and_says_how_many(store, database_url, place):
    for who in ("a", "b"):
        change(store, who, workout=workout().with_sets(lift(0, 1), lift(0, 2)), workouts=1)

    made = back_up(database_url, place / "b.db")

    assert (made.people, made.workouts, made.sets) == (2, 2, 4)
    assert made.size_bytes == (place / "b.db").stat().st_size
    assert rows_by_table(f"sqlite:///{place / 'b.db'}") == rows_by_table(database_url)


def test_it_is_one_file_for_its_owner_alone_with_no_log_beside_it(store, database_url, place):
    change(store, "a", workouts=1)

    back_up(database_url, place / "b.db")

    assert in_it(place) == ["b.db"]
    assert stat.S_IMODE((place / "b.db").stat().st_mode) == 0o600
    with closing(sqlite3.connect(f"file:{place / 'b.db'}?mode=ro", uri=True)) as copy:
        assert copy.execute("PRAGMA journal_mode").fetchone() == ("delete",)


def test_a_program_opens_what_was_restored(store, database_url, tmp_path, place):
    change(store, "a", workout=workout().with_sets(lift(0, 1)), workouts=1)
    back_up(database_url, place / "b.db")
    before, sets = person(store, "a"), everything(store, "a")

    (tmp_path / "restored.db").write_bytes((place / "b.db").read_bytes())
    restored = open_store(f"sqlite:///{tmp_path / 'restored.db'}")

    try:
        assert same(person(restored, "a"), before)
        assert everything(restored, "a") == sets
        change(restored, "b", workouts=1)
    finally:
        restored.close()


def test_while_a_writer_writes_everything_confirmed_before_is_there_and_it_is_one_state(database_url, place):
    """The writer reports 20 people's sets, each after the one before: one state has no gap in anybody's numbers."""
    people = 20
    writer = subprocess.Popen(
        [sys.executable, "-m", "tests.storage.reporter", database_url, str(people), "5000"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    confirmed = Counter()
    try:
        for line in writer.stdout:
            if line[0].isdigit():
                confirmed[int(line.split()[0])] += 1
            if confirmed.total() >= 200:
                break
        back_up(database_url, place / "b.db")
        still_writing = writer.poll() is None
    finally:
        writer.kill()
        writer.communicate()

    assert still_writing, "the writer has to outlast the backup"
    with closing(sqlite3.connect(place / "b.db")) as copy:
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    restored = open_store(f"sqlite:///{place / 'b.db'}")
    try:
        for number in range(people):
            found = [lift.message for each in everything(restored, f"runner {number}") for lift in each.sets]
            assert found == [f"runner {number}:{at}" for at in range(len(found))]
            assert len(found) >= confirmed[number]
        change(restored, "runner 0", workouts=2)
    finally:
        restored.close()


def test_writes_between_two_steps_are_not_in_it_and_do_not_make_it_begin_anew(store, database_url, place):
    change(store, "a", workout=workout().with_sets(lift(0, 1)), workouts=1)
    with closing(sqlite3.connect(database_url.removeprefix("sqlite:///"))) as other:
        other.executemany("INSERT INTO notes (name, value) VALUES (?, ?)", [(f"n{n}", "x" * 4000) for n in range(1000)])
        other.commit()
    steps = []

    def writing():
        if len(steps) < 40:
            change(store, f"late {len(steps)}", workouts=1)
        steps.append(1)
        return False

    made = back_up(database_url, place / "b.db", stopped=writing)

    assert made.people == 1
    assert 2 <= len(steps) < 40


# --- what is not done ---------------------------------------------------------------------------------------------------
def test_a_file_that_exists_is_replaced_only_with_force(store, database_url, place):
    (place / "b.db").write_text("older")

    with pytest.raises(AlreadyThere, match=r"b\.db exists already and stays as it is.*--force"):
        back_up(database_url, place / "b.db")
    kept = (place / "b.db").read_text()
    back_up(database_url, place / "b.db", force=True)

    assert kept == "older"
    assert (place / "b.db").read_bytes().startswith(b"SQLite format 3")
    assert in_it(place) == ["b.db"]


def test_somebody_who_takes_the_name_meanwhile_keeps_it(store, database_url, place):
    def taking():
        (place / "b.db").write_text("theirs")
        return False

    with pytest.raises(AlreadyThere):
        back_up(database_url, place / "b.db", stopped=taking)

    assert (place / "b.db").read_text() == "theirs"
    assert in_it(place) == ["b.db"]


@pytest.mark.parametrize("end", ["", "-wal", "-shm", "-serving", "-journal"])
def test_the_database_and_what_belongs_to_it_are_never_written_over(store, database_url, end):
    with pytest.raises(OwnFile):
        back_up(database_url, Path(database_url.removeprefix("sqlite:///") + end), force=True)


@pytest.mark.parametrize("link", [os.symlink, os.link])
def test_nor_under_another_name(store, database_url, place, link):
    link(database_url.removeprefix("sqlite:///"), place / "b.db")

    with pytest.raises(OwnFile):
        back_up(database_url, place / "b.db", force=True)


def test_a_missing_folder_is_told(store, database_url, tmp_path):
    with pytest.raises(BackupFolderMissing, match=r"mkdir -p .*nowhere"):
        back_up(database_url, tmp_path / "nowhere" / "b.db")


def test_a_folder_that_cannot_be_written_to_is_told(store, database_url, place):
    place.chmod(0o500)

    with pytest.raises(BackupFolderNotWritable, match="cannot be written to"):
        back_up(database_url, place / "b.db")


def test_a_folder_or_a_device_is_no_backup(store, database_url, place):
    for file in (place, Path("/dev/null")):
        with pytest.raises(NoFile):
            back_up(database_url, file, force=True)


@contextmanager
def closed_to_us(folder):
    """The folder lets nobody in; for an administrator, whom nothing stops, we are somebody else meanwhile."""
    us, mode = os.geteuid(), folder.stat().st_mode
    folder.chmod(0)
    if us == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(us)
        folder.chmod(mode)


def test_a_place_that_lets_nobody_in_is_told(store, database_url, place, tmp_path):
    other = tmp_path / "other"
    other.mkdir(mode=0o777)
    other.chmod(0o777)

    with closed_to_us(place), pytest.raises((NotReadable, BackupFolderNotWritable), match="Permission denied"):
        back_up(database_url, place / "b.db")
    with closed_to_us(tmp_path), pytest.raises(NotReadable, match="as the user whose database it is"):
        back_up(database_url, other / "b.db")

    assert in_it(place) == in_it(other) == []


def test_a_database_that_is_not_there_is_not_made(tmp_path, place):
    with pytest.raises(NoDatabase, match=r"There is no database at .*none\.db"):
        back_up(f"sqlite:///{tmp_path / 'none.db'}", place / "b.db")

    assert in_it(tmp_path) == ["backups"]
    assert in_it(place) == []


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", EmptyDatabase),
        (b"Dear diary, today I ran.", NotDatabase),
        (b"SQLite format 3\0" + b"x" * 999, CorruptDatabase),
    ],
)
def test_what_is_no_database_leaves_no_backup(tmp_path, place, content, refusal):
    (tmp_path / "odd.db").write_bytes(content)

    with pytest.raises(refusal):
        back_up(f"sqlite:///{tmp_path / 'odd.db'}", place / "b.db")

    assert in_it(place) == []


def test_another_programs_database_and_a_folder_are_refused(tmp_path, place):
    with closing(sqlite3.connect(tmp_path / "other.db")) as other:
        other.execute("CREATE TABLE songs (name TEXT)")

    for path, refusal in ((tmp_path / "other.db", ForeignDatabase), (tmp_path, IsFolder)):
        with pytest.raises(refusal):
            back_up(f"sqlite:///{path}", place / "b.db")
    with pytest.raises(BadUrl):
        back_up("mysql://x", place / "b.db")


def test_a_damaged_database_leaves_no_backup_and_the_older_one_stays(store, database_url, place):
    path = Path(database_url.removeprefix("sqlite:///"))
    change(store, "a", workouts=1)
    store.close()
    back_up(database_url, place / "b.db")
    older = (place / "b.db").read_bytes()
    with closing(sqlite3.connect(path)) as connection:
        (root,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'sets'").fetchone()
        (page,) = connection.execute("PRAGMA page_size").fetchone()
    with path.open("r+b") as file:
        file.seek((root - 1) * page)
        file.write(b"\xff" * 100)

    with pytest.raises((BackupDiffers, CorruptDatabase)):
        back_up(database_url, place / "b.db", force=True)

    assert (place / "b.db").read_bytes() == older
    assert in_it(place) == ["b.db"]


def test_told_to_stop_it_ends_and_leaves_nothing(store, database_url, place):
    with pytest.raises(Interrupted):
        back_up(database_url, place / "b.db", stopped=lambda: True)

    assert in_it(place) == []


def test_a_disk_that_takes_no_more_leaves_nothing(store, database_url, place):
    """A limit of the size of a file stands in for the full disk; the database is larger."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, before[1]))
    try:
        with pytest.raises(BackupFailed, match="could not be written"):
            back_up(database_url, place / "b.db")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)

    assert in_it(place) == []


def test_a_full_disk_is_told_and_left_as_it_was(store, database_url, tmp_path):
    with small_disk(tmp_path / "small", "64k"):
        with pytest.raises(BackupNoRoom, match=r"There is no room for the backup in .*small: free some"):
            back_up(database_url, tmp_path / "small" / "b.db")

        assert in_it(tmp_path / "small") == []
