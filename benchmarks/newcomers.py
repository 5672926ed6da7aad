"""How the people of the benchmarks begin: not all with the same dumbbells, so that they are not all told and asked the same."""

from __future__ import annotations

WEIGHTS_KG = range(4, 32, 2)


def beginning(person: int) -> tuple[str, ...]:
    """What this one says until a workout has begun."""
    return ("start workout", "none", f"dumbbells {WEIGHTS_KG[person % len(WEIGHTS_KG)]} kg and a band")
