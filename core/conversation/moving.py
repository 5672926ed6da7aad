"""The person decides when: in an hour, tonight, tomorrow, another day, or not this time."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from core.athlete import Talk
from core.conversation import (
    announcing,
    crowding,
    dues,
    lifting,
    moving_ahead,
    next_day,
    promising,
    wanting,
    weighing,
    which_day,
)
from core.conversation.keys import key
from core.history import was_lifted
from core.message import Line, Offer, Say
from core.nudging import wall_of
from core.pausing import LEFT_OUT, PUSHED_OUT, agreed, away, days_left_out, free_from, is_off
from core.reading import read
from core.reading.dates import read_when
from core.reading.meaning import Command, Event, When
from core.reading.moves import SOMETIME, target
from core.reading.second_thoughts import second_thought
from core.turn import Fact
from core.values import replace
from core.walltime import DAY, clock
from core.wording.formats import Weekday

if TYPE_CHECKING:
    from core.athlete import Nudging
    from core.conversation.scene import Scene
    from core.turn import Turn

PARTS: Final = {
    "morning": time(8),
    "noon": time(12),
    "afternoon": time(16),
    "evening": time(19, 30),
    "night": time(19, 30),
}
WEEK: Final = 7
# What «skip» may have behind it where the session is meant.
_ABOUT_SESSION: Final = re.compile(
    r"\W*((the|this|that|my|it|one|next|coming|todays?|today's|week|weeks|session|sessions|workout|training|lift|lifting|lifts|strength|"
    r"gym|leg|day|please|time|now|again|for|instead|altogether|all|of|whole|thing|everything|rest|then)\W*)*",
    re.IGNORECASE,
)
LATELY: Final = timedelta(days=1)
NEXT: Final = re.compile(r"\b(next|in|a week)\b", re.IGNORECASE)  # not the day that has this name today


# --- by button ----------------------------------------------------------------------------------------------------------------
def pressed(scene: Scene, of: tuple[str, ...]) -> Turn | None:
    """A choice under a nudge. A key of another day is an old one: None."""
    match of:
        case (what, asked_on, *rest) if _day(asked_on) == scene.today:
            return _pressed_today(scene, what, rest)
        case _:
            return None


def _pressed_today(scene: Scene, what: str, rest: list[str]) -> Turn | None:
    match what, rest:
        case "hour", []:
            return _today_at(scene, scene.local.replace(tzinfo=None) + announcing.LATER)
        case "at", [wall] if (at := _time(wall)) is not None:
            return _today_at(scene, datetime.combine(scene.today, at))
        case "on", [to] if (day := _day(to)) is not None:
            return moved(scene, day)
        case "on", [to, wall] if (day := _day(to)) is not None and (at := _time(wall)) is not None:
            return moved(scene, day, at)
        case "not", []:
            # A no was heard: no word more this evening, however it goes on. The next morning offers another day.
            nudging = replace(scene.athlete.nudging, last=None)
            scene = scene.with_athlete(replace(scene.athlete, nudging=nudging))
            return scene.turn(announcing.not_now(scene))
        case "skip", []:
            return let_go(scene, scene.today)
        case "skip", [to] if (day := _day(to)) is not None:
            return let_go(scene, day)
        case _:
            return None


def _day(part: str) -> date | None:
    try:
        return datetime.strptime(part, "%Y%m%d").date() if len(part) == 8 and part.isascii() else None  # noqa: DTZ007, PLR2004  a local day of eight figures
    except ValueError:
        return None


def _time(part: str) -> time | None:
    try:
        return datetime.strptime(part, "%H%M").time() if len(part) == 4 and part.isascii() else None  # noqa: DTZ007, PLR2004  a wall time of four figures
    except ValueError:
        return None


# --- in words -------------------------------------------------------------------------------------------------------------------
def move(scene: Scene, command: Command) -> Turn:
    """«move to Thursday», «move Friday to Saturday», «next week»; without a day, the days that suit."""
    if command.rest == "next week":
        return which_day.which(scene, first=scene.today + timedelta(days=WEEK - scene.today.weekday()))
    second = second_thought(command.rest)
    to = second.last if second is not None else command.rest
    source, when = target(to, scene.context()) if to else (None, None)
    coming = announced(scene)
    if source is not None and coming is not None and source.day != coming:
        further = moving_ahead.moved(scene, coming, source, when)
        return further or which_day.which(scene, (Line("moved.only_next", {"day": coming}),))
    turn = _when(scene, when) if when is not None else None
    return turn or which_day.which(scene)


def names_both(scene: Scene, text: str) -> bool:
    """Whether these words name the day of a session and the day it shall come on."""
    source, when = target(text, scene.context()) if text else (None, None)
    return source is not None and when is not None and when.day is not None


def announced(scene: Scene) -> date | None:
    """The lift day that can be moved: today's as long as nothing has happened, else the next one."""
    return scene.athlete.nudging.waiting or dues.lift_day(scene)


