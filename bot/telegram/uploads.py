"""Demonstrations that Telegram has already: each is uploaded once and then named by the platform's own file id, for ever and by every replica."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from telegram import Message

log = logging.getLogger(__name__)

MOVING: Final = "image/gif"
STILL: Final = "image/png"
PATIENCE_S: Final = 1.0  # for the database; longer, the picture is uploaded once more
LASTING: Final = "demo/"  # the same for everybody; charts are a person's own and are never kept

Sealed = Callable[[str], str | None]  # a picture's name → another one for each edition of its drawing; None: not kept


class Notes(Protocol):
    """What the program remembers for itself, in the database that all replicas share."""

    async def noted(self, name: str) -> str | None:
        """What stands under this name. Raises whatever ails the database."""

    async def note(self, name: str, value: str) -> None:
        """Write it down. Raises whatever ails the database."""


@dataclass(frozen=True, slots=True)
class Known:
    """A picture that Telegram holds; `data` is its file id there."""

    data: str
    media_type: str
    filename: None = None


def for_this_run(name: str) -> str | None:
    """Without a database: by the name alone, as drawings do not change while the program runs."""
    return name if name.startswith(LASTING) else None


class Uploads:
    """File ids by bot and drawing. What was read once stays at hand; what Telegram refused is not offered again.

    A file id belongs to the bot that uploaded it, so the bot's number is part of the name.
    """

    def __init__(self, notes: Notes | None = None, sealed: Sealed = for_this_run) -> None:
        self._notes = notes
        self._sealed = sealed
        self._known: dict[str, Known] = {}
        self._refused: set[Known] = set()
        self._writing: set[asyncio.Task[None]] = set()

    async def known(self, bot: int, name: str | None) -> Known | None:
        """What Telegram holds under this name."""
        key = self._key(bot, name)
        if key is None:
            return None
        if key not in self._known and (found := await self._read(key)) is not None and found not in self._refused:
            self._known[key] = found
        return self._known.get(key)

    def keep(self, bot: int, name: str | None, shown: Message) -> None:
        """Remember what was just uploaded; the writing goes on beside."""
        key = self._key(bot, name)
        held = _held(shown)
        if key is None or held is None or self._known.get(key) == held:
            return
        self._known[key] = held
        self._refused.discard(held)
        if self._notes is not None:
            task = asyncio.ensure_future(self._write(self._notes, key, f"{held.media_type} {held.data}"))
            self._writing.add(task)
            task.add_done_callback(self._writing.discard)

    def refused(self, bot: int, name: str | None, known: Known) -> None:
        """Telegram does not know it any more. What another replica uploaded meanwhile may still be good."""
        key = self._key(bot, name)
        self._refused.add(known)
        if key is not None and self._known.get(key) == known:
            del self._known[key]

    async def close(self) -> None:
        """Finish what is being written."""
        if self._writing:
            await asyncio.wait(self._writing, timeout=PATIENCE_S)

    def _key(self, bot: int, name: str | None) -> str | None:
        seal = self._sealed(name) if name else None
        return f"telegram:{bot}:{seal}" if seal else None

    async def _read(self, key: str) -> Known | None:
        if self._notes is None:
            return None
        try:
            value = await asyncio.wait_for(self._notes.noted(key), PATIENCE_S)
        except Exception as error:  # noqa: BLE001  without it the picture is uploaded once more
            log.warning("Which pictures Telegram has could not be read: %s", type(error).__name__)
            return None
        media_type, _, file_id = (value or "").partition(" ")
        return Known(file_id, media_type) if file_id and media_type in {MOVING, STILL} else None

    @staticmethod
    async def _write(notes: Notes, key: str, value: str) -> None:
        try:
            await notes.note(key, value)
        except Exception as error:  # noqa: BLE001  the next start uploads it once more
            log.warning("Which picture Telegram has could not be kept: %s", type(error).__name__)


def _held(shown: Message) -> Known | None:
    """What Telegram made of an upload."""
    if shown.animation:
        return Known(shown.animation.file_id, MOVING)
    return Known(shown.photo[-1].file_id, STILL) if shown.photo else None
