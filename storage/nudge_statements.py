"""The statements for what is due and for what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    BigInteger,
    ClauseElement,
    and_,
    bindparam,
    case,
    column,
    delete,
    func,
    literal_column,
    null,
    select,
    table,
    update,
)

from storage import nudge_states as states
from storage.schema import DUES, NOTES, OCCURRENCES

if TYPE_CHECKING:
    from sqlalchemy import BindParameter, ColumnClause, ColumnElement, Table


def word(state: str) -> Any:
    """A word of our own as it stands in the statement."""
    return literal_column(f"'{state}'")


KEY = ("athlete_id", "day", "kind")
ONE: ColumnClause[Any] = literal_column("1")
AGAIN = OCCURRENCES.c.state.in_([word(state) for state in states.AGAIN])


def nudge_statements(put: Any) -> dict[str, ClauseElement]:
    """Name → statement; `put` is the dialect's insert."""
    person: BindParameter[int] = bindparam("athlete_id")
    return {
        "claim": _claim(put),
        "held": select(OCCURRENCES.c.state).where(_ours()),
        "settle": update(OCCURRENCES)
        .where(_ours())
        .values(state=bindparam("state"), reason=bindparam("reason"), until=bindparam("until")),
        "unsent": _unsent(put),
        "lapse": _lapse(),
        "old_occurrences": delete(OCCURRENCES).where(
            OCCURRENCES.c.athlete_id == person,
            OCCURRENCES.c.day < bindparam("before"),
            OCCURRENCES.c.until.is_(None),
        ),
        "occurrences": select(*(OCCURRENCES.c[name] for name in ("kind", "day", "at", "state", "reason")))
        .where(OCCURRENCES.c.athlete_id == person)
        .order_by(OCCURRENCES.c.day, OCCURRENCES.c.at, OCCURRENCES.c.kind),
        "lease_ends": select(func.min(OCCURRENCES.c.until)).where(OCCURRENCES.c.until.is_not(None)),
        "keep_due": _upsert(put, DUES, "athlete_id"),
        "drop_due": delete(DUES).where(DUES.c.athlete_id == person),
        "due": select(func.min(DUES.c.at)).where(DUES.c.front == bindparam("front")),
        "fronts": select(DUES.c.front).distinct(),
        "due_after": select(DUES.c.athlete_id, DUES.c.who)
        .where(DUES.c.athlete_id > person)
        .order_by(DUES.c.athlete_id)
        .limit(bindparam("most"))
        .offset(literal_column("0")),
        "note": _upsert(put, NOTES, "name"),
        "version": select(column("version_num")).select_from(table("alembic_version")),
        "unnote": delete(NOTES).where(NOTES.c.name == bindparam("name"), NOTES.c.value == bindparam("value")),
        "noted": select(NOTES.c.value).where(NOTES.c.name == bindparam("name")),
    }


def _claim(put: Any) -> ClauseElement:
    """What is due and not leased becomes claimed; what had ended keeps its end, so that whoever asks learns of it.

    The lease is looked at twice. What another process claimed and released its rows of while this statement ran is not in this
    one's view of the table, but the conflict is decided on the row as it stands now.
    """
    sending = OCCURRENCES.c.state == word("sending")  # under a lease that is over: it may have gone out
    leased = select(ONE).where(_is_of_due(), OCCURRENCES.c.until > bindparam("now")).exists()
    found = (
        select(
            DUES.c.athlete_id, DUES.c.day, DUES.c.kind, word("claimed"), DUES.c.who, DUES.c.at,
            bindparam("until", type_=BigInteger), ONE,
        )
        .where(DUES.c.front == bindparam("front"), DUES.c.at <= bindparam("now"), ~leased)
        .order_by(DUES.c.at)
        .limit(bindparam("most"))
        .offset(literal_column("0"))
        .with_for_update(of=DUES, skip_locked=True)
    )  # fmt: skip
    claim = put(OCCURRENCES).from_select([*KEY, "state", "who", "at", "until", "fence"], found)
    claimed: ClauseElement = claim.on_conflict_do_update(
        index_elements=KEY,
        set_={
            "state": case((AGAIN, word("claimed")), (sending, word("unknown")), else_=OCCURRENCES.c.state),
            "reason": case((AGAIN, null()), (sending, word("lapsed")), else_=OCCURRENCES.c.reason),
            "who": claim.excluded.who,
            "at": claim.excluded.at,
            "until": claim.excluded.until,
            "fence": OCCURRENCES.c.fence + ONE,
        },
        where=OCCURRENCES.c.until.is_(None) | (OCCURRENCES.c.until <= bindparam("now")),
    ).returning(*(OCCURRENCES.c[name] for name in ("athlete_id", "who", "kind", "day", "at", "fence", "state")))
    return claimed


def _unsent(put: Any) -> ClauseElement:
    """An end without a message; what has gone out, or may have, stays as it is."""
    row = put(OCCURRENCES).values(
        **{name: bindparam(name) for name in (*KEY, "state", "reason")},
        fence=ONE,
    )
    unsent: ClauseElement = row.on_conflict_do_update(
        index_elements=KEY,
        set_={
            "state": row.excluded.state,
            "reason": row.excluded.reason,
            "until": null(),
            "fence": OCCURRENCES.c.fence + ONE,
        },
        where=AGAIN,
    )
    return unsent


def _lapse() -> ClauseElement:
    """Leases that are over: what was being sent is unknown, what was claimed and is not due any more was overtaken."""
    is_due = select(ONE).where(_is_of_due()).exists()
    sending, claimed = OCCURRENCES.c.state == word("sending"), OCCURRENCES.c.state == word("claimed")
    return (
        update(OCCURRENCES)
        .where(OCCURRENCES.c.until <= bindparam("now"), ~claimed | ~is_due)
        .values(
            state=case((sending, word("unknown")), (claimed, word("skipped")), else_=OCCURRENCES.c.state),
            reason=case((sending, word("lapsed")), (claimed, word("overtaken")), else_=OCCURRENCES.c.reason),
            until=null(),
        )
    )


def _is_of_due() -> ColumnElement[bool]:
    return and_(*(OCCURRENCES.c[name] == DUES.c[name] for name in KEY))


def _ours() -> ColumnElement[bool]:
    names = (*KEY, "fence")
    return and_(*(OCCURRENCES.c[name] == bindparam(f"the_{name}") for name in names))


def _upsert(put: Any, table: Table, key: str) -> ClauseElement:
    row = put(table).values({c.name: bindparam(c.name) for c in table.c})
    rest = {c.name: row.excluded[c.name] for c in table.c if c.name != key}
    upsert: ClauseElement = row.on_conflict_do_update(index_elements=[key], set_=rest)
    return upsert
