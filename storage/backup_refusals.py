"""Why no backup was made. Each reason's docstring is its message; nothing is left behind, and an older backup stays."""

from __future__ import annotations

from storage.refusals import Refused


class NoDatabase(Refused):
    """There is no database at {path} to back up: check DATABASE_URL, or name it with --database."""


class NotReadable(Refused):
    """The database {path} cannot be read ({detail}): run this as the user whose database it is."""


class EmptyDatabase(Refused):
    """The database {path} has no tables yet, so there is nothing to back up: start the program on it once, or check DATABASE_URL."""


class AlreadyThere(Refused):
    """{path} exists already and stays as it is: name another file, or write over it with --force."""


class OwnFile(Refused):
    """{path} belongs to the database itself, and a backup would destroy it: name another file, best on another disk."""


class NoFile(Refused):
    """{path} is not a file that a backup could become: name one, such as {example}."""


class BackupFolderMissing(Refused):
    """The folder {folder} for the backup does not exist: create it with «mkdir -p {folder}», or name another."""


class BackupFolderNotWritable(Refused):
    """The folder {folder} for the backup cannot be written to ({detail}): change its permissions, or name another."""


class BackupNoRoom(Refused):
    """There is no room for the backup in {folder}: free some, or name a folder on another disk. Nothing of it was left there."""


class BackupFailed(Refused):
    """The backup could not be written to {folder} ({detail}): check that disk, or name a folder on another one."""


class BackupDiffers(Refused):
    """The copy of {path} did not pass its check ({detail}) and was thrown away: the database may be damaged, so keep your older backups."""


class Interrupted(Refused):
    """The backup was interrupted; nothing of it was left."""


class DatabaseLocked(Refused):
    """The database {path} is locked by another program: try again when that has ended."""


class NoPgDump(Refused):
    """A backup of PostgreSQL needs its program pg_dump, which is not here: install PostgreSQL's client programs, version {server} or newer."""


class OldPgDump(Refused):
    """{program} has version {found} and the server {server}, which it cannot back up: install PostgreSQL's client programs, version {server} or newer, and put them first in PATH."""


class DumpFailed(Refused):
    """pg_dump could not back up {path} ({detail}): mend that, or name the user who owns the tables in DATABASE_URL. Nothing of it was left."""
