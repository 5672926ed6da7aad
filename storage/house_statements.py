"""The statements of the house: its counts, the wrong codes of strangers, and files that wait."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import ClauseElement, bindparam, delete, func, literal_column, or_, select

from storage.schema import ATHLETES, DELIVERIES, FILES, OCCURRENCES, SETS, WORKOUTS

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement


def house_statements(put: Any) -> dict[str, ClauseElement]:
    """Name → statement; `put` is the dialect's insert."""
    counts = (
        select(func.count()).select_from(ATHLETES),
        _active("week"),
        _active("month"),
        select(func.count()).select_from(WORKOUTS).where(_begun()),
        select(func.count()).select_from(SETS),
    )
    guess = put(DELIVERIES).values(id=bindparam("key"), at=bindparam("at"))
    return {
        "tally": select(*(count.scalar_subquery() for count in counts)),
        "nudge_tally": select(OCCURRENCES.c.state, func.count()).group_by(OCCURRENCES.c.state),
        "guessed": select(DELIVERIES.c.at).where(
            DELIVERIES.c.id == bindparam("key"), DELIVERIES.c.at > bindparam("before")
        ),
        "guess": guess.on_conflict_do_update(
            index_elements=["id"], set_={"at": guess.excluded.at}, where=DELIVERIES.c.at <= bindparam("before")
        ),
    }


def shelf_statements(put: Any) -> dict[str, ClauseElement]:
    """Name → statement; `put` is the dialect's insert."""
    mine = FILES.c.athlete_id == bindparam("athlete_id")
    named = FILES.c.token == bindparam("token")
    row = put(FILES).values({c.name: bindparam(c.name) for c in FILES.c})
    return {
        "put_file": row.on_conflict_do_update(
            index_elements=["athlete_id"], set_={name: row.excluded[name] for name in ("token", "at", "content")}
        ),
        "file": select(FILES.c.content).where(mine, named, FILES.c.at > bindparam("since")),
        "take_file": delete(FILES).where(mine, named),
        "old_files": delete(FILES).where(FILES.c.at <= bindparam("before")),
    }


def _begun() -> ColumnElement[bool]:
    """A session that was put away without a set is none."""
    put_away: Any = literal_column("'abandoned'")
    return or_(WORKOUTS.c.closed.is_(None), WORKOUTS.c.closed != put_away)


def _active(since: str) -> Any:
    return select(func.count(WORKOUTS.c.athlete_id.distinct())).where(_begun(), WORKOUTS.c.started > bindparam(since))
