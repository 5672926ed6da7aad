"""The disk is full, the file is damaged or locked, the loop stalls, handlers are cancelled, a person's rows cannot be read."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing

import pytest

from tests.faults.runners import WORKOUT
from tests.storage.raw import path_of


def all_are_stored(stage):
    truth = stage.check()
    for runner in stage.people:
        assert truth.of(runner.who).of(WORKOUT) == runner.wanted()


def tell(stage, times=1):
    for runner in stage.people:
        for _ in range(times):
            stage.reports(runner)


def test_what_came_while_the_loop_stalled_the_file_was_locked_and_handlers_were_cancelled_is_stored(staged):
    stage = staged(telegram=2, discord=2)
    stage.start()

    stage.program.stall()
    tell(stage)
    with stage.held():
        tell(stage, 2)
        stage.until(lambda: stage.program.cancel_handlers() > 0)
    tell(stage)

    all_are_stored(stage)
    assert stage.program.stalls == 1


def test_on_a_full_disk_nothing_is_confirmed_and_room_mends_it(staged):
    stage = staged(telegram=10)
    with closing(sqlite3.connect(path_of(stage.url))) as connection:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
    stage.start(pages=pages)

    tell(stage, 14)
    stage.until(lambda: "cannot be reached" in stage.program.log)
    waited = stage.telegram.waiting
    stage.program.kill()
    stage.start()

    assert waited
    all_are_stored(stage)


def cut_off(content: bytes) -> bytes:
    return content[: len(content) // 2]


def flipped(content: bytes) -> bytes:
    return content[:5000] + bytes(255 - byte for byte in content[5000:30000]) + content[30000:]


@pytest.mark.parametrize("damage", [cut_off, flipped])
def test_a_damaged_file_is_refused_with_the_remedy_and_left_as_it_was(staged, damage):
    stage = staged(telegram=1)
    path = stage.folder / "ironstride.db"
    before = path.read_bytes()
    path.write_bytes(damage(before))
    digest = hashlib.sha256(path.read_bytes()).digest()

    stage.program.start()
    status = stage.program.ends()

    assert path.read_bytes() != before
    assert status == 1
    assert "put a backup in its place" in stage.program.log
    assert "Traceback" not in stage.program.log
    assert hashlib.sha256(path.read_bytes()).digest() == digest
    path.write_bytes(before)  # the backup
    stage.start()
    tell(stage)
    all_are_stored(stage)


def test_a_file_that_is_read_only_is_refused_with_the_remedy_and_served_once_it_may_be_written(staged):
    stage = staged(telegram=1)
    path = stage.folder / "ironstride.db"
    path.chmod(0o444)
    before = path.read_bytes()

    stage.program.start()
    status = stage.program.ends()

    assert status == 1
    assert stage.program.log == (
        f"ironstride: The database {path} cannot be written to: allow it with «chmod u+rw {path}», "
        "or name another in DATABASE_URL.\n"
    )
    assert path.read_bytes() == before
    path.chmod(0o600)
    stage.start()
    tell(stage)
    all_are_stored(stage)


def test_a_person_whose_rows_cannot_be_read_is_told_once_and_holds_up_nobody(staged):
    stage = staged(telegram=2, discord=2)
    poisoned = [stage.people[0], stage.people[2]]
    with closing(sqlite3.connect(path_of(stage.url))) as connection, connection:
        for runner in poisoned:
            connection.execute(
                "UPDATE athletes SET profile = '{' WHERE id = (SELECT athlete_id FROM identities WHERE who = ?)",
                [runner.who],
            )
    stage.start()

    tell(stage)
    stage.until(lambda: all(stage.refusals(runner) for runner in poisoned) and not stage.telegram.waiting)
    truth = stage.truth()

    assert (
        stage.program.log.count("is set aside") == 1
    )  # Telegram's; Discord's are refused without an update to set aside
    for runner in stage.people:
        hurt = runner in poisoned
        assert stage.refusals(runner) == hurt
        assert truth.of(runner.who).of(WORKOUT) == ([] if hurt else runner.wanted())
