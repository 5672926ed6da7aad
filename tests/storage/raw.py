"""Looks at a database past the store."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from storage.schema import METADATA


def rows_by_table(url):
    """Every row of every table, by the table's name."""
    with closing(connection_to(url)) as connection:
        cursor = connection.cursor()
        return {
            table.name: cursor.execute(f"SELECT * FROM {table.name}").fetchall() for table in METADATA.sorted_tables
        }


def connection_to(url):
    """A driver's connection to the database of this URL."""
    return sqlite3.connect(path_of(url), isolation_level=None)


def path_of(url):
    """The file of an SQLite URL."""
    return url.removeprefix("sqlite:///")
