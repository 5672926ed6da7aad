"""Every statement of the store, written once with SQLAlchemy Core and compiled per database."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    JSON,
    BigInteger,
    ClauseElement,
    Dialect,
    Integer,
    Text,
    and_,
    any_,
    bindparam,
    cast,
    column,
    delete,
    func,
    insert,
    literal_column,
    or_,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite

from storage.athlete_rows import KEPT
from storage.code_statements import code_statements
from storage.house_statements import house_statements, shelf_statements
from storage.nudge_statements import nudge_statements
from storage.schema import ATHLETES, DELIVERIES, DUES, IDENTITIES, METADATA, NOTES, OCCURRENCES, SETS, WORKOUTS
from storage.workout_rows import HISTORY_COLUMNS, SET_COLUMNS, WORKOUT_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import BindParameter, ColumnElement, Table

DIALECTS: dict[str, Dialect] = {
    "sqlite": SQLiteDialect_pysqlite(paramstyle="named"),
    "postgresql": PGDialect_psycopg(),  # type: ignore[no-untyped-call]  # SQLAlchemy gives none
}


def statements(database: str) -> dict[str, ClauseElement]:
    """Name → statement. Parameters carry the names of their columns; `person` and `key` name the row to change."""
    put = postgresql.insert if database == "postgresql" else sqlite.insert
    person: BindParameter[int] = bindparam("athlete_id")
    return {
        # No key update: the rows that refer to the person may be written meanwhile, by the clock for instance.
        "athlete": _athlete().with_for_update(of=ATHLETES, key_share=True),
        "athlete_seen": _athlete(),
        "athlete_numbered": _numbered().with_for_update(of=ATHLETES, key_share=True),
        # Now nobody may refer to the person any more.
        "to_forget": select(ATHLETES.c.id).where(ATHLETES.c.id == person).with_for_update(),
        # Not joined to the above: PostgreSQL, when it waited for the lock, reads only the locked row anew.
        "due_of": select(DUES.c.kind, DUES.c.day, DUES.c.at).where(DUES.c.athlete_id == person),
        "people": select(IDENTITIES.c.who).order_by(IDENTITIES.c.who),
        "talking": _talking(),
        "new_athlete": insert(ATHLETES)
        .values(since=bindparam("since"), workouts=bindparam("none"), revision=bindparam("none"))
        .returning(ATHLETES.c.id),
        "new_identity": put(IDENTITIES)
        .values(who=bindparam("who"), athlete_id=person)
        .on_conflict_do_nothing(index_elements=["who"]),
        "keep_athlete": update(ATHLETES)
        .where(ATHLETES.c.id == bindparam("person"))
        .values({name: bindparam(name) for name in KEPT}),
        "deliveries": select(DELIVERIES.c.id).where(DELIVERIES.c.id.in_(_listed("keys", database))),
        "new_delivery": put(DELIVERIES)
        .values(id=bindparam("key"), at=bindparam("at"))
        .on_conflict_do_nothing(index_elements=["id"]),
        "sweep_deliveries": delete(DELIVERIES).where(
            DELIVERIES.c.id.between(bindparam("first"), bindparam("last")), DELIVERIES.c.at < bindparam("before")
        ),
        "workout": select(*(WORKOUTS.c[name] for name in WORKOUT_COLUMNS)).where(_workout_is()),
        "workouts": select(*(WORKOUTS.c[name] for name in WORKOUT_COLUMNS))
        .where(WORKOUTS.c.athlete_id == person)
        .order_by(WORKOUTS.c.date, WORKOUTS.c.number),
        "history": select(*(WORKOUTS.c[name] for name in HISTORY_COLUMNS))
        .where(WORKOUTS.c.athlete_id == person, WORKOUTS.c.log.is_not(None))
        .order_by(WORKOUTS.c.date, WORKOUTS.c.number),
        "keep_workout": _upsert(put, WORKOUTS),
        "sets": select(*(SETS.c[name] for name in SET_COLUMNS))
        .where(SETS.c.athlete_id == person, SETS.c.workout == bindparam("number"))
        .order_by(SETS.c.place),
        "reported_by": select(func.max(SETS.c.workout)).where(
            SETS.c.athlete_id == person, SETS.c.message == bindparam("message")
        ),
        "keep_set": _upsert(put, SETS),
        "drop_set": delete(SETS).where(
            and_(*(SETS.c[name] == bindparam(name) for name in ("athlete_id", "workout", "exercise", "number")))
        ),
        "drop_sets": delete(SETS).where(SETS.c.athlete_id == person, SETS.c.workout == bindparam("number")),
        "drop_sets_after": delete(SETS).where(SETS.c.athlete_id == person, SETS.c.workout > bindparam("number")),
        "drop_workouts_after": delete(WORKOUTS).where(
            WORKOUTS.c.athlete_id == person, WORKOUTS.c.number > bindparam("number")
        ),
        **nudge_statements(put),
        **code_statements(),
        **house_statements(put),
        **shelf_statements(put),
        **(_at_once() if database == "postgresql" else {}),
        **{f"forget_{table.name}": delete(table).where(_owner(table) == person) for table in personal_tables()},
    }


def _at_once() -> dict[str, ClauseElement]:
    """What units that share a transaction read and write in one statement; see `storage.together`."""
    keys: BindParameter[Any] = bindparam("keys", type_=postgresql.ARRAY(BigInteger))
    ats: BindParameter[Any] = bindparam("ats", type_=postgresql.ARRAY(BigInteger))
    people: BindParameter[Any] = bindparam("people", type_=postgresql.ARRAY(Text))
    athletes: BindParameter[Any] = bindparam("athletes", type_=postgresql.ARRAY(Integer))
    return {
        "new_deliveries": postgresql.insert(DELIVERIES)
        .from_select(["id", "at"], select(func.unnest(keys), func.unnest(ats)))
        .on_conflict_do_nothing(index_elements=["id"])
        .returning(DELIVERIES.c.id),
        "drop_deliveries": delete(DELIVERIES).where(DELIVERIES.c.id == any_(keys)),
        "athletes_at_once": select(
            IDENTITIES.c.who, ATHLETES.c.id, ATHLETES.c.since, *(ATHLETES.c[name] for name in KEPT)
        )
        .join(IDENTITIES, IDENTITIES.c.athlete_id == ATHLETES.c.id)
        .where(IDENTITIES.c.who == any_(people))
        .with_for_update(of=ATHLETES, key_share=True, skip_locked=True),
        "keep_set_at_once": _upsert_each(SETS),
        "keep_due_at_once": _upsert_each(DUES),
        "keep_athlete_at_once": _update_each(ATHLETES, KEPT),
        "dues_at_once": select(DUES.c.athlete_id, DUES.c.kind, DUES.c.day, DUES.c.at).where(
            DUES.c.athlete_id == any_(athletes)
        ),
    }


def _each(columns: Sequence[Any]) -> Any:
    """The rows of the parameter `rows`, a JSON list of objects with these columns."""
    rows = func.json_to_recordset(cast(bindparam("rows", type_=Text), JSON))
    return rows.table_valued(*columns).render_derived(name="each", with_types=True)


def _upsert_each(table: Table) -> ClauseElement:
    names = [c.name for c in table.c]
    each = _each([column(c.name, c.type) for c in table.c])
    row = postgresql.insert(table).from_select(names, select(*(each.c[name] for name in names)))
    return _or_update(row, table)


def _update_each(table: Table, names: Sequence[str]) -> ClauseElement:
    """`person` names the row to change."""
    each = _each([column("person", Integer), *(column(name, table.c[name].type) for name in names)])
    return update(table).where(table.c.id == each.c.person).values({name: each.c[name] for name in names})


def _talking() -> ClauseElement:
    """The identities of a front whose workout is going on, or with whom something happened since."""
    since: BindParameter[int] = bindparam("since", type_=BigInteger)
    nudged = select(OCCURRENCES.c.day).where(OCCURRENCES.c.athlete_id == ATHLETES.c.id, OCCURRENCES.c.at > since)
    return (
        select(IDENTITIES.c.who)
        .join(ATHLETES, ATHLETES.c.id == IDENTITIES.c.athlete_id)
        .outerjoin(WORKOUTS, and_(WORKOUTS.c.athlete_id == ATHLETES.c.id, WORKOUTS.c.number == ATHLETES.c.workout))
        .where(
            func.substr(IDENTITIES.c.who, literal_column("1"), bindparam("long", type_=Integer)) == bindparam("begins"),
            or_(
                and_(WORKOUTS.c.number.is_not(None), WORKOUTS.c.closed.is_(None)),
                WORKOUTS.c.ended > since,
                ATHLETES.c.since > since,
                nudged.exists(),
            ),
        )
    )


def personal_tables() -> tuple[Table, ...]:
    """Every table with rows about a person, dependants before what they depend on."""
    return tuple(table for table in reversed(METADATA.sorted_tables) if table not in (DELIVERIES, NOTES))


def compiled(database: str) -> dict[str, str]:
    """Name → SQL text with named parameters, as the database's driver takes it."""
    dialect = DIALECTS[database]
    return {name: str(statement.compile(dialect=dialect)) for name, statement in statements(database).items()}


