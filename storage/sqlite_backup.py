"""A backup of an SQLite database: one state of it, copied while others write, and checked."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from core.ports import BackedUp
from storage.backup_file import becoming, refusal_of
from storage.backup_refusals import (
    BackupDiffers,
    BackupFailed,
    BackupNoRoom,
    DatabaseLocked,
    EmptyDatabase,
    Interrupted,
    NoDatabase,
    NotReadable,
    OwnFile,
)
from storage.refusals import CorruptDatabase, ForeignDatabase, IsFolder, NotDatabase
from storage.sqlite_file import MAGIC, version_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PAGES: Final = 256  # a step: a megabyte, after which it may be told to stop
INSTRUCTIONS: Final = 100_000  # of SQLite's machine, between two looks at whether to stop the check
BUSY_S: Final = 10.0
COUNTS: Final = "SELECT (SELECT count(*) FROM athletes), (SELECT count(*) FROM workouts), (SELECT count(*) FROM sets)"
OWN_ENDS: Final = ("", "-wal", "-shm", "-journal", "-serving")


def back_up_sqlite(database: Path, file: Path, *, force: bool, stopped: Callable[[], bool]) -> BackedUp:
    """Copy the database into `file`. See `storage.backup.back_up`."""
    database = database.resolve()
    _check_source(database)
    _check_other(database, file)
    with becoming(file, force=force) as part:
        _copy(database, part, stopped)
        people, workouts, sets = _checked(database, part, stopped)
        size = part.stat().st_size
    return BackedUp(size, people, workouts, sets)


def _check_source(database: Path) -> None:
    """Raises the `Refused` that says why there is nothing to copy. An older or newer version is copied as it is."""
    try:
        if database.is_dir():
            raise IsFolder(path=database)
        if not database.exists():
            raise NoDatabase(path=database)
        with database.open("rb") as opened:
            start = opened.read(len(MAGIC))
    except OSError as error:
        raise NotReadable(path=database, detail=error.strerror) from error
    if not start:
        raise EmptyDatabase(path=database)
    if start != MAGIC:
        raise NotDatabase(path=database)


def _check_other(database: Path, file: Path) -> None:
    """Raises OwnFile when `file` is the database under any name, or one of the files that belong to it."""
    own = [database.with_name(database.name + end) for end in OWN_ENDS]
    try:
        if file.resolve() in own or any(each.exists() and file.exists() and file.samefile(each) for each in own):
            raise OwnFile(path=file)
    except OSError as error:
        raise refusal_of(error, file.parent) from error


def _copy(database: Path, part: Path, stopped: Callable[[], bool]) -> None:
    """Copy one state of the database, whoever writes meanwhile."""

    def between(*_: int) -> None:
        if stopped():
            raise Interrupted

    with (
        _refusing(database, part.parent),
        closing(_opened(database)) as source,
        closing(sqlite3.connect(part, isolation_level=None)) as copy,
    ):
        copy.execute("PRAGMA synchronous = OFF")  # it goes to the disk once, when it is whole
        # A transaction that has read keeps its state: without it every write of another process would begin the copy anew.
        source.execute("BEGIN")
        try:
            if version_in(source) is None:
                raise EmptyDatabase(path=database)
        except LookupError as error:
            raise ForeignDatabase(path=database) from error
        source.backup(copy, pages=PAGES, progress=between)


def _checked(database: Path, part: Path, stopped: Callable[[], bool]) -> tuple[int, int, int]:
    """Make one file of the copy, look at every page of it, and count people, workouts and sets."""
    with _refusing(database, part.parent), closing(sqlite3.connect(part, isolation_level=None)) as copy:
        copy.execute("PRAGMA synchronous = OFF")
        copy.execute("PRAGMA journal_mode = DELETE")  # no log beside it: the one file is everything
        copy.set_progress_handler(stopped, INSTRUCTIONS)
        ((verdict,), *_) = copy.execute("PRAGMA integrity_check(1)")
        if verdict != "ok":
            raise BackupDiffers(path=database, detail=verdict)
        people, workouts, sets = copy.execute(COUNTS).fetchone()
    return people, workouts, sets


def _opened(database: Path) -> sqlite3.Connection:
    """The database as it is: never made, never migrated, never written to by us."""
    connection = sqlite3.connect(f"file:{quote(str(database))}?mode=rw", uri=True, timeout=BUSY_S, isolation_level=None)
    connection.execute("PRAGMA query_only = ON")
    return connection


@contextmanager
def _refusing(database: Path, folder: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.DatabaseError as error:
        match error.sqlite_errorcode & 0xFF:
            case sqlite3.SQLITE_INTERRUPT:
                raise Interrupted from error
            case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
                raise DatabaseLocked(path=database) from error
            case sqlite3.SQLITE_FULL:
                raise BackupNoRoom(folder=folder) from error
            case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB | sqlite3.SQLITE_ERROR:
                raise CorruptDatabase(path=database, detail=error) from error
            case _:
                raise BackupFailed(folder=folder, detail=error) from error
