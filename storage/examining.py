"""Looks at a database without changing it: what it is, and why it could not be used."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from core.examined import Examined
from core.values import replace
from storage.opening import is_postgresql, path_of
from storage.prepared import prepared
from storage.refusals import CorruptDatabase, NewerDatabase, NoFolder, Refused
from storage.serving import served_by
from storage.sqlite_file import CHECKED_BYTES, check_places, found_version

if TYPE_CHECKING:
    from pathlib import Path

LOOK_S: Final = 5.0
STEPS: Final = 10_000  # of SQLite's machine between two looks at the time
WAL: Final = b"\x02\x02"  # both format numbers, sqlite.org/fileformat2.html 1.3.3


def examined(url: str) -> Examined:
    """What there is behind this address of a database. Raises nothing of its own."""
    if is_postgresql(url):
        return _postgresql(url)
    try:
        path = path_of(url).resolve()
    except Refused as refusal:
        return Examined("SQLite", refusal=str(refusal))
    found = Examined("SQLite", path, head=prepared("sqlite").head, served=served_by(path))
    try:
        return _sqlite(path, found)
    except NoFolder as refusal:
        return replace(found, refusal=str(refusal), missing=True, folder_missing=True)
    except Refused as refusal:
        return replace(found, refusal=str(refusal))
    except OSError as error:
        return replace(found, refusal=f"{path} cannot be read: {error.strerror}.")


def _sqlite(path: Path, found: Examined) -> Examined:
    check_places(path)
    if not path.exists():
        return replace(found, missing=True)
    version = found_version(path)
    with path.open("rb") as file:
        wal = version is None or file.read(20)[18:] == WAL
    whole = path.stat().st_size <= CHECKED_BYTES or version is None or _whole(path)
    _known(version, found.head, path)
    return replace(found, version=version, wal=wal, unchecked=not whole)


def _whole(path: Path) -> bool:
    """Look at every page; False when the time was up. Raises CorruptDatabase."""
    end = time.monotonic() + LOOK_S
    with closing(sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True)) as connection:
        connection.set_progress_handler(lambda: time.monotonic() > end, STEPS)
        try:
            ((verdict,), *_) = connection.execute("PRAGMA quick_check(1)")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
                return False
            raise CorruptDatabase(path=path, detail=error) from error
        except sqlite3.DatabaseError as error:
            raise CorruptDatabase(path=path, detail=error) from error
    if verdict != "ok":
        raise CorruptDatabase(path=path, detail=verdict)
    return True


def _known(version: str | None, head: str, place: object) -> None:
    if version in (None, head):
        return
    from storage import migrating  # noqa: PLC0415  Alembic, which only an older database needs

    if version not in migrating.known():
        raise NewerDatabase(path=place, found=version, known=head)


def _postgresql(url: str) -> Examined:
    from storage.postgres_examining import examined_postgres  # noqa: PLC0415  psycopg, which SQLite does not need

    head = prepared("postgresql").head
    try:
        kind, version, place = examined_postgres(url)
        _known(version, head, place)
    except Refused as refusal:
        return Examined("PostgreSQL", refusal=str(refusal))
    return Examined(kind, version=version, head=head)
