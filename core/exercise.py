"""An exercise of the catalogue, as a frozen value."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Sides = Literal["both", "per_side", "alternating"]
LoadType = Literal["bodyweight", "band", "one_db", "two_db", "barbell", "time"]


@dataclass(frozen=True, slots=True)
class Exercise:
    """One movement, its place in the chains and what is said about it.

    `sides` is `per_side` when each side is a set of its own, `alternating` when the sides take turns within a set; in both
    cases repetitions count per side (rules.md 1). `easier` and `harder` are slugs, nearest first.
    """

    slug: str
    name: str
    pattern: str
    sides: Sides
    load_type: LoadType
    needs: tuple[str, ...]
    muscles: tuple[str, ...]
    posterior_chain: bool
    setup: str
    cues: tuple[str, ...]
    mistake: str
    why: str
    easier: tuple[str, ...]
    harder: tuple[str, ...]
    cautions: tuple[str, ...]
    short: str = ""
    aliases: tuple[str, ...] = field(default=())

    @property
    def one_sided(self) -> bool:
        """Whether repetitions are counted for each side."""
        return self.sides != "both"

    @property
    def held(self) -> bool:
        """Whether a set is a hold in seconds (rules.md 3.7: load type `time`)."""
        return self.load_type == "time"
