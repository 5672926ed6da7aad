"""What this front needs of a picture: its bytes, its name, and its words for those who cannot see it."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from bot.discord.turns import where

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.discord.cards import Card

log = logging.getLogger(__name__)


class Drawn(Protocol):
    """A picture as it is sent; `alt` says in words what it shows."""

    @property
    def data(self) -> bytes:
        """PNG or GIF."""

    @property
    def filename(self) -> str:
        """With the ending that fits; tells nothing about a person."""

    @property
    def alt(self) -> str:
        """For those who cannot see it."""


Pictures = Callable[[str], Awaitable[Drawn | None]]  # by name; None: there is none, or it is late, and the words do


async def illustrated(told: Iterable[Card], pictures: Pictures | None) -> tuple[Card, ...]:
    """The cards with their pictures, as far as there are any."""
    return tuple([replace(card, drawn=await _drawn(card.picture, pictures)) for card in told])


async def _drawn(name: str | None, pictures: Pictures | None) -> Drawn | None:
    if name is None or pictures is None:
        return None
    try:
        return await pictures(name)
    except Exception as error:  # noqa: BLE001  the words say the same, so the answer goes without its picture
        log.error("A picture could not be drawn: %s", where(error))  # noqa: TRY400  no texts in logs
        return None
