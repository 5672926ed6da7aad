"""One unit of work: a person is loaded, and what a turn changed about them is written."""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING

from core.codes import Behind
from core.values import quick, replace
from storage.athlete_rows import KEPT, PLACE, athlete_of, changes
from storage.code_rows import OLD_US, code_row, digest
from storage.nudge_rows import due_row, unsent_row
from storage.nudge_units import NudgeUnit
from storage.past import StoredPast, stored_workouts
from storage.recent import Known
from storage.shelf import keep_shelf
from storage.strangers import StrangersUnit
from storage.values import micros, storable
from storage.workout_rows import set_as_stored, set_of, set_row, workout_as_stored, workout_of, workout_row

if TYPE_CHECKING:
    from datetime import datetime

    from core.athlete import Athlete
    from core.session import LiftSet, Workout
    from core.turn import Turn
    from storage.link import Link, Params, Row
    from storage.recent import Recent

FORGET = (  # dependants first
    "forget_sets", "forget_workouts", "forget_occurrences", "forget_identities", "forget_files", "forget_dues", "forget_codes",
    "forget_athletes",
)  # fmt: skip
FEW = 3  # workouts besides the current one; an import brings hundreds
_all_but_sets = attrgetter(
    "started", "date", "prescription", "exercises", "skipped", "order", "closed", "ended", "pain", "fatigue"
)


@quick
@dataclass(frozen=True, slots=True)
class Stored:
    """An athlete as they stand in the database, with the row that says so."""

    row: Row
    athlete: Athlete
    known: Known | None

    @property
    def revision(self) -> int:
        """How often the person's workouts were written."""
        revision: int = self.row[PLACE["revision"]]
        return revision


