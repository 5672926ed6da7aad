"""What is due, what became of it, and what the program notes for itself."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this version."""
    op.add_column("athletes", sa.Column("reach", sa.Text))
    op.add_column("athletes", sa.Column("nudging", sa.Text))
    op.create_table(
        "dues",
        sa.Column("athlete_id", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("front", sa.Text, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("day", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("athlete_id", name="pk_dues"),
        sa.ForeignKeyConstraint(["athlete_id"], ["athletes.id"], name="fk_dues"),
    )
    op.create_index("ix_dues_front", "dues", ["front", "at"])
    op.create_table(
        "occurrences",
        sa.Column("athlete_id", sa.Integer, nullable=False),
        sa.Column("day", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("reason", sa.Text),
        sa.Column("who", sa.Text),
        sa.Column("at", sa.BigInteger),
        sa.Column("until", sa.BigInteger),
        sa.Column("fence", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("athlete_id", "day", "kind", name="pk_occurrences"),
        sa.ForeignKeyConstraint(["athlete_id"], ["athletes.id"], name="fk_occurrences"),
        sqlite_with_rowid=False,
    )
    leased = sa.text("until IS NOT NULL")
    op.create_index("ix_occurrences_until", "occurrences", ["until"], sqlite_where=leased, postgresql_where=leased)
    op.create_table(
        "notes",
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_notes"),
    )
