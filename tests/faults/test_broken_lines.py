"""Platforms ask to wait, fail, fall silent or break the line; PostgreSQL dies under `serve` or its line breaks inside a COMMIT."""

from __future__ import annotations

import time
from contextlib import closing
from itertools import pairwise

import pytest

from tests.faults.runners import LIFT_DAY, TO_TUESDAY, WORKOUT
from tests.storage.cut import CutLine

WAIT_S = 1
STOPPED_S = 15  # ten are promised; the machine may be busy
ANSWER_S = 1.0  # instead of ten: no answer is that late on loopback, however busy the machine


def confirmations(stage, runner):
    """How often the person's latest report was told back."""
    reps = str(runner.reports[-1].reps)
    return sum(f": {reps}" in text for text in stage.texts(runner))


def tell(stage):
    for runner in stage.people:
        stage.reports(runner)


def all_are_stored(stage):
    truth = stage.check()
    for runner in stage.people:
        assert truth.of(runner.who).of(WORKOUT) == runner.wanted()


def test_in_a_storm_of_429_it_waits_as_it_is_told_and_the_answer_arrives_once(staged):
    stage = staged(telegram=1)
    (runner,) = stage.people
    refusal = (429, f"Too Many Requests: retry after {WAIT_S}", {"retry_after": WAIT_S})
    trouble = stage.do(lambda: stage.telegram.trouble("sendMessage", "error", times=2, error=refusal))
    stage.start()

    stage.reports(runner)
    stage.until(lambda: confirmations(stage, runner))

    tried = [call.at for call in stage.telegram.of("sendMessage")][:3]
    assert trouble.fired == 2
    assert all(later - earlier >= WAIT_S for earlier, later in pairwise(tried))
    assert confirmations(stage, runner) == 1
    all_are_stored(stage)


@pytest.mark.parametrize(
    ("kind", "error", "most"),
    [("error", (502, "Bad Gateway"), 1), ("cut", (), 1), ("lost", (), 2), ("hang", (), 2), ("late", (), 2)],
    ids=["5xx", "reset before it arrived", "reset after it arrived", "silence before it arrived", "and after"],
)
def test_an_answer_that_met_trouble_arrives_and_its_set_is_stored_once(staged, kind, error, most):
    """Whether it arrived before the line broke cannot be known; an answer may repeat then, a set may not."""
    stage = staged(telegram=1)
    (runner,) = stage.people
    trouble = stage.do(lambda: stage.telegram.trouble("sendMessage", kind, error=error))
    stage.start(answer_s=ANSWER_S if kind in ("hang", "late") else None)

    stage.reports(runner)
    stage.until(lambda: len(stage.telegram.of("sendMessage")) > 1 and confirmations(stage, runner))

    assert trouble.fired == 1
    assert 1 <= confirmations(stage, runner) <= most
    all_are_stored(stage)


def test_polling_that_is_never_answered_is_given_up_and_begun_anew(staged):
    stage = staged(telegram=1)
    trouble = stage.do(lambda: stage.telegram.trouble("getUpdates", "hang"))
    stage.start(answer_s=ANSWER_S)

    tell(stage)

    all_are_stored(stage)
    assert trouble.fired == 1
    assert "Telegram cannot be reached (TimedOut)" in stage.program.log


@pytest.mark.parametrize("cut", ["before", "after"])
def test_an_answer_that_discord_never_acknowledged_is_there_once(staged, cut):
    stage = staged(discord=1)
    (runner,) = stage.people
    fault = stage.do(lambda: stage.discord.fault("POST", r"/channels/\d+/messages", cut=cut, silent=True))
    stage.start(answer_s=ANSWER_S)

    tell(stage)
    stage.until(lambda: len(stage.discord.made("POST", r"/channels/\d+/messages")) > 1 and confirmations(stage, runner))

    all_are_stored(stage)
    assert fault.fired == 1
    assert confirmations(stage, runner) == 1


@pytest.mark.parametrize(("kind", "heard"), [("hang", 0), ("late", 1)], ids=["it never arrived", "it arrived"])
def test_a_nudge_that_telegram_never_acknowledged_is_not_sent_again(staged, kind, heard):
    stage = staged(telegram=1)
    (runner,) = stage.people
    stage.start()
    stage.says(runner, "stop")
    stage.until(lambda: any("Put away" in text for text in stage.texts(runner)) and stage.taken())
    stage.program.kill()
    trouble = stage.do(lambda: stage.telegram.trouble("sendMessage", kind))

    stage.move(TO_TUESDAY)
    stage.start(answer_s=ANSWER_S)
    stage.until(lambda: stage.truth().of(runner.who).ends().get(LIFT_DAY) == "unknown")

    assert trouble.fired == 1
    assert stage.check().of(runner.who).ends()[LIFT_DAY] == "unknown"
    assert stage.nudges_heard(runner) == heard


def test_postgresql_dies_and_comes_back_under_it(staged, postgres):
    stage = staged(telegram=2, url=postgres.new_database())
    stage.start()
    for runner in stage.people:
        stage.reports(runner)
    stage.until(stage.taken)

    postgres.kill()
    try:
        for runner in stage.people:
            stage.reports(runner)
        stage.until(lambda: "nudges wait" in stage.program.log)
        stage.until(lambda: stage.program.log.count("telegram:123456: PostgreSQL hung up or does not answer") == 1)
        waited = stage.telegram.waiting
        ticks = stage.program.log.count("nudges wait")
    finally:
        postgres.start()

    assert waited
    assert ticks == 1
    stage.until(lambda: "nudges go on" in stage.program.log)
    stage.until(lambda: "telegram:123456: it is this replica's turn again" in stage.program.log)
    all_are_stored(stage)


def test_a_postgresql_that_hangs_holds_up_no_stop_and_what_came_meanwhile_is_stored_afterwards(staged, postgres):
    stage = staged(telegram=2, url=postgres.new_database())
    stage.start(answer_s=ANSWER_S)
    tell(stage)
    stage.until(stage.taken)

    with postgres.frozen():
        tell(stage)
        stage.until(lambda: all(stage.sightings(runner.reports[-1]) for runner in stage.people))
        began = time.monotonic()
        status = stage.program.stop()
        took_s = time.monotonic() - began
    stage.start()

    assert status == 0
    assert took_s < STOPPED_S
    all_are_stored(stage)


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_commit_whose_answer_never_came_is_one_set(staged, postgres, when):
    with closing(CutLine(postgres.folder)) as line:
        stage = staged(telegram=1, url=postgres.new_database().replace(str(postgres.folder), str(line.folder)))
        stage.start()

        line.cut = when
        stage.reports(stage.people[0])
        stage.until(lambda: line.cuts and stage.taken())

        assert line.cuts == 1
        all_are_stored(stage)
        stage.program.kill()
