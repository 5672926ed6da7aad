"""The protocols that storage and the fronts implement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from concurrent.futures import Future
    from datetime import date, datetime

    from core.athlete import Athlete
    from core.codes import Behind
    from core.session import Workout
    from core.tally import Tally
    from core.turn import Turn

T = TypeVar("T")


class Unavailable(Exception):  # noqa: N818  a state of the world, named as one
    """The database cannot be reached right now; nothing was recorded, try again."""


# How an occurrence stands: `claimed` to be sent, `sending` (it may have gone out), or ended as one of the last four.
State = Literal["claimed", "sending", "sent", "expired", "skipped", "unknown"]


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to send an occurrence, until its lease ends. Whoever claims it later gets a higher `fence`.

    `ended`: that occurrence has been dealt with before, so nothing may be sent; what is due needs only be computed anew.
    """

    athlete: int
    who: str
    kind: str
    day: date
    at: datetime
    fence: int
    ended: bool = False


@dataclass(frozen=True, slots=True)
class Occurrence:
    """What became of an occurrence; `at` is when it was due."""

    kind: str
    day: date
    at: datetime | None
    state: State
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class BackedUp:
    """What a backup holds."""

    size_bytes: int
    people: int
    workouts: int
    sets: int


class Unit(Protocol):
    """One unit of work inside one write transaction. It forgets everything unless its work returns normally."""

    def athlete(self, who: str, at: datetime) -> Athlete:
        """The person behind this identity, created at `at` when new. On PostgreSQL their row is locked until the end."""

    def known(self, who: str) -> Athlete | None:
        """The person behind this identity, as `athlete` gives them; None, and nothing is made, when there is none."""

    def keep(self, before: Athlete, turn: Turn) -> None:
        """Write what differs between `before` and `turn.athlete`, plus all else that the turn names; or forget the person."""

    def workouts(self, athlete: Athlete) -> tuple[Workout, ...]:
        """All their workouts with all sets, open ones too, oldest first."""

    def behind(self, code: str, at: datetime) -> Behind | None:
        """What stands behind a code that counts at that time; on PostgreSQL its row and its giver's stay locked."""

    def guesses(self, who: str, at: datetime) -> int:
        """How many wrong codes somebody who is not known tried in the hour before, ten at most."""

    def guess(self, who: str, at: datetime) -> None:
        """Count a wrong code, by a digest that names nobody."""

    def claim(self, front: str, now: datetime, until: datetime, most: int) -> tuple[Claim, ...]:
        """What is due on this front, earliest first, leased until then. On PostgreSQL what others are at is passed over."""

    def holds(self, claim: Claim) -> bool:
        """Whether the occurrence is still ours: nobody claimed, skipped or deleted it since."""

    def settle(self, claim: Claim, state: State, reason: str | None = None, until: datetime | None = None) -> bool:
        """Write how the occurrence stands; False, and nothing written, when it is no longer ours. `until` ends the new lease."""

    def undue(self, claim: Claim) -> None:
        """Nothing is due for the claim's person any more; they themselves need not be readable."""

    def lapse(self, now: datetime) -> int:
        """What was being sent when its lease ended becomes unknown: it is never sent again. The number of those."""

    def note(self, name: str, value: str) -> None:
        """Remember a text under a name, for the program itself."""


class Glance(Protocol):
    """One consistent look at the database, in which nothing can change. Its values may not be read after it ended."""

    def people(self) -> Iterator[str]:
        """Every identity, in alphabetical order."""

    def talking(self, front: str, since: datetime) -> tuple[str, ...]:
        """The identities on this front of people who may be talking to us, in alphabetical order.

        Their workout is going on; or after that instant they came, their latest workout ended, or they were nudged.
        """

    def athlete(self, who: str) -> Athlete | None:
        """The person behind this identity; None when there is no such person."""

    def workouts(self, athlete: Athlete) -> Iterator[Workout]:
        """All their workouts with all sets, open ones too, oldest first."""

    def due(self, front: str) -> datetime | None:
        """When the earliest thing is due on this front; None when nothing is."""

    def fronts(self) -> tuple[str, ...]:
        """The fronts on which anything is due."""

    def lease_ends(self) -> datetime | None:
        """When the earliest lease ends; None when nothing is claimed or being sent."""

    def due_after(self, athlete: int, most: int) -> tuple[tuple[int, str], ...]:
        """People with something due, by id from there on: the id, and the identity on which they are nudged."""

    def shelved(self, athlete: Athlete, token: str, now: datetime) -> bytes | None:
        """The file of theirs that waits under this name; None when it does not, or waited for more than a day."""

    def occurrences(self, athlete: Athlete) -> tuple[Occurrence, ...]:
        """What became of the person's latest occurrences, by day."""

    def version(self) -> str | None:
        """The version of the tables."""

    def noted(self, name: str) -> str | None:
        """What the program remembered under this name."""

    def tally(self, now: datetime) -> Tally:
        """The counts of the whole house."""


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

    def ready(self) -> Future[None]:
        """Arrives when the database answers and its tables are at the version that this program was made for.

        Raises `Unavailable` saying why not: without a cause in our own words, with one in the database's.
        """

    def close(self) -> None:
        """Finish what is queued, then close the database."""


class Batons(Protocol):
    """What only one of all processes on a database does at a time, by name. Its calls may come from any thread."""

    def reach_for(self, name: str, changed: Callable[[], None]) -> None:
        """Take the baton when nobody has it, and again after it was lost. `changed` is called from another thread when to look."""

    def left_s(self, name: str) -> float:
        """For how many seconds from now it is certainly ours, whatever happens to the database; 0 when it is not."""

    def hand_over(self, name: str) -> None:
        """Let another one have it, at once: to be called when our work is over. Returns before it is done."""
