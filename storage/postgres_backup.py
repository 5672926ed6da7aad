"""A backup of a PostgreSQL database: pg_dump in its custom format, of the same state that is counted."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Final

import psycopg
from psycopg.conninfo import make_conninfo
from psycopg.pq import Conninfo

from core.ports import BackedUp
from storage.backup_file import becoming
from storage.backup_refusals import BackupNoRoom, DumpFailed, EmptyDatabase, Interrupted, NoPgDump, OldPgDump
from storage.postgres_opening import place_of
from storage.refusals import Unreachable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

LOOK_S: Final = 0.1  # between two looks at whether to stop
TOLD: Final = 300  # characters of what pg_dump says
COUNTS: Final = "SELECT (SELECT count(*) FROM athletes), (SELECT count(*) FROM workouts), (SELECT count(*) FROM sets)"


def back_up_postgres(url: str, file: Path, *, force: bool, stopped: Callable[[], bool]) -> BackedUp:
    """Dump the database into `file`. See `storage.backup.back_up`."""
    place = place_of(url)
    with _refusing(place), closing(_connected(url)) as connection:
        program = _pg_dump(connection.info.server_version // 10_000)
        with becoming(file, force=force) as part:
            connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            counts, snapshot = _counted(connection, place)
            _dump(program, url, part, snapshot, stopped)
            size = part.stat().st_size
    return BackedUp(size, *counts)


def _connected(url: str) -> psycopg.Connection:
    connection = psycopg.connect(url, autocommit=True, connect_timeout=5)
    # it stands still for as long as pg_dump works on its state
    connection.execute("SET idle_in_transaction_session_timeout = 0; SET statement_timeout = 0")
    return connection


def _counted(connection: psycopg.Connection, place: str) -> tuple[tuple[int, int, int], str]:
    """People, workouts and sets, and the name under which pg_dump sees the same state."""
    try:
        counts = connection.execute(COUNTS).fetchone()
    except psycopg.errors.UndefinedTable as error:
        raise EmptyDatabase(path=place) from error
    snapshot = connection.execute("SELECT pg_export_snapshot()").fetchone()
    assert counts is not None  # noqa: S101  both always answer one row
    assert snapshot is not None  # noqa: S101  see above
    return (counts[0], counts[1], counts[2]), snapshot[0]


def _pg_dump(server: int) -> str:
    """The program, in a version that can read what the server has. Raises `Refused`."""
    program = shutil.which("pg_dump")
    if program is None:
        raise NoPgDump(server=server)
    try:
        told = subprocess.run([program, "--version"], capture_output=True, text=True, check=True, timeout=30).stdout  # noqa: S603  the host's own pg_dump
    except (OSError, subprocess.SubprocessError) as error:
        raise NoPgDump(server=server) from error
    found = re.search(r"\b(\d+)[.\d]*", told)
    if found and int(found[1]) < server:
        raise OldPgDump(program=program, found=found[0], server=server)
    return program


def _dump(program: str, url: str, part: Path, snapshot: str, stopped: Callable[[], bool]) -> None:
    """Run pg_dump until it has ended or `stopped`. Raises `Refused`."""
    variables, rest = login(url)
    command = [
        program,
        "--format=custom",
        "--no-password",  # it never asks
        "--lock-wait-timeout=30s",
        f"--snapshot={snapshot}",
        f"--file={part}",
        *([f"--dbname={rest}"] if rest else []),
    ]
    environment = {"PGCONNECT_TIMEOUT": "10", **os.environ, **variables, "LC_ALL": "C"}
    with subprocess.Popen(  # noqa: S603  see above
        command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as dumping:
        try:
            told = _ended(dumping, stopped)
        except BaseException:
            dumping.kill()
            raise
    if "No space left on device" in told or "File too large" in told:
        raise BackupNoRoom(folder=part.parent)
    if dumping.returncode:
        raise DumpFailed(path=place_of(url), detail=" ".join(told.split())[:TOLD] or f"status {dumping.returncode}")


def _ended(dumping: subprocess.Popen[bytes], stopped: Callable[[], bool]) -> str:
    """What it said. Raises Interrupted."""
    while True:
        if stopped():
            raise Interrupted
        try:
            _, told = dumping.communicate(timeout=LOOK_S)
        except subprocess.TimeoutExpired:
            continue
        return told.decode(errors="replace")


def login(url: str) -> tuple[dict[str, str], str]:
    """The address as variables of the environment, and what has no variable as text without secrets.

    Everybody on the machine may read a command line, so no password goes there.
    """
    variables, rest = {}, {}
    for option in Conninfo.parse(url.encode()):
        if option.val is None:
            continue
        if option.envvar:
            variables[option.envvar.decode()] = option.val.decode()
        elif option.dispchar != b"*":
            rest[option.keyword.decode()] = option.val.decode()
    return variables, make_conninfo(**rest) if rest else ""


@contextmanager
def _refusing(place: str) -> Iterator[None]:
    try:
        yield
    except psycopg.OperationalError as error:
        raise Unreachable(path=place, detail=" ".join(str(error).split())) from error
    except psycopg.Error as error:
        raise DumpFailed(path=place, detail=" ".join(str(error).split())) from error
