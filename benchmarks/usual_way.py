"""How sets are usually kept: SQLAlchemy's async ORM, a pool of connections, a session and a commit for each message."""

from __future__ import annotations

import json
from datetime import datetime  # noqa: TC003  the ORM reads it from the annotations
from typing import TYPE_CHECKING, Any

from sqlalchemy import ForeignKey, event, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship, selectinload

if TYPE_CHECKING:
    from core.session import LiftSet

POOL = 15
STEPS = 10


class Base(DeclarativeBase):
    """The tables of the usual way."""


class Person(Base):
    """A person, with what they are lifting."""

    __tablename__ = "person"
    id: Mapped[int] = mapped_column(primary_key=True)
    who: Mapped[str] = mapped_column(unique=True)
    undo: Mapped[str] = mapped_column(default="[]")
    workouts: Mapped[list[Session]] = relationship(order_by="Session.number", lazy="raise")


class Session(Base):
    """A workout."""

    __tablename__ = "session"
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    number: Mapped[int]
    sets: Mapped[list[Lift]] = relationship(order_by="Lift.id", lazy="raise")


class Lift(Base):
    """A set."""

    __tablename__ = "lift"
    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("session.id"), index=True)
    exercise: Mapped[int]
    number: Mapped[int]
    reps: Mapped[int]
    load: Mapped[float]
    at: Mapped[datetime]
    message: Mapped[str]


class Handled(Base):
    """A message that was handled."""

    __tablename__ = "handled"
    delivery: Mapped[str] = mapped_column(primary_key=True)


class UsualStore:
    """Keeps sets the usual way, on SQLite as durably as the other: WAL and synchronous FULL.

    BEGIN IMMEDIATE, or most writes of fifty people would fail with «database is locked».
    """

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._session = async_sessionmaker(engine, expire_on_commit=False)

    @classmethod
    async def opened(cls, url: str) -> UsualStore:
        """The store in a new database."""
        engine = create_async_engine(url, pool_size=POOL, max_overflow=0)
        if url.startswith("sqlite"):
            event.listen(engine.sync_engine, "connect", _settings)
            event.listen(engine.sync_engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
        async with engine.begin() as connection:
            await connection.run_sync(Base.metadata.create_all)
        return cls(engine)

    async def start(self, who: str, number: int) -> None:
        """A new workout for this person."""
        async with self._session() as session, session.begin():
            person = await session.scalar(
                select(Person).where(Person.who == who).options(selectinload(Person.workouts))
            )
            if person is None:
                person = Person(who=who, workouts=[])
                session.add(person)
            person.workouts.append(Session(number=number))

    async def report(self, who: str, delivery: str, lift: LiftSet) -> None:
        """Load the person with their workout, add the set, commit."""
        try:
            async with self._session() as session, session.begin():
                if await session.get(Handled, delivery):
                    return
                query = select(Person).where(Person.who == who)
                person = (await session.scalars(query)).one()
                last = select(Session).where(Session.person_id == person.id).order_by(Session.number.desc()).limit(1)
                workout = (await session.scalars(last.options(selectinload(Session.sets)))).one()
                workout.sets.append(
                    Lift(
                        exercise=lift.exercise,
                        number=lift.number,
                        reps=lift.reps,
                        load=lift.load,
                        at=lift.at.replace(tzinfo=None),
                        message=lift.message,
                    )
                )
                person.undo = json.dumps([[lift.exercise, lift.number], *json.loads(person.undo)][:STEPS])
                session.add(Handled(delivery=delivery))
        except IntegrityError:  # the same delivery at once
            return

    async def close(self) -> None:
        """Close the pool."""
        await self._engine.dispose()


def _settings(connection: Any, _record: object) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    for setting in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "busy_timeout = 60000"):
        cursor.execute(f"PRAGMA {setting}")
    cursor.close()
