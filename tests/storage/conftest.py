from __future__ import annotations

import pytest

from storage import open_store


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request, tmp_path):
    """An empty database; every test that takes it, or a store in it, runs on each kind."""
    if request.param == "postgresql":
        return request.getfixturevalue("postgres").new_database()
    return f"sqlite:///{tmp_path}/ironstride.db"


@pytest.fixture
def opened(url):
    """Opens the store of this test, as often as asked; all are closed in the end."""
    stores = []

    def open_again():
        stores.append(open_store(url))
        return stores[-1]

    yield open_again

    for store in stores:
        store.close()


@pytest.fixture
def store(opened):
    return opened()
