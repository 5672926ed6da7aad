"""What is due after a turn: computed when something changed that it depends on, and only then."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from core.conversation import crowding
from core.conversation.prescribing import WEEK, monday_of, profile_in_week
from core.nudging import IN_WORKOUT, MISSED_DAYS, RACE_NOTES, base, is_ready, next_due, occurrences
from core.pausing import MOVED, days_left_out, free_from, marked, paused, resumed
from core.safety import gate
from core.scheduling import appointment
from core.turn import Edited, Fact, Nudged, Pressed, Previewed, Reached, Retimed, Said, Unsent, Zoned
from core.values import replace
from core.walltime import DAY

if TYPE_CHECKING:
    from datetime import date, datetime

    from core.athlete import Athlete, Due
    from core.conversation.scene import Scene
    from core.turn import Incoming, Turn

CAUGHT_UP: Final = timedelta(days=3)  # after a longer outage, what lies further back is not gone through one by one
INSTANT: Final = timedelta(microseconds=1)  # something else may be due at the very same time
RACE_WEEK: Final = max(RACE_NOTES["A"])  # days before a race
LOOKED_AHEAD: Final = 10  # lift days; more than can have been dealt with already


def heard(athlete: Athlete, incoming: Incoming) -> Athlete:
    """The athlete after a sign of life: reached where they wrote last, and nothing is unanswered."""
    if not isinstance(incoming.act, Said | Pressed | Edited | Zoned | Previewed):
        return athlete
    if athlete.nudging.unanswered or athlete.nudging.blocked:
        athlete = replace(athlete, nudging=replace(athlete.nudging, unanswered=0, blocked=False))
    return athlete if athlete.reach == incoming.who else replace(athlete, reach=incoming.who)


def scheduled(before: Athlete, scene: Scene, turn: Turn) -> Turn:
    """The turn with what is due after it. `before` is the athlete as the turn found them."""
    after = _without_what_is_over(before, turn, scene)
    facts = (Fact("resumed"),) if before.paused is not None and after.paused is None else ()
    if facts and not any(fact.name == "resumed" for fact in turn.facts):
        turn = replace(turn, facts=(*turn.facts, *facts))
    if not isinstance(scene.incoming.act, Nudged | Reached | Retimed | Zoned) and not _depends(before, after, turn):
        return turn if after is turn.athlete else replace(turn, athlete=after)
    rest_s = next((say.rest_s for say in turn.says if say.rest_s is not None), None)
    due = _due(scene.with_athlete(after), _since(before, scene), rest_s)
    after = replace(after, due=due)
    return replace(turn, athlete=after, unsent=(*turn.unsent, *_dropped(before, after, turn)))


def _without_what_is_over(before: Athlete, turn: Turn, scene: Scene) -> Athlete:
    """A workout that began answers every question about when; a pause ends with it, on its last day, and silence by a word.

    A stop for health is a break like any other as far as the weeks are concerned.
    """
    after = turn.athlete
    if (after.paused == "health") != (before.paused == "health"):
        after = paused(after, "health", scene.today, None) if after.paused else resumed(after, scene.today)
    begun = any(fact.name == "session_started" for fact in turn.facts)
    if begun:
        nudging = replace(after.nudging, waiting=None, lift_on=None, lift_at=None, again=None, instead=None)
        after = after if nudging == after.nudging else replace(after, nudging=nudging)
    over = after.paused_until is not None and after.paused_until <= scene.today
    spoken = after.paused == "silence" and isinstance(scene.incoming.act, Said | Pressed | Edited | Zoned | Previewed)
    if after.paused not in {None, "health"} and (begun or over or spoken):
        after = resumed(after, scene.today)
    return after


def _depends(before: Athlete, after: Athlete, turn: Turn) -> bool:
    """Whether anything changed that decides what is due; most of the time a look at references."""
    was, now = before.workout, after.workout
    if now is not was and now is not None and now.is_open:
        return True
    return (
        after.profile is not before.profile
        or after.habits is not before.habits
        or (after.nudging is not before.nudging and after.nudging != before.nudging)
        or (after.paused, after.paused_until) != (before.paused, before.paused_until)
        or (now is None or not now.is_open) != (was is None or not was.is_open)
        or after.for_now is not before.for_now
        or after.workouts != before.workouts
        or bool(turn.also)
        or is_ready(after) != is_ready(before)
    )


def _since(before: Athlete, scene: Scene) -> datetime:
    """From when on things are due: now; after an outage from the occurrence that is dealt with, so that each gets its end."""
    now = scene.incoming.at
    if isinstance(scene.incoming.act, Nudged) and before.due is not None:
        return max(min(now, before.due.at) - INSTANT, now - CAUGHT_UP)
    return now


def _due(scene: Scene, since: datetime, rest_s: int | None) -> Due | None:
    host = scene.incoming.host_zone
    day = lift_day(scene)
    for _ in range(LOOKED_AHEAD):
        spoken = day if day is None or _may_announce(scene, day) else None
        due = next_due(scene.athlete, since, spoken, host, rest_s)
        if day is None or (spoken is not None and _is_announced(scene.athlete, since, day, host)):
            return due
        day = coach_day(scene, day + DAY)
    return due


def _may_announce(scene: Scene, day: date) -> bool:
    """Whether the day was chosen or agreed to: in the week of a race any other one is offered, and announced only after a yes."""
    if day == scene.athlete.nudging.lift_on or crowding.is_planned(scene, day):
        return True
    return not any(0 <= (race.date - day).days <= RACE_WEEK for race in scene.athlete.profile.races)


def _is_announced(athlete: Athlete, since: datetime, day: date, host: str) -> bool:
    """Whether that lift day can still be announced: it was not yet, and its time lies ahead."""
    if ("lift_day", day) in athlete.nudging.sent:
        return False
    mine = (due for due in occurrences(athlete, since, day, host) if (due.kind, due.day) == ("lift_day", day))
    waits = athlete.due is not None and (athlete.due.kind, athlete.due.day) == ("lift_day", day)
    return any(due.at > since or waits for due in mine)


def shown_day(scene: Scene) -> date | None:
    """The lift day that is spoken of: today as long as it was announced and nothing has happened, else the next one."""
    return scene.today if scene.athlete.nudging.waiting == scene.today else lift_day(scene)


def announced_next(scene: Scene) -> date | None:
    """The next lift day of which something will be heard: not today when its time is over."""
    day = lift_day(scene)
    if day != scene.today or _is_announced(scene.athlete, scene.incoming.at, scene.today, scene.incoming.host_zone):
        return day
    return coach_day(scene, scene.today + DAY)


def lift_day(scene: Scene) -> date | None:
    """The next lift day: the one the person chose, else the one that suits the running; None while no lifting is possible."""
    athlete, nudging = scene.athlete, scene.athlete.nudging
    if scene.workout is not None or not is_ready(athlete) or athlete.paused == "health":
        return None
    if gate(athlete.profile, None, scene.library.rules) is not None:
        return None
    first = max(scene.today, athlete.paused_until or scene.today)
    if nudging.lift_on is not None and nudging.lift_on >= first and free_from(nudging.breaks, nudging.lift_on) is None:
        return nudging.lift_on
    if nudging.waiting is not None and nudging.waiting + MISSED_DAYS * DAY >= scene.today:
        first = max(first, nudging.waiting + DAY)
    return coach_day(scene, first)


def coach_day(scene: Scene, first: date, behind: date | None = None) -> date | None:
    """The first lift day from then on as the coach sees it, two days at least after the last session; as if one were on `behind`.

    A day that was left out, or that was offered for a missed one and missed too, is not made up for: it counts as if it were done.
    One that is left out further ahead changes nothing before it.
    """
    nudging = scene.athlete.nudging
    left_out = {*days_left_out(nudging), *marked(nudging, MOVED)}
    lifted = [*(log.date for log in scene.history()), *([] if behind is None else [behind])]
    days = [*lifted, *(day for day in left_out if day <= first)]
    if nudging.instead is not None and nudging.instead < first:
        days.append(nudging.instead)
    latest = max(lifted, default=None)
    usual = _usual_day(scene, first, max(days, default=None), latest, left_out)
    agreed = crowding.agreed_ahead(scene, first, latest)
    return min((day for day in (usual, agreed) if day is not None), default=None)


def _usual_day(scene: Scene, first: date, last: date | None, latest: date | None, left_out: set[date]) -> date | None:
    """The first lift day by the rules, none of those that are left out; `last` is as if it were done, `latest` was."""
    for _ in range(LOOKED_AHEAD):
        day = _appointment(scene, last, first)
        if day in left_out and day != last:
            last = day
            continue
        opens = None if day is None else crowding.opens(scene, day)
        if opens is None:
            room = crowding.made_room(scene, latest, first, day) if latest == last else None
            return day if room is None else room
        first = opens
    return None


def following(scene: Scene, day: date) -> date | None:
    """The lift day after a session on that day."""
    return coach_day(scene, day + DAY, behind=day)


def _appointment(scene: Scene, last: date | None, first: date) -> date | None:
    profile = profile_in_week(scene.athlete, first)
    day = appointment(profile, last, first, scene.library).date
    if profile is scene.athlete.profile or day is None or day < monday_of(first) + WEEK:
        return day
    # What was moved is moved in that week only.
    return appointment(scene.athlete.profile, last, first, scene.library).date


def _dropped(before: Athlete, after: Athlete, turn: Turn) -> tuple[Unsent, ...]:
    """What was due and is not any more ends with a reason, save what only waited for a silence in a workout."""
    due = before.due
    if (
        due is None
        or after.id != before.id
        or base(due.kind) in IN_WORKOUT
        or (due.kind, due.day) in after.nudging.sent
    ):
        return ()
    ends = {(one.kind, one.day) for one in turn.unsent}
    if after.due is not None:
        ends.add((after.due.kind, after.due.day))
    return () if (due.kind, due.day) in ends else (Unsent(due.kind, due.day, "skipped", _reason(before, after)),)


def _reason(before: Athlete, after: Athlete) -> str:
    was, now = before.nudging, after.nudging
    if after.workouts > before.workouts:
        return "started"
    if now.blocked and not was.blocked:
        return "blocked"
    if before.habits.nudges and not after.habits.nudges:
        return "off"
    if after.paused is not None and before.paused is None:
        return "paused"
    if now.let_go != was.let_go:
        return "let_go"
    return "moved" if (now.lift_on, now.again) != (was.lift_on, was.again) else "changed"
