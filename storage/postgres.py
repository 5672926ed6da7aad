"""PostgreSQL: a few threads, the rows of the people locked; units of different people that wait together share a transaction."""

from __future__ import annotations

import time
from functools import partial
from operator import attrgetter
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any, TypeVar, cast

import psycopg
from psycopg import errors
from psycopg.pq import TransactionStatus

from core.ports import Unavailable
from storage.crashpoint import reach
from storage.deliveries import Sweep, delivery_key
from storage.job import Job, Outcome
from storage.lanes import Lanes
from storage.link import Link, unavailable
from storage.reading import Reader
from storage.recent import Recent
from storage.together import Together
from storage.unit import StoredUnit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from concurrent.futures import Future
    from datetime import datetime

    from core.ports import Glance, Unit
    from storage.link import Driver
    from storage.prepared import Prepared

    Attempt = Callable[[psycopg.Cursor[Any], Sequence[Job]], dict[Job, Outcome | None]]

T = TypeVar("T")

THREADS = 4  # one interpreter lock for all of them: with more each transaction has fewer units
TOGETHER = 32  # units in a transaction, at most
WAITS_S = (0.0, 0.05, 0.2, 0.5, 1.0)  # before each new attempt
CLOSING_S = 1.5  # without anything getting done
# A machine that is gone says nothing: without these a connection to it is waited for for hours.
LINE: dict[str, Any] = {
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 20_000,
}
SETTINGS = "SET lock_timeout = '10s'; SET idle_in_transaction_session_timeout = '60s'"
DRIVER = cast("Driver", psycopg)
AGAIN = (errors.SerializationFailure, errors.DeadlockDetected)  # nobody's fault: the same work may pass the next time


def connect(url: str) -> psycopg.Connection:
    """A connection in autocommit mode that prepares every statement it repeats."""
    connection = psycopg.connect(url, autocommit=True, prepare_threshold=0, **LINE)
    connection.execute(SETTINGS, prepare=False)
    return connection


