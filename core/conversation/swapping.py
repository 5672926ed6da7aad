"""Another exercise instead: sensible alternatives of the same slot, each with the right load."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from core.athlete import Talk
from core.coaching.swapping import alternatives
from core.conversation import lifting
from core.conversation.keys import key
from core.conversation.standing import place_of, standing, working_sets
from core.conversation.words import amount
from core.message import Line, Offer, Say
from core.reading import names
from core.turn import Fact
from core.values import replace

if TYPE_CHECKING:
    from core.conversation.scene import Scene
    from core.plan import Prescribed
    from core.session import Workout
    from core.turn import Turn


_FOR: Final = re.compile(r"\b(?:for|with|by|to|against|->|→)\b")


def meant(scene: Scene, workout: Workout, slug: str | None) -> int | None:
    """The place of the exercise, else of the one of its pattern that is on today: «swap row» means what pulls.

    None where it is rather what is wanted instead of the exercise that is on.
    """
    known = scene.library.exercises
    here = standing(workout)
    if slug is None or slug not in known or here is None:
        return None
    now = known.get(here.prescribed.slug)
    if here.prescribed.slug != slug and now is not None and now.pattern == known[slug].pattern:
        return None
    return place_of(workout, slug, scene.library)


def told_both(scene: Scene, text: str) -> Turn | None:
    """«swap step-up for reverse lunge»: both by name. None where one is missing, or does not fit."""
    workout = scene.workout
    parts = _FOR.split(text.casefold(), maxsplit=1)
    if workout is None or len(parts) != 2:  # noqa: PLR2004  what goes and what comes
        return None
    around = tuple(exercise.slug for exercise in workout.exercises)
    old, new = (_slug(part, around if side == 0 else ()) for side, part in enumerate(parts))
    place = place_of(workout, old, scene.library) if old is not None else None
    return swapped(scene, place, new) if place is not None and new is not None else None


def _slug(text: str, around: tuple[str, ...]) -> str | None:
    words = tuple(word for word in re.findall(r"[\w-]+", text) if word not in {"the", "my", "a"})
    return names.exact(names.key(words), around) or names.near(words)[0] if words else None


def _options(scene: Scene, place: int) -> tuple[Prescribed, ...]:
    workout = scene.workout
    assert workout is not None  # noqa: S101  the caller knows that a workout is going on
    taken = {exercise.slug for exercise in workout.exercises}
    found = alternatives(workout.exercises[place], scene.athlete.profile, scene.library)
    return tuple(option for option in found if option.slug not in taken)


def choices(scene: Scene, place: int) -> Turn:
    """What could be done instead, one button each."""
    workout = scene.workout
    assert workout is not None  # noqa: S101  the caller knows that a workout is going on
    current = workout.exercises[place]
    options = _options(scene, place)
    if not options:
        return lifting.reminder(scene, Line("swap.none", {"exercise": scene.short(current.slug)}))
    offers = tuple(
        (Offer(key("swapto", workout.number, place, option.slug), _label(scene, option)),) for option in options
    )
    scene = scene.with_athlete(scene.asking("swap"))
    return scene.turn(Say((Line("swap.question", {"exercise": scene.short(current.slug)}),), offers))


def _label(scene: Scene, option: Prescribed) -> Line:
    return Line("swap.option", {"name": scene.name(option.slug), "amount": amount(scene, option)})


def swapped(scene: Scene, place: int, slug: str) -> Turn | None:
    """The exercise replaced by the chosen one; sets already done stay with the old one. None when it does not fit here."""
    workout = scene.workout
    assert workout is not None  # noqa: S101  the caller knows that a workout is going on
    option = next((o for o in _options(scene, place) if o.slug == slug), None)
    if option is None:
        return None
    old = workout.exercises[place]
    done = len(working_sets(workout, place))
    if done:
        left = replace(option, sets=max(1, old.sets - done))
        exercises = (*workout.exercises, left)
        order = (*(p for p in workout.order if p != place), len(exercises) - 1)
        workout = replace(workout, exercises=exercises, order=order, skipped=(*workout.skipped, place))
    else:
        exercises = tuple(option if p == place else e for p, e in enumerate(workout.exercises))
        workout = replace(workout, exercises=exercises)
    scene = scene.with_athlete(replace(scene.athlete, workout=workout, talk=Talk()))
    line = Line("swap.done", {"old": scene.short(old.slug), "new": scene.short(slug)})
    turn = lifting.reminder(scene, line, card=True)
    return replace(turn, facts=(Fact("swapped", {"exercise": old.slug, "for": slug}),))
