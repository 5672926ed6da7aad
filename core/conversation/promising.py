"""How the promise of the week stands for the person of a scene, and in which words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.message import Line
from core.weeks import weeks

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.conversation.scene import Scene
    from core.weeks import Weeks


def promise(scene: Scene) -> Weeks:
    """This week and the row of kept weeks before it."""
    athlete = scene.athlete
    lifted = (log.date for log in scene.lifted())
    return weeks(lifted, athlete.profile, athlete.nudging.breaks, scene.today, scene.library.rules)


def week_and_row(scene: Scene) -> Line:
    """This week and the row before it, for example «Week kept: 2 of 2 sessions, 5 weeks in a row»."""
    week = promise(scene)
    told = {"n": week.done, "goal": week.goal, "weeks": week.streak}
    if week.streak > 1:
        return Line("promise.kept_row" if week.done >= week.goal else "promise.open_row", told)
    return Line("promise.kept" if week.done >= week.goal else "promise.open", told)


def told(scene: Scene, key: str, blanks: Mapping[str, object] | None = None) -> Line:
    """The line of that key; as «key.row», which speaks of the row of weeks too, for somebody who has one."""
    return Line(f"{key}.row" if promise(scene).streak else key, blanks or {})


def row(scene: Scene) -> tuple[Line, ...]:
    """How many weeks in a row, once there are several; that they are safe, in a week that cannot end the row."""
    week = promise(scene)
    if week.is_protected and week.streak and week.done < week.goal:
        return (Line("promise.safe", {"weeks": week.streak}),)
    return (Line("promise.row", {"weeks": week.streak}),) if week.streak > 1 else ()
