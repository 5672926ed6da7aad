"""Looks at an SQLite file before it is opened, without leaving a trace on it."""

from __future__ import annotations

import os
import sqlite3
import stat
from contextlib import closing
from typing import TYPE_CHECKING
from urllib.parse import quote

from storage.refusals import (
    CorruptDatabase,
    FileNotWritable,
    FolderNotWritable,
    ForeignDatabase,
    IsFolder,
    NoFolder,
    NotDatabase,
)

if TYPE_CHECKING:
    from pathlib import Path

MAGIC = b"SQLite format 3\0"
HEADER_BYTES = 100
CHECKED_BYTES = (
    8_000_000  # up to this size every page is looked at, which takes some milliseconds; `doctor` looks at any size
)
WRITE_BITS = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


def found_version(path: Path) -> str | None:
    """The version of the tables in the file; None when it is new or empty.

    Raises the `Refused` that says why this file cannot be used.
    """
    check_places(path)
    if not path.exists():
        return None
    if not path.is_file():
        raise NotDatabase(path=path)
    if path.stat().st_size == 0:
        return None
    with path.open("rb") as file:
        start = file.read(HEADER_BYTES)
    if not start.startswith(MAGIC):
        raise NotDatabase(path=path)
    _check_length(path, start)
    try:
        with closing(_untouched(path)) as connection:
            if path.stat().st_size <= CHECKED_BYTES:
                ((verdict,), *_) = connection.execute("PRAGMA quick_check(1)")
                if verdict != "ok":
                    raise CorruptDatabase(path=path, detail=verdict)
            return version_in(connection)
    except LookupError as error:
        raise ForeignDatabase(path=path) from error
    except sqlite3.DatabaseError as error:
        raise CorruptDatabase(path=path, detail=error) from error


def check_places(path: Path) -> None:
    """Raises the `Refused` that says why nothing can be written there."""
    folder = path.parent
    if path.is_dir():
        raise IsFolder(path=path)
    if not folder.is_dir():
        raise NoFolder(folder=folder)
    # the mode is looked at too: whoever made a place read-only meant it, also towards an administrator
    if not (os.access(folder, os.W_OK | os.X_OK) and folder.stat().st_mode & WRITE_BITS):
        raise FolderNotWritable(folder=folder)
    if path.exists() and not (os.access(path, os.R_OK | os.W_OK) and path.stat().st_mode & WRITE_BITS):
        raise FileNotWritable(path=path)


def _check_length(path: Path, start: bytes) -> None:
    """Compare the size with the header's (sqlite.org/fileformat2.html 1.3.8), which is valid when both counters agree."""
    page = int.from_bytes(start[16:18], "big")
    page_bytes = 65536 if page == 1 else page
    pages = int.from_bytes(start[28:32], "big")
    if len(start) < HEADER_BYTES or (start[24:28] == start[92:96] and path.stat().st_size < pages * page_bytes):
        raise CorruptDatabase(path=path, detail="its end is missing")


def _untouched(path: Path) -> sqlite3.Connection:
    """A connection that changes nothing: without a log beside the file, not even the files that readers share."""
    log = path.with_name(f"{path.name}-wal")
    alone = not (log.exists() and log.stat().st_size)
    return sqlite3.connect(f"file:{quote(str(path))}?mode=ro{'&immutable=1' if alone else ''}", uri=True)


def version_in(connection: sqlite3.Connection) -> str | None:
    """The version of the tables; None when there is no table at all. Raises LookupError when they are another program's."""
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not tables:
        return None
    if not {"alembic_version", "athletes", "sets"} <= tables:
        raise LookupError(", ".join(sorted(tables)))
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    if row is None:
        raise LookupError("alembic_version is empty")
    return str(row[0])
