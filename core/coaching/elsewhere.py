"""A session away from home: what the equipment at hand leaves as it is, and what is done instead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.coaching import loads
from core.coaching.fitting import has_equipment
from core.coaching.swapping import alternatives
from core.values import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.athlete import Equipment, Profile
    from core.content import Library
    from core.plan import Prescribed

# Behind the slot of an exercise that was done instead: its log is no rung of the slot's own ladder, so that one day in a hotel
# changes nothing at home.
AWAY: Final = ".away"


def is_away(prescribed: Prescribed) -> bool:
    """Whether the exercise stands in for the slot's own, for want of equipment on that day."""
    return prescribed.slot.endswith(AWAY)


def home(prescribed: Prescribed) -> str:
    """The slot that the exercise fills today."""
    return prescribed.slot.removesuffix(AWAY)


def elsewhere(
    exercises: Sequence[Prescribed],
    profile: Profile,
    there: Equipment,
    library: Library,
    taken: frozenset[str] = frozenset(),
) -> tuple[Prescribed | None, ...]:
    """Each exercise as the equipment `there` allows it, None where nothing fits; `taken` are slugs that may not come twice."""
    away = replace(profile, equipment=there)
    slugs = set(taken) | {entry.slug for entry in exercises}
    changed: list[Prescribed | None] = []
    for entry in exercises:
        new = _as_it_is(entry, profile, away, library) or _instead(entry, away, library, slugs)
        if new is not None:
            slugs.add(new.slug)
        changed.append(new)
    return tuple(changed)


def _as_it_is(entry: Prescribed, profile: Profile, away: Profile, library: Library) -> Prescribed | None:
    """The same exercise, with a load that is there; None when the equipment lacks it."""
    exercise = library.exercises.get(entry.slug)
    if exercise is None or not has_equipment(exercise, away.equipment):
        return None
    if entry.load is None:
        return entry
    if exercise.load_type == "band":
        band = profile.equipment.bands[int(entry.load) : int(entry.load) + 1]
        return entry if band == away.equipment.bands[int(entry.load) : int(entry.load) + 1] else None
    there = loads.owned(exercise, away, library.rules)
    load = loads.snapped(entry.load, there)
    if load == entry.load:
        return entry
    return replace(entry, slot=_away(entry.slot), load=load, load_label=loads.label(exercise, load, away))


def _instead(entry: Prescribed, away: Profile, library: Library, taken: set[str]) -> Prescribed | None:
    found = alternatives(entry, away, library, limit=len(library.exercises))
    other = next((option for option in found if option.slug not in taken), None)
    return replace(other, slot=_away(entry.slot)) if other is not None else None


def _away(slot: str) -> str:
    return slot if slot.endswith(AWAY) else f"{slot}{AWAY}"
