"""The person decides when: in an hour, tonight, tomorrow, another day, or not this time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from core.athlete import WEEKDAYS, Talk
from core.coaching.races import closed_windows, recovering_until
from core.conversation import announcing, dues, lifting
from core.conversation.keys import key
from core.history import was_lifted
from core.message import Line, Offer, Say
from core.nudging import wall_of
from core.reading.dates import read_when
from core.reading.meaning import Command, When
from core.turn import Fact
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
OFFERED: Final = 3  # days
LOOKED_AT: Final = 22  # days ahead; a race may close two weeks and more
NAMED: Final = 7  # days ahead that their weekday tells apart
LATELY: Final = timedelta(days=1)


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
    """«move to Thursday»; without a day, the days that suit."""
    when = read_when(command.rest, scene.context()) if command.rest else None
    turn = _when(scene, when) if isinstance(when, When) else None
    return turn or which(scene)


def later(scene: Scene, command: Command) -> Turn:
    """«later», «remind me in 20 minutes»; without a time, in an hour."""
    when = None
    for text in (command.rest, f"in {command.rest}") if command.rest else ():
        when = when or read_when(text, scene.context())
    turn = _when(scene, when) if isinstance(when, When) else None
    return turn or _today_at(scene, scene.local.replace(tzinfo=None) + announcing.LATER)


def answered(scene: Scene, when: When) -> Turn | None:
    """A day or a time by itself. None unless there is a lift day that it can be about."""
    open_day = scene.athlete.nudging.waiting is not None or scene.athlete.talk.asked == "move"
    if scene.workout is not None or not (open_day or dues.lift_day(scene) == scene.today or _was_nudged_lately(scene)):
        return None
    return _when(scene, when)


def may(scene: Scene, command: Command) -> Turn | None:
    """«can I lift tomorrow?»: whether that day works; nothing is moved. None when no day was named."""
    when = read_when(command.rest, scene.context())
    if not isinstance(when, When) or when.day is None:
        return None
    objection = _objection(scene, when.day)
    return lifting.reminder(scene, objection or Line("moved.may", {"day": Weekday(when.day.weekday())}))


def _was_nudged_lately(scene: Scene) -> bool:
    last = scene.athlete.nudging.last
    return last is not None and scene.incoming.at - last < LATELY


def skip(scene: Scene, command: Command) -> Turn:
    """«skip», «skip today», «skip Thursday»: that day, else today's lift day, else the next one."""
    when = read_when(command.rest, scene.context()) if command.rest else None
    if isinstance(when, When) and when.day is not None:
        return let_go(scene, when.day)
    if scene.athlete.nudging.waiting == scene.today:
        return let_go(scene, scene.today)
    return let_go(scene, dues.lift_day(scene) or scene.today)


def _when(scene: Scene, when: When) -> Turn | None:
    """The move that this day, time or part of a day means."""
    at = when.at or (PARTS[when.part] if when.part else None)
    day = when.day or (scene.today if at is not None else None)
    if day is None:
        return None
    if when.confirm:
        return _sure(scene, day, at)
    if day == scene.today and when.at is None and when.part in {"evening", "night"}:
        tonight = announcing.tonight_at(scene)
        return _today_at(scene, tonight or datetime.combine(day, PARTS[when.part]))
    return moved(scene, day, at)


def _sure(scene: Scene, day: date, at: time | None) -> Turn:
    parts = (f"{scene.today:%Y%m%d}", f"{day:%Y%m%d}", *((f"{at:%H%M}",) if at else ()))
    yes, no = key("nudge", "on", *parts), "nudge:ok"
    offers = ((Offer(yes, Line("offer.that_day", {"day": day})), Offer(no, Line("offer.no"))),)
    return scene.turn(Say((Line("moved.sure", {"day": day}),), offers, yes=yes, no=no))


def which(scene: Scene, before: tuple[Line, ...] = ()) -> Turn:
    """«To which day?», with the next ones that are possible."""
    if scene.workout is not None:
        return lifting.reminder(scene, Line("moved.workout"))
    today = f"{scene.today:%Y%m%d}"
    days = [day for ahead in range(1, LOOKED_AT) if _objection(scene, day := scene.today + ahead * DAY) is None]
    free = [day for day in days if WEEKDAYS[day.weekday()] in scene.athlete.profile.available]
    offers = tuple(
        Offer(key("nudge", "on", today, f"{day:%Y%m%d}"), Line("offer.that_day", {"day": _told(scene, day)}))
        for day in free[:OFFERED]
    )
    scene = scene.with_athlete(scene.asking("move"))
    return scene.turn(Say((*before, Line("moved.which")), (offers,) if offers else ()))


def _told(scene: Scene, day: date) -> Weekday | date:
    return Weekday(day.weekday()) if (day - scene.today).days < NAMED else day


