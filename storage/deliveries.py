"""What was handled before: deliveries by their digest, remembered for a week."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

from storage.shelf import sweep

if TYPE_CHECKING:
    from datetime import datetime

    from storage.link import Link

KEPT_S = 7 * 24 * 3600  # platforms repeat for a day at most
SLICES = 1024
SLICE_S = 24 * 3600 // SLICES  # so that a day goes once round all keys
MOST_SLICES = 8  # in one transaction
_LOWEST = -(2**63)
_WIDTH = 2**64 // SLICES


def delivery_key(delivery: str) -> int:
    """A signed 64-bit digest. Among ten million deliveries a week one is mistaken for another once in 10^12."""
    digest = blake2b(delivery.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


class Sweep:
    """Deletes old deliveries and files in passing, of deliveries a slice of the keys at a time, so that no turn ever waits for a large deletion.

    Digests are spread evenly, so a slice is as good as any other and needs no index on the time.
    """

    def __init__(self) -> None:
        self._next: int | None = None

    def pass_by(self, link: Link, at: datetime) -> None:
        """Sweep the slices that fell due up to `at`."""
        now_s = int(at.timestamp())
        due = now_s // SLICE_S
        first = due if self._next is None else max(self._next, due - MOST_SLICES + 1)
        for turn in range(first, due + 1):
            lowest = _LOWEST + turn % SLICES * _WIDTH
            bounds = {"first": lowest, "last": lowest + _WIDTH - 1, "before": now_s - KEPT_S}
            link.run("sweep_deliveries", bounds)
        if first <= due:
            sweep(link, at)
        self._next = due + 1
