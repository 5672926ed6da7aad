"""What a band was called when a set was done with it; old sets get the name that their plan gave it."""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

BAND = " band"
LOAD, LABEL = 5, 6  # places in a prescribed exercise (storage.workout_rows.PRESCRIBED)


def upgrade() -> None:
    """Bring the tables to this version."""
    op.add_column("sets", sa.Column("band", sa.Text))
    if op.get_context().as_sql:
        return
    connection = op.get_bind()
    workouts = sa.table(
        "workouts", sa.column("athlete_id"), sa.column("number"), sa.column("exercises", sa.Text), sa.column("log")
    )
    sets = sa.table("sets", *(sa.column(name) for name in ("athlete_id", "workout", "exercise", "load", "band")))
    planned = sa.select(workouts).where(workouts.c.exercises.contains(BAND))
    for athlete, number, exercises, log in connection.execute(planned).all():
        told = json.loads(exercises)
        mine = sa.and_(sets.c.athlete_id == athlete, sets.c.workout == number)
        for place, one in enumerate(told):
            if one[LOAD] is not None and str(one[LABEL]).endswith(BAND):
                of_it = sa.and_(mine, sets.c.exercise == place, sets.c.load == one[LOAD])
                connection.execute(sets.update().where(of_it).values(band=one[LABEL].removesuffix(BAND)))
        if log is not None:
            this = sa.and_(workouts.c.athlete_id == athlete, workouts.c.number == number)
            connection.execute(workouts.update().where(this).values(log=_with_bands(log, told)))


def _with_bands(log: str, exercises: list[list[object]]) -> str:
    """The log with the band behind each exercise that was done with the planned one; work outside the plan is not in it."""
    planned = [one for one in exercises if one[0] != "extra"]
    entries = json.loads(log)
    for entry, one in zip(entries, planned, strict=False):
        label = str(one[LABEL])
        if label.endswith(BAND) and entry[0] is not None and entry[0] == one[LOAD]:
            entry.append(label.removesuffix(BAND))
    return json.dumps(entries, separators=(",", ":"))
