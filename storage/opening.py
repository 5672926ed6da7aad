"""Opens the store that a URL names, with its tables at the newest version."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from storage.crashpoint import reach
from storage.prepared import prepared
from storage.refusals import (
    BadUrl,
    Busy,
    CorruptDatabase,
    FileNotWritable,
    FolderNotWritable,
    NewerDatabase,
    NoRoom,
    OldSqlite,
)
from storage.serving import serving_alone
from storage.sqlite import SqliteStore
from storage.sqlite_file import found_version, version_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from core.ports import Batons, Store
    from storage.prepared import Prepared

SQLITE = "sqlite:///"
POSTGRESQL = ("postgresql://", "postgres://")
OLDEST_SQLITE = (3, 35, 0)  # RETURNING
BUSY_S = 10.0
SETTINGS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",  # a commit has reached the disk before anybody is told of it
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = FAST",  # what somebody had deleted does not linger in the file
    "PRAGMA cache_size = -4000",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA journal_size_limit = 64000000",
)


def open_store(url: str) -> Store:
    """The store behind `sqlite:///path` (four slashes for an absolute path) or `postgresql://…`.

    New databases get their tables, older ones are migrated in one transaction. Raises `storage.refusals.Refused` with a
    sentence for the person who hosts the program; a refused file is left as it was.
    """
    if is_postgresql(url):
        from storage.postgres_opening import open_postgres  # noqa: PLC0415  psycopg, which SQLite does not need

        return open_postgres(url)
    return open_sqlite(path_of(url))


@contextmanager
def open_replica(url: str, since: datetime) -> Iterator[Batons | None]:
    """Be one of those who serve this database: on PostgreSQL with the batons of all, on SQLite as the only one there may be.

    Raises `storage.refusals.Refused`: who serves the file already, or why nobody can write to the server.
    """
    if is_postgresql(url):
        from storage.postgres_examining import examined_postgres  # noqa: PLC0415  psycopg, which SQLite does not need
        from storage.relay import PostgresBatons  # noqa: PLC0415  see above

        examined_postgres(url)  # a copy that only follows answers as well, and would refuse every single message
        with closing(PostgresBatons(url)) as batons:
            yield batons
    else:
        with serving_alone(path_of(url), since):
            yield None


def is_postgresql(url: str) -> bool:
    """Whether the URL names a PostgreSQL database."""
    return url.startswith(POSTGRESQL)


def path_of(url: str) -> Path:
    """The file that `sqlite:///path` names. Raises BadUrl for everything else."""
    named = url.removeprefix(SQLITE)
    if not url.startswith(SQLITE) or named in ("", ":memory:") or "\0" in named:
        scheme, _, rest = url.partition("://")
        raise BadUrl(url=f"{scheme}://…" if "@" in rest else url)  # what stands before the @ may be a password
    return Path(named)


def open_sqlite(path: Path) -> SqliteStore:
    """The store in this file. Raises `Refused`."""
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise OldSqlite(found=sqlite3.sqlite_version, needed=".".join(map(str, OLDEST_SQLITE)))
    path = path.resolve()  # where its log lies too, whatever leads there
    newest = prepared("sqlite")
    version = found_version(path)
    if version is None:
        _create(path, newest)
    elif version != newest.head:
        _migrate(path, version, newest)
    with _refusing(path):
        return SqliteStore(partial(_connect, path), newest, path)


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=BUSY_S, isolation_level=None, check_same_thread=False)
    for setting in SETTINGS:
        connection.execute(setting)
    return connection


def _create(path: Path, newest: Prepared) -> None:
    """Make the tables. Whoever comes second finds them made."""
    with _refusing(path):
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))  # health data: for nobody else's eyes
        with closing(_connect(path)) as connection, _locked(connection):
            if version_in(connection) is None:
                reach("migrating")
                for statement in newest.new:
                    connection.execute(statement)
                reach("migrated")


def _migrate(path: Path, version: str, newest: Prepared) -> None:
    from storage import migrating  # noqa: PLC0415  Alembic, which only an older database needs

    if version not in migrating.known():
        raise NewerDatabase(path=path, found=version, known=newest.head)
    with _refusing(path), closing(_connect(path)) as raw:
        raw.execute("PRAGMA foreign_keys = OFF")  # tables are rebuilt; what they refer to is checked below
        with migrating.lent("sqlite", raw) as connection, _locked(raw):
            if version_in(raw) != newest.head:
                migrating.upgrade(connection)
            if broken := raw.execute("PRAGMA foreign_key_check").fetchone():
                raise CorruptDatabase(path=path, detail=f"a row of {broken[0]} refers to nothing")


@contextmanager
def _locked(connection: sqlite3.Connection) -> Iterator[None]:
    """One transaction that nobody else writes or begins beside: all of it, or nothing."""
    connection.execute("BEGIN EXCLUSIVE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # so that the version stands in the file itself


@contextmanager
def _refusing(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise FolderNotWritable(folder=path.parent) from error
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise Busy(path=path) from error
        if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN):
            raise FileNotWritable(path=path) from error
        if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_FULL:
            raise NoRoom(path=path) from error
        raise CorruptDatabase(path=path, detail=error) from error
    except sqlite3.DatabaseError as error:
        raise CorruptDatabase(path=path, detail=error) from error
