"""Alembic, run from here: to the newest version, and as text for databases that are new."""

from __future__ import annotations

from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool

from storage.crashpoint import reach

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

SCRIPTS = Path(__file__).parent / "migrations"


def head() -> str:
    """The newest version of the tables."""
    newest = _scripts().get_current_head()
    assert newest is not None, "the migrations have one head"  # noqa: S101  a mistake of ours, not of the world
    return newest


def known() -> frozenset[str]:
    """Every version that these migrations lead to."""
    return frozenset(script.revision for script in _scripts().walk_revisions())


def upgrade(connection: Connection, to: str = "head") -> None:
    """Bring the tables to that version, the newest unless told, in the transaction that the connection is in."""
    _run(Config(attributes={"connection": connection}), to, as_sql=False)
    reach("migrated")


@contextmanager
def lent(database: str, raw: Any) -> Iterator[Connection]:
    """The driver's connection `raw`, which is in autocommit mode, for Alembic to work on.

    It takes part in the transaction that its owner begins afterwards, and never ends it.
    """
    engine = create_engine(
        {"sqlite": "sqlite://", "postgresql": "postgresql+psycopg://"}[database],
        creator=lambda: raw,
        poolclass=StaticPool,
        pool_reset_on_return=None,
        isolation_level="AUTOCOMMIT",
        skip_autocommit_rollback=True,
    )
    with engine.connect() as connection:
        connection.begin()  # Alembic then leaves beginning and committing to others; it sends nothing in autocommit mode
        yield connection


def new_tables(database: str) -> tuple[str, ...]:
    """The statements that make a new database of the newest version: the migrations' own, written down."""
    text = StringIO()
    _run(Config(attributes={"database": database}, output_buffer=text), "head", as_sql=True)
    lines = [line for line in text.getvalue().splitlines() if line and not line.startswith("--")]
    return tuple(statement.strip() for statement in "\n".join(lines).split(";") if statement.strip())


def _run(config: Config, to: str, *, as_sql: bool) -> None:
    scripts = _scripts()

    def steps(revision: str, _context: Any) -> Any:
        reach("migrating")
        return scripts._upgrade_revs(to, revision)  # noqa: SLF001  as alembic.command.upgrade does

    with EnvironmentContext(config, scripts, fn=steps, as_sql=as_sql, output_buffer=config.output_buffer):
        scripts.run_env()


def _scripts() -> ScriptDirectory:
    return ScriptDirectory(str(SCRIPTS))
