"""Lift days side by side: which a session pushes out because 48 hours lie between two, and which day makes up for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.athlete import WEEKDAYS
from core.coaching.races import closed_for, open_again, recovering_until
from core.conversation.prescribing import monday_of, profile_in_week
from core.pausing import MOVED, MOVED_TO, PUSHED_OUT, days_left_out, free_from, is_marked, marked
from core.scheduling import day_scores, lift_days
from core.walltime import DAY

if TYPE_CHECKING:
    from datetime import date

    from core.conversation.scene import Scene


def is_planned(scene: Scene, day: date) -> bool:
    """Whether it is one of the person's lift days, usual or agreed ahead, not one that was found for them."""
    nudging = scene.athlete.nudging
    if is_marked(nudging, day, MOVED_TO):
        return True
    return _is_usual(scene, day) and not is_marked(nudging, day, MOVED)


def _is_usual(scene: Scene, day: date) -> bool:
    return WEEKDAYS[day.weekday()] in lift_days(scene.athlete.profile, scene.library).days


def agreed_ahead(scene: Scene, first: date, last: date | None) -> date | None:
    """The first day from then on to which a session further ahead was moved, two days at least after the last session."""
    nudging, rest = scene.athlete.nudging, scene.library.rules.days.rest_between
    free = (day for day in marked(nudging, MOVED_TO) if day >= first and day not in days_left_out(nudging))
    apart = (day for day in free if last is None or (day - last).days >= rest)
    return min((day for day in apart if opens(scene, day) is None), default=None)


def opens(scene: Scene, day: date) -> date | None:
    """The first day without the race that closes this one, or after the break that lies over it; None when it is open."""
    profile, rules = scene.athlete.profile, scene.library.rules
    after_break = free_from(scene.athlete.nudging.breaks, day)
    if after_break is not None:
        return after_break
    race = closed_for(profile, day, rules)
    return recovering_until(profile, day, rules) if race is None else open_again(race, rules)


def pushed_out(scene: Scene, day: date) -> date | None:
    """The lift day that a session on `day`, no lift day itself, comes too near to; None when it leaves all of them alone."""
    if _is_usual(scene, day):
        return None
    left_out = days_left_out(scene.athlete.nudging)
    near = (day + n * DAY for n in range(1, scene.library.rules.days.rest_between))
    return next((d for d in near if is_planned(scene, d) and d not in left_out and opens(scene, d) is None), None)


def made_room(scene: Scene, last: date | None, first: date, coming: date | None) -> date | None:
    """A day, from `first` on, for the session that one moved to `last` pushed out; None when there is none or none suits.

    As for a missed day (rules.md 3.7): one of three days, two days before the `coming` one, with a good score; and in the same week,
    as long as that would have a session too few.
    """
    pushed = None if last is None else pushed_out(scene, last)
    if last is None or pushed is None or not is_marked(scene.athlete.nudging, pushed, PUSHED_OUT):
        return None
    monday, rules = monday_of(pushed), scene.library.rules.days
    if _sessions_in(scene, monday, last) >= scene.athlete.profile.lifts_per_week:
        return None
    profile = profile_in_week(scene.athlete, pushed)
    scores = day_scores(profile, scene.library)
    best, best_score = None, rules.good - 1
    for delay in range(rules.missed_days):
        day = last + (rules.rest_between + delay) * DAY
        score = scores[WEEKDAYS[day.weekday()]] - rules.delay * delay
        apart = coming is None or (coming - day).days >= rules.rest_between
        free = WEEKDAYS[day.weekday()] in profile.available and opens(scene, day) is None
        if day >= first and monday_of(day) == monday and apart and free and score > best_score:
            best, best_score = day, score
    return best


def _sessions_in(scene: Scene, monday: date, last: date) -> int:
    """How many sessions that week has: those that are behind, the one on `last`, and its lift days that are still to come."""
    behind = {log.date for log in scene.lifted()} | {last}
    left_out = days_left_out(scene.athlete.nudging)
    earliest = last + scene.library.rules.days.rest_between * DAY
    week = [monday + n * DAY for n in range(len(WEEKDAYS))]
    ahead = [day for day in week if day >= earliest and is_planned(scene, day) and day not in left_out]
    return sum(day in behind for day in week) + len([day for day in ahead if opens(scene, day) is None])