def later(scene: Scene, command: Command) -> Turn:
    """«later», «remind me in 20 minutes»; without a time in an hour, or on another day where no session is due today."""
    if command.rest == SOMETIME and wanting.is_lift_day(scene):
        return scene.turn(announcing.not_now(scene))
    when = None
    # «1h» is no time of day here, and «8» no hours from now
    for text in (f"in {command.rest}", command.rest, f"at {command.rest}") if command.rest else ():
        when = when or read_when(text, scene.context())
    turn = _when(scene, when) if isinstance(when, When) else None
    if turn is not None or command.rest:
        return turn or which_day.which(scene)
    if wanting.is_lift_day(scene):
        return _today_at(scene, scene.local.replace(tzinfo=None) + announcing.LATER)
    return which_day.which(scene, next_day.told(scene, dues.lift_day(scene)))


def answered(scene: Scene, when: When) -> Turn | None:
    """A day or a time by itself. None unless there is a lift day that it can be about."""
    open_day = scene.athlete.nudging.waiting is not None or scene.athlete.talk.asked == "move"
    if scene.workout is not None or not (open_day or dues.lift_day(scene) == scene.today or _was_nudged_lately(scene)):
        return None
    return _when(scene, when)


def answered_anew(scene: Scene, text: str) -> Turn | None:
    """«friday. no, saturday» where a day was asked for; None where no mind is changed."""
    second = second_thought(text)
    when = read_when(second.last, scene.context()) if second is not None else None
    return answered(scene, when) if isinstance(when, When) else None


def may(scene: Scene, command: Command) -> Turn | None:
    """«can I lift tomorrow?», «… with a cold?»: whether that works; nothing is moved. None when neither was named."""
    about = read(command.rest, scene.context())
    if isinstance(about, Event) and about.kind == "sick":
        return lifting.reminder(scene, promising.told(scene, "event.asked_ill"))
    when = read_when(command.rest, scene.context())
    if not isinstance(when, When) or when.day is None:
        return None
    objection = which_day.objection(scene, when.day)
    return lifting.reminder(scene, objection or Line("moved.may", {"day": Weekday(when.day.weekday())}))


def one_only(scene: Scene, command: Command) -> Turn:
    """«only one session this week»: whatever would come after it is left out."""
    del command
    monday = scene.today - timedelta(days=scene.today.weekday())
    coming = dues.shown_day(scene)
    done = any(log.date >= monday for log in scene.lifted())
    second = coming if done or coming is None else dues.following(scene, coming)
    if second is None or second >= monday + WEEK * DAY:
        return scene.turn(Say((Line("let_go.one_already"), *next_day.told(scene, coming))))
    return let_go(scene, second)


def _was_nudged_lately(scene: Scene) -> bool:
    last = scene.athlete.nudging.last
    return last is not None and scene.incoming.at - last < LATELY


