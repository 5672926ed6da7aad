"""The protocols that storage and the fronts implement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from concurrent.futures import Future
    from datetime import datetime

    from core.athlete import Athlete
    from core.session import Workout
    from core.turn import Turn

T = TypeVar("T")


class Unavailable(Exception):  # noqa: N818  a state of the world, named as one
    """The database cannot be reached right now; nothing was recorded, try again."""


class Unit(Protocol):
    """One unit of work inside one write transaction. It forgets everything unless its work returns normally."""

    def athlete(self, who: str, at: datetime) -> Athlete:
        """The person behind this identity, created at `at` when new. On PostgreSQL their row is locked until the end."""

    def keep(self, before: Athlete, turn: Turn) -> None:
        """Write what differs between `before` and `turn.athlete`, plus `turn.also`; or forget the person."""


class Glance(Protocol):
    """One consistent look at the database, in which nothing can change. Its values may not be read after it ended."""

    def people(self) -> Iterator[str]:
        """Every identity, in alphabetical order."""

    def athlete(self, who: str) -> Athlete | None:
        """The person behind this identity; None when there is no such person."""

    def workouts(self, athlete: Athlete) -> Iterator[Workout]:
        """All their workouts with all sets, open ones too, oldest first."""


class Store(Protocol):
    """Keeps every athlete. Its calls may come from any thread; work runs on threads of its own."""

    def once(self, delivery: str, at: datetime, work: Callable[[Unit], T], *, who: str = "") -> Future[T | None]:
        """Run `work` in a write transaction; the result arrives after the commit.

        None, and no write transaction at all, when `delivery` was handled before. The delivery is recorded in the same
        transaction as the work. An exception in `work` rolls back this unit alone and arrives through the future;
        `Unavailable` arrives when the database failed and nothing was recorded. Work handed over under the same `who` runs
        in the order in which it came and takes turns with everybody else's, so that one person's flood delays nobody.
        `work` may run again when its transaction was rolled back through no fault of its own (PostgreSQL).
        """

    def read(self, work: Callable[[Glance], T]) -> Future[T]:
        """Run `work` on one consistent state of the database, beside the writing; nothing can be changed by it."""

    def close(self) -> None:
        """Finish what is queued, then close the database."""
