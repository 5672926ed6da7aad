"""One thread on which looks at the database run, beside the writing."""

from __future__ import annotations

from concurrent.futures import Future
from threading import Thread
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from core.ports import Unavailable
from storage.glance import StoredGlance
from storage.lanes import Lanes
from storage.link import Link, unavailable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from core.ports import Glance
    from storage.link import Cursor, Driver

T = TypeVar("T")


class Connection(Protocol):
    """What both drivers' connections share; both are in autocommit mode here."""

    def cursor(self) -> Cursor: ...  # noqa: D102
    def close(self) -> None: ...  # noqa: D102


class Reader:
    """Runs looks one after the other, each in a transaction that cannot write.

    `begin` is the statement that starts it. A connection is opened when somebody looks, and again when the last look failed.
    """

    def __init__(
        self, connect: Callable[[], Connection], begin: str, statements: Mapping[str, str], driver: Driver
    ) -> None:
        self._connect = connect
        self._begin = begin
        self._statements = statements
        self._driver = driver
        self._connection: Connection | None = None
        self._waiting: Lanes[tuple[Callable[[Glance], Any], Future[Any]]] = Lanes(exclusive=False)
        self._thread = Thread(target=self._run, name="ironstride-reader", daemon=True)
        self._thread.start()

    def read(self, work: Callable[[Glance], T]) -> Future[T]:
        """Run `work` on one state of the database; see `core.ports.Store`."""
        future: Future[T] = Future()
        self._waiting.put("", (work, future))
        return future

    def ready(self, head: str, sound: Callable[[], None] = lambda: None) -> Future[None]:
        """See `core.ports.Store`. `sound` raises what else stands against the database."""

        def work(glance: Glance) -> None:
            sound()
            found = glance.version()
            if found != head:
                raise Unavailable(f"its tables are at version {found}, and this program needs {head}")

        return self.read(work)

    def close(self, within_s: float | None = None) -> None:
        """Finish what waits, for no longer than that."""
        self._waiting.close()
        self._thread.join(within_s)

    def _run(self) -> None:
        while taken := self._waiting.take(1):
            ((_, (work, future)),) = taken
            if not future.set_running_or_notify_cancel():
                continue
            try:
                result = self._looked(work)
            except self._driver.DatabaseError as error:
                self._hang_up()
                future.set_exception(unavailable(error))
            except BaseException as error:  # noqa: BLE001  it belongs to whoever handed the work over
                self._hang_up()
                future.set_exception(error)
            else:
                future.set_result(result)
        self._hang_up()

    def _looked(self, work: Callable[[Glance], Any]) -> Any:
        self._connection = self._connection or self._connect()
        cursor = self._connection.cursor()
        cursor.execute(self._begin)
        glance = StoredGlance(Link(cursor, self._statements, self._driver))
        try:
            result = work(glance)
        finally:
            glance.end()
        cursor.execute("ROLLBACK")
        return result

    def _hang_up(self) -> None:
        """Closing ends whatever transaction there is, on any kind of failure."""
        if self._connection is not None:
            self._connection.close()
        self._connection = None
