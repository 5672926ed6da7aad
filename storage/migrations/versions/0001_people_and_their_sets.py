"""People, the messages handled for them, their workouts and sets."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this version."""
    op.create_table(
        "athletes",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("since", sa.BigInteger, nullable=False),
        sa.Column("profile", sa.Text),
        sa.Column("habits", sa.Text),
        sa.Column("talk", sa.Text),
        sa.Column("answered", sa.Text),
        sa.Column("health_on", sa.Text),
        sa.Column("paused_until", sa.Text),
        sa.Column("paused", sa.Text),
        sa.Column("workout", sa.Integer),
        sa.Column("workouts", sa.Integer, nullable=False),
        sa.Column("undo", sa.Text),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_athletes"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "identities",
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("athlete_id", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("who", name="pk_identities"),
        sa.ForeignKeyConstraint(["athlete_id"], ["athletes.id"], name="fk_identities"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_identities_athlete_id", "identities", ["athlete_id"])
    op.create_table(
        "deliveries",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False, autoincrement=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_deliveries"),
    )
    op.create_table(
        "workouts",
        sa.Column("athlete_id", sa.Integer, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("date", sa.Text, nullable=False),
        sa.Column("started", sa.BigInteger, nullable=False),
        sa.Column("ended", sa.BigInteger),
        sa.Column("closed", sa.Text),
        sa.Column("head", sa.Text, nullable=False),
        sa.Column("prescribed", sa.Text),
        sa.Column("exercises", sa.Text, nullable=False),
        sa.Column("skipped", sa.Text),
        sa.Column("ordered", sa.Text),
        sa.Column("pain", sa.Text),
        sa.Column("fatigue", sa.Integer),
        sa.Column("log", sa.Text),
        sa.PrimaryKeyConstraint("athlete_id", "number", name="pk_workouts"),
        sa.ForeignKeyConstraint(["athlete_id"], ["athletes.id"], name="fk_workouts"),
    )
    op.create_table(
        "sets",
        sa.Column("athlete_id", sa.Integer, nullable=False),
        sa.Column("workout", sa.Integer, nullable=False),
        sa.Column("exercise", sa.Integer, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("reps", sa.Integer),
        sa.Column("left", sa.Integer),
        sa.Column("right", sa.Integer),
        sa.Column("seconds", sa.Integer),
        sa.Column("load", sa.Float(53)),
        sa.Column("unit", sa.Text, nullable=False),
        sa.Column("rir", sa.Integer),
        sa.Column("outcome", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("message", sa.Text),
        sa.PrimaryKeyConstraint("athlete_id", "workout", "exercise", "number", name="pk_sets"),
        sa.ForeignKeyConstraint(["athlete_id", "workout"], ["workouts.athlete_id", "workouts.number"], name="fk_sets"),
        sqlite_with_rowid=False,
    )
