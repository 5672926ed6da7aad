"""«To which day?»: the days and times that are possible, and why one is not."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Final

from core.athlete import WEEKDAYS
from core.coaching.races import closed_windows, recovering_until
from core.conversation import lifting
from core.conversation.keys import key
from core.message import Line, Offer, Say
from core.walltime import DAY
from core.wording.formats import Weekday

if TYPE_CHECKING:
    from core.conversation.scene import Scene
    from core.turn import Turn

NOON: Final = time(12)
OFFERED: Final = 3  # days
LOOKED_AT: Final = 21  # days ahead; a race may close two weeks and more
NAMED: Final = 6  # days from the first one on that their weekday tells apart


def sure(scene: Scene, day: date, at: time | None) -> Turn | None:
    """«Tuesday 3 Mar at 20:00, right?»; an hour that may be of the morning or the evening as both, as far as they lie ahead."""
    times = [at] if at is None or at.hour > NOON.hour else [at, at.replace(hour=(at.hour + NOON.hour) % 24)]
    now = scene.local.replace(tzinfo=None)
    ahead = [wall for wall in times if wall is None or datetime.combine(day, wall) > now]
    if not ahead:
        return None
    offers = [_choice(scene, day, wall) for wall in ahead]
    told = {"day": day, "at": ahead[0]}
    line = Line("moved.sure", told) if ahead[0] is None or len(ahead) > 1 else Line("moved.sure_at", told)
    no = Offer("nudge:ok", Line("offer.no"))
    if len(offers) > 1:
        return scene.turn(Say((line,), ((*offers, no),)))
    return scene.turn(Say((line,), ((*offers, no),), yes=offers[0].key, no=no.key))


def _choice(scene: Scene, day: date, at: time | None) -> Offer:
    parts = (f"{scene.today:%Y%m%d}", f"{day:%Y%m%d}", *((f"{at:%H%M}",) if at else ()))
    label = Line("offer.that_day", {"day": day})
    if at is not None:
        label = Line("offer.day_at", {"day": Weekday(day.weekday()), "at": at})
    return Offer(key("nudge", "on", *parts), label)


def which(scene: Scene, before: tuple[Line, ...] = (), first: date | None = None) -> Turn:
    """Ask for the day, with the ones that are possible from that day on, else from tomorrow."""
    if scene.workout is not None:
        return lifting.reminder(scene, Line("moved.workout"))
    if scene.athlete.paused == "health":
        return scene.turn(Say((Line("pause.health"),), ((Offer("cleared", Line("offer.checked")),),)))
    today = f"{scene.today:%Y%m%d}"
    first = first or scene.today + DAY
    days = [day for ahead in range(LOOKED_AT) if objection(scene, day := first + ahead * DAY) is None]
    free = [day for day in days if WEEKDAYS[day.weekday()] in scene.athlete.profile.available]
    offers = tuple(
        Offer(
            key("nudge", "on", today, f"{day:%Y%m%d}"),
            Line("offer.that_day", {"day": Weekday(day.weekday()) if (day - first).days < NAMED else day}),
        )
        for day in free[:OFFERED]
    )
    scene = scene.with_athlete(scene.asking("move"))
    return scene.turn(Say((*before, Line("moved.which")), (offers,) if offers else ()))


def objection(scene: Scene, day: date) -> Line | None:
    """Why there can be no session on that day; None when there can."""
    if scene.athlete.paused == "health":
        return Line("pause.health")
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
