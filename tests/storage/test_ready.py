"""Whether a store can be used right now, and in whose words it says why not."""

from __future__ import annotations

from contextlib import closing

import psycopg
import pytest

from core.ports import Unavailable
from storage import open_store
from tests.storage.raw import connection_to
from tests.storage.server import new_server, why_not


def why_not_ready(store):
    with pytest.raises(Unavailable) as caught:
        store.ready().result(20)
    return caught.value


def test_a_store_that_was_opened_is_ready(store):
    assert store.ready().result(10) is None


def test_tables_that_a_newer_program_migrated_meanwhile_are_a_reason(store, url):
    with closing(connection_to(url)) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999_next'")

    refusal = why_not_ready(store)

    assert "9999_next" in str(refusal)
    assert refusal.__cause__ is None


@pytest.mark.parametrize("how", ["removed", "replaced"])
def test_a_file_that_is_not_the_one_that_was_opened_is_a_reason(tmp_path, how):
    path = tmp_path / "ironstride.db"
    store = open_store(f"sqlite:///{path}")
    store.ready().result(10)

    path.rename(tmp_path / "moved.db")
    if how == "replaced":
        path.write_bytes((tmp_path / "moved.db").read_bytes())
    refusal = why_not_ready(store)
    (tmp_path / "moved.db").replace(path)

    assert "removed or replaced" in str(refusal)
    assert store.ready().result(10) is None
    store.close()


def test_a_server_that_was_killed_is_a_reason_until_it_is_back():
    if reason := why_not():
        pytest.skip(reason)
    server = new_server()
    store = open_store(server.new_database())
    try:
        store.ready().result(10)

        server.kill()
        refusal = why_not_ready(store)
        server.start()

        assert isinstance(refusal.__cause__, psycopg.Error)
        assert store.ready().result(10) is None
    finally:
        store.close()
        server.stop()
