"""Athletes as rows of their table, and back."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from core.athlete import Athlete, Due, ForNow, Habits, Nudging, Profile, Talk
from core.codes import Tries
from storage.steps import steps_of, text_of_steps
from storage.values import frozen_value_of, instant, storable, text_of, value_of

if TYPE_CHECKING:
    from core.athlete import Past
    from core.session import Workout
    from storage.link import Params, Row

# what `keep_athlete` writes, in the order in which `athlete` reads it, behind the id and since
KEPT: Final = (
    "profile", "habits", "talk", "answered", "health_on", "paused_until", "paused", "workout", "workouts", "undo", "revision",
    "reach", "nudging", "for_now", "tries",
)  # fmt: skip
PLACE: Final = {name: place for place, name in enumerate(KEPT, start=2)}
DEFAULTS: Final = {
    "profile": Profile(),
    "habits": Habits(),
    "talk": Talk(),
    "answered": frozenset[str](),
    "nudging": Nudging(),
    "for_now": ForNow(),
    "tries": Tries(),
}


def athlete_of(row: Row, due: Row | None, past: Past, workout: Workout | None) -> Athlete:
    """The athlete of a row of the statement `athlete`, and of one of `due_of`."""
    (
        key,
        since,
        profile,
        habits,
        talk,
        answered,
        health_on,
        paused_until,
        paused,
        _,
        workouts,
        undo,
        _,
        reach,
        nudging,
        for_now,
        tries,
    ) = row
    return Athlete(
        id=key,
        since=instant(since),
        past=past,
        profile=Profile() if profile is None else frozen_value_of(profile),
        habits=Habits() if habits is None else frozen_value_of(habits),
        talk=Talk() if talk is None else value_of(talk),
        answered=frozenset() if answered is None else frozen_value_of(answered),
        health_on=None if health_on is None else date.fromisoformat(health_on),
        paused_until=None if paused_until is None else date.fromisoformat(paused_until),
        paused=paused,
        workout=workout,
        workouts=workouts,
        undo=() if undo is None else steps_of(undo),
        due=None if due is None else Due(due[0], date.fromisoformat(due[1]), instant(due[2])),
        reach=reach,
        nudging=Nudging() if nudging is None else frozen_value_of(nudging),
        for_now=ForNow() if for_now is None else frozen_value_of(for_now),
        tries=Tries() if tries is None else value_of(tries),
    )


def changes(row: Row, before: Athlete, after: Athlete) -> Params:
    """The columns in which `after` differs from `before`, which is the athlete of `row`."""
    found: dict[str, Any] = {}
    for name, default in DEFAULTS.items():
        value, old = getattr(after, name), getattr(before, name)
        if value is not old and value != old:
            found[name] = None if value == default else text_of(value)
    if after.undo is not before.undo and after.undo != before.undo:
        found["undo"] = text_of_steps(after.undo, before, row[PLACE["undo"]])
    if after.health_on != before.health_on:
        found["health_on"] = after.health_on and after.health_on.isoformat()
    if after.paused_until != before.paused_until:
        found["paused_until"] = after.paused_until and after.paused_until.isoformat()
    if after.paused != before.paused:
        found["paused"] = after.paused if after.paused is None else storable(after.paused)
    if after.reach != before.reach:
        found["reach"] = after.reach if after.reach is None else storable(after.reach)
    if after.workouts != before.workouts:
        found["workouts"] = after.workouts
    number = after.workout and after.workout.number
    if number != row[PLACE["workout"]]:
        found["workout"] = number
    return found
