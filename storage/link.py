"""Runs prepared statements on one driver connection; the same for SQLite and PostgreSQL."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from core.ports import Unavailable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

NOT_ALLOWED = (
    "42501"  # by whoever runs the server: a state of the world, though the driver calls it a mistake in programming
)

Row = tuple[Any, ...]
Params = dict[str, Any]


class Driver(Protocol):
    """The exceptions of a DB-API module."""

    DatabaseError: type[Exception]
    IntegrityError: type[Exception]
    ProgrammingError: type[Exception]
    DataError: type[Exception]
    NotSupportedError: type[Exception]


class Cursor(Protocol):
    """What both drivers' cursors share."""

    @property
    def rowcount(self) -> int: ...  # noqa: D102
    def execute(self, statement: str, parameters: Any = ..., /) -> Any: ...  # noqa: D102
    def executemany(self, statement: str, parameters: Any, /) -> Any: ...  # noqa: D102
    def fetchone(self) -> Any: ...  # noqa: D102
    def fetchall(self) -> Any: ...  # noqa: D102


class Link:
    """A cursor and the statements by name.

    A broken world arrives as `Unavailable`, a mistake of ours as the driver's own exception. `failed` remembers the first of
    either, so that work which swallows it cannot be committed.
    """

    def __init__(self, cursor: Cursor, statements: Mapping[str, str], driver: Driver) -> None:
        self.failed: Exception | None = None
        self._cursor = cursor
        self._statements = statements
        self._error: type[Exception] = driver.DatabaseError
        self._mistakes = (driver.IntegrityError, driver.ProgrammingError, driver.DataError, driver.NotSupportedError)

    def row(self, name: str, params: Params) -> Row | None:
        """The first row, if any."""
        try:
            self._cursor.execute(self._statements[name], params)
            row: Row | None = self._cursor.fetchone()
        except self._error as error:
            raise self._failure(error)  # noqa: B904  it carries its cause
        return row

    def rows(self, name: str, params: Params) -> list[Row]:
        """All rows."""
        try:
            self._cursor.execute(self._statements[name], params)
            rows: list[Row] = self._cursor.fetchall()
        except self._error as error:
            raise self._failure(error)  # noqa: B904  it carries its cause
        return rows

    def run(self, name: str, params: Params) -> int:
        """The number of rows that were written."""
        try:
            self._cursor.execute(self._statements[name], params)
        except self._error as error:
            raise self._failure(error)  # noqa: B904  it carries its cause
        return self._cursor.rowcount

    def run_each(self, name: str, params: Sequence[Params]) -> None:
        """Write a row for each of the parameters."""
        if len(params) == 1:
            self.run(name, params[0])
        elif params:
            try:
                self._cursor.executemany(self._statements[name], params)
            except self._error as error:
                raise self._failure(error)  # noqa: B904  it carries its cause

    def much_follows(self) -> None:
        """So much is to be written that nobody else should wait for it."""

    def check(self) -> None:
        """Raise what failed before, if anything did."""
        if self.failed is not None:
            raise self.failed

    def _failure(self, error: Exception) -> Exception:
        ours = isinstance(error, self._mistakes) and getattr(error, "sqlstate", None) != NOT_ALLOWED
        failure = error if ours else unavailable(error)
        self.failed = self.failed or failure
        return failure


def unavailable(error: BaseException) -> Unavailable:
    """The driver's complaint as the state of the world that it means."""
    failure = Unavailable(str(error).strip() or type(error).__name__)
    failure.__cause__ = error
    return failure
