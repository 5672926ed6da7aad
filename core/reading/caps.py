"""The most that can be reported at once (product.md), checked before anything is made of it."""

from __future__ import annotations

MOST_SETS = 20  # an exercise
MOST_REPS = 200  # an exercise
MOST_SECONDS = 3600
MOST_KG = 700.0
MOST_CHARACTERS = 2000
KG_PER_LB = 0.45359237  # the international pound, by definition


def too_heavy(load: float, unit: str) -> bool:
    """Whether a load is beyond what anybody lifts."""
    return abs(load) * (KG_PER_LB if unit == "lb" else 1.0) > MOST_KG
