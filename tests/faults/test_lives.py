"""Whole lives with everything that can go wrong: a few in every run, as many as wanted with `pytest -m soak tests/faults`.

The long run takes its length in minutes from FAULTS_MINUTES (10) and its seed from FAULTS_SEED (1), and prints its figures.
"""

from __future__ import annotations

import os
import time

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.faults.figures import Figures
from tests.faults.machine import People
from tests.storage.server import new_server, why_not

# A real process is never twice the same, so what fails is told as it was and not searched for a smaller one.
CHECKS = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much, HealthCheck.large_base_example]
RUN = settings(database=None, deadline=None, phases=[Phase.generate], suppress_health_check=CHECKS)


def lives(launched, figures, first, *, examples, steps, new_url=None):
    """Live so many of them from this seed on."""
    more = {"launched": launched, "figures": figures} | ({"new_url": staticmethod(new_url)} if new_url else {})
    machine = seed(first)(type("People", (People,), more))
    run_state_machine_as_test(machine, settings=settings(RUN, max_examples=examples, stateful_step_count=steps))


def test_a_few_lives_with_kills_and_faults_end_as_they_must(launched):
    figures = Figures()

    lives(launched, figures, 8, examples=3, steps=14)

    assert figures.kills
    assert figures.faults.total() > figures.faults["kill at any moment"]
    assert figures.stored
    assert figures.violations == []


@pytest.mark.soak
def test_lives_for_as_long_as_wanted(launched, capsys):
    figures, first = Figures(), int(os.environ.get("FAULTS_SEED", "1"))
    end = time.monotonic() + 60 * float(os.environ.get("FAULTS_MINUTES", "10"))
    server = None if why_not() else new_server()
    try:
        number = first
        while time.monotonic() < end:
            on_postgres = server is not None and number % 3 == 0
            lives(
                launched, figures, number, examples=4, steps=25,
                new_url=(lambda _: server.new_database()) if on_postgres else None,
            )  # fmt: skip
            number += 1
    finally:
        if server is not None:
            server.stop()
        with capsys.disabled():
            print(f"\nseeds {first} to {number}\n\n{figures.table()}")  # noqa: T201  the run's figures are what it is for

    assert figures.kills
    assert figures.violations == []
