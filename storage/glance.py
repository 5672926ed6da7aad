"""A look at the database that changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.athlete_rows import PLACE, athlete_of
from storage.nudge_units import NudgeGlance
from storage.past import StoredPast, stored_workout, stored_workouts
from storage.shelf import waiting
from storage.tallies import tally
from storage.values import micros, storable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from core.athlete import Athlete
    from core.session import Workout
    from core.tally import Tally
    from storage.link import Link


class StoredGlance(NudgeGlance):
    """A `Glance` inside the read-only transaction that its link is in."""

    def __init__(self, link: Link) -> None:
        super().__init__(link)
        self._pasts: list[StoredPast] = []

    def people(self) -> Iterator[str]:
        """Every identity, in alphabetical order."""
        return iter(sorted(who for (who,) in self._link.rows("people", {})))

    def talking(self, front: str, since: datetime) -> tuple[str, ...]:
        """The identities on this front of people who may be talking to us, in alphabetical order."""
        named = {"begins": f"{front}:", "long": len(front) + 1, "since": micros(since)}
        return tuple(sorted(who for (who,) in self._link.rows("talking", named)))

    def athlete(self, who: str) -> Athlete | None:
        """The person behind this identity; None when there is no such person."""
        row = self._link.row("athlete_seen", {"who": storable(who)})
        if row is None:
            return None
        past = StoredPast(self._link, row[0])
        self._pasts.append(past)
        number = row[PLACE["workout"]]
        due = self._link.row("due_of", {"athlete_id": row[0]})
        return athlete_of(row, due, past, None if number is None else stored_workout(self._link, row[0], number))

    def workouts(self, athlete: Athlete) -> Iterator[Workout]:
        """All their workouts with all sets, open ones too, oldest first."""
        return stored_workouts(self._link, athlete.id)

    def shelved(self, athlete: Athlete, token: str, now: datetime) -> bytes | None:
        """The file of theirs that waits under this name."""
        return waiting(self._link, athlete.id, token, now)

    def tally(self, now: datetime) -> Tally:
        """The counts of the whole house."""
        return tally(self._link, now)

    def end(self) -> None:
        """The transaction is over: nothing more can be read through this glance."""
        for past in self._pasts:
            past.end()
