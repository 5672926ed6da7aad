"""Rows → the workouts they tell of, closed and in order."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from bot.importing.rows import LB_PER_KG
from core.bringing import Bad
from core.conversation.recording import RIR_KNOWN_TO, outcome
from core.conversation.standing import EXTRA
from core.message import Line
from core.plan import Prescribed, Prescription
from core.session import LiftSet, Workout
from core.values import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.importing.rows import Row
    from bot.importing.titles import Titles
    from core.athlete import Profile
    from core.content import Library

MOST_SETS: Final = 90  # of one exercise in one session; numbers from 101 on belong to warm-ups
TOO_MANY: Final = Line("import.cell.sets", {"most": MOST_SETS})
TEMPO: Final = "2-1-1"
FIRST_ASIDE: Final = 101  # core.conversation.recording.next_number: warm-up and drop sets
_TITLE: Final = re.compile(r"Ironstride (\w+)")


@dataclass(frozen=True, slots=True)
class Maker:
    """What making workouts of rows needs to know."""

    titles: Titles
    library: Library
    profile: Profile

    def workouts(self, rows: Iterable[Row]) -> tuple[list[Workout], list[Bad]]:
        """The workouts, oldest first and not numbered yet, and the rows that are too many."""
        sessions: dict[tuple[object, str], list[Row]] = {}
        for row in rows:
            sessions.setdefault((row.started, row.title), []).append(row)
        bad: list[Bad] = []
        made = [self._workout(session, bad) for session in sessions.values()]
        return sorted((one for one in made if one.sets), key=lambda one: one.started), bad

    def _workout(self, rows: list[Row], bad: list[Bad]) -> Workout:
        first = rows[0]
        exercises: list[Prescribed] = []
        sets: list[LiftSet] = []
        phase = self._phase(first)
        for group in _groups(rows):
            place = len(exercises)
            mine = self._sets(group, place)
            bad += [Bad(row.number, TOO_MANY) for row in group[MOST_SETS:]]
            exercises.append(self._prescribed(group[0], mine))
            sets += [self._judged(lift, exercises[place]) for lift in mine]
        planned = tuple(one for one in exercises if one.slot != EXTRA)
        plan = Prescription("normal", phase, None, None, None, None, None, (), planned)
        ended = max((row.ended for row in rows if row.ended), default=None)
        return Workout(
            number=0,
            started=first.started,
            date=first.started.date(),
            prescription=plan,
            exercises=tuple(exercises),
            sets=tuple(sets),
            closed="finished",
            ended=max(ended, first.started) if ended else first.started,
        )

    def _phase(self, row: Row) -> str | None:
        named = _TITLE.fullmatch(row.title) if row.own else None
        return named[1] if named and named[1] in self.library.phases else None

    def _prescribed(self, row: Row, sets: Sequence[LiftSet]) -> Prescribed:
        """The plan of a file of ours as far as its table tells it; what another program told has none."""
        slug = self.titles.slug(row.exercise) or row.exercise
        known = self.library.exercises.get(slug)
        working = [lift for lift in sets if lift.kind == "normal"]
        planned = row.target is not None and known is not None and self._phase(row) is not None
        slot = next((name for name, s in self.library.slots.items() if known and s.pattern == known.pattern), EXTRA)
        load = working[0].load if working else None
        return Prescribed(
            slot=slot if planned else EXTRA,
            slug=slug,
            sets=len(working) if planned else 0,
            reps=(row.target or 0) if planned else 0,
            per_side=known.one_sided if known else False,
            load=load if planned else None,
            load_label=f"{load:g} {self.profile.unit}" if planned and load is not None else "",
            tempo=TEMPO if planned else "",
            rest_s=60 if planned else 0,
            rir=3 if planned else 0,
            code="",
        )

    # --- sets -------------------------------------------------------------------------------------------------------------
    def _sets(self, rows: list[Row], place: int) -> list[LiftSet]:
        sets: list[LiftSet] = []
        counts = {"normal": 0, "aside": FIRST_ASIDE - 1}
        for row, other in _sided(rows[:MOST_SETS]):
            count = "normal" if row.kind == "normal" else "aside"
            counts[count] += 1
            sets.append(self._set(row, other, place, counts[count]))
        return sets

    def _set(self, row: Row, other: Row | None, place: int, number: int) -> LiftSet:
        load, unit = self._load(row)
        left, right = _sides(row, other)
        known = [reps for reps in (row.reps, other.reps if other else None) if reps is not None]
        return LiftSet(
            exercise=place,
            number=number,
            at=row.started,
            reps=min(known, default=None) if not row.seconds or row.reps else None,
            left=left,
            right=right,
            seconds=row.seconds,
            load=load,
            unit=unit,
            rir=None if row.rpe is None else max(0, min(int(10 - row.rpe), RIR_KNOWN_TO)),  # rules.md E14
            kind=row.kind,
            note=row.note,
            band=row.band if row.band and not row.band.isdigit() else None,
        )

    def _load(self, row: Row) -> tuple[float | None, str]:
        """The load in the person's unit, for a band its place in their list."""
        mine = self.profile.unit
        if row.band:
            names = [band.casefold() for band in self.profile.equipment.bands]
            if row.band.casefold() in names:
                return float(names.index(row.band.casefold())), mine
            return (float(row.band) - 1 if row.band.isdigit() and row.band != "0" else None), mine
        if row.load is None or row.unit == mine:
            return row.load, mine
        return round(row.load * LB_PER_KG if mine == "lb" else row.load / LB_PER_KG, 3), mine

    @staticmethod
    def _judged(lift: LiftSet, planned: Prescribed) -> LiftSet:
        did = lift.reps if lift.reps is not None else lift.seconds
        return replace(lift, outcome=outcome(planned, did, lift.kind))


def _groups(rows: list[Row]) -> Iterator[list[Row]]:
    """The rows of one exercise after the other; the same one begins anew where its sets are counted from the start."""
    group = rows[:1]
    for before, row in pairwise(rows):
        anew = row.index is not None and before.index is not None and row.index < before.index
        if row.exercise == before.exercise and not anew:
            group.append(row)
        else:
            yield group
            group = [row]
    yield group


def _sided(rows: list[Row]) -> Iterator[tuple[Row, Row | None]]:
    """Each set's row, with that of its right side where left and right have one each."""
    waiting: Row | None = None
    for row in rows:
        if waiting is not None:
            if row.side == "right" and row.index == waiting.index and row.kind == waiting.kind:
                yield waiting, row
                waiting = None
                continue
            yield waiting, None
            waiting = None
        if row.side == "left":
            waiting = row
        else:
            yield row, None
    if waiting is not None:
        yield waiting, None


def _sides(row: Row, other: Row | None) -> tuple[int | None, int | None]:
    match row.side:
        case "both":
            return row.reps, row.reps
        case "left":
            return row.reps, other.reps if other else None
        case "right":
            return None, row.reps
        case _:
            return None, None
