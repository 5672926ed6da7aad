"""Looks at a database past the store."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import psycopg

from storage.schema import METADATA


def rows_by_table(url):
    """Every row of every table, by the table's name."""
    with closing(connection_to(url)) as connection:
        cursor = connection.cursor()
        found = {}
        for table in METADATA.sorted_tables:
            cursor.execute(f"SELECT * FROM {table.name}")
            found[table.name] = cursor.fetchall()
        return found


def connection_to(url):
    """A driver's connection to the database of this URL."""
    if url.startswith("sqlite"):
        return sqlite3.connect(path_of(url), isolation_level=None)
    return psycopg.connect(url, autocommit=True)


def path_of(url):
    """The file of an SQLite URL."""
    return url.removeprefix("sqlite:///")
