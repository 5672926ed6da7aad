"""One `serve` on an SQLite file: a lock that the operating system holds, and lets go of when the process dies."""

from __future__ import annotations

import os
import sys
import time
from contextlib import contextmanager, suppress
from socket import gethostname
from typing import TYPE_CHECKING, Final

from storage.refusals import NoLocks, Served
from storage.sqlite_file import check_places

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

SUFFIX: Final = "-serving"  # beside -wal and -shm; never removed, since somebody may be about to lock it
TRIES: Final = 5
BETWEEN_TRIES_S: Final = 0.05
FAR: Final = 1 << 30  # where Windows locks: what is locked cannot be read, and who holds it stands at the beginning

if sys.platform == "win32":
    import msvcrt

    def _taken(file: int) -> bool:
        os.lseek(file, FAR, os.SEEK_SET)
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        finally:
            os.lseek(file, 0, os.SEEK_SET)
        return True

else:
    import fcntl

    def _taken(file: int) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except (BlockingIOError, PermissionError):  # some network file systems answer EACCES
            return False
        return True


@contextmanager
def serving_alone(path: Path, since: datetime) -> Iterator[None]:
    """Nobody else serves this file while the block runs. Raises `Refused`, naming who does.

    The lock stands beside the file that links lead to, so two names of one folder or file are one. It is not on the file itself:
    SQLite's own locks there are lost as soon as anybody in the process closes it.
    """
    path = path.resolve()
    check_places(path)
    try:
        file = os.open(lock_of(path), os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise NoLocks(folder=path.parent, detail=error.strerror) from error
    try:
        try:
            ours = _taken_soon(file)
        except OSError as error:
            raise NoLocks(folder=path.parent, detail=error.strerror) from error
        if not ours:
            raise Served(path=path, by=_told(file) or "another process")
        _tell(file, f"process {os.getpid()} on {gethostname()} since {since:%Y-%m-%d %H:%M:%S %Z}")
        try:
            yield
        finally:
            _tell(file, "")
    finally:
        os.close(file)


def served_by(path: Path) -> str | None:
    """Who serves this file, in words; None when nobody does, or nobody can tell."""
    with suppress(OSError):
        file = os.open(lock_of(path.resolve()), os.O_RDWR)
        try:
            return None if _taken(file) else _told(file) or "another process"
        finally:
            os.close(file)
    return None


def _taken_soon(file: int) -> bool:
    """Whoever only looks (`served_by`) has it for a moment."""
    for _ in range(TRIES):
        if _taken(file):
            return True
        time.sleep(BETWEEN_TRIES_S)
    return False


def lock_of(path: Path) -> Path:
    """The file whose lock tells that the database in `path` is served."""
    return path.with_name(f"{path.name}{SUFFIX}")


def _tell(file: int, who: str) -> None:
    """Write down who holds the lock; that it is held does not depend on it."""
    with suppress(OSError):
        os.ftruncate(file, 0)
        os.lseek(file, 0, os.SEEK_SET)
        os.write(file, who.encode())


def _told(file: int) -> str:
    try:
        os.lseek(file, 0, os.SEEK_SET)
        return os.read(file, 200).decode(errors="replace")
    except OSError:
        return ""
