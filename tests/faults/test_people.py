"""What people and platforms do to a chat: twice, late, in another order, changed, five times at once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.faults.runners import WORKOUT


@pytest.fixture
def stage(staged):
    """The program with two people on each platform."""
    stage = staged(telegram=2, discord=2)
    stage.start()
    return stage


def test_what_is_delivered_twice_is_recorded_once(stage):
    for runner in stage.people:
        first = stage.reports(runner)
        stage.again(runner, first)
        stage.reports(runner)
        stage.again(runner, first)

    truth = stage.check()

    for runner in stage.people:
        assert stage.sightings(runner.reports[0]) == 3
        assert truth.of(runner.who).of(WORKOUT) == runner.wanted()


def test_messages_in_another_order_are_taken_as_they_arrive(stage):
    for runner in stage.people[:2]:
        stage.reports_reordered(runner)
        numbers = [report.told["message"]["message_id"] for report in runner.reports]
        assert numbers[0] > numbers[1]

    truth = stage.check()

    for runner in stage.people[:2]:
        assert stage.arrived(runner) == [report.told["message"]["message_id"] for report in runner.reports]
        assert truth.of(runner.who).of(WORKOUT) == runner.wanted()


def test_a_message_that_was_on_its_way_for_twenty_hours_is_recorded(stage):
    runner, *others = stage.people
    stage.program.kill()
    stage.until(lambda: not stage.telegram.polls)  # else the message goes down with the dead program's last question
    report = stage.reports(runner)
    stage.move(timedelta(hours=20))
    late_s = stage.clock.now().timestamp() - report.told["message"]["date"]
    waited = stage.sightings(report) == 0
    stage.start()
    for other in others:
        stage.reports(other)

    truth = stage.check()

    assert waited
    assert late_s >= timedelta(hours=20).total_seconds() - 1
    assert truth.of(runner.who).of(WORKOUT) == runner.wanted()


def test_a_change_of_a_message_changes_its_set_and_makes_no_other(stage):
    for runner in stage.people:
        first, _ = stage.reports(runner), stage.reports(runner)
        stage.edits(runner, first)

    stage.until(
        lambda: all(sorted(stage.truth().of(runner.who).of(WORKOUT)) == runner.wanted() for runner in stage.people)
    )

    stage.check()
    assert all(runner.reports[0].changed_to for runner in stage.people)


def test_a_change_made_while_nobody_was_there_is_taken_up(stage):
    firsts = [stage.reports(runner) for runner in stage.people]
    stage.until(stage.taken)
    stage.program.kill()
    for runner, first in zip(stage.people, firsts, strict=True):
        stage.edits(runner, first)
    stage.start()

    stage.until(
        lambda: all(sorted(stage.truth().of(runner.who).of(WORKOUT)) == runner.wanted() for runner in stage.people)
    )

    stage.check()


def test_five_taps_at_once_are_one_set(stage):
    for runner in stage.people:
        stage.reports(runner)
    stage.until(lambda: all(stage.button(runner) for runner in stage.people))

    keys = [stage.presses(runner, times=5) for runner in stage.people]
    stage.until(lambda: stage.taps() == 5 * len(stage.people))

    truth = stage.check()
    for runner, key in zip(stage.people, keys, strict=True):
        report, tapped = truth.of(runner.who).of(WORKOUT)
        assert report[3] == runner.reports[0].name
        assert f"set:{WORKOUT}:{tapped[0]}:{tapped[1]}:{tapped[2]}" == key
