"""What a person says to a nudge besides a day: too tired, already done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.athlete import Talk
from core.conversation import announcing, dues, lifting, next_day
from core.history import was_lifted
from core.message import Line, Say
from core.values import replace
from core.walltime import DAY

if TYPE_CHECKING:
    from core.conversation.scene import Scene
    from core.turn import Turn


def is_lift_day(scene: Scene) -> bool:
    """Whether a session is due today: announced, or still to be."""
    if scene.workout is not None:
        return False
    return scene.athlete.nudging.waiting == scene.today or dues.lift_day(scene) == scene.today


def tired(scene: Scene) -> Turn:
    """No strength today: the smaller session, and the ways to put it off."""
    if scene.workout is not None or not is_lift_day(scene):
        return lifting.reminder(scene, Line("event.tired"))
    say = announcing.smaller(scene)
    return lifting.reminder(scene, Line("event.tired")) if say is None else scene.turn(say)


def lifted(scene: Scene) -> Turn | None:
    """«already done»: what it was is asked for, and nothing more is said about it today; None where that cannot be meant."""
    nudging, latest = scene.athlete.nudging, scene.athlete.workout
    if scene.workout is not None:
        return None
    if latest is not None and latest.date == scene.today and was_lifted(latest):
        return scene.turn(Say((Line("lifted.known"), *_next(scene))))
    missed = nudging.waiting == scene.today - DAY or ("missed", scene.today) in nudging.sent
    if not is_lift_day(scene) and not missed:
        return scene.turn(Say((Line("lifted.other"),))) if "kit" in scene.athlete.answered else None
    nudging = replace(nudging, waiting=None, again=None, lift_on=None, lift_at=None, let_go=scene.today)
    scene = scene.with_athlete(replace(scene.athlete, nudging=nudging, talk=Talk()))
    return scene.turn(Say((Line("lifted.tell"), *_next(scene)), ((announcing.START,),)))


def _next(scene: Scene) -> tuple[Line, ...]:
    return next_day.told(scene, dues.lift_day(scene))
