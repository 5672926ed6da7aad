"""Batons on PostgreSQL: one holder at a time, taken over from the dead within ten seconds, never held by two."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
import pytest

from storage import open_store
from storage.relay import GRACE_S, HOLDS_S, LOOK_S, PostgresBatons, lock_number, seconds
from tests.storage.server import new_server, why_not

ROOT = Path(__file__).parents[2]
NAME = "telegram:1"
TAKEN_OVER_S = 10
PROGRAM = """
import sys, time
from storage.relay import PostgresBatons
batons = PostgresBatons(sys.argv[1])
batons.reach_for("telegram:1", lambda: None)
while not batons.left_s("telegram:1"):
    time.sleep(0.01)
print("ours", flush=True)
sys.stdin.read()
print(batons.left_s("telegram:1"), flush=True)
"""


@pytest.fixture
def url(postgres):
    url = postgres.new_database()
    open_store(url).close()
    return url


@contextmanager
def reaching(url, name=NAME):
    with closing(PostgresBatons(url, look_s=0.1)) as batons:
        batons.reach_for(name, lambda: None)
        yield batons


def until(holds, within_s=30.0):
    """How long it took."""
    since = time.monotonic()
    while not holds():
        assert time.monotonic() - since < within_s, "it never came to that"
        time.sleep(0.01)
    return time.monotonic() - since


def never(holds, for_s):
    end = time.monotonic() + for_s
    while time.monotonic() < end:
        assert not holds()
        time.sleep(0.01)


@contextmanager
def holder(url):
    """Another process that has the baton; when its standard input ends it says for how long it still has it."""
    command = [sys.executable, "-c", PROGRAM, url]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "ours\n"
        yield process
        process.kill()


def test_a_free_baton_is_taken_at_once_and_stays(url):
    with reaching(url) as batons:
        took_s = until(lambda: batons.left_s(NAME))
        until(lambda: batons.left_s(NAME) > HOLDS_S - 0.5)  # renewed

    assert took_s < GRACE_S
    assert batons.left_s("another") == 0


def test_one_has_it_at_a_time_and_others_have_other_batons(url):
    with reaching(url) as first:
        until(lambda: first.left_s(NAME))
        with reaching(url) as second:
            second.reach_for("discord:1:0", lambda: None)
            until(lambda: second.left_s("discord:1:0"))
            never(lambda: second.left_s(NAME), for_s=0.5)

            assert first.left_s(NAME)


def test_what_is_handed_over_in_order_is_taken_without_a_wait(url):
    with reaching(url) as first, reaching(url) as second:
        until(lambda: first.left_s(NAME) or second.left_s(NAME))
        one, other = (first, second) if first.left_s(NAME) else (second, first)

        one.hand_over(NAME)

        assert one.left_s(NAME) == 0
        assert until(lambda: other.left_s(NAME)) < GRACE_S


def test_the_baton_can_be_reached_for_again_right_after_it_was_handed_over(url):
    with reaching(url) as first:
        until(lambda: first.left_s(NAME))
        first.hand_over(NAME)
        first.reach_for(NAME, lambda: None)
        until(lambda: first.left_s(NAME))
        first.hand_over(NAME)

        with reaching(url) as second:
            until(lambda: second.left_s(NAME))


def test_from_a_killed_process_it_is_taken_over_within_ten_seconds_but_not_before_the_grace(url):
    with holder(url) as process, closing(PostgresBatons(url)) as second:
        second.reach_for(NAME, lambda: None)
        never(lambda: second.left_s(NAME), for_s=2 * LOOK_S)

        process.send_signal(signal.SIGKILL)
        took_s = until(lambda: second.left_s(NAME))

    assert HOLDS_S < took_s < TAKEN_OVER_S


def test_a_process_that_stood_still_knows_that_it_is_no_longer_its_turn(url):
    """A machine that slept: the server gave the baton to another one meanwhile."""
    with holder(url) as process, reaching(url) as second:
        process.send_signal(signal.SIGSTOP)
        end_sessions(url)
        until(lambda: second.left_s(NAME))
        process.stdin.close()
        process.send_signal(signal.SIGCONT)

        assert float(process.stdout.readline()) == 0


def test_who_loses_the_connection_stops_at_once_and_before_another_one_begins(url):
    with reaching(url) as first:
        until(lambda: first.left_s(NAME))
        with reaching(url) as second:
            since = seconds()
            end_sessions(url)
            until(lambda: not first.left_s(NAME) or seconds() > since + HOLDS_S)
            stopped_s = seconds() - since
            until(lambda: first.left_s(NAME) or second.left_s(NAME))
            began_s = seconds() - since

    assert stopped_s < HOLDS_S
    assert began_s > stopped_s


def test_a_server_that_falls_silent_ends_the_turn_by_the_clock():
    """Nobody answers and nobody hangs up, as when a line goes dead: the holder knows by itself."""
    if reason := why_not():
        pytest.skip(reason)
    server = new_server()
    try:
        url = server.new_database()
        open_store(url).close()
        with reaching(url) as batons:
            until(lambda: batons.left_s(NAME))
            with psycopg.connect(url) as other:
                (session,) = other.execute(
                    "SELECT pid FROM pg_locks WHERE objid = %s", [lock_number(NAME) & 0xFFFFFFFF]
                ).fetchone()
            os.kill(session, signal.SIGSTOP)
            try:
                assert until(lambda: not batons.left_s(NAME)) <= HOLDS_S + 1
            finally:
                os.kill(session, signal.SIGCONT)
    finally:
        server.stop()


def test_each_baton_has_a_number_of_its_own():
    names = [f"{platform}:{number}" for platform in ("telegram", "discord") for number in range(1000)]

    assert len({lock_number(name) for name in names}) == len(names)


def end_sessions(url):
    """What an administrator or a restart does."""
    with psycopg.connect(url, autocommit=True) as other:
        ended = other.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted "
            "AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
        ).fetchall()
        assert ended
