"""How the promise of the week stands for the person of a scene."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.weeks import weeks

if TYPE_CHECKING:
    from core.conversation.scene import Scene
    from core.weeks import Weeks


def promise(scene: Scene) -> Weeks:
    """This week and the row of kept weeks before it."""
    athlete = scene.athlete
    lifted = (log.date for log in scene.history())
    return weeks(lifted, athlete.profile, athlete.nudging.breaks, scene.today, scene.library.rules)
