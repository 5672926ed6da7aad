"""What this front needs of a picture: its bytes, its name, and its words for those who cannot see it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Final, Protocol

from bot.discord.turns import where
from core.values import replace

if TYPE_CHECKING:
    from bot.discord.cards import Card

log = logging.getLogger(__name__)

AT_ONCE_S: Final = 1.0  # so long words wait for their picture
ALONE: Final = "\u200b"  # stands above a picture without words: Discord's own sign for nothing


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


Follow = Callable[["Card"], Awaitable[object]]


class Illustrator:
    """Puts pictures beside words that do not wait for them: what is not there at once follows by itself, as soon as it is drawn."""

    def __init__(self, pictures: Pictures | None) -> None:
        self._pictures = pictures
        self._following: set[asyncio.Task[None]] = set()  # kept so that none is lost

    async def beside(self, card: Card, follow: Follow | None = None) -> Card:
        """The card with its picture, or without one that is not ready; `follow` then gets a card with the picture alone."""
        if card.picture is None or card.drawn is not None or self._pictures is None:
            return card
        drawing = asyncio.ensure_future(_drawn(card.picture, self._pictures))
        done, _ = await asyncio.wait({drawing}, timeout=AT_ONCE_S)
        if done:
            return replace(card, drawn=drawing.result())
        following = asyncio.create_task(_followed(card, drawing, follow))
        self._following.add(following)
        following.add_done_callback(self._following.discard)
        return card


async def _followed(card: Card, drawing: asyncio.Future[Drawn | None], follow: Follow | None) -> None:
    drawn = await drawing
    if drawn is None or follow is None:
        return
    try:
        await follow(replace(card, content=ALONE, rows=(), file=None, drawn=drawn))
    except Exception as error:  # noqa: BLE001  the words are out, so nobody misses anything
        log.error("A late picture could not be sent: %s", where(error))  # noqa: TRY400  no texts in logs


async def _drawn(name: str, pictures: Pictures) -> Drawn | None:
    try:
        return await pictures(name)
    except Exception as error:  # noqa: BLE001  the words say the same, so the answer goes without its picture
        log.error("A picture could not be drawn: %s", where(error))  # noqa: TRY400  no texts in logs
        return None
