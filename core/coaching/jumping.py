"""How many times the feet meet the ground in a session: never more than the cap (rules.md 1: at most 60 contacts)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.values import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.content import Library
    from core.plan import Prescribed


def contacts(entry: Prescribed, library: Library) -> int:
    """The landings of an exercise: its jumps in all sets, of both legs where one jumps at a time; 0 for what is no jump."""
    if library.exercises[entry.slug].pattern != "plyo":
        return 0
    return entry.sets * entry.reps * (2 if entry.per_side else 1)


def within_contacts(exercises: Sequence[Prescribed], library: Library) -> list[Prescribed]:
    """The session with no more contacts than the cap: the last jumps get fewer repetitions, then fewer sets, then they go.

    Where rules.md leaves open which jumps give way, the first keep what they have.
    """
    left = library.rules.reps.most_contacts
    fewest = library.rules.reps.jumps[0]
    kept: list[Prescribed] = []
    for entry in exercises:
        given: Prescribed | None = entry
        if contacts(entry, library) > left:
            given = _cut(entry, left, fewest)
        if given is not None:
            kept.append(given)
            left -= contacts(given, library)
    return kept


def _cut(entry: Prescribed, left: int, fewest: int) -> Prescribed | None:
    for sets in range(entry.sets, 0, -1):
        reps = left // (sets * (2 if entry.per_side else 1))
        if reps >= min(fewest, entry.reps):
            return replace(entry, sets=sets, reps=min(reps, entry.reps))
    return None
