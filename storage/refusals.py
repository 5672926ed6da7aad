"""Why a database was not opened. Each reason's docstring is its message; the file stays as it was."""

from __future__ import annotations


class Refused(Exception):  # noqa: N818  a refusal, named as one
    """The database was not opened: {why}."""

    def __init__(self, **blanks: object) -> None:
        super().__init__((type(self).__doc__ or "").format(**blanks))


class BadUrl(Refused):
    """DATABASE_URL is «{url}», which names no database: write sqlite:///path/to/ironstride.db or postgresql://user@host/name."""


class NoFolder(Refused):
    """The folder {folder} for the database does not exist: create it with «mkdir -p {folder}», or name another in DATABASE_URL."""


class FolderNotWritable(Refused):
    """The folder {folder} cannot be written to, and a database needs room beside its file: change its permissions, or name another in DATABASE_URL."""


class IsFolder(Refused):
    """{path} is a folder, and the database is a file: name a file in it, such as sqlite:///{path}/ironstride.db."""


class FileNotWritable(Refused):
    """The database {path} cannot be written to: allow it with «chmod u+rw {path}», or name another in DATABASE_URL."""


class NotDatabase(Refused):
    """The file {path} is not an SQLite database: name another file in DATABASE_URL, or move this one away if it is not needed."""


class ForeignDatabase(Refused):
    """The database {path} belongs to another program: it has tables, but not Ironstride's. Name another in DATABASE_URL."""


class CorruptDatabase(Refused):
    """The database {path} is damaged ({detail}): put a backup in its place, and keep the damaged file until all is well again."""


class NewerDatabase(Refused):
    """The database {path} has version {found}, which this Ironstride (version {known}) does not know: install the newer Ironstride that wrote it."""


class NoRoom(Refused):
    """There is no room on the disk for the database {path}: free some, or name a place on another disk in DATABASE_URL."""


class Busy(Refused):
    """The database {path} is locked by another program: stop that program, then start again."""


class Served(Refused):
    """The database {path} is served already, by {by}: stop that one first; to run several, use PostgreSQL (DATABASE_URL)."""


class NoLocks(Refused):
    """In {folder} nothing can be locked ({detail}), so two programs might serve one database: keep it on a local disk, or use PostgreSQL (DATABASE_URL)."""


class Unreachable(Refused):
    """The database at {path} does not answer ({detail}): check that the server runs, and the host, name, user and password in DATABASE_URL."""


class ReadOnlyServer(Refused):
    """The database at {path} cannot be written to: name the primary server in DATABASE_URL, not a copy that follows it."""


class NoRights(Refused):
    """The database at {path} does not let its user write: name the user in DATABASE_URL who owns the tables, or give this one the rights."""


class OldSqlite(Refused):
    """This Python brings SQLite {found}, and Ironstride needs {needed} or newer: use a newer Python."""
