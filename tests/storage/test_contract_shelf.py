"""What every store promises about files that wait for a yes."""

from __future__ import annotations

from datetime import timedelta

import pytest

from core.turn import Shelved, Turn
from storage.shelf import WAITS
from tests.storage.examples import AT, edit
from tests.storage.raw import rows_by_table

FILE = Shelved("7KQ2MXNP4T", AT, b"\x00\xff zipped")


@pytest.fixture
def shelved(store):
    edit(store, "ana", lambda athlete: Turn(athlete, shelved=FILE))

    def look(who="ana", token=FILE.token, at=AT):
        return store.read(lambda glance: glance.shelved(glance.athlete(who), token, at)).result(30)

    return look


def test_a_file_waits_byte_for_byte_under_its_name_for_its_owner(store, shelved):
    edit(store, "ben", Turn)

    assert shelved() == FILE.content
    assert shelved(token="0000000000") is None
    assert shelved(who="ben") is None


def test_a_file_waits_for_a_day_and_is_then_swept_away(store, url, shelved):
    assert shelved(at=AT + WAITS - timedelta(seconds=1)) == FILE.content
    assert shelved(at=AT + WAITS) is None

    store.once("later", AT + WAITS, lambda unit: unit.note("seen", "x")).result(30)

    assert rows_by_table(url)["files"] == []


def test_a_newer_file_takes_the_place_and_only_the_one_named_is_taken_off(store, url, shelved):
    edit(store, "ana", lambda athlete: Turn(athlete, shelved=Shelved("B" * 10, AT, b"new")))

    edit(store, "ana", lambda athlete: Turn(athlete, unshelved=FILE.token))
    assert (shelved(), shelved(token="B" * 10)) == (None, b"new")

    edit(store, "ana", lambda athlete: Turn(athlete, unshelved="B" * 10))
    assert rows_by_table(url)["files"] == []
