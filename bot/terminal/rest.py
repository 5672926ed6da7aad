"""The rest between two sets, counted down."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Rest:
    """A rest that ends at `until`."""

    until: datetime

    def left_s(self, now: datetime) -> int:
        """Whole seconds still to rest, 0 when it is over."""
        return max(0, ceil((self.until - now).total_seconds()))


def minutes(seconds: int) -> str:
    """`75` → `1:15`."""
    return f"{seconds // 60}:{seconds % 60:02d}"
