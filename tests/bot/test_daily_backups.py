"""A backup every day while it is served: once, by one replica, whatever goes wrong; and old ones of our own are removed."""

import asyncio
import os
import signal
import threading
from contextlib import asynccontextmanager, closing
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from bot.app import back_up
from bot.daily_backups import LETTING_GO_S, DailyBackups
from bot.refused import Refused
from bot.relay import Relay
from core.ports import BackedUp
from storage import open_store
from storage.relay import PostgresBatons
from tests.bot.telegram.conftest import until
from tests.bot.test_serve import kept, served
from tests.fakes.telegram import FakeTelegram
from tests.storage.examples import change
from tests.storage.server import found_binaries

START = datetime(2026, 3, 2, 23, 50, tzinfo=UTC)


class Made:
    """Makes small files, or fails; counts how often it was asked."""

    def __init__(self):
        self.asked = []
        self.fails = None

    def __call__(self, file, *, stopped):
        self.asked.append(file.name)
        if self.fails:
            raise self.fails
        file.write_text("kept")
        return BackedUp(4, 1, 1, 1)


class Clock:
    """A clock that tests move; it counts how often it was looked at."""

    def __init__(self):
        self.at, self.looks = START, 0

    def __call__(self):
        self.looks += 1
        return self.at

    async def looked_at(self):
        """Wait until whoever looks has looked anew, and has done what was due."""
        before = self.looks
        await until(lambda: self.looks >= before + 2)


@pytest.fixture
def made():
    return Made()


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "of" / "backups"


@asynccontextmanager
async def daily(folder, make, clock, relay=None, *, keep_days=14, ending="db"):
    backups = DailyBackups(folder, keep_days, ending, make, clock, relay or Relay(), look_s=0.01)
    async with backups.running(asyncio.Event()):
        yield


def in_it(folder):
    return sorted(path.name for path in folder.iterdir())


async def test_todays_is_made_at_the_start_and_then_one_a_day(folder, made, clock):
    async with daily(folder, made, clock):
        await clock.looked_at()
        at_first = in_it(folder)
        clock.at += timedelta(minutes=5)
        await clock.looked_at()
        still = in_it(folder)
        clock.at += timedelta(minutes=5)
        await clock.looked_at()

    assert at_first == still == ["ironstride-2026-03-02.db"]
    assert made.asked == ["ironstride-2026-03-02.db", "ironstride-2026-03-03.db"]
    assert folder.stat().st_mode & 0o777 == 0o700


async def test_a_start_on_a_day_that_has_its_backup_makes_none(folder, made, clock):
    folder.mkdir(parents=True)
    (folder / "ironstride-2026-03-02.db").write_text("this morning's")

    async with daily(folder, made, clock):
        await clock.looked_at()

    assert made.asked == []
    assert (folder / "ironstride-2026-03-02.db").read_text() == "this morning's"


async def test_after_a_success_only_files_of_our_naming_that_are_older_are_removed(folder, made, clock):
    folder.mkdir(parents=True)
    stay = [
        "ironstride-2026-02-27.db",  # three days old: not older
        "ironstride-2026-02-27.dump",
        "ironstride-2026-01-01.db.bak",
        "ironstride-2026-02-30.db",
        "ironstride-2026-01-1.db",
        "my-ironstride-2026-01-01.db",
        "ironstride-٢٠٢٦-01-01.db",
        "ironstride.db",
        "notes.txt",
        ".ironstride-2026-03-02.db.0123abcd.part",
        ".ironstride-2026-01-01.db.part",
    ]
    go = [
        "ironstride-2026-02-26.db",
        "ironstride-2025-12-31.dump",
        ".ironstride-2026-01-01.db.0123abcd.part",
        ".ironstride-2026-01-01.db.0123abcd.part-journal",
    ]
    for name in (*stay, *go):
        (folder / name).write_text(name)
    (folder / "ironstride-2026-01-02.db").mkdir()

    async with daily(folder, made, clock, keep_days=3):
        await clock.looked_at()

    assert in_it(folder) == sorted([*stay, "ironstride-2026-01-02.db", "ironstride-2026-03-02.db"])


async def test_a_failure_is_logged_removes_nothing_and_is_tried_again_later(folder, made, clock, caplog):
    folder.mkdir(parents=True)
    (folder / "ironstride-2025-01-01.db").write_text("old")
    made.fails = Refused("There is no room for the backup: free some.")

    async with daily(folder, made, clock):
        await clock.looked_at()
        await clock.looked_at()
        failed = list(made.asked), in_it(folder)
        made.fails = None
        clock.at += timedelta(minutes=20)
        await clock.looked_at()

    assert failed == (["ironstride-2026-03-02.db"], ["ironstride-2025-01-01.db"])
    assert in_it(folder) == ["ironstride-2026-03-03.db"]
    errors = [record.getMessage() for record in caplog.records if record.levelname == "ERROR"]
    assert errors == ["There is no backup of today yet: There is no room for the backup: free some."]


