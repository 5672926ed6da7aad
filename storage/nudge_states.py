"""The states of an occurrence, by what may still become of it."""

from __future__ import annotations

from typing import Final

OPEN: Final = ("claimed", "sending")
AGAIN: Final = (
    "claimed",
    "skipped",
)  # nothing went out: it may be claimed once more (a process died, a mind was changed)
