"""A backup of whatever database a URL names, made while the program runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.opening import is_postgresql, path_of
from storage.sqlite_backup import back_up_sqlite

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from core.ports import BackedUp


def never() -> bool:
    """Nobody asks to stop."""
    return False


def back_up(url: str, file: Path, *, force: bool = False, stopped: Callable[[], bool] = never) -> BackedUp:
    """One state of the database as `file`, readable by its owner alone; everything committed before the call is in it.

    SQLite becomes an SQLite file, PostgreSQL a file for pg_restore. `stopped` is asked again and again, on the thread that calls; once it says so the work ends.
    Raises `storage.refusals.Refused` with a sentence, also when `file` exists and not `force`; then nothing is left.
    """
    if is_postgresql(url):
        from storage.postgres_backup import back_up_postgres  # noqa: PLC0415  psycopg, which SQLite does not need

        return back_up_postgres(url, file, force=force, stopped=stopped)
    return back_up_sqlite(path_of(url), file, force=force, stopped=stopped)