@pytest.mark.parametrize("wrong", [ValueError("a bug"), OSError(5, "Input/output error")])
async def test_nothing_that_goes_wrong_ends_it(folder, made, clock, wrong, caplog):
    made.fails = wrong

    async with daily(folder, made, clock):
        await clock.looked_at()
        made.fails = None
        clock.at += timedelta(days=1)
        await clock.looked_at()

    assert in_it(folder) == ["ironstride-2026-03-03.db"]
    assert "There is no backup of today yet" in caplog.text


async def test_a_folder_that_cannot_be_made_is_named(tmp_path, made, clock, caplog):
    (tmp_path / "file").write_text("no folder")

    async with daily(tmp_path / "file" / "backups", made, clock):
        await clock.looked_at()

    assert f"BACKUP_DIR {tmp_path / 'file' / 'backups'} cannot be used" in caplog.text
    assert made.asked == []


async def test_a_copy_under_way_is_told_to_stop(folder, clock):
    begun = threading.Event()
    ended = threading.Event()

    def long(file, *, stopped):
        begun.set()
        while not stopped():
            threading.Event().wait(0.001)
        ended.set()
        raise Refused("interrupted")

    async with daily(folder, long, clock):
        await until(begun.is_set)

    assert ended.is_set()


async def test_a_disk_that_hangs_holds_up_neither_the_loop_nor_the_stop(folder, clock):
    begun, let_go = threading.Event(), threading.Event()

    def stuck(file, *, stopped):
        begun.set()
        let_go.wait(60)
        raise Refused("at last")

    try:
        async with asyncio.timeout(LETTING_GO_S + 5), daily(folder, stuck, clock):
            await until(begun.is_set)
    finally:
        let_go.set()

    assert LETTING_GO_S < 5, "serve has ten seconds in all"


# --- with real databases ------------------------------------------------------------------------------------------------
async def test_sqlite_is_copied_while_its_store_is_open(store, database_url, folder, clock):
    change(store, "a", workouts=1)

    async with daily(folder, partial(back_up, database_url), clock):
        await until((folder / "ironstride-2026-03-02.db").exists)

    assert in_it(folder) == ["ironstride-2026-03-02.db"]
    assert kept(f"sqlite:///{folder / 'ironstride-2026-03-02.db'}") == {"a": []}


async def test_of_two_replicas_one_makes_it_and_the_other_takes_over(postgres, folder, clock, monkeypatch):
    monkeypatch.setenv("PATH", f"{found_binaries()}{os.pathsep}{os.environ['PATH']}")
    url = postgres.new_database()
    open_store(url).close()
    asked = []

    def making(name):
        def make(file, *, stopped):
            asked.append(name)
            return back_up(url, file, stopped=stopped)

        return make

    with closing(PostgresBatons(url, look_s=0.1)) as one, closing(PostgresBatons(url, look_s=0.1)) as two:
        async with daily(folder, making("two"), clock, Relay(two), ending="dump"):
            await until((folder / "ironstride-2026-03-02.dump").exists)
            async with daily(folder, making("one"), clock, Relay(one), ending="dump"):
                clock.at += timedelta(days=1)
                await until((folder / "ironstride-2026-03-03.dump").exists)
                await asyncio.sleep(0.3)
                by_then = list(asked)
        async with daily(folder, making("one"), clock, Relay(one), ending="dump"):
            clock.at += timedelta(days=1)
            await until((folder / "ironstride-2026-03-04.dump").exists)

    assert by_then == ["two", "two"]
    assert asked == ["two", "two", "one"]
    assert len(in_it(folder)) == 3


async def test_serve_makes_one_when_it_starts_and_the_program_goes_on_from_it(database_url, tmp_path, folder):
    """As docs/backups.md tells it: stop, put the copy in the database's place, start."""
    async with FakeTelegram() as telegram:
        for said in ("start workout", "none of these", "dumbbells 8 kg and a band", "6"):
            telegram.says(600, said)
        async with served(telegram, database_url) as process:
            await until(lambda: telegram.confirmed and not telegram.waiting)
            process.send_signal(signal.SIGTERM)
            await asyncio.wait_for(process.wait(), 10)
        async with served(telegram, database_url, BACKUP_DIR=str(folder)) as process:
            await until(
                lambda: folder.exists() and any(name.endswith(".db") and name[0] != "." for name in in_it(folder)),
                within_s=30,
            )
            telegram.says(600, "6")
            await until(lambda: not telegram.waiting)
            process.send_signal(signal.SIGTERM)
            status = await asyncio.wait_for(process.wait(), 10)
        (name,) = in_it(folder)
        for end in ("", "-wal", "-shm"):
            (tmp_path / f"ironstride.db{end}").unlink(missing_ok=True)
        (tmp_path / "ironstride.db").write_bytes((folder / name).read_bytes())
        restored = kept(database_url)
        async with served(telegram, database_url) as process:
            telegram.says(600, "6")
            await until(lambda: not telegram.waiting)
            process.send_signal(signal.SIGTERM)
            await asyncio.wait_for(process.wait(), 10)

    assert status == 0
    assert restored == {"telegram:600": [(0, 1)]}
    assert kept(database_url) == {"telegram:600": [(0, 1), (0, 2)]}
