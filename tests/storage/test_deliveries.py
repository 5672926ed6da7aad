"""Deliveries are remembered for a week, and then swept out in passing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.turn import Turn
from storage import open_store
from storage.deliveries import KEPT_S, SLICE_S, SLICES, delivery_key
from tests.storage.examples import AT, edit
from tests.storage.raw import rows_by_table


@given(st.text())
def test_a_key_fits_every_database(delivery):
    assert -(2**63) <= delivery_key(delivery) < 2**63


def test_keys_differ():
    assert len({delivery_key(f"telegram:{n}") for n in range(100_000)}) == 100_000


@pytest.fixture
def store(tmp_path):
    store = open_store(f"sqlite:///{tmp_path}/a.db")
    yield store
    store.close()


def nothing(unit):
    return None


def test_a_delivery_is_remembered_for_a_week(store):
    edit(store, "ana", Turn, delivery="d")

    for slice_ in range(0, KEPT_S, 3600):
        store.once(f"later {slice_}", AT + timedelta(seconds=slice_), nothing).result(30)

    assert store.once("d", AT + timedelta(seconds=KEPT_S), lambda _: 1).result(30) is None


def test_old_deliveries_are_gone_after_a_day_of_messages(store, tmp_path):
    for number in range(300):
        store.once(f"old {number}", AT, nothing).result(30)
    late = AT + timedelta(seconds=KEPT_S + 60)

    for slice_ in range(SLICES // 8 + 8):
        store.once(f"new {slice_}", late + timedelta(seconds=8 * SLICE_S * slice_), nothing).result(30)

    left = rows_by_table(f"sqlite:///{tmp_path}/a.db")["deliveries"]
    assert all(at >= late.timestamp() for _, at in left)


def test_no_transaction_sweeps_more_than_a_few_slices(store):
    """A year of silence does not make the next message wait."""
    edit(store, "ana", Turn)
    spoken = []
    store._connection.set_trace_callback(spoken.append)

    store.once("d", AT + timedelta(days=365), nothing).result(30)

    assert len([one for one in spoken if one.startswith("DELETE FROM deliveries")]) == 8
