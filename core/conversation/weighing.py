"""What a session on another day does to the runs and the lift days beside it, and which day would suit better."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core import scheduling
from core.athlete import WEEKDAYS
from core.conversation import crowding, dues, prescribing, which_day
from core.conversation.keys import key
from core.message import Line, Offer, Say
from core.pausing import days_left_out
from core.walltime import DAY
from core.wording.formats import Weekday

if TYPE_CHECKING:
    from datetime import date

    from core.athlete import Profile
    from core.conversation.scene import Scene

WEEK = len(WEEKDAYS)


def beside(before: Scene, scene: Scene, day: date) -> Say:
    """What to add when the next session, last on another day (`before`), is on that day now; nothing where nothing is in its way."""
    eve = _before_quality(before, scene, day)
    return Say((*eve.lines, *crowded(before, scene, day)), eve.offers)


def crowded(before: Scene, scene: Scene, day: date) -> tuple[Line, ...]:
    """The lift day that gives way to a session on that day, and the one that comes instead."""
    over = _passed_over(before, scene, day)
    if over is not None:
        return (Line("moved.onto" if over == day else "moved.over", {"over": Weekday(over.weekday())}),)
    return _pushing(scene, day)


def of_the_day(scene: Scene, day: date) -> tuple[Line, ...]:
    """The same for a session further ahead: what follows the day after, and which lift day gives way."""
    profile = prescribing.profile_in_week(scene.athlete, day)
    eve = "run_days" in scene.athlete.answered and scheduling.is_eve(profile, day, scene.library)
    return (*((_eve_line(profile, day),) if eve else ()), *_pushing(scene, day))


def _pushing(scene: Scene, day: date) -> tuple[Line, ...]:
    pushed = crowding.pushed_out(scene, day)
    if pushed is None:
        return ()
    after = dues.following(scene, day)
    told = {"pushed": Weekday(pushed.weekday())}
    if after is not None and _week(after) == _week(pushed):
        return (Line("moved.makes_room", {**told, "day": Weekday(after.weekday())}),)
    return (Line("moved.pushes_out", told),)


def _passed_over(before: Scene, scene: Scene, day: date) -> date | None:
    """The other lift day of the week that a session moved onto or past takes with it."""
    was = dues.shown_day(before)
    if was is None or not crowding.is_planned(scene, was):
        return None
    left_out = days_left_out(scene.athlete.nudging)
    later = (was + n * DAY for n in range(1, (day - was).days + 1))
    same = (other for other in later if _week(other) == _week(was) and other not in left_out)
    return next((other for other in same if crowding.is_planned(scene, other)), None)


def _before_quality(before: Scene, scene: Scene, day: date) -> Say:
    """Hard or long running on the day after (rules.md 4): the person may, and hears which day suits better."""
    profile = prescribing.profile_in_week(scene.athlete, day)
    chosen = crowding.is_planned(scene, day)
    if chosen or "run_days" not in scene.athlete.answered or not scheduling.is_eve(profile, day, scene.library):
        return Say(())
    line = _eve_line(profile, day)
    better = better_day(scene, day, without={dues.shown_day(before), dues.following(scene, day)})
    if better is None:
        return Say((line,))
    offer = Offer(
        key("nudge", "on", f"{scene.today:%Y%m%d}", f"{better:%Y%m%d}"),
        Line("offer.rather_day", {"day": Weekday(better.weekday())}),
    )
    return Say((line, Line("moved.better", {"day": Weekday(better.weekday())})), ((offer,),))


def _eve_line(profile: Profile, day: date) -> Line:
    run = profile.run_week.get(WEEKDAYS[(day + DAY).weekday()], "rest")
    return Line(f"moved.before_{run}")


def better_day(scene: Scene, day: date, *, without: set[date | None] | None = None) -> date | None:
    """A day of the same week that suits the running better and is possible; none of `without`, and no other lift day."""
    profile = prescribing.profile_in_week(scene.athlete, day)
    last = max((log.date for log in scene.history()), default=None)
    first = scene.today if last is None else max(scene.today, last + scene.library.rules.days.rest_between * DAY)
    week = (_week(day) + n * DAY for n in range(WEEK))
    taken = {other for other in week if other != day and crowding.is_planned(scene, other)} | (without or set())
    better = scheduling.off_the_eve(profile, day, first, scene.library, without=taken)
    return better if better is not None and which_day.objection(scene, better) is None else None


def _week(day: date) -> date:
    return prescribing.monday_of(day)
