"""One-time codes, and how often somebody tried one."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this version."""
    op.add_column("athletes", sa.Column("tries", sa.Text))
    op.create_table(
        "codes",
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("athlete_id", sa.Integer, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("until", sa.BigInteger, nullable=False),
        sa.Column("uses", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_codes"),
        sa.ForeignKeyConstraint(["athlete_id"], ["athletes.id"], name="fk_codes"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_codes_athlete_id", "codes", ["athlete_id"])
