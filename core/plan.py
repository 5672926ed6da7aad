"""What the coach prescribes: exercises with their numbers, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import date

Kind = Literal["refer", "blocked", "recovery", "rest", "deload", "taper", "primer", "return", "normal"]

NO_LIFTING: frozenset[str] = frozenset({"refer", "blocked", "recovery", "rest"})


@dataclass(frozen=True, slots=True)
class Prescribed:
    """One exercise of a session.

    `reps` are per side when `per_side`, seconds when the exercise is held; `load` is in the person's unit (each hand for two
    dumbbells), the place in their ordered list for a band, None for body weight. `code` names the rule that decided
    (rules.md 3.7).
    """

    slot: str
    slug: str
    sets: int
    reps: int
    per_side: bool
    load: float | None
    load_label: str
    tempo: str
    rest_s: int
    rir: int
    code: str

    @property
    def unit(self) -> Literal["kg", "lb"] | None:
        """The unit of `load` as it was prescribed, whatever the person uses now; None for bands and body weight."""
        words = self.load_label.split(" ")
        return "lb" if "lb" in words[1:2] else "kg" if "kg" in words[1:2] else None


@dataclass(frozen=True, slots=True)
class Prescription:
    """A whole session as prescribed (rules.md 6): the answer to «what do I lift next?».

    For the kinds in `NO_LIFTING` there are no exercises, and only `recovery` carries a date.
    """

    type: Kind
    phase: str | None
    template: str | None
    week: int | None
    date: date | None
    placement: str | None
    minutes: int | None
    codes: tuple[str, ...]
    exercises: tuple[Prescribed, ...]