# --- what comes of it -------------------------------------------------------------------------------------------------------------
def moved(scene: Scene, day: date, at: time | None = None) -> Turn:
    """The next session on that day, at that time or the usual one; or why that does not work, and what does."""
    if scene.workout is not None:
        return lifting.reminder(scene, Line("moved.workout"))
    objection = _objection(scene, day)
    if objection is not None:
        return which(scene, (objection,))
    usual = clock(scene.athlete.habits.lift_time)
    if day == scene.today:
        local = datetime.combine(day, at or usual)
        if at is None and local <= scene.local.replace(tzinfo=None):
            local = announcing.tonight_at(scene) or local
        return _today_at(scene, local)
    nudging = replace(
        scene.athlete.nudging,
        lift_on=day,
        lift_at=at.strftime("%H:%M") if at else None,
        waiting=None,
        again=None,
        let_go=None,
    )
    spoken = wall_of(scene.athlete.habits, scene.incoming.host_zone).spoken(at or usual)
    told = {"day": day, "at": spoken or at or usual}
    return _kept(scene, nudging, datetime.combine(day, at or usual), Line("moved.day", told))


def _objection(scene: Scene, day: date) -> Line | None:
    """Why there can be no session on that day; None when there can."""
    if day < scene.today:
        return Line("moved.past", {"day": day})
    rules = scene.library.rules
    last = max((log.date for log in scene.history()), default=None)
    rest = rules.days.rest_between
    if last is not None and (day - last).days < rest:
        return Line(
            "moved.too_soon", {"day": Weekday(day.weekday()), "instead": Weekday((last + rest * DAY).weekday())}
        )
    windows = list(closed_windows(scene.athlete.profile, scene.today, rules))
    recovered = recovering_until(scene.athlete.profile, scene.today, rules)
    if recovered is not None:
        windows.append((scene.today, recovered))
    for first, open_again in windows:
        if first <= day < open_again:
            return Line("moved.race", {"day": day, "instead": open_again})
    return None


def _today_at(scene: Scene, local: datetime) -> Turn:
    """Once more today at that time, unless it has passed or lies in the quiet hours."""
    if scene.workout is not None:
        return lifting.reminder(scene, Line("moved.workout"))
    objection = _objection(scene, scene.today)
    if objection is not None:
        return which(scene, (objection,))
    local = local.replace(second=0, microsecond=0)
    if local <= scene.local.replace(tzinfo=None):
        return which(scene, (Line("moved.today_gone", {"at": local.time()}),))
    if announcing.open_until(scene, local) is None:
        wall = wall_of(scene.athlete.habits, scene.incoming.host_zone)
        quiet = {"at": local.time(), "from": wall.quiet_from, "to": wall.quiet_to}
        return which(scene, (Line("moved.quiet", quiet),))
    nudging = scene.athlete.nudging
    if ("lift_day", scene.today) in nudging.sent:
        nudging = replace(nudging, again=local.isoformat(timespec="minutes"), waiting=scene.today, lift_on=None)
    else:
        nudging = replace(nudging, lift_on=scene.today, lift_at=f"{local:%H:%M}", again=None, waiting=None)
    return _kept(scene, nudging, local, Line("moved.hour", {"at": local.time()}))


def _kept(scene: Scene, nudging: Nudging, to: datetime, line: Line) -> Turn:
    before = scene.athlete.nudging.waiting or dues.lift_day(scene)
    fact = Fact(
        "moved",
        {"from": before.isoformat() if before else None, "to": to.date().isoformat(), "at": to.strftime("%H:%M")},
    )
    athlete = replace(scene.athlete, nudging=nudging, talk=Talk())
    return scene.with_athlete(athlete).turn(Say((line,)), facts=(fact,))


def let_go(scene: Scene, day: date) -> Turn:
    """That day is off: nothing is made up for, the next session comes on its own day."""
    if scene.workout is not None:
        return lifting.reminder(scene, Line("moved.workout"))
    if day < scene.today:
        return which(scene, (Line("moved.past", {"day": day}),))
    latest = scene.athlete.workout
    if latest is not None and latest.date == day and was_lifted(latest):
        return scene.turn(Say((Line("let_go.lifted"),)))
    nudging = replace(scene.athlete.nudging, let_go=day, waiting=None, again=None, lift_on=None, lift_at=None)
    scene = scene.with_athlete(replace(scene.athlete, nudging=nudging, talk=Talk()))
    lines = [Line("let_go.today") if day == scene.today else Line("let_go.other", {"day": day})]
    coming = dues.lift_day(scene)
    if coming is not None:
        lines.append(Line("next.day", {"day": coming}))
    return scene.turn(Say(tuple(lines)), facts=(Fact("skipped", {"date": day.isoformat()}),))
