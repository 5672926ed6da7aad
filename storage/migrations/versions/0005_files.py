"""Files that wait for a yes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this version."""
    op.create_table(
        "files",
        sa.Column("athlete_id", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("token", sa.Text, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("athlete_id", name="pk_files"),
        sa.ForeignKeyConstraint(["athlete_id"], ["athletes.id"], name="fk_files"),
    )
    op.create_index("ix_files_at", "files", ["at"])
