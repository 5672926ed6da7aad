"""What Alembic runs: every step in the transaction that the opening of the store began, or as text for a new database."""

from __future__ import annotations

from alembic import context

from storage.crashpoint import reach
from storage.schema import METADATA

connection = context.config.attributes.get("connection")
if connection is None:
    context.configure(
        dialect_name=context.config.attributes["database"], target_metadata=METADATA, transactional_ddl=False
    )
else:
    context.configure(
        connection=connection, target_metadata=METADATA, on_version_apply=lambda **_: reach("step migrated")
    )
context.run_migrations()
