"""The statements that stand written down are those of the tables and migrations."""

from __future__ import annotations

import sqlite3
import subprocess
import sys

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine

from storage.migrating import known, upgrade
from storage.prepared import prepared
from storage.preparing import built
from storage.schema import METADATA


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_what_stands_written_is_what_would_be_built(database):
    """When this fails: python -m storage.preparing."""
    assert prepared(database) == built(database)


def test_the_migrations_lead_to_the_tables_that_the_statements_use():
    engine = create_engine("sqlite://")

    with engine.begin() as connection:
        upgrade(connection)
        difference = compare_metadata(MigrationContext.configure(connection), METADATA)

    assert difference == []


def test_a_new_database_is_the_same_as_a_migrated_one():
    def tables(connection):
        return connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY name").fetchall()

    new = sqlite3.connect(":memory:")
    for statement in prepared("sqlite").new:
        new.execute(statement)
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        upgrade(connection)
        migrated = tables(connection.connection.driver_connection)

    def plain(rows):
        return [(kind, name, " ".join((sql or "").split())) for kind, name, sql in rows]

    assert plain(tables(new)) == plain(migrated)
    assert new.execute("SELECT version_num FROM alembic_version").fetchall() == [(prepared("sqlite").head,)]
    assert prepared("sqlite").head in known()
    new.close()
    engine.dispose()


def test_opening_loads_neither_sqlalchemy_nor_alembic_nor_psycopg(tmp_path):
    """They take a second to load where Python may not keep its bytecode, and the chat should start at once."""
    program = f"""
import sys
from storage import open_store
for _ in range(2):
    open_store("sqlite:///{tmp_path}/a.db").close()
print([name for name in ("sqlalchemy", "alembic", "psycopg", "asyncio") if name in sys.modules])
"""
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert ran.stdout.strip() == "[]"
