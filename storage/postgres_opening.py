"""Opens a PostgreSQL database, with its tables at the newest version."""

from __future__ import annotations

from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

import psycopg
from psycopg import errors
from psycopg.conninfo import conninfo_to_dict

from storage.crashpoint import reach
from storage.postgres import PostgresStore, connect
from storage.prepared import prepared
from storage.refusals import BadUrl, ForeignDatabase, NewerDatabase, NoRights, ReadOnlyServer, Unreachable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from storage.prepared import Prepared
    from storage.refusals import Refused

NOT_ALLOWED = (errors.InsufficientPrivilege, errors.InvalidSchemaName, errors.ReadOnlySqlTransaction)
MIGRATION_LOCK = 0x1205_741D  # any number, the same in every process


def open_postgres(url: str) -> PostgresStore:
    """The store in this database. Raises `Refused`."""
    newest = prepared("postgresql")
    place = place_of(url)
    try:
        with closing(connect(url)) as connection:
            version = version_in(connection, place)
            if version is None:
                _create(connection, place, newest)
            elif version != newest.head:
                _migrate(connection, place, version, newest)
    except (psycopg.OperationalError, *NOT_ALLOWED) as error:
        raise refusal_of(error, place) from error
    return PostgresStore(url, newest)


def refusal_of(error: psycopg.Error, place: str) -> Refused:
    """The sentence for what the server said, or for its silence."""
    match error:
        case errors.ReadOnlySqlTransaction():
            return ReadOnlyServer(path=place)
        case (
            errors.InsufficientPrivilege() | errors.InvalidSchemaName()
        ):  # the latter: no schema that this user may use
            return NoRights(path=place)
    return Unreachable(path=place, detail=" ".join(str(error).split()))


def place_of(url: str) -> str:
    """Where the database is, without the password."""
    try:
        parts = conninfo_to_dict(url)
    except psycopg.ProgrammingError as error:
        raise BadUrl(url=f"{url.partition('://')[0]}://…") from error
    return f"{parts.get('host', 'localhost')}:{parts.get('port', 5432)}/{parts.get('dbname', '')}"


def version_in(connection: psycopg.Connection, place: str) -> str | None:
    """The version of the tables; None when there is no table of ours."""
    # asked of the catalogue itself: to_regclass() may answer from before the wait for the migration lock
    found = connection.execute(
        "SELECT relname FROM pg_catalog.pg_class WHERE relnamespace = current_schema()::regnamespace AND relname = ANY(%s)",
        [["alembic_version", "athletes"]],
    ).fetchall()
    if not found:
        return None
    if len(found) == 1:
        raise ForeignDatabase(path=place)
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    if row is None:
        raise ForeignDatabase(path=place)
    return str(row[0])


def _create(connection: psycopg.Connection, place: str, newest: Prepared) -> None:
    """Make the tables. Whoever comes second finds them made."""
    with _locked(connection):
        if version_in(connection, place) is None:
            reach("migrating")
            for statement in newest.new:
                connection.execute(statement.encode())
            reach("migrated")


def _migrate(connection: psycopg.Connection, place: str, version: str, newest: Prepared) -> None:
    from storage import migrating  # noqa: PLC0415  Alembic, which only an older database needs

    if version not in migrating.known():
        raise NewerDatabase(path=place, found=version, known=newest.head)
    with migrating.lent("postgresql", connection) as lent, _locked(connection):
        if version_in(connection, place) != newest.head:
            migrating.upgrade(lent)


@contextmanager
def _locked(connection: psycopg.Connection) -> Iterator[None]:
    """One transaction: all of it, or nothing; every other process that wants to migrate waits for its end."""
    with connection.transaction():
        connection.execute("SELECT pg_advisory_xact_lock(%s)", [MIGRATION_LOCK])
        yield
