"""Looks at a PostgreSQL database in a transaction that cannot write."""

from __future__ import annotations

from contextlib import closing

import psycopg

from storage.postgres import connect
from storage.postgres_opening import place_of, refusal_of, version_in
from storage.refusals import NoRights, ReadOnlyServer

MAY_MAKE = "SELECT has_schema_privilege(current_schema(), 'CREATE')"
MAY_WRITE = "SELECT has_table_privilege('athletes', 'INSERT')"


def examined_postgres(url: str) -> tuple[str, str | None, str]:
    """The server's name with its version, the version of our tables, and where it is. Raises `Refused`, also when nothing can be written."""
    place = place_of(url)
    try:
        with closing(connect(url)) as connection:
            row = connection.execute(
                "SELECT current_setting('server_version'), pg_is_in_recovery() OR current_setting('transaction_read_only') = 'on'"
            ).fetchone()
            assert row is not None  # noqa: S101  a SELECT without FROM has one row
            connection.read_only = True
            version = version_in(connection, place)
            right = connection.execute(MAY_MAKE if version is None else MAY_WRITE).fetchone()
    except psycopg.Error as error:
        raise refusal_of(error, place) from error
    if row[1]:
        raise ReadOnlyServer(path=place)
    if right != (True,):
        raise NoRights(path=place)
    return f"PostgreSQL {row[0]}", version, place
