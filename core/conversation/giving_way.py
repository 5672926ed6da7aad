"""A lift day gives way to hard running that has come to lie on the day after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core import scheduling
from core.conversation import dues, lifting, moving, prescribing, weighing
from core.conversation.keys import key
from core.message import Line, Offer, Say
from core.pausing import is_open_ended
from core.values import replace
from core.wording.formats import Weekday

if TYPE_CHECKING:
    from core.conversation.scene import Scene
    from core.turn import Turn


def after_run(before: Scene, scene: Scene, said: Line) -> Turn:
    """A run was moved: the next lift day after it, which gives way where it has become the eve of hard or long running."""
    was, day = dues.lift_day(before), dues.lift_day(scene)
    if day is None or is_open_ended(scene.athlete):
        return lifting.reminder(scene, said)
    clashes = [
        scheduling.is_eve(prescribing.profile_in_week(one.athlete, day), day, one.library) for one in (before, scene)
    ]
    better = weighing.better_day(scene, day) if clashes == [False, True] else None
    if better is None:
        told = Line("next.day_now", {"day": day}) if was != day else Line("next.day", {"day": dues.shown_day(scene)})
        return lifting.reminder(scene, said, told)
    turn = moving.moved(scene, better)
    eve = Line("moved.eve", {"day": Weekday(day.weekday())})
    crowded = weighing.crowded(scene, scene.with_athlete(turn.athlete), better)
    keep = Offer(
        key("nudge", "on", f"{scene.today:%Y%m%d}", f"{day:%Y%m%d}"),
        Line("offer.keep_day", {"day": Weekday(day.weekday())}),
    )
    return replace(turn, says=(Say((said, eve, Line("next.day_now", {"day": better}), *crowded), ((keep,),)),))
