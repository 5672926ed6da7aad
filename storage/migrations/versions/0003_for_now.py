"""What holds for a few days only: minutes, equipment, pain, the running week."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this version."""
    op.add_column("athletes", sa.Column("for_now", sa.Text))