def skip(scene: Scene, command: Command) -> Turn:
    """«skip», «skip today», «skip Thursday»: that day, else today's lift day, else the next one."""
    when = read_when(command.rest, scene.context()) if command.rest else None
    if isinstance(when, When) and when.day is not None:
        return _left_out(scene, when, command.rest)
    nudging = scene.athlete.nudging
    day = dues.lift_day(scene) or scene.today
    if nudging.waiting == scene.today or ("missed", scene.today) in nudging.sent:  # «skip this one», as the button says
        day = scene.today
    return let_go(scene, day) if _ABOUT_SESSION.fullmatch(command.rest) else _sure_to_leave_out(scene, day)


def _sure_to_leave_out(scene: Scene, day: date) -> Turn:
    """«skip the stretching»: whether the session is meant is asked."""
    yes = Offer(key("nudge", "skip", f"{scene.today:%Y%m%d}", f"{day:%Y%m%d}"), Line("offer.skip_day"))
    no = Offer("nudge:ok", Line("offer.no"))
    return scene.turn(Say((Line("let_go.sure", {"day": day}),), ((yes, no),), yes=yes.key, no=no.key))


def _left_out(scene: Scene, when: When, said: str) -> Turn:
    """A day that is named: «Tuesday» said on a Tuesday is today where there is a session today; a day of rest stays one."""
    day = when.day or scene.today
    same = day - scene.today == timedelta(days=WEEK) and not NEXT.search(said)
    if same and wanting.is_lift_day(scene):
        day = scene.today
    coming = dues.lift_day(scene)
    days = {announced(scene), coming, scene.athlete.nudging.lift_on, *days_left_out(scene.athlete.nudging)}
    ahead = (
        crowding.is_planned(scene, day)
        and free_from(scene.athlete.nudging.breaks, day) is None
        and (coming is None or day > coming)
    )
    lifted = any(log.date == day for log in scene.lifted())
    if scene.workout is not None or day < scene.today or day in days or ahead or lifted:
        return let_go(scene, day)
    rest = Line("let_go.rest_today") if day == scene.today else Line("let_go.rest", {"day": day})
    return scene.turn(Say((rest, *next_day.told(scene, coming))))


def _when(scene: Scene, when: When) -> Turn | None:
    """The move that this day, time or part of a day means."""
    at = when.at or (PARTS[when.part] if when.part else None)
    day = when.day or (scene.today if at is not None else None)
    if day is None:
        return None
    gone = at is not None and datetime.combine(day, at) <= scene.local.replace(tzinfo=None)
    if gone and when.day is None and when.at is None:  # «in the morning», said at noon
        day += DAY
    if when.confirm:
        return which_day.sure(scene, day, at) or which_day.which(scene, (Line("moved.today_gone", {"at": at}),))
    if day == scene.today and when.at is None and when.part in {"evening", "night"}:
        tonight = announcing.tonight_at(scene)
        return _today_at(scene, tonight or datetime.combine(day, PARTS[when.part]))
    return moved(scene, day, at)


# --- what comes of it -------------------------------------------------------------------------------------------------------------
def moved(scene: Scene, day: date, at: time | None = None) -> Turn:
    """The next session on that day, at that time or the usual one; or why that does not work, and what does."""
    if scene.workout is not None:
        return lifting.reminder(scene, Line("moved.workout"))
    objection = which_day.objection(scene, day)
    if objection is not None:
        return which_day.which(scene, (objection,))
    usual = clock(scene.athlete.habits.lift_time)
    was_paused = is_off(scene.athlete, scene.today)
    if day == scene.today:
        local = datetime.combine(day, at or usual)
        if at is None and local <= scene.local.replace(tzinfo=None):
            local = announcing.tonight_at(scene) or local
        return _today_at(scene, local)
    scene = scene.with_athlete(agreed(scene.athlete, day, scene.today))
    nudging = replace(
        scene.athlete.nudging,
        lift_on=day,
        lift_at=at.strftime("%H:%M") if at else None,
        waiting=None,
        again=None,
        let_go=None,
    )
    spoken = wall_of(scene.athlete.habits, scene.incoming.host_zone).spoken(at or usual) or at or usual
    until_then = (Line("moved.paused"),) if was_paused else ()
    after = scene.with_athlete(replace(scene.athlete, nudging=nudging))
    pushed = crowding.pushed_out(after, day)
    if pushed is not None:
        after = after.with_athlete(away(after.athlete, PUSHED_OUT, pushed, pushed + DAY))
    beside = weighing.beside(scene, after, day)
    line = Line("moved.day_beside" if weighing.crowded(scene, after, day) else "moved.day", {"day": day, "at": spoken})
    return _kept(
        scene,
        after.athlete.nudging,
        datetime.combine(day, spoken),
        Say((line, *until_then, *beside.lines), beside.offers),
    )


