"""One unit of work: a person is loaded, and what a turn changed about them is written."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any

from storage.past import StoredPast
from storage.rows import athlete_of, changes, set_of, set_row, workout_of, workout_row
from storage.values import micros, storable

if TYPE_CHECKING:
    from datetime import datetime

    from core.athlete import Athlete
    from core.session import Workout
    from core.turn import Turn
    from storage.link import Link, Row

# the columns of `athletes` that `keep_athlete` writes, by their place in a row of `athlete`
KEPT = {
    "profile": 2, "habits": 3, "talk": 4, "answered": 5, "health_on": 6, "paused_until": 7, "paused": 8, "workout": 9,
    "workouts": 10, "undo": 11,
}  # fmt: skip
CURRENT = KEPT["workout"]
FORGET = ("forget_sets", "forget_workouts", "forget_identities", "forget_athletes")  # dependants first
_all_but_sets = attrgetter(
    "started", "date", "prescription", "exercises", "skipped", "order", "closed", "ended", "pain", "fatigue"
)


class StoredUnit:
    """A `Unit` inside the transaction that its link is in; whoever made it commits or rolls back."""

    def __init__(self, link: Link) -> None:
        self._link = link
        self._loaded: dict[int, Row] = {}
        self._last_place: dict[tuple[int, int], int] = {}
        self._pasts: list[StoredPast] = []

    def athlete(self, who: str, at: datetime) -> Athlete:
        """The person behind this identity, created at `at` when new; on PostgreSQL their row stays locked."""
        identity = {"who": storable(who)}
        row = self._link.row("athlete", identity) or self._created(identity, at)
        athlete_id, number = row[0], row[CURRENT]
        self._loaded[athlete_id] = row
        past = StoredPast(self._link, athlete_id)
        self._pasts.append(past)
        return athlete_of(row, past, None if number is None else self._workout(athlete_id, number))

    def keep(self, before: Athlete, turn: Turn) -> None:
        """Write what differs between `before` and `turn.athlete`, plus `turn.also`; or forget the person."""
        if turn.forget:
            self._forget(before.id)
            return
        after = turn.athlete
        if changed := changes(before, after):
            self._keep_columns(after.id, changed)
        if after.workouts < before.workouts:
            self._drop_after(after.id, after.workouts)
        for workout in turn.also:
            self._put(after.id, workout)
        if after.workout is not None and after.workout is not before.workout:
            if before.workout is not None and before.workout.number == after.workout.number:
                self._keep_workout(after.id, before.workout, after.workout)
            else:
                self._put(after.id, after.workout)

    def end(self) -> None:
        """The transaction is over: nothing more can be read through this unit."""
        for past in self._pasts:
            past.end()

    def _created(self, identity: dict[str, str], at: datetime) -> Row:
        while True:
            made = self._link.row("new_athlete", {"since": micros(at), "workouts": 0})
            assert made is not None, "RETURNING gives the row"  # noqa: S101  a mistake of ours, not of the world
            mine = self._link.run("new_identity", {**identity, "athlete_id": made[0]})
            if not mine:  # PostgreSQL: another transaction made the same person meanwhile
                self._link.run("forget_athletes", {"athlete_id": made[0]})
            if row := self._link.row("athlete", identity):
                return row

    def _keep_columns(self, athlete_id: int, changed: dict[str, Any]) -> None:
        loaded = self._loaded.get(athlete_id)
        if loaded is None:
            raise LookupError(f"athlete {athlete_id} was not loaded by this unit")
        columns = {name: changed[name] if name in changed else loaded[place] for name, place in KEPT.items()}
        self._link.run("keep_athlete", {"person": athlete_id, **columns})
        self._loaded[athlete_id] = (*loaded[:2], *columns.values())

    def _workout(self, athlete_id: int, number: int) -> Workout | None:
        key = {"athlete_id": athlete_id, "number": number}
        row = self._link.row("workout", key)
        sets = self._link.rows("sets", key)
        self._last_place[athlete_id, number] = sets[-1][0] if sets else -1
        return None if row is None else workout_of(row, [set_of(one) for one in sets])

    def _keep_workout(self, athlete_id: int, before: Workout, after: Workout) -> None:
        """Only the rows that differ. What follows the first difference gets new places, so that the order is kept."""
        stood = {lift.key: lift for lift in before.sets}
        same = next((i for i, lift in enumerate(after.sets) if stood.get(lift.key) != lift), len(after.sets))
        gone = stood.keys() - {lift.key for lift in after.sets}
        differs = gone or same < len(after.sets)
        # the row of a closed workout holds its log, which is made from the sets
        if _all_but_sets(before) != _all_but_sets(after) or (differs and not after.is_open):
            self._link.run("keep_workout", workout_row(athlete_id, after))
        for exercise, number in gone:
            key = {"athlete_id": athlete_id, "workout": after.number, "exercise": exercise, "number": number}
            self._link.run("drop_set", key)
        place = self._last_place[athlete_id, after.number] + 1
        rows = [set_row(athlete_id, after.number, place + i, lift) for i, lift in enumerate(after.sets[same:])]
        self._link.run_each("keep_set", rows)
        self._last_place[athlete_id, after.number] += len(rows)

    def _put(self, athlete_id: int, workout: Workout) -> None:
        """The whole workout in the place of whatever stood under its number."""
        self._link.run("keep_workout", workout_row(athlete_id, workout))
        self._link.run("drop_sets", {"athlete_id": athlete_id, "number": workout.number})
        rows = [set_row(athlete_id, workout.number, place, lift) for place, lift in enumerate(workout.sets)]
        self._link.run_each("keep_set", rows)
        self._last_place[athlete_id, workout.number] = len(rows) - 1

    def _drop_after(self, athlete_id: int, number: int) -> None:
        for name in ("drop_sets_after", "drop_workouts_after"):
            self._link.run(name, {"athlete_id": athlete_id, "number": number})

    def _forget(self, athlete_id: int) -> None:
        for name in FORGET:
            self._link.run(name, {"athlete_id": athlete_id})
