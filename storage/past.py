"""A person's earlier sessions, read inside the unit that loaded the person, and only when somebody looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.workout_rows import log_of, set_of, workout_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.session import SessionLog, Workout
    from storage.link import Link


class Ended(Exception):  # noqa: N818  a state, named as one
    """The unit of work that loaded this person has ended; load the person again to read their past."""


class StoredPast:
    """The `Past` of an athlete. What was read once stays readable after the unit ended."""

    def __init__(self, link: Link, athlete_id: int) -> None:
        self._link: Link | None = link
        self._athlete_id = athlete_id
        self._sessions: tuple[SessionLog, ...] | None = None

    def __repr__(self) -> str:
        return f"StoredPast({self._athlete_id})"

    @property
    def sessions(self) -> tuple[SessionLog, ...]:
        """Closed sessions in which something was attempted, oldest first."""
        if self._sessions is None:
            self._sessions = tuple(map(log_of, self._open().rows("history", {"athlete_id": self._athlete_id})))
        return self._sessions

    def workout(self, number: int) -> Workout | None:
        """The workout of that number with all its sets."""
        return stored_workout(self._open(), self._athlete_id, number)

    def reported_by(self, message: str) -> Workout | None:
        """The latest workout that holds sets reported by this message."""
        found = self._open().row("reported_by", {"athlete_id": self._athlete_id, "message": message})
        return None if found is None or found[0] is None else self.workout(found[0])

    @property
    def identities(self) -> tuple[str, ...]:
        """Every identity of the person, in alphabetical order."""
        return tuple(sorted(who for (who,) in self._open().rows("identities", {"athlete_id": self._athlete_id})))

    def end(self) -> None:
        """Read nothing more: the unit is over."""
        self._link = None

    def _open(self) -> Link:
        if self._link is None:
            raise Ended(Ended.__doc__)
        return self._link


def stored_workout(link: Link, athlete_id: int, number: int) -> Workout | None:
    """The workout with its sets as the link's transaction sees it."""
    key = {"athlete_id": athlete_id, "number": number}
    row = link.row("workout", key)
    return None if row is None else workout_of(row, [set_of(one) for one in link.rows("sets", key)])


def stored_workouts(link: Link, athlete_id: int) -> Iterator[Workout]:
    """All workouts with their sets, oldest first."""
    for row in link.rows("workouts", {"athlete_id": athlete_id}):
        sets = link.rows("sets", {"athlete_id": athlete_id, "number": row[0]})
        yield workout_of(row, [set_of(one) for one in sets])
