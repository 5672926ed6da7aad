"""Killed at every named point, one after the other, with people writing all the while: each set once, nothing lost."""

from __future__ import annotations

import pytest

from tests.faults.runners import LIFT_DAY, TO_TUESDAY, WORKOUT

STORE = ("taken", "begun", "worked", "kept", "committed", "resolved")
FRONT = ("received", "turned", "told")  # before the turn, after its commit, after the answer


def tell(stage):
    """Everybody reports, each when the one before was taken or the program is dead: reports that shared a commit would pass its points once."""
    for runner in stage.people:
        stage.reports(runner)
        stage.until(lambda: not stage.program.runs() or stage.taken())


def killed_at_each(stage, points, meanwhile):
    """Run it until it dies at the first point, then until it dies at the second, and so on; then let it live."""
    for point in points:
        stage.start(crash_at=point)
        meanwhile()
        stage.program.dies()
    stage.start()


@pytest.mark.parametrize(
    ("platform", "points"),
    [("telegram", (*STORE, *FRONT, "polled")), ("discord", (*STORE, *FRONT))],
    ids=["telegram", "discord"],
)
def test_killed_at_every_point_of_a_turn_each_set_is_stored_once_and_in_order(staged, platform, points):
    stage = staged(**{platform: 3})

    killed_at_each(stage, [f"{point}:3" for point in points], lambda: tell(stage))
    tell(stage)

    truth = stage.check()
    for runner in stage.people:
        assert truth.of(runner.who).of(WORKOUT) == runner.wanted()
        assert len(runner.reports) == len(points) + 1


def test_killed_around_the_commit_on_postgresql(staged, postgres):
    stage = staged(telegram=2, discord=2, url=postgres.new_database())

    killed_at_each(stage, [f"{point}:3" for point in ("begun", "committed", "turned")], lambda: tell(stage))
    tell(stage)

    truth = stage.check()
    for runner in stage.people:
        assert truth.of(runner.who).of(WORKOUT) == runner.wanted()


@pytest.mark.parametrize(
    ("platform", "point", "ends_as", "heard"),
    [
        ("telegram", "claimed", "sent", 1),
        ("telegram", "decided", "unknown", 0),
        ("telegram", "delivered", "unknown", 1),
        ("telegram", "settled", "sent", 1),
        ("discord", "delivered", "unknown", 1),
    ],
    ids=["before the turn", "before it is sent", "before it is marked", "after", "before it is marked, Discord"],
)
def test_a_nudge_killed_at_each_step_is_heard_once_at_most_and_ends_as_what_is_known(
    staged, platform, point, ends_as, heard
):
    stage = staged(**{platform: 1})
    (runner,) = stage.people
    stage.start()
    stage.says(runner, "stop")
    stage.until(lambda: any("Put away" in text for text in stage.texts(runner)) and stage.taken())
    stage.program.kill()

    stage.move(TO_TUESDAY)
    stage.start(crash_at=point)
    stage.program.dies()
    at_death = stage.nudges_heard(runner)
    stage.start()
    truth = stage.check()

    assert at_death == (point in ("delivered", "settled"))
    assert truth.of(runner.who).ends()[LIFT_DAY] == ends_as
    assert stage.nudges_heard(runner) == heard
