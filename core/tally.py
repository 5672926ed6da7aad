"""How much there is of everything in the house: counts for whoever hosts it, nothing about anybody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Tally:
    """People, those who began a session in the last 7 and 28 days, sessions, sets, and nudges by how they ended."""

    people: int
    active_7: int
    active_28: int
    workouts: int
    sets: int
    nudges: Mapping[str, int]
