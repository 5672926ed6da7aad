"""What the coach prescribes as things are today: the rules, then what holds for a few days only."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from core.athlete import Checkin
from core.building import estimated_minutes, next_session, trimmed
from core.coaching.elsewhere import elsewhere
from core.plan import NO_LIFTING
from core.values import replace

if TYPE_CHECKING:
    from datetime import date

    from core.athlete import Athlete, Equipment, Profile
    from core.content import Library
    from core.conversation.scene import Scene
    from core.plan import Prescribed, Prescription
    from core.session import PainReport

WEEK = timedelta(days=7)
# Patterns of exercises by the part of the body; whatever is not named here is leg work.
PART_OF: Final = {"h_push": "upper", "v_push": "upper", "h_pull": "upper", "v_pull": "upper", "core": "core"}


def monday_of(day: date) -> date:
    """The Monday of that day's week."""
    return day - timedelta(days=day.weekday())


def minutes_on(athlete: Athlete, day: date) -> int | None:
    """The minutes there are on that day, None when nothing was said about it."""
    return athlete.for_now.minutes if athlete.for_now.minutes_on == day else None


def equipment_on(athlete: Athlete, day: date) -> Equipment | None:
    """What is at hand on that day instead of the person's own; None when nothing was said about it."""
    now = athlete.for_now
    if now.equipment is None or now.equipment_on is None or day < now.equipment_on:
        return None
    if now.equipment_until is None:
        return now.equipment if day == now.equipment_on else None
    return now.equipment if day < now.equipment_until else None


def pain_on(athlete: Athlete, day: date) -> PainReport | None:
    """The pain that was told for that day."""
    return athlete.for_now.pain if athlete.for_now.pain_on == day else None


def profile_in_week(athlete: Athlete, day: date) -> Profile:
    """The profile with the running of that day's week."""
    now = athlete.for_now
    if now.run_week is None or now.run_week_of != monday_of(day):
        return athlete.profile
    return replace(athlete.profile, run_week=now.run_week)


def as_usual(scene: Scene, pain: PainReport | None = None, on: date | None = None) -> Prescription:
    """The next session by the profile, on the day that suits this week's running. `on`: as seen from that day, else today.

    None as long as something waits for a professional's word: then nobody is told of a next one either (rules.md 5).
    """
    day = on or scene.today
    profile = profile_in_week(scene.athlete, day)
    checkin = Checkin(pain=pain, red_flag=scene.athlete.paused == "health")
    coming = next_session(profile, scene.history(), day, checkin, scene.library)
    if profile is scene.athlete.profile or coming.date is None or coming.date < monday_of(day) + WEEK:
        return coming
    # What was moved is moved in this week only.
    return next_session(scene.athlete.profile, scene.history(), day, checkin, scene.library)


def for_today(
    scene: Scene, pain: PainReport | None = None, on: date | None = None, *, whole: bool = False
) -> Prescription:
    """The session if it is lifted today (`on`): with the day's pain, on the day's equipment, in the day's minutes.

    `whole`: also the parts of the body that are not wanted today.
    """
    athlete, day = scene.athlete, on or scene.today
    minutes = minutes_on(athlete, day)
    if minutes is not None and athlete.profile.max_minutes is not None and minutes > athlete.profile.max_minutes:
        scene = scene.with_athlete(replace(athlete, profile=replace(athlete.profile, max_minutes=minutes)))
    coming = as_usual(scene, pain or pain_on(athlete, day), day)
    if coming.type in NO_LIFTING:
        return coming
    there = equipment_on(athlete, day)
    if there is not None:
        coming = _on(scene, coming, there)
    if not whole and athlete.for_now.part is not None and athlete.for_now.part_on == day:
        coming = _only(scene, coming, athlete.for_now.part)
    return coming if minutes is None else trimmed(coming, minutes, scene.library)


def _on(scene: Scene, coming: Prescription, there: Equipment) -> Prescription:
    changed = elsewhere(coming.exercises, scene.athlete.profile, there, scene.library)
    return _with(scene, coming, tuple(entry for entry in changed if entry is not None))


def _with(scene: Scene, coming: Prescription, kept: tuple[Prescribed, ...]) -> Prescription:
    if not kept or coming.phase is None:
        return coming
    minutes = estimated_minutes(kept, scene.library.phases[coming.phase], scene.library)
    return replace(coming, exercises=kept, minutes=minutes)


def is_of(slug: str, part: str, library: Library) -> bool:
    """Whether the exercise is one of that part of the body («legs», «upper core»)."""
    exercise = library.exercises.get(slug)
    return exercise is not None and PART_OF.get(exercise.pattern, "legs") in part.split()


def _only(scene: Scene, coming: Prescription, part: str) -> Prescription:
    """The session without the other parts of the body; as it is where nothing would be left."""
    kept = tuple(entry for entry in coming.exercises if is_of(entry.slug, part, scene.library))
    return _with(scene, coming, kept)


def upcoming(scene: Scene) -> Prescription:
    """The next session as it will be given: reshaped for today when it is today's."""
    coming = as_usual(scene)  # today's pain is today's: before another day's session it is asked again
    return for_today(scene) if coming.date == scene.today else coming