class PostgresStore:
    """A `Store` in a PostgreSQL database, shared with any number of other processes.

    One person's work runs in the order in which it came to this process; the lock on their row orders it with other processes.
    """

    def __init__(self, url: str, newest: Prepared) -> None:
        self._connect = partial(connect, url)
        self._head = newest.head
        self._statements = newest.statements
        self._recent = Recent()
        self._sweep = Sweep()
        self._sweeping = Lock()
        self._finished = 0  # jobs, about: threads may overlook each other's
        self._waiting: Lanes[Job] = Lanes(exclusive=True, alone=attrgetter("alone"))
        self._reader = Reader(
            cast("Any", self._connect), "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", newest.statements, DRIVER
        )
        self._threads = [
            Thread(target=self._run_all, name=f"ironstride-database-{number}", daemon=True) for number in range(THREADS)
        ]
        for thread in self._threads:
            thread.start()

    def once(self, delivery: str, at: datetime, work: Callable[[Unit], T], *, who: str = "") -> Future[T | None]:
        """Run `work` in a transaction, of its own or with that of others; see `core.ports.Store`."""
        job = Job(delivery_key(delivery), at, work, who, alone=not who)
        self._waiting.put(who or f"\0{delivery}", job)  # work of nobody waits for nobody
        return job.future

    def read(self, work: Callable[[Glance], T]) -> Future[T]:
        """Run `work` on one state of the database; see `core.ports.Store`."""
        return self._reader.read(work)

    def ready(self) -> Future[None]:
        """Whether it answers, at our version; see `core.ports.Store`."""
        return self._reader.ready(self._head)

    def close(self) -> None:
        """Finish what is queued, then close the connections.

        A server that hangs is not waited for: nobody was told that what it still has in hand is recorded.
        """
        self._waiting.close()
        self._reader.close(CLOSING_S)
        for thread in self._threads:
            while thread.is_alive():
                finished = self._finished
                thread.join(CLOSING_S)
                if thread.is_alive() and self._finished == finished:
                    return

    def _run_all(self) -> None:
        line = Line(self._connect)
        while taken := self._waiting.take(TOGETHER):
            lanes = {job: lane for lane, job in taken}
            jobs = [job for job in lanes if job.starts()]
            outcomes = self._outcomes(line, jobs, self._together if len(jobs) > 1 else self._alone) if jobs else {}
            for job, outcome in outcomes.items():
                outcome.arrive(job)
                reach("resolved")
            for job, lane in lanes.items():
                if job in jobs and job not in outcomes:
                    job.alone = True
                    self._waiting.put_back(lane, job)
                else:
                    self._finished += 1
                    self._waiting.release(lane)
        line.hang_up()

    def _outcomes(self, line: Line, jobs: Sequence[Job], attempt: Attempt) -> dict[Job, Outcome]:
        """Try until it is known which jobs were recorded, or until the database does not come back.

        Of several jobs those are missing that have to be tried each by itself.
        """
        unanswered: dict[Job, Outcome] = {}  # of an attempt whose COMMIT got no answer
        failure: BaseException = Unavailable(Unavailable.__doc__)
        for wait_s in WAITS_S:
            if wait_s:
                time.sleep(wait_s)
            try:
                cursor = line.cursor()
                tried = attempt(cursor, jobs)
                if line.is_in_transaction():
                    unanswered |= {job: outcome for job, outcome in tried.items() if outcome is not None}
                    reach("kept")
                    cursor.execute("COMMIT", prepare=False)
                    reach("committed")
            except Exception as error:  # noqa: BLE001  what the driver says of a broken connection varies
                failure = error if isinstance(error, Unavailable) else unavailable(error)
                may_pass = line.is_lost() or _may_pass(error)
                line.hang_up()
                if not may_pass and len(jobs) > 1:
                    return {}
                if not may_pass:
                    break
            else:
                # Recorded before: by the attempt without an answer, or at an earlier delivery.
                return {job: outcome or unanswered.get(job) or Outcome() for job, outcome in tried.items()}
        return dict.fromkeys(jobs, Outcome(error=failure))

    def _together(self, cursor: psycopg.Cursor[Any], jobs: Sequence[Job]) -> dict[Job, Outcome | None]:
        """Run those jobs up to their common commit that can share one. Raises when the transaction was lost."""
        self._begin(cursor)
        self._pass_by(Link(cursor, self._statements, DRIVER), jobs[0])
        return Together(cursor, self._statements, DRIVER, self._recent).tried(jobs)

    def _alone(self, cursor: psycopg.Cursor[Any], jobs: Sequence[Job]) -> dict[Job, Outcome | None]:
        """Run the one job up to its commit, or roll back what failed. None when the delivery was recorded before.

        Raises when the transaction was lost.
        """
        (job,) = jobs
        self._begin(cursor)
        link = Link(cursor, self._statements, DRIVER)
        if not link.run("new_delivery", {"key": job.key, "at": int(job.at.timestamp())}):
            cursor.execute("ROLLBACK", prepare=False)
            return {job: None}
        self._pass_by(link, job)
        unit = StoredUnit(link, self._recent)
        try:
            result = job.work(unit)
            link.check()
        except BaseException as error:  # noqa: BLE001  it belongs to whoever handed the work over
            if link.failed is not None and (cursor.connection.closed or _may_pass(link.failed)):
                raise link.failed  # noqa: B904  it carries its own cause
            cursor.execute("ROLLBACK", prepare=False)
            return {job: Outcome(error=error)}
        finally:
            unit.end()
        reach("worked")
        return {job: Outcome(result, committed=unit.remember)}

    def _begin(self, cursor: psycopg.Cursor[Any]) -> None:
        reach("taken")
        cursor.execute("BEGIN", prepare=False)
        reach("begun")

    def _pass_by(self, link: Link, job: Job) -> None:
        """Sweep, unless another thread is at it."""
        if self._sweeping.acquire(blocking=False):
            try:
                self._sweep.pass_by(link, job.at)
            finally:
                self._sweeping.release()


class Line:
    """One thread's connection, opened when it is needed."""

    def __init__(self, connect: Callable[[], psycopg.Connection]) -> None:
        self._connect = connect
        self._connection: psycopg.Connection | None = None

    def cursor(self) -> psycopg.Cursor[Any]:
        """A cursor outside of any transaction. Raises psycopg.OperationalError when the server cannot be reached."""
        if self._connection is None:
            self._connection = self._connect()
        return self._connection.cursor()

    def is_lost(self) -> bool:
        """Whether there is no connection, or one that no longer works."""
        return self._connection is None or self._connection.closed

    def is_in_transaction(self) -> bool:
        """Whether there is anything to commit."""
        return self._connection is not None and self._connection.info.transaction_status is not TransactionStatus.IDLE

    def hang_up(self) -> None:
        """Close the connection; the server rolls back what was not committed."""
        if self._connection is not None:
            self._connection.close()
        self._connection = None


def _may_pass(error: BaseException) -> bool:
    return isinstance(error, AGAIN) or isinstance(error.__cause__, AGAIN)
