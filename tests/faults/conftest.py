"""The stage for tests of faults. The launcher loads the program once for all tests of a process."""

from __future__ import annotations

import pytest

from tests.faults.program import Launched
from tests.faults.runners import runners
from tests.faults.stage import Stage
from tests.storage.server import new_server, why_not


@pytest.fixture(scope="session")
def launched():
    launched = Launched()
    yield launched
    launched.close()


@pytest.fixture(scope="session")
def postgres():
    """A PostgreSQL server that tests may kill, if they start it again."""
    if reason := why_not():
        pytest.skip(reason)
    server = new_server()
    yield server
    server.stop()


@pytest.fixture
def staged(launched, tmp_path):
    """Makes a stage with so many people on each platform, on SQLite unless told where."""
    made = []

    def make(*, telegram: int = 0, discord: int = 0, url: str | None = None) -> Stage:
        made.append(Stage(launched, tmp_path, url or f"sqlite:///{tmp_path}/ironstride.db", runners(telegram, discord)))
        return made[-1]

    yield make
    for stage in made:
        stage.close()
