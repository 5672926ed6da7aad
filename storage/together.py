"""Units of several people in one PostgreSQL transaction: what they read first comes in one answer, what they write last goes in one.

A unit by itself waits for eight answers of the server. Together with others it hardly waits: the people's rows are locked and read at once,
and the writes that nobody looks at are put off until all have decided. Nothing about a unit changes by it. Whatever needs more than this
(somebody new, two people who become one, a whole history, a row that somebody else has locked, work that fails) runs by itself afterwards.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from storage.crashpoint import reach
from storage.job import Outcome
from storage.link import Link
from storage.unit import StoredUnit
from storage.values import storable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import psycopg

    from storage.job import Job
    from storage.link import Driver, Params, Row
    from storage.recent import Recent

# Writes whose answer nobody looks at, in an order in which each may follow those before it.
LATER: Final = ("keep_workout", "drop_set", "keep_set", "keep_athlete", "drop_due", "keep_due")
PLACE: Final = {name: place for place, name in enumerate(LATER)}
AT_ONCE: Final = frozenset(
    {"keep_set", "keep_athlete", "keep_due"}
)  # what every set writes: one statement for all rows
# What else concerns nothing but the unit's own person, and can be done at once.
OWN: Final = frozenset((
    "history", "workout", "workouts", "sets", "reported_by", "identities", "held",
    "drop_sets", "drop_sets_after", "drop_workouts_after", "settle", "old_occurrences", "unsent",
))  # fmt: skip


class Apart(Exception):  # noqa: N818  a state, named as one
    """This unit needs a transaction of its own."""


class Spoiled(Exception):  # noqa: N818  a state, named as one
    """A unit failed after it had written: nothing of the transaction may stay."""


class SharedLink(Link):
    """The link of one unit among others. `first` holds the rows that were read for it, by statement and key; each is given once."""

    def __init__(
        self,
        cursor: psycopg.Cursor[Any],
        statements: Mapping[str, str],
        driver: Driver,
        first: dict[tuple[str, Any], Row | None],
    ) -> None:
        super().__init__(cursor, statements, driver)
        self._first = first
        self.later: list[tuple[str, Params]] = []
        self.has_written = False

    def row(self, name: str, params: Params) -> Row | None:
        """See `Link.row`."""
        if name in {"athlete", "due_of"}:
            (key,) = params.values()
            if (name, key) not in self._first:
                self._apart()
            return self._first.pop((name, key))
        self._at_once(name)
        return super().row(name, params)

    def rows(self, name: str, params: Params) -> list[Row]:
        """See `Link.rows`."""
        self._at_once(name)
        return super().rows(name, params)

    def run(self, name: str, params: Params) -> int:
        """See `Link.run`; the number of rows is only known of what is not put off."""
        if name in PLACE:
            self.later.append((name, params))
            return 1
        self._at_once(name)
        self.has_written = True
        return super().run(name, params)

    def run_each(self, name: str, params: Sequence[Params]) -> None:
        """See `Link.run_each`."""
        for one in params:
            self.run(name, one)

    def much_follows(self) -> None:
        """See `Link.much_follows`."""
        self._apart()

    @property
    def leaves_nothing(self) -> bool:
        """Whether the transaction is as it was before this unit."""
        return not self.has_written and (self.failed is None or isinstance(self.failed, Apart))

    def in_order(self) -> list[tuple[str, Params]]:
        """What was put off and can be written behind everybody's earlier statements; what cannot is written now."""
        places = [PLACE[name] for name, _ in self.later]
        once = [
            name for name, _ in self.later if name in {"keep_athlete", "keep_due"}
        ]  # a row cannot be written twice at once
        if places != sorted(places) or len(once) > len({*once}):
            self._write()
        return self.later

    def _at_once(self, name: str) -> None:
        if name not in OWN:
            self._apart()
        self._write()

    def _write(self) -> None:
        for name, params in self.later:
            self.has_written = True
            super().run(name, params)
        self.later = []

    def _apart(self) -> None:
        self.failed = self.failed or Apart(Apart.__doc__)
        raise self.failed


class Together:
    """One attempt to run several jobs in the transaction that the cursor has begun."""

    def __init__(
        self, cursor: psycopg.Cursor[Any], statements: Mapping[str, str], driver: Driver, recent: Recent
    ) -> None:
        self._parts = (cursor, statements, driver)
        self._link = Link(*self._parts)
        self._recent = recent
        self._later: dict[str, list[Params]] = {name: [] for name in LATER}

    def tried(self, jobs: Sequence[Job]) -> dict[Job, Outcome | None]:
        """What came of the jobs, None for those that were recorded before; those that are missing need a transaction of their own.

        Raises when nothing of the transaction may stay.
        """
        of_key: dict[int, Job] = {}
        for job in jobs:
            of_key.setdefault(job.key, job)
        rows = [(key, int(job.at.timestamp())) for key, job in sorted(of_key.items())]
        given = {"keys": [key for key, _ in rows], "ats": [at for _, at in rows]}
        new = {key for (key,) in self._link.rows("new_deliveries", given)}
        outcomes: dict[Job, Outcome | None] = {job: None for key, job in of_key.items() if key not in new}
        first = self._read_first([of_key[key].who for key in new])
        for job in (job for key, job in of_key.items() if key in new):
            outcome = self._outcome(job, first) if ("athlete", storable(job.who)) in first else None
            if outcome is not None:
                outcomes[job] = outcome
        self._write(new - {job.key for job in outcomes})
        return outcomes

    def _read_first(self, people: Sequence[str]) -> dict[tuple[str, Any], Row | None]:
        """The rows that every unit begins with, of those whom nobody else has locked; locked from now on."""
        first: dict[tuple[str, Any], Row | None] = {}
        seen: set[int] = set()
        for who, *row in self._link.rows("athletes_at_once", {"people": [storable(who) for who in people]}):
            if row[0] not in seen:  # else one person wrote from two fronts: one after the other
                first["athlete", who] = tuple(row)
                first["due_of", row[0]] = None
                seen.add(row[0])
        for athlete_id, *due in self._link.rows("dues_at_once", {"athletes": list(seen)}):
            first["due_of", athlete_id] = tuple(due)
        return first

    def _outcome(self, job: Job, first: dict[tuple[str, Any], Row | None]) -> Outcome | None:
        """What the job came to; None when it has to run by itself, and nothing of it was written."""
        link = SharedLink(*self._parts, first)
        unit = StoredUnit(link, self._recent)
        try:
            result = job.work(unit)
            link.check()
            for name, params in link.in_order():
                self._later[name].append(params)
        except BaseException as error:  # by itself it will say what is wrong
            if not link.leaves_nothing:
                raise Spoiled(Spoiled.__doc__) from error
            return None
        finally:
            unit.end()
        reach("worked")
        return Outcome(result, committed=unit.remember)

    def _write(self, gone: set[int]) -> None:
        if gone:
            self._link.run("drop_deliveries", {"keys": list(gone)})
        for name, rows in self._later.items():
            if rows and name in AT_ONCE:
                self._link.run(f"{name}_at_once", {"rows": json.dumps(rows)})
            else:
                self._link.run_each(name, rows)
