"""What somebody could do instead of an exercise today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.coaching import loads
from core.coaching.fitting import fits
from core.values import replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.athlete import Profile
    from core.content import Library
    from core.exercise import Exercise
    from core.plan import Prescribed

USUAL_REPS = 8  # when a hold is swapped for repetitions


def alternatives(prescribed: Prescribed, profile: Profile, library: Library, limit: int = 4) -> tuple[Prescribed, ...]:
    """Other exercises for the same place that fit equipment and limits, the nearest first, with a load to begin with.

    Sets, rest and effort stay; one rep more is left in reserve, since the exercise is another one (EQUIP_SWAP).
    """
    now = library.exercises.get(prescribed.slug)
    if now is None:
        return ()
    seen = {now.slug}
    found: list[Prescribed] = []
    for other in _near(now, prescribed.slot, library):
        if other.slug in seen or not fits(other, profile) or _too_much(now, other):
            continue
        seen.add(other.slug)
        found.append(_instead(prescribed, now, other, profile, library))
        if len(found) == limit:
            break
    return tuple(found)


def _near(now: Exercise, slot: str, library: Library) -> Iterator[Exercise]:
    """One step easier, the slot's own candidates, one step harder, then whatever trains the same pattern."""
    known = library.exercises
    place = library.slots.get(slot)
    for slug in (*now.easier, *(place.candidates if place else ()), *now.harder):
        yield known[slug]
    yield from (exercise for exercise in known.values() if exercise.pattern == now.pattern)


def _too_much(now: Exercise, other: Exercise) -> bool:
    """A barbell is not something to begin with on the spot."""
    return other.load_type == "barbell" and now.load_type != "barbell"


def _instead(prescribed: Prescribed, now: Exercise, other: Exercise, profile: Profile, library: Library) -> Prescribed:
    rules = library.rules
    load = loads.carried(prescribed.load, now, other, profile, rules)
    reps, tempo = prescribed.reps, prescribed.tempo
    if other.held and not now.held:
        reps, tempo = rules.reps.held_s[0], rules.tempo.held
    elif now.held and not other.held:
        reps, tempo = USUAL_REPS, library.phases["P1"].tempo
    return replace(
        prescribed,
        slug=other.slug,
        reps=reps,
        per_side=other.one_sided,
        load=load,
        load_label=loads.label(other, load, profile),
        tempo=tempo,
        rir=min(rules.effort.most, prescribed.rir + rules.effort.unsure),
        code="EQUIP_SWAP",
    )
