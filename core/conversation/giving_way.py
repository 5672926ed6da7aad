"""A lift day gives way to hard running that has come to lie on the day after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core import scheduling
from core.conversation import dues, lifting, moving, prescribing, which_day
from core.conversation.keys import key
from core.message import Line, Offer, Say
from core.pausing import is_open_ended
from core.values import replace
from core.walltime import DAY
from core.wording.formats import Weekday

if TYPE_CHECKING:
    from datetime import date

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
    better = _off_the_eve(scene, day) if clashes == [False, True] else None
    if better is None:
        told = Line("next.day_now", {"day": day}) if was != day else Line("next.day", {"day": dues.shown_day(scene)})
        return lifting.reminder(scene, said, told)
    turn = moving.moved(scene, better)
    eve = Line("moved.eve", {"day": Weekday(day.weekday())})
    keep = Offer(
        key("nudge", "on", f"{scene.today:%Y%m%d}", f"{day:%Y%m%d}"),
        Line("offer.keep_day", {"day": Weekday(day.weekday())}),
    )
    return replace(turn, says=(Say((said, eve, Line("next.day_now", {"day": better})), ((keep,),)),))


def _off_the_eve(scene: Scene, day: date) -> date | None:
    """A better day of the same week that is possible."""
    profile = prescribing.profile_in_week(scene.athlete, day)
    last = max((log.date for log in scene.history()), default=None)
    first = scene.today if last is None else max(scene.today, last + scene.library.rules.days.rest_between * DAY)
    better = scheduling.off_the_eve(profile, day, first, scene.library)
    return better if better is not None and which_day.objection(scene, better) is None else None
