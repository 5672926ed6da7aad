"""The protocols that storage and the fronts implement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future
    from datetime import datetime

    from core.athlete import Athlete
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


class Store(Protocol):
    """Keeps every athlete. Its calls may come from any thread; work runs on threads of its own."""

    def once(self, delivery: str, at: datetime, work: Callable[[Unit], T]) -> Future[T | None]:
        """Run `work` in a write transaction; the result arrives after the commit.

        None, and no write transaction at all, when `delivery` was handled before. The delivery is recorded in the same
        transaction as the work. An exception in `work` rolls back this unit alone and arrives through the future.
        """

    def close(self) -> None:
        """Finish what is queued, then close the database."""
