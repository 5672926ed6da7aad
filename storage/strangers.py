"""How often somebody who is not known tried a wrong code: ten digests among those of deliveries, which name nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.codes import MOST_WRONG
from storage.deliveries import delivery_key

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from storage.link import Link

WINDOW_S = 3600


class StrangersUnit:
    """Counts wrong codes; see `core.ports.Unit`. Each digest stands for one of ten, and is free again after an hour."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def guesses(self, who: str, at: datetime) -> int:
        """How many wrong codes they tried in the hour before."""
        since = int(at.timestamp()) - WINDOW_S
        return sum(self._link.row("guessed", {"key": key, "before": since}) is not None for key in _keys(who))

    def guess(self, who: str, at: datetime) -> None:
        """Count a wrong code."""
        now_s = int(at.timestamp())
        for key in _keys(who):
            if self._link.run("guess", {"key": key, "at": now_s, "before": now_s - WINDOW_S}):
                return


def _keys(who: str) -> Iterator[int]:
    return (delivery_key(f"guess:{number}:{who}") for number in range(MOST_WRONG))
