"""What holds for every test, and what many need: a store on a real file, and a desk on it."""

# ruff: noqa: E402  what is imported below is to be written down too

import os
import sys

# Where bytecode is not written, each of the hundred programs that tests start compiles its libraries anew: seconds of processor every time.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

import pytest
from hypothesis import HealthCheck, settings

from bot.desk import Desk
from core.content import library
from storage import open_store
from tests.storage.server import new_server, why_not

# A slow machine is no failure: no test is timed, properties neither.
# Half the examples that hypothesis would take: each run draws others, and there are many runs.
settings.register_profile("untimed", deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


def pytest_xdist_auto_num_workers():
    """Two more than there are processors: many tests wait for programs, servers and leases, and others work meanwhile."""
    told = os.environ.get("PYTEST_XDIST_AUTO_NUM_WORKERS")
    return int(told) if told else (os.cpu_count() or 1) + 2


@pytest.fixture
def database_url(tmp_path):
    return f"sqlite:///{tmp_path / 'ironstride.db'}"


@pytest.fixture
def store(database_url):
    store = open_store(database_url)
    yield store
    store.close()


@pytest.fixture
def desk(store):
    return Desk(store, library())


@pytest.fixture(scope="session")
def postgres():
    """One PostgreSQL server for all tests of a run."""
    if reason := why_not():
        pytest.skip(reason)
    server = new_server()
    yield server
    server.stop()
