"""Lifting and running on one day, asked about: before, after, and how far apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.athlete import WEEKDAYS
from core.conversation import lifting, prescribing
from core.message import Line

if TYPE_CHECKING:
    from core.conversation.scene import Scene
    from core.reading.meaning import Command
    from core.turn import Turn

RUNS: Final = frozenset({"easy", "hard", "long", "eve", "day"})


def answered(scene: Scene, command: Command) -> Turn:
    """Lifting and running on one day (rules.md 4): by the kind of run that is named, else by today's."""
    kind = command.rest
    if not kind and "run_days" in scene.athlete.answered:
        profile = prescribing.profile_in_week(scene.athlete, scene.today)
        kind = profile.run_week.get(WEEKDAYS[scene.today.weekday()], "rest")
    return lifting.reminder(scene, Line(f"order.{kind}" if kind in RUNS else "order.any"))