class StoredUnit(NudgeUnit, StrangersUnit):
    """A `Unit` inside the transaction that its link is in; whoever made it commits or rolls back."""

    def __init__(self, link: Link, recent: Recent) -> None:
        super().__init__(link)
        self._recent = recent
        self._stored: dict[int, Stored] = {}
        self._pasts: list[StoredPast] = []

    def athlete(self, who: str, at: datetime) -> Athlete:
        """The person behind this identity, created at `at` when new; on PostgreSQL their row stays locked."""
        identity = {"who": storable(who)}
        return self._loaded(self._link.row("athlete", identity) or self._created(identity, at))

    def known(self, who: str) -> Athlete | None:
        """The person behind this identity, locked as by `athlete`; None when there is none."""
        row = self._link.row("athlete", {"who": storable(who)})
        return None if row is None else self._loaded(row)

    def _loaded(self, row: Row) -> Athlete:
        known = self._known(row)
        past = StoredPast(self._link, row[0])
        self._pasts.append(past)
        due = self._link.row("due_of", {"athlete_id": row[0]})
        athlete = athlete_of(row, due, past, known.workout if known else None)
        self._stored[athlete.id] = Stored(row, athlete, known)
        return athlete

    def keep(self, before: Athlete, turn: Turn) -> None:
        """Write what differs between `before` and `turn.athlete`, plus `turn.also`; or forget the person."""
        stored = self._stored.pop(before.id, None)
        if stored is None:
            raise LookupError(f"athlete {before.id} was not loaded by this unit")
        if turn.forget:
            self._forget(before.id)
            return
        if len(turn.also) > FEW:
            self._link.much_follows()
        known, written = self._keep_workouts(stored, turn)
        changed = changes(stored.row, stored.athlete, turn.athlete)
        if written:
            changed["revision"] = stored.revision + 1
        row = stored.row
        if changed:
            columns = {name: changed[name] if name in changed else row[place] for name, place in PLACE.items()}
            self._link.run("keep_athlete", {"person": before.id, **columns})
            row = (*row[:2], *(columns[name] for name in KEPT))
        self._keep_due(stored.athlete, turn.athlete)
        self._keep_codes(before.id, turn)
        keep_shelf(self._link, before.id, turn)
        self._link.run_each("unsent", [unsent_row(before.id, unsent) for unsent in turn.unsent])
        self._stored[before.id] = Stored(row, turn.athlete, known)

    def workouts(self, athlete: Athlete) -> tuple[Workout, ...]:
        """All their workouts with all sets, open ones too, oldest first."""
        return tuple(stored_workouts(self._link, athlete.id))

    def behind(self, code: str, at: datetime) -> Behind | None:
        """What stands behind a code that counts at that time."""
        found = self._link.row("code", {"digest": digest(code), "now": micros(at)})
        row = found and self._link.row("athlete_numbered", {"athlete_id": found[0]})
        if not found or not row:
            return None
        athlete = self._loaded(row)
        # Only who becomes one with somebody is looked at in full.
        return Behind(found[1], athlete, self.workouts(athlete) if found[1] == "link" else ())

    def remember(self) -> None:
        """The transaction was committed: the workouts that were seen in it may be used again."""
        for athlete_id, stored in self._stored.items():
            if stored.known is not None:
                self._recent.put(athlete_id, stored.known)

    def end(self) -> None:
        """The transaction is over: nothing more can be read through this unit."""
        for past in self._pasts:
            past.end()

    def _forget(self, athlete_id: int) -> None:
        self._link.row("to_forget", {"athlete_id": athlete_id})
        for name in FORGET:
            self._link.run(name, {"athlete_id": athlete_id})

    def _keep_codes(self, athlete_id: int, turn: Turn) -> None:
        """Codes that were given out or used, the person who becomes one with this, and the identity that leaves."""
        if turn.code is not None:
            self._link.run("old_codes", {"now": micros(turn.code.until) - OLD_US})
            self._link.run("new_code", code_row(athlete_id, turn.code))
        if turn.spent is not None:
            self._link.run("spend_code", {"digest": digest(turn.spent)})
        if turn.absorbed is not None:
            both = {"athlete_id": turn.absorbed.id, "into": athlete_id}
            self._link.run("join_identities", both)
            self._link.run("join_occurrences", both)
            self._link.run("join_codes", both)
            self._stored.pop(turn.absorbed.id, None)
            self._forget(turn.absorbed.id)
        if turn.parts is not None:
            self._link.run("part", {"athlete_id": athlete_id, "who": storable(turn.parts)})

    def _keep_due(self, before: Athlete, after: Athlete) -> None:
        if after.due == before.due and after.reach == before.reach:
            return
        if (row := due_row(after)) is not None:
            self._link.run("keep_due", row)
        elif before.due is not None:
            self._link.run("drop_due", {"athlete_id": after.id})

    def _created(self, identity: dict[str, str], at: datetime) -> Row:
        while True:
            made = self._link.row("new_athlete", {"since": micros(at), "none": 0})
            assert made is not None, "RETURNING gives the row"  # noqa: S101  a mistake of ours, not of the world
            mine = self._link.run("new_identity", {**identity, "athlete_id": made[0]})
            if not mine:  # PostgreSQL: another transaction made the same person meanwhile
                self._link.run("forget_athletes", {"athlete_id": made[0]})
            if row := self._link.row("athlete", identity):
                return row

    def _known(self, row: Row) -> Known | None:
        """The athlete's current workout."""
        athlete_id, number, revision = row[0], row[PLACE["workout"]], row[PLACE["revision"]]
        if number is None:
            return None
        if known := self._recent.get(athlete_id, revision):
            return known
        key = {"athlete_id": athlete_id, "number": number}
        found = self._link.row("workout", key)
        sets = self._link.rows("sets", key)
        if found is None:
            return None
        return Known(revision, workout_of(found, [set_of(one) for one in sets]), sets[-1][0] if sets else -1)

    def _keep_workouts(self, stored: Stored, turn: Turn) -> tuple[Known | None, bool]:
        """Write what changed about workouts; the current one as it stands then, and whether anything was written."""
        athlete_id, known, workout = stored.athlete.id, stored.known, turn.athlete.workout
        written = bool(turn.also)
        if turn.athlete.workouts < stored.athlete.workouts:
            written = True
            for name in ("drop_sets_after", "drop_workouts_after"):
                self._link.run(name, {"athlete_id": athlete_id, "number": turn.athlete.workouts})
        revision = stored.revision + 1
        for other in turn.also:
            self._written(athlete_id, other)
        if workout is None:
            known = None
        elif known is None or known.workout.number != workout.number or workout.number in {w.number for w in turn.also}:
            known = self._put(athlete_id, workout, revision)
            written = True
        elif workout is not known.workout and workout != known.workout:
            known = self._keep_workout(athlete_id, known, workout, revision)
            written = True
        elif written:
            known = Known(revision, known.workout, known.last_place)
        return known, written

    def _keep_workout(self, athlete_id: int, known: Known, after: Workout, revision: int) -> Known:
        """Only the rows that differ. What follows the first difference gets new places, so that the order is kept."""
        before = known.workout
        unchanged = _unchanged(before.sets, after.sets)
        new = after.sets[len(unchanged) :]
        # Of a closed one the row also when only sets changed: it holds the log that is made from them.
        row = (
            None if after.is_open and _all_but_sets(before) == _all_but_sets(after) else workout_row(athlete_id, after)
        )
        if row is not None:
            self._link.run("keep_workout", row)
        gone = set() if len(unchanged) == len(before.sets) else _keys(before) - _keys(after)
        for exercise, number in gone:
            key = {"athlete_id": athlete_id, "workout": after.number, "exercise": exercise, "number": number}
            self._link.run("drop_set", key)
        rows = [set_row(athlete_id, after.number, known.last_place + 1 + i, lift) for i, lift in enumerate(new)]
        self._link.run_each("keep_set", rows)
        sets = (*unchanged, *map(set_as_stored, rows))
        kept = replace(before, sets=sets) if row is None else workout_as_stored(row, sets)
        return Known(revision, kept, known.last_place + len(rows))

    def _put(self, athlete_id: int, workout: Workout, revision: int) -> Known:
        """The whole workout in the place of whatever stood under its number, and as it will be read."""
        row, rows = self._written(athlete_id, workout)
        return Known(revision, workout_as_stored(row, [set_as_stored(one) for one in rows]), len(rows) - 1)

    def _written(self, athlete_id: int, workout: Workout) -> tuple[Params, list[Params]]:
        row = workout_row(athlete_id, workout)
        self._link.run("keep_workout", row)
        self._link.run("drop_sets", {"athlete_id": athlete_id, "number": workout.number})
        rows = [set_row(athlete_id, workout.number, place, lift) for place, lift in enumerate(workout.sets)]
        self._link.run_each("keep_set", rows)
        return row, rows


def _keys(workout: Workout) -> set[tuple[int, int]]:
    return {lift.key for lift in workout.sets}


def _unchanged(before: tuple[LiftSet, ...], after: tuple[LiftSet, ...]) -> list[LiftSet]:
    """The sets with which `after` begins and which stand in `before` in the same order."""
    same = 0
    for old, new in zip(before, after, strict=False):
        if old is not new and old != new:
            break
        same += 1
    unchanged = list(before[:same])
    place_of = {lift.key: place for place, lift in enumerate(before[same:], start=same)}
    last = -1
    for lift in after[same:]:
        place = place_of.get(lift.key, -1)
        if place <= last or before[place] != lift:
            break
        unchanged.append(before[place])
        last = place
    return unchanged
