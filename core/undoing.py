"""Taking things back: a turn's change as a step, and the athlete as they were before it."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final

from core.athlete import Break, Step
from core.plan import Prescribed
from core.session import PainReport
from core.values import replace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.athlete import Athlete
    from core.session import Workout

_FRAME: Final = attrgetter(
    "prescription", "exercises", "skipped", "order", "closed", "ended", "pain"
)  # all that `_head` is made of
REMEMBERED: Final = 10  # product.md: undo steps back through the last ten things


def remembering(before: Athlete, after: Athlete, did: str, *, agreed: bool = False) -> Athlete:
    """`after`, able to go back to `before`: sets, the workout's frame, profile and habits. Unchanged when nothing of these changed.

    `agreed`: the person changed on what days there is lifting; what the clock itself moves on is nothing to take back.
    """
    step = _step(before, after, did, agreed=agreed)
    if step is None:
        return after
    return replace(after, undo=(*after.undo, step)[-REMEMBERED:])


def _step(before: Athlete, after: Athlete, did: str, *, agreed: bool) -> Step | None:
    profile = before.profile if _differ(before.profile, after.profile) else None
    habits = before.habits if _differ(before.habits, after.habits) else None
    for_now = before.for_now if _differ(before.for_now, after.for_now) else None
    days = _agreed(before) if agreed and _agreed(before) != _agreed(after) else None
    was, now = before.workout, after.workout
    if was is None or now is None or was.number != now.number or not _differ(was, now):
        # A workout that was begun is left by ending it, not by undo.
        told = profile or habits or for_now or days
        return Step(did, profile=profile, habits=habits, for_now=for_now, agreed=days) if told else None
    old = {lift.key: lift for lift in was.sets}
    new = {lift.key: lift for lift in now.sets}
    return Step(
        did,
        workout=was.number,
        put=tuple(lift for key, lift in old.items() if _differ(new.get(key), lift)),
        remove=tuple(key for key in new if key not in old),
        head=_head(was) if _FRAME(was) != _FRAME(now) and _head(was) != _head(now) else None,
        profile=profile,
        habits=habits,
        for_now=for_now,
        agreed=days,
    )


def _differ(one: object, other: object) -> bool:
    """Whether they are unlike; nearly always they are the very same, which a value's own comparison does not look at first."""
    return one is not other and one != other


def undone(athlete: Athlete) -> tuple[Athlete, Step] | None:
    """The athlete before the last thing, and that thing; None when there is nothing to take back.

    Steps that belong to an earlier workout are passed over: what is closed and gone is corrected in words, not by undo.
    """
    steps = list(athlete.undo)
    while steps:
        step = steps.pop()
        if step.workout is not None and (athlete.workout is None or athlete.workout.number != step.workout):
            continue
        back = replace(athlete, undo=tuple(steps))
        if step.workout is not None and back.workout is not None:
            back = replace(back, workout=_restored(back.workout, step))
        if step.profile is not None:
            back = replace(back, profile=step.profile)
        if step.habits is not None:
            back = replace(back, habits=step.habits)
        if step.for_now is not None:
            back = replace(back, for_now=step.for_now)
        if step.agreed is not None:
            back = _as_agreed(back, step.agreed)
        return back, step
    return None


def _restored(workout: Workout, step: Step) -> Workout:
    workout = workout.without(*step.remove).with_sets(*step.put)
    if step.head is None:
        return workout
    head = step.head
    exercises = tuple(
        Prescribed(**changed)
        if (changed := head["exercises"].get(str(place)))
        else workout.prescription.exercises[place]
        for place in range(head["length"])
    )
    return replace(
        workout,
        exercises=exercises,
        skipped=tuple(head["skipped"]),
        order=tuple(head["order"]),
        closed=head["closed"],
        ended=datetime.fromisoformat(head["ended"]) if head["ended"] else None,
        pain=PainReport(**head["pain"]) if head["pain"] else None,
    )


def _agreed(athlete: Athlete) -> dict[str, Any]:
    """On what days there is to be lifting, as JSON values."""
    nudging = athlete.nudging
    return {
        "lift_on": _text(nudging.lift_on),
        "lift_at": nudging.lift_at,
        "let_go": _text(nudging.let_go),
        "again": nudging.again,
        "waiting": _text(nudging.waiting),
        "paused": athlete.paused,
        "paused_until": _text(athlete.paused_until),
        "breaks": [[one.reason, _text(one.since), _text(one.until)] for one in nudging.breaks],
    }


def _as_agreed(athlete: Athlete, days: Mapping[str, Any]) -> Athlete:
    """The athlete with these days again. A pause for the sake of health is no agreement: it stays."""
    breaks = tuple(Break(reason, date.fromisoformat(since), _day(until)) for reason, since, until in days["breaks"])
    nudging = replace(
        athlete.nudging,
        lift_on=_day(days["lift_on"]),
        lift_at=days["lift_at"],
        let_go=_day(days["let_go"]),
        again=days["again"],
        waiting=_day(days["waiting"]),
        breaks=breaks,
    )
    if athlete.paused == "health":
        return replace(athlete, nudging=nudging)
    return replace(athlete, nudging=nudging, paused=days["paused"], paused_until=_day(days["paused_until"]))


def _text(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text is not None else None


def _head(workout: Workout) -> dict[str, Any]:
    return {
        "length": len(workout.exercises),
        "skipped": list(workout.skipped),
        "order": list(workout.order),
        "closed": workout.closed,
        "ended": workout.ended.isoformat() if workout.ended else None,
        "pain": asdict(workout.pain) if workout.pain else None,
        # Only what differs from the frozen prescription (a swap), so that a step stays small.
        "exercises": {
            str(place): asdict(exercise)
            for place, exercise in enumerate(workout.exercises)
            if place >= len(workout.prescription.exercises) or workout.prescription.exercises[place] != exercise
        },
    }
