"""Two people who are one: what is kept of each when they are joined."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, TypeVar

from core.athlete import Equipment, ForNow, Habits, Nudging, Profile, Talk
from core.bringing import told_start
from core.values import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.athlete import Athlete
    from core.content import Library
    from core.session import LiftSet, Workout

V = TypeVar("V", Profile, Habits, ForNow)
TOGETHER = ("unit", "equipment", "body_mass")  # loads only mean something in their unit
CAUTION = ("parq_yes", "pregnant", "postpartum_uncleared")


@dataclass(frozen=True, slots=True)
class Joined:
    """The one person: `athlete` with the id of the one who came first, workouts new to that id, and who is gone."""

    athlete: Athlete
    also: tuple[Workout, ...]
    gone: Athlete


def joined(
    one: tuple[Athlete, Sequence[Workout]], other: tuple[Athlete, Sequence[Workout]], library: Library
) -> Joined | None:
    """Both as one person, each with their workouts; None while both have a workout going on.

    Whoever came first keeps their id, their numbers and what they said; what they never said is taken from the other. Caution adds up.
    A workout that began when another did is the same one, however it came there: the fuller copy is kept.
    """
    (older, mine), (younger, theirs) = sorted((one, other), key=lambda who: (who[0].since, who[0].id))
    if _is_lifting(older) and _is_lifting(younger):
        return None
    profile = _profile(older, younger)
    there = {at: workout for workout in mine for at in (told_start(workout, older.habits.zone), workout.started)}
    last = older.workouts
    numbered: dict[int, Workout] = {}
    for workout in sorted(theirs, key=lambda w: (w.date, w.started)):
        same = there.get(workout.started) or there.get(told_start(workout, younger.habits.zone))
        if same is None:
            last += 1
        elif not _is_fuller(workout, same):
            continue
        number = last if same is None else same.number
        numbered[workout.number] = replace(_carried(workout, younger, profile, library), number=number)
    latest = _latest(older, younger, numbered)
    athlete = replace(
        older,
        profile=profile,
        habits=_filled(older.habits, younger.habits, Habits()),
        talk=Talk(),
        answered=older.answered | younger.answered,
        health_on=max(filter(None, (older.health_on, younger.health_on)), default=None),
        paused=older.paused or younger.paused,
        paused_until=older.paused_until if older.paused else younger.paused_until,
        workout=latest,
        workouts=last,
        undo=(),
        nudging=_nudging(older.nudging, younger.nudging),
        for_now=_filled(older.for_now, younger.for_now, ForNow()),
    )
    return Joined(athlete, tuple(numbered.values()), younger)


def _is_lifting(athlete: Athlete) -> bool:
    return athlete.workout is not None and athlete.workout.is_open


def _latest(older: Athlete, younger: Athlete, numbered: dict[int, Workout]) -> Workout | None:
    """The workout that is going on, else the one that was begun last."""
    theirs = numbered.get(younger.workout.number) if younger.workout else None
    mine = older.workout
    if mine is not None:  # perhaps with a fuller copy in its place
        number = mine.number
        mine = next((one for one in numbered.values() if one.number == number), mine)
    found = [workout for workout in (mine, theirs) if workout is not None]
    return max(found, key=lambda workout: (workout.is_open, workout.started), default=None)


def _is_fuller(one: Workout, other: Workout) -> bool:
    """Of two copies of one workout, whether the first has more of it: it is going on, or has more sets."""
    return not other.is_open and (one.is_open or len(one.sets) > len(other.sets))


# --- who they are -----------------------------------------------------------------------------------------------------------
def _profile(older: Athlete, younger: Athlete) -> Profile:
    mine, theirs = older.profile, younger.profile
    profile = _filled(mine, theirs, Profile())
    has_said = mine.equipment != Equipment() or ("kit" in older.answered and theirs.equipment == Equipment())
    kit = mine if has_said else theirs
    told = [one for one in (mine, theirs) if one.parq_yes]
    return replace(
        profile,
        **{name: getattr(kit, name) for name in TOGETHER},
        **{name: getattr(mine, name) or getattr(theirs, name) for name in CAUTION},
        cleared=all(one.cleared for one in told) if told else mine.cleared or theirs.cleared,
        limits=tuple(dict.fromkeys((*mine.limits, *theirs.limits))),
        races=tuple(sorted({*mine.races, *theirs.races}, key=lambda race: (race.date, race.priority))),
    )


def _filled(mine: V, theirs: V, usual: V) -> V:
    """The first, with the fields of the second where the first has none of its own."""
    own: dict[str, Any] = {
        f.name: getattr(theirs, f.name) for f in fields(usual) if getattr(mine, f.name) == getattr(usual, f.name)
    }
    return replace(mine, **own)


def _nudging(mine: Nudging, theirs: Nudging) -> Nudging:
    breaks = tuple(sorted({*mine.breaks, *theirs.breaks}, key=lambda off: off.since))
    return replace(mine, breaks=breaks, sent=tuple(sorted({*mine.sent, *theirs.sent}, key=lambda sent: sent[1])))


# --- what they lifted -------------------------------------------------------------------------------------------------------
def _carried(workout: Workout, owner: Athlete, profile: Profile, library: Library) -> Workout:
    """The workout with its bands by their places in the list that counts from now on."""
    before, after = owner.profile.equipment.bands, profile.equipment.bands
    if before == after:
        return workout

    def place(slug: str, load: float | None) -> float | None:
        exercise = library.exercises.get(slug)
        if load is None or exercise is None or exercise.load_type != "band" or int(load) >= len(before):
            return load
        return float(after.index(before[int(load)])) if before[int(load)] in after else load

    def carried(lift: LiftSet) -> LiftSet:
        return replace(lift, load=place(workout.exercises[lift.exercise].slug, lift.load))

    return replace(
        workout,
        sets=tuple(carried(lift) for lift in workout.sets),
        exercises=tuple(replace(one, load=place(one.slug, one.load)) for one in workout.exercises),
    )
