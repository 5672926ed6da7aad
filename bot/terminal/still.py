"""A message's picture as text: drawn by whoever draws, left out when that fails."""

from __future__ import annotations

import logging
from typing import Protocol

log = logging.getLogger(__name__)


class Still(Protocol):
    """Draws a picture as text."""

    def __call__(self, name: str, columns: int, /, *, colour: bool) -> str | None:
        """The picture of that name in ANSI colours, no wider than that; without colours or room what its message does not say."""


def told_still(still: Still | None, name: str | None, columns: int, *, colour: bool) -> str | None:
    """The picture, or the words instead of it; None when there is neither."""
    if still is None or name is None:
        return None
    try:
        return still(name, columns, colour=colour)
    except Exception as error:  # noqa: BLE001  the words say the same, so the answer goes without its picture
        log.warning("A picture could not be drawn: %s", type(error).__name__)
        return None
