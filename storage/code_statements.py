"""The statements for codes, and for making two people one or one identity nobody's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import ClauseElement, and_, bindparam, delete, insert, literal_column, select, update

from storage.schema import CODES, IDENTITIES, OCCURRENCES

if TYPE_CHECKING:
    from sqlalchemy import BindParameter

ONE: Any = literal_column("1")
NONE: Any = literal_column("0")
INVITE: Any = literal_column("'invite'")


def code_statements() -> dict[str, ClauseElement]:
    """Name → statement; `into` is the person that another becomes one with."""
    person: BindParameter[int] = bindparam("athlete_id")
    theirs = OCCURRENCES.alias("theirs")
    there = and_(
        theirs.c.athlete_id == bindparam("into"), theirs.c.day == OCCURRENCES.c.day, theirs.c.kind == OCCURRENCES.c.kind
    )
    return {
        "identities": select(IDENTITIES.c.who).where(IDENTITIES.c.athlete_id == person).order_by(IDENTITIES.c.who),
        "part": delete(IDENTITIES).where(IDENTITIES.c.athlete_id == person, IDENTITIES.c.who == bindparam("who")),
        "join_identities": update(IDENTITIES)
        .where(IDENTITIES.c.athlete_id == person)
        .values(athlete_id=bindparam("into")),
        "join_occurrences": update(OCCURRENCES)
        .where(OCCURRENCES.c.athlete_id == person, OCCURRENCES.c.until.is_(None), ~select(ONE).where(there).exists())
        .values(athlete_id=bindparam("into")),
        "join_codes": update(CODES)
        .where(CODES.c.athlete_id == person, CODES.c.kind == INVITE)
        .values(athlete_id=bindparam("into")),
        "new_code": insert(CODES).values({c.name: bindparam(c.name) for c in CODES.c}),
        "old_codes": delete(CODES).where(CODES.c.until <= bindparam("now")),
        "code": select(CODES.c.athlete_id, CODES.c.kind)
        .where(CODES.c.digest == bindparam("digest"), CODES.c.until > bindparam("now"), CODES.c.uses > NONE)
        .with_for_update(),
        "spend_code": update(CODES).where(CODES.c.digest == bindparam("digest")).values(uses=CODES.c.uses - ONE),
    }
