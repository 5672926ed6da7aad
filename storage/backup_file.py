"""The file that a backup becomes: written under another name beside it, and given its own only when it is whole and on the disk."""

from __future__ import annotations

import errno
import os
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING, Final

from storage.backup_refusals import (
    AlreadyThere,
    BackupFailed,
    BackupFolderMissing,
    BackupFolderNotWritable,
    BackupNoRoom,
    NoFile,
)
from storage.crashpoint import reach
from storage.sqlite_file import WRITE_BITS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from storage.refusals import Refused

FULL: Final = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
BESIDE: Final = ("-journal", "-wal", "-shm")  # what SQLite may have put next to it


@contextmanager
def becoming(file: Path, *, force: bool) -> Iterator[Path]:
    """An empty file that only its owner may read, to be filled in the block; at its end it becomes `file`.

    When the block raises it is removed. A `file` that exists is replaced with `force` and never without.
    Raises `storage.refusals.Refused`.
    """
    part = file.with_name(f".{file.name}.{token_hex(4)}.part") if file.name else file
    try:
        _check_free(file, force=force)
        os.close(os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))  # health data: for nobody else's eyes
    except OSError as error:
        raise refusal_of(error, file.parent) from error
    try:
        reach("backing up")
        yield part
        _to_disk(part)
        reach("backed up")
        _named(part, file, force=force)
        reach("named")
    except OSError as error:
        raise refusal_of(error, file.parent) from error
    finally:
        for left in (part, *(part.with_name(part.name + end) for end in BESIDE)):
            with suppress(OSError):
                left.unlink()


def _check_free(file: Path, *, force: bool) -> None:
    """Raises the `Refused` that says why no backup can get this name."""
    folder = file.parent
    if file.is_dir() or not file.name:
        raise NoFile(path=file, example=file / "ironstride-backup.db")
    if not folder.is_dir():
        raise BackupFolderMissing(folder=folder)
    if os.path.lexists(file):
        if not force:
            raise AlreadyThere(path=file)
        if file.exists() and not file.is_file():
            raise NoFile(path=file, example=Path.cwd() / "ironstride-backup.db")
    if not (os.access(folder, os.W_OK | os.X_OK) and folder.stat().st_mode & WRITE_BITS):
        raise BackupFolderNotWritable(folder=folder, detail=os.strerror(errno.EACCES))


def refusal_of(error: OSError, folder: Path) -> Refused:
    """The sentence for an error of the operating system while something was written into this folder."""
    if error.errno in FULL:
        return BackupNoRoom(folder=folder)
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return BackupFolderNotWritable(folder=folder, detail=error.strerror)
    return BackupFailed(folder=folder, detail=error.strerror or error)


def _named(part: Path, file: Path, *, force: bool) -> None:
    """Give it its name, also when the machine stops right afterwards."""
    if force:
        part.replace(file)
    else:
        try:
            os.link(part, file)  # unlike a renaming, it fails when somebody has taken the name meanwhile
        except FileExistsError as error:
            raise AlreadyThere(path=file) from error
        except OSError:  # a file system without a second name for a file
            if os.path.lexists(file):
                raise AlreadyThere(path=file) from None
            part.rename(file)
    with suppress(OSError):  # not every system opens folders
        _to_disk(file.parent)


def _to_disk(path: Path) -> None:
    opened = os.open(path, os.O_RDWR if path.is_file() else os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
