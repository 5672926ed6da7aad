"""Killed between claim, send and mark: nobody hears twice, and each occurrence ends with what is known of it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.desk import Desk
from bot.nudges import ZONE_DATA
from bot.occurrences import LEASE, SENDING, Occurrences
from core.content import library
from storage import open_store
from tests.bot.world import World, at

DUE = at("2026-03-03", "18:00")
PEOPLE = tuple(f"telegram:{number}" for number in range(3))
ROOT = Path(__file__).parents[2]


def database(path, *people):
    """A database with people whose lift day is announced on Tuesday at 18:00."""
    url = f"sqlite:///{path}"
    store = open_store(url)
    world = World(Desk(store, library()), at("2026-03-02", "12:00"))
    for who in people:
        world.newcomer(who, "lift days tuesday and friday at 18:00")
    Occurrences(world.desk, "UTC").note(ZONE_DATA, "1", world.now).result(30)
    store.close()
    return url


def tick(url, arrived, now, crash_at=None):
    """The exit status of a process that looks what is due at this time."""
    crash = {"IRONSTRIDE_CRASH_AT": crash_at} if crash_at else {}
    command = [sys.executable, "-m", "tests.bot.nudging_process", url, str(arrived), now.isoformat()]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **crash}, check=False, timeout=120).returncode


def became(url):
    """How the announcement stands for each person."""
    store = open_store(url)
    found = store.read(lambda glance: {who: glance.occurrences(glance.athlete(who)) for who in PEOPLE}).result(30)
    store.close()
    announced = ("lift_day", date(2026, 3, 3))
    return {who: next((o.state for o in all_ if (o.kind, o.day) == announced), None) for who, all_ in found.items()}


def heard(arrived):
    """How often each person heard of it."""
    return Counter(line.split()[0] for line in arrived.read_text().splitlines()) if arrived.exists() else Counter()


@pytest.mark.parametrize("crash_at", ["committed:3", "kept:4"])
def test_of_several_under_way_when_it_was_killed_none_is_sent_twice(tmp_path, crash_at):
    """Commit 1 notes the time, 2 claims; from 3 on people are decided and marked, which takes two commits at the least."""
    url, arrived = database(tmp_path / "several.db", *PEOPLE), tmp_path / "arrived"

    died = tick(url, arrived, DUE, crash_at=crash_at)
    first = heard(arrived)
    status = tick(url, arrived, DUE + LEASE + timedelta(seconds=1))
    later = tick(url, arrived, DUE + SENDING + timedelta(seconds=2))

    assert died == -signal.SIGKILL
    assert (status, later) == (0, 0)
    states = became(url)
    for who in PEOPLE:
        assert heard(arrived)[who] <= 1
        assert first[who] <= heard(arrived)[who]
        assert states[who] in {"sent", "unknown"}
        assert heard(arrived)[who] == 1 or states[who] == "unknown"
