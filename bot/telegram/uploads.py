"""Demonstrations that Telegram has already: each is uploaded once and then named by the platform's own file id."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from telegram import Message

MOVING: Final = "image/gif"
LASTING: Final = "demo/"  # the same for everybody; charts are a person's own and are never kept


@dataclass(frozen=True, slots=True)
class Known:
    """A picture that Telegram holds; `data` is its file id there."""

    data: str
    media_type: str
    filename: None = None


@dataclass(slots=True)
class Uploads:
    """By name, for as long as the program runs; a start uploads each once more."""

    _known: dict[str, Known] = field(default_factory=dict)

    def known(self, name: str | None) -> Known | None:
        """What Telegram holds under this name."""
        return self._known.get(name or "")

    def keep(self, name: str | None, shown: Message) -> None:
        """Remember what was just uploaded."""
        if name is None or not name.startswith(LASTING):
            return
        if shown.animation:
            self._known[name] = Known(shown.animation.file_id, MOVING)
        elif shown.photo:
            self._known[name] = Known(shown.photo[-1].file_id, "image/png")

    def forget(self, name: str | None) -> None:
        """Telegram does not know it any more."""
        self._known.pop(name or "", None)