def _athlete() -> Any:
    """The columns of `athletes` that are kept."""
    return (
        select(ATHLETES.c.id, ATHLETES.c.since, *(ATHLETES.c[name] for name in KEPT))
        .join(IDENTITIES, IDENTITIES.c.athlete_id == ATHLETES.c.id)
        .where(IDENTITIES.c.who == bindparam("who"))
    )


def _numbered() -> Any:
    """The same columns, by the person's id."""
    return select(ATHLETES.c.id, ATHLETES.c.since, *(ATHLETES.c[name] for name in KEPT)).where(
        ATHLETES.c.id == bindparam("athlete_id")
    )


def _owner(table: Table) -> ColumnElement[int]:
    return table.c.id if table is ATHLETES else table.c.athlete_id


def _workout_is() -> ColumnElement[bool]:
    return and_(WORKOUTS.c.athlete_id == bindparam("athlete_id"), WORKOUTS.c.number == bindparam("number"))


def _listed(name: str, database: str) -> Any:
    """The whole numbers of a parameter that holds a list: JSON text on SQLite, an array on PostgreSQL."""
    if database == "sqlite":
        return select(func.json_each(bindparam(name)).table_valued("value").c.value)
    return select(func.unnest(bindparam(name, type_=postgresql.ARRAY(BigInteger))))


def _upsert(put: Any, table: Table) -> ClauseElement:
    return _or_update(put(table).values({c.name: bindparam(c.name) for c in table.c}), table)


def _or_update(row: Any, table: Table) -> ClauseElement:
    keys = [c.name for c in table.primary_key]
    rest = {c.name: row.excluded[c.name] for c in table.c if c.name not in keys}
    upsert: ClauseElement = row.on_conflict_do_update(index_elements=keys, set_=rest)
    return upsert
