"""Room on the disks, and the daily backups."""

from __future__ import annotations

import os
import shutil
from datetime import date
from typing import TYPE_CHECKING, Final

from bot.daily_backups import OURS
from bot.doctor.finding import Finding, bad, ok, warn

if TYPE_CHECKING:
    from pathlib import Path

MB: Final = 1_000_000
LITTLE_MB: Final = 500
TOO_LITTLE_MB: Final = 50
OLD_DAYS: Final = 2


def standing(place: Path) -> Path:
    """The nearest folder above, or the place itself, that is there."""
    place = place.absolute()
    while not place.is_dir() and place != place.parent:
        place = place.parent
    return place


def writable(folder: Path) -> bool:
    """Whether files can be made there; a mode without any right to write counts also towards an administrator."""
    return os.access(folder, os.W_OK | os.X_OK) and bool(folder.stat().st_mode & 0o222)


def room(name: str, folder: Path) -> Finding:
    """How much is free where this folder is, or will be."""
    try:
        free_mb = shutil.disk_usage(standing(folder)).free // MB
    except OSError as error:
        return warn(name, f"cannot be told ({error.strerror})", f"Look at the disk of {folder}.")
    says, remedy = f"{free_mb} MB free at {folder}", "Free some, or move to another disk."
    if free_mb < TOO_LITTLE_MB:
        return bad(name, says, remedy)
    return warn(name, says, remedy) if free_mb < LITTLE_MB else ok(name, says)


def backups(folder: Path | None, today: date) -> list[Finding]:
    """Whether backups can be written, and how old the newest is by its name."""
    name = "backups"
    if folder is None:
        return [ok(name, "no daily backup is wanted (BACKUP_DIR is not set)")]
    if not writable(standing(folder)):
        return [bad(name, f"{folder} cannot be written to", "Change its permissions, or name another in BACKUP_DIR.")]
    try:
        days = [day for file in folder.iterdir() if (day := _day(file))] if folder.is_dir() else []
    except OSError as error:
        return [bad(name, f"{folder} cannot be read ({error.strerror})", "Change its permissions.")]
    return [_newest(name, folder, max(days, default=None), today), room("room for backups", folder)]


def _newest(name: str, folder: Path, newest: date | None, today: date) -> Finding:
    remedy = "See that `ironstride serve` runs, and look into its log."
    if newest is None:
        return warn(name, f"there is none in {folder} yet", remedy)
    if (today - newest).days >= OLD_DAYS:
        return warn(name, f"the newest in {folder} is of {newest}", remedy)
    return ok(name, f"the newest in {folder} is of {newest}")


def _day(file: Path) -> date | None:
    """The day in a backup's name; None for other files and empty ones."""
    found = OURS.fullmatch(file.name)
    try:
        return date.fromisoformat(found[1]) if found and file.is_file() and file.stat().st_size else None
    except (ValueError, OSError):
        return None
