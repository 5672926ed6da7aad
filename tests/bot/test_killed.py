"""The whole program, killed with SIGKILL around a commit: what was confirmed is stored once, and nothing twice."""

import json
import os
import sqlite3
import subprocess
import sys

import pytest

# The fourth unit holds the first set, the seventh a later one.
POINTS = ["taken:4", "begun:7", "worked:4", "kept:7", "committed:4", "resolved:7"]
HELLO = ["start workout", "none of these", "dumbbells 8 kg and a band"]
SETS = ["6", "5", "2", "6", "6", "1"]  # two squats, their RIR, two presses, their RIR


def script():
    for number, text in enumerate([*HELLO, *SETS]):
        yield {"at": f"2026-03-02T18:{number:02d}:00+01:00", "who": "ana", "say": text, "delivery": f"d{number}"}


class Run:
    """`ironstride simulate` on a database, fed line by line until it ends or dies."""

    def __init__(self, url, crash_at=None):
        environment = {**os.environ, "TZ": "Europe/Berlin"}
        if crash_at:
            environment["IRONSTRIDE_CRASH_AT"] = crash_at
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bot", "simulate", "--database", url],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment,
            text=True,
        )
        self.confirmed = []

    def play(self, lines):
        for line in lines:
            try:
                self.process.stdin.write(json.dumps(line) + "\n")
                self.process.stdin.flush()
            except BrokenPipeError:
                break
            if not self._answered():
                break
        self.process.stdin.close()
        self.process.stdout.close()
        return self.process.wait(timeout=60)

    def _answered(self):
        facts = []
        for told in self.process.stdout:
            answer = json.loads(told)
            if "done" in answer:
                self.confirmed += facts
                return True
            facts += [(f["exercise"], f["set"], f["reps"]) for f in answer["facts"] if f["fact"] == "set"]
        return False


def stored(path):
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        rows = connection.execute("SELECT exercise, number, reps FROM sets").fetchall()
    connection.close()
    return rows


@pytest.mark.parametrize("point", POINTS)
def test_killed_around_a_commit_then_delivered_again(tmp_path, point):
    path = tmp_path / "killed.db"
    url = f"sqlite:///{path}"
    first = Run(url, crash_at=point)

    assert first.play(script()) == -9, "the process did not die at its crash point"
    before = stored(path)
    second = Run(url)
    assert second.play(script()) == 0  # the platform delivers everything again

    rows = stored(path)
    assert len(before) >= len(first.confirmed)
    assert sorted(rows) == [(0, 1, 6), (0, 2, 5), (1, 1, 6), (1, 2, 6)]
