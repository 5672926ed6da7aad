"""A session further ahead comes on another day, while the next one stays where it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.athlete import Talk
from core.conversation import crowding, weighing, which_day
from core.message import Line, Say
from core.pausing import PUSHED_OUT, away, days_left_out, session_moved
from core.turn import Fact
from core.values import replace
from core.walltime import DAY, clock
from core.wording.formats import Weekday

if TYPE_CHECKING:
    from datetime import date

    from core.conversation.scene import Scene
    from core.reading.meaning import When
    from core.turn import Turn


def moved(scene: Scene, coming: date, source: When, to: When | None) -> Turn | None:
    """«move Friday to Saturday», where the session before it is still to come; None where there is none, or the day is not sure."""
    day, target = source.day, to.day if to is not None else None
    if day is None or target is None or to is None or to.confirm or scene.workout is not None:
        return None
    if day < coming or not crowding.is_planned(scene, day) or day in days_left_out(scene.athlete.nudging):
        return None
    objection = which_day.objection(scene, target) or _too_near(scene, coming, day, target)
    if objection is not None:
        return scene.turn(Say((objection,)))
    athlete = session_moved(scene.athlete, day, target)
    after = scene.with_athlete(athlete)
    pushed = crowding.pushed_out(after, target)
    if pushed is not None:
        after = after.with_athlete(away(athlete, PUSHED_OUT, pushed, pushed + DAY))
    at = clock(scene.athlete.habits.lift_time)
    told = {"day": target, "at": at}
    beside = weighing.of_the_day(after, target)
    lines = [Line("moved.day_beside" if pushed else "moved.day", told), *beside]
    if to.at is not None and to.at != at:
        lines.append(Line("moved.time_later"))
    fact = Fact("moved", {"from": day.isoformat(), "to": target.isoformat(), "at": f"{at:%H:%M}"})
    return after.with_athlete(replace(after.athlete, talk=Talk())).turn(Say(tuple(lines)), facts=(fact,))


def _too_near(scene: Scene, coming: date, source: date, target: date) -> Line | None:
    """A lift day close in front of the target, which stays."""
    rest = scene.library.rules.days.rest_between
    near = (target - n * DAY for n in range(rest))
    stays = (
        day for day in near if day != source and day >= coming and (day == coming or crowding.is_planned(scene, day))
    )
    other = next(stays, None)
    if other is None:
        return None
    return Line("moved.near", {"day": Weekday(target.weekday()), "other": Weekday(other.weekday())})
