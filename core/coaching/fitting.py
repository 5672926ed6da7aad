"""Which exercises a person can do with what they own and how their body is."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from core.athlete import Equipment, Profile
    from core.content import Library, Phase
    from core.exercise import Exercise


def has_equipment(exercise: Exercise, equipment: Equipment) -> bool:
    """Whether everything the exercise needs is there."""
    return all(_has(need, equipment) for need in exercise.needs)


def _has(need: str, equipment: Equipment) -> bool:
    match need:
        case "dumbbells":
            return bool(equipment.dumbbells)
        case "band":
            return bool(equipment.bands)
        case "anchor":
            return bool(equipment.bands) and equipment.anchor
        case "box":
            return equipment.box
        case "space":
            return equipment.space
        case "bar":
            return equipment.bar
        case _:
            return equipment.gym


def fits(exercise: Exercise, profile: Profile) -> bool:
    """Whether the exercise is possible with the equipment, and none of its cautions is among the person's limits."""
    return not _limited(exercise, profile) and has_equipment(exercise, profile.equipment)


def _limited(exercise: Exercise, profile: Profile) -> bool:
    return any(site in profile.limits for site in exercise.cautions)


def first_fitting(slugs: Iterable[str], profile: Profile, library: Library, *, free_of: str = "") -> Exercise | None:
    """The first exercise that fits and has no caution for the site `free_of`."""
    for slug in slugs:
        exercise = library.exercises[slug]
        if free_of not in exercise.cautions and fits(exercise, profile):
            return exercise
    return None


def candidate(slot: str, phase: Phase, profile: Profile, library: Library, *, free_of: str = "") -> Exercise | None:
    """The slot's first candidate in this phase that fits, or None (rules.md 2.1)."""
    slugs = library.slots[slot].candidates_in(phase.slug, gym=profile.equipment.gym)
    return first_fitting(slugs, profile, library, free_of=free_of)


def heavy_capable(profile: Profile, library: Library) -> bool:
    """A gym, or a dumbbell that is heavy enough for the heavy phase (rules.md 1)."""
    enough = library.rules.loads.heavy_dumbbell[profile.unit]
    return profile.equipment.gym or any(load >= enough for load in profile.equipment.dumbbells)
