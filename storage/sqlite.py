"""SQLite: one writer thread that commits everything that waits together."""

from __future__ import annotations

import json
import sqlite3
from threading import Thread
from typing import TYPE_CHECKING, TypeVar, cast

from core.ports import Unavailable
from storage.crashpoint import reach
from storage.deliveries import Sweep, delivery_key
from storage.job import Job, Outcome
from storage.lanes import Lanes
from storage.link import Link, unavailable
from storage.reading import Reader
from storage.recent import Recent
from storage.unit import StoredUnit

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future
    from datetime import datetime
    from pathlib import Path

    from core.ports import Glance, Unit
    from storage.link import Driver
    from storage.prepared import Prepared

T = TypeVar("T")

GROUP = 128  # units that share a commit, at most: the last of them waits for all
DRIVER = cast("Driver", sqlite3)


class SqliteStore:
    """A `Store` in one SQLite file.

    Turns that wait while the disk syncs share the next commit. Each stands in a savepoint of its own, and nobody is told of a
    success before the commit that makes it durable.
    """

    def __init__(self, connect: Callable[[], sqlite3.Connection], newest: Prepared, path: Path) -> None:
        """`connect` opens a connection to the file in autocommit mode; it is called once for writing and once for reading."""
        self._connect = connect
        self._head = newest.head
        self._statements = newest.statements
        self._path = path
        self._writing: Lanes[Job] = Lanes(exclusive=False)
        self._connection = connect()
        self._cursor = self._connection.cursor()
        self._recent = Recent()
        self._sweep = Sweep()
        self._file = _file_at(path)
        self._reader = Reader(self._read_only, "BEGIN", newest.statements, DRIVER)
        self._thread = Thread(target=self._write_all, name="ironstride-writer", daemon=True)
        self._thread.start()

    def once(self, delivery: str, at: datetime, work: Callable[[Unit], T], *, who: str = "") -> Future[T | None]:
        """Run `work` in the next group; see `core.ports.Store`."""
        job = Job(delivery_key(delivery), at, work)
        self._writing.put(who, job)
        return job.future

    def read(self, work: Callable[[Glance], T]) -> Future[T]:
        """Run `work` on one state of the database; see `core.ports.Store`."""
        return self._reader.read(work)

    def ready(self) -> Future[None]:
        """Whether it answers, and the file is still the one that was opened; see `core.ports.Store`."""
        return self._reader.ready(self._head, self._in_place)

    def _in_place(self) -> None:
        """A file that was removed or replaced is written to until the end, and then nobody finds it."""
        if _file_at(self._path) != self._file:
            raise Unavailable("the database's file was removed or replaced: stop the program before you do so")

    def close(self) -> None:
        """Finish what is queued, then close the database."""
        self._writing.close()
        self._reader.close()
        self._thread.join()

    def _read_only(self) -> sqlite3.Connection:
        connection = self._connect()
        connection.execute("PRAGMA query_only = ON")
        return connection

    def _write_all(self) -> None:
        while taken := self._writing.take(GROUP):
            self._write([job for _, job in taken if job.starts()])
        self._connection.close()

    def _write(self, jobs: list[Job]) -> None:
        try:
            handled = self._handled(jobs)
            fresh = [job for job in jobs if job.key not in handled]
            outcomes = self._committed(fresh) if fresh else {}
        except BaseException as error:  # noqa: BLE001  whatever it is, nothing of this group was recorded
            failure = error if isinstance(error, Unavailable) else unavailable(error)
            outcomes = dict.fromkeys(jobs, Outcome(error=failure))
            self._roll_back()
        for job in jobs:
            outcomes.get(job, Outcome()).arrive(job)
        reach("resolved")

    def _handled(self, jobs: list[Job]) -> set[int]:
        """The deliveries that were handled before, asked without a write transaction."""
        keys = json.dumps([job.key for job in jobs])
        return {key for (key,) in self._cursor.execute(self._statements["deliveries"], {"keys": keys})}

    def _committed(self, jobs: list[Job]) -> dict[Job, Outcome]:
        """Run the jobs in one transaction. Raises when it could not be committed, and then nothing is."""
        run = self._cursor.execute
        reach("taken")
        run("BEGIN IMMEDIATE")
        reach("begun")
        self._sweep.pass_by(Link(self._cursor, self._statements, DRIVER), jobs[-1].at)
        outcomes = {job: self._outcome(job) for job in jobs}
        reach("kept")
        run("COMMIT")
        reach("committed")
        return outcomes

    def _outcome(self, job: Job) -> Outcome:
        """Run one job in its savepoint. Raises when the whole transaction is lost."""
        run = self._cursor.execute
        link = Link(self._cursor, self._statements, DRIVER)
        unit = StoredUnit(link, self._recent)
        run("SAVEPOINT unit")
        try:
            if not link.run("new_delivery", {"key": job.key, "at": int(job.at.timestamp())}):
                return Outcome()  # an earlier job of this group has the same delivery
            result = job.work(unit)
            link.check()
            reach("worked")
        except BaseException as error:
            if not self._connection.in_transaction:  # a full disk may end the whole transaction
                raise
            run("ROLLBACK TO unit")
            return Outcome(error=error)
        finally:
            unit.end()
            if self._connection.in_transaction:
                run("RELEASE unit")
        return Outcome(result, committed=unit.remember)

    def _roll_back(self) -> None:
        if self._connection.in_transaction:
            try:
                self._cursor.execute("ROLLBACK")
            except sqlite3.Error:  # the next BEGIN says what is wrong
                return


def _file_at(path: Path) -> tuple[int, int] | None:
    """What tells this file from another one in its place."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
