"""Pauses between tries."""

from __future__ import annotations

import random


class Backoff:
    """Pauses that double, with jitter, until something works again."""

    def __init__(self, first_s: float, most_s: float) -> None:
        self._first_s = first_s
        self._most_s = most_s
        self._failures = 0

    def pause_s(self) -> float:
        """The next pause."""
        self._failures += 1
        step_s = min(self._first_s * 2.0 ** min(self._failures - 1, 16), self._most_s)
        return step_s * random.uniform(0.5, 1.0)  # noqa: S311  spreads retries, guards nothing

    def reset(self) -> None:
        """It worked."""
        self._failures = 0
