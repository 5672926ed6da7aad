"""A look at the database that changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.athlete_rows import PLACE, athlete_of
from storage.nudge_units import NudgeGlance
from storage.past import StoredPast, stored_workout
from storage.values import storable
from storage.workout_rows import set_of, workout_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.athlete import Athlete
    from core.session import Workout
    from storage.link import Link


class StoredGlance(NudgeGlance):
    """A `Glance` inside the read-only transaction that its link is in."""

    def __init__(self, link: Link) -> None:
        super().__init__(link)
        self._pasts: list[StoredPast] = []

    def people(self) -> Iterator[str]:
        """Every identity, in alphabetical order."""
        return iter(sorted(who for (who,) in self._link.rows("people", {})))

    def athlete(self, who: str) -> Athlete | None:
        """The person behind this identity; None when there is no such person."""
        row = self._link.row("athlete_seen", {"who": storable(who)})
        if row is None:
            return None
        past = StoredPast(self._link, row[0])
        self._pasts.append(past)
        number = row[PLACE["workout"]]
        return athlete_of(row, past, None if number is None else stored_workout(self._link, row[0], number))

    def workouts(self, athlete: Athlete) -> Iterator[Workout]:
        """All their workouts with all sets, open ones too, oldest first."""
        for row in self._link.rows("workouts", {"athlete_id": athlete.id}):
            sets = self._link.rows("sets", {"athlete_id": athlete.id, "number": row[0]})
            yield workout_of(row, [set_of(one) for one in sets])

    def end(self) -> None:
        """The transaction is over: nothing more can be read through this glance."""
        for past in self._pasts:
            past.end()