def _today_at(scene: Scene, local: datetime) -> Turn:
    """Once more today at that time, unless it has passed or lies in the quiet hours."""
    if scene.workout is not None:
        return lifting.reminder(scene, Line("moved.workout"))
    objection = which_day.objection(scene, scene.today)
    if objection is not None:
        return which_day.which(scene, (objection,))
    local = local.replace(second=0, microsecond=0)
    if local <= scene.local.replace(tzinfo=None):
        return which_day.which(scene, (Line("moved.today_gone", {"at": local.time()}),))
    if announcing.open_until(scene, local) is None:
        wall = wall_of(scene.athlete.habits, scene.incoming.host_zone)
        quiet = {"at": local.time(), "from": wall.quiet_from, "to": wall.quiet_to}
        return which_day.which(scene, (Line("moved.quiet", quiet),))
    scene = scene.with_athlete(agreed(scene.athlete, scene.today, scene.today))
    nudging = scene.athlete.nudging
    if ("lift_day", scene.today) in nudging.sent:
        nudging = replace(nudging, again=local.isoformat(timespec="minutes"), waiting=scene.today, lift_on=None)
    else:
        nudging = replace(nudging, lift_on=scene.today, lift_at=f"{local:%H:%M}", again=None, waiting=None)
    return _kept(scene, nudging, local, Say((Line("moved.hour", {"at": local.time()}),)))


def _kept(scene: Scene, nudging: Nudging, to: datetime, say: Say) -> Turn:
    before = announced(scene)
    fact = Fact(
        "moved",
        {"from": before.isoformat() if before else None, "to": to.date().isoformat(), "at": to.strftime("%H:%M")},
    )
    athlete = replace(scene.athlete, nudging=nudging, talk=Talk())
    return scene.with_athlete(athlete).turn(say, facts=(fact,))


def let_go(scene: Scene, day: date) -> Turn:
    """That day is off: nothing is made up for, the next session comes on its own day, and an earlier one stays as it is."""
    if scene.workout is not None:
        return lifting.reminder(scene, Line("moved.workout"))
    if day < scene.today:
        return which_day.which(scene, (Line("moved.past", {"day": day}),))
    latest = scene.athlete.workout
    if latest is not None and latest.date == day and was_lifted(latest):
        return scene.turn(Say((Line("let_go.lifted"),)))
    coming = announced(scene)
    further = coming is not None and day > max(coming, scene.today)
    athlete = replace(scene.athlete, talk=Talk())
    if further:
        athlete = away(athlete, LEFT_OUT, day, day + DAY)
    else:
        # The day that it was moved from, or that was left out before it, does not come back.
        own = dues.coach_day(scene, scene.today) if athlete.nudging.lift_on == day else athlete.nudging.let_go
        if own is not None and scene.today <= own < day:
            athlete = away(athlete, LEFT_OUT, own, own + DAY)
        nudging = replace(athlete.nudging, let_go=day, waiting=None, again=None, lift_on=None, lift_at=None)
        athlete = replace(athlete, nudging=nudging)
    scene = scene.with_athlete(athlete)
    line = Line("let_go.today") if day == scene.today else Line("let_go.other", {"day": day})
    lines = (line, *next_day.told(scene, dues.shown_day(scene)))
    return scene.turn(Say(lines), facts=(Fact("skipped", {"date": day.isoformat()}),))
