"""The tables: what is kept about people, and where."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
)

# Instants are whole microseconds since 1970 UTC, days are ISO text. Columns called JSON hold the compact text of storage.values;
# NULL there means the default, so that a person without history is a few hundred bytes.
METADATA = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)

ATHLETES = Table(
    "athletes",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("since", BigInteger, nullable=False),
    Column("profile", Text),  # JSON
    Column("habits", Text),  # JSON
    Column("talk", Text),  # JSON
    Column("answered", Text),  # JSON
    Column("health_on", Text),
    Column("paused_until", Text),
    Column("paused", Text),
    Column("workout", Integer),  # the number of Athlete.workout
    Column("workouts", Integer, nullable=False),
    Column("undo", Text),  # JSON, a line for each step
    Column("revision", Integer, nullable=False),  # counts the writes to the person's workouts
    Column("reach", Text),
    Column("nudging", Text),  # JSON
    Column("for_now", Text),  # JSON
    Column("tries", Text),  # JSON
    sqlite_autoincrement=True,  # the id of somebody who was forgotten never comes back
)

IDENTITIES = Table(
    "identities",
    METADATA,
    Column("who", Text, primary_key=True),
    Column("athlete_id", Integer, ForeignKey("athletes.id"), nullable=False, index=True),
    sqlite_with_rowid=False,
)

# `id` is a 64-bit digest of the delivery's name: nothing personal, so forgetting a person may leave it, and the repeat of the
# message that asked for it still finds it. Old rows are swept out in passing (storage.deliveries).
DELIVERIES = Table(
    "deliveries",
    METADATA,
    Column("id", BigInteger().with_variant(Integer(), "sqlite"), primary_key=True, autoincrement=False),
    Column("at", BigInteger, nullable=False),  # seconds
)

WORKOUTS = Table(
    "workouts",
    METADATA,
    Column("athlete_id", Integer, ForeignKey("athletes.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("date", Text, nullable=False),
    Column("started", BigInteger, nullable=False),
    Column("ended", BigInteger),
    Column("closed", Text),
    Column("head", Text, nullable=False),  # JSON: the prescription without its exercises
    Column("prescribed", Text),  # JSON: the prescription's exercises, NULL while nothing was swapped or added
    Column("exercises", Text, nullable=False),  # JSON
    Column("skipped", Text),  # JSON
    Column("ordered", Text),  # JSON: Workout.order
    Column("pain", Text),  # JSON
    Column("fatigue", Integer),
    Column("log", Text),  # JSON: what the history needs of the sets, NULL unless it belongs into the history
    PrimaryKeyConstraint("athlete_id", "number"),
    # with rowid: SQLite would spill rows of more than a kilobyte into pages of their own
)

SETS = Table(
    "sets",
    METADATA,
    Column("athlete_id", Integer, nullable=False),
    Column("workout", Integer, nullable=False),
    Column("exercise", Integer, nullable=False),
    Column("number", Integer, nullable=False),
    Column("place", Integer, nullable=False),  # the order in which the sets were reported
    Column("at", BigInteger, nullable=False),
    Column("reps", Integer),
    Column("left", Integer),
    Column("right", Integer),
    Column("seconds", Integer),
    Column("load", Float(53)),
    Column("unit", Text, nullable=False),
    Column("rir", Integer),
    Column("outcome", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("message", Text),
    Column("band", Text),  # what the band was called then
    PrimaryKeyConstraint("athlete_id", "workout", "exercise", "number"),
    ForeignKeyConstraint(["athlete_id", "workout"], ["workouts.athlete_id", "workouts.number"]),
    sqlite_with_rowid=False,
)

# What the clock sends next, one row a person: narrow and apart, so that recording a set does not touch what the tick reads.
DUES = Table(
    "dues",
    METADATA,
    Column("athlete_id", Integer, ForeignKey("athletes.id"), primary_key=True, autoincrement=False),
    Column("front", Text, nullable=False),  # the platform of `who`
    Column("who", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("kind", Text, nullable=False),
    Column("day", Text, nullable=False),
    Index("ix_dues_front", "front", "at"),
)

# Every nudge by its key. The primary key is what makes a second one of a kind on a local day impossible.
OCCURRENCES = Table(
    "occurrences",
    METADATA,
    Column("athlete_id", Integer, ForeignKey("athletes.id"), nullable=False),
    Column("day", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("reason", Text),
    Column("who", Text),
    Column("at", BigInteger),
    Column("until", BigInteger),  # the end of the lease, while claimed or being sent
    Column("fence", Integer, nullable=False),
    PrimaryKeyConstraint("athlete_id", "day", "kind"),
    sqlite_with_rowid=False,
)
Index(
    "ix_occurrences_until",
    OCCURRENCES.c.until,
    sqlite_where=OCCURRENCES.c.until.is_not(None),
    postgresql_where=OCCURRENCES.c.until.is_not(None),
)

# Codes that were given out, by a digest: whoever reads the database cannot use them.
CODES = Table(
    "codes",
    METADATA,
    Column("digest", Text, primary_key=True),
    Column("athlete_id", Integer, ForeignKey("athletes.id"), nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("until", BigInteger, nullable=False),
    Column("uses", Integer, nullable=False),
    sqlite_with_rowid=False,
)

# Files that wait for a yes, compressed: one a person, for a day at most.
FILES = Table(
    "files",
    METADATA,
    Column("athlete_id", Integer, ForeignKey("athletes.id"), primary_key=True, autoincrement=False),
    Column("token", Text, nullable=False),
    Column("at", BigInteger, nullable=False, index=True),
    Column("content", LargeBinary, nullable=False),
)

# What the program remembers for itself: which zone data it last computed with, and when.
NOTES = Table("notes", METADATA, Column("name", Text, primary_key=True), Column("value", Text, nullable=False))

__all__ = [
    "ATHLETES",
    "CODES",
    "DELIVERIES",
    "DUES",
    "FILES",
    "IDENTITIES",
    "METADATA",
    "NOTES",
    "OCCURRENCES",
    "SETS",
    "WORKOUTS",
]
