"""Messages drawn with rich: strong words, coloured keys, lines broken between words."""

from __future__ import annotations

import io
import logging
from typing import TYPE_CHECKING, Final, Protocol

from rich.console import Console
from rich.text import Text

from bot.terminal.clean import shown
from bot.terminal.layout import GAP, packed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.terminal.keys import Option, Sheet

log = logging.getLogger(__name__)

BESIDE_A_SET: Final = 56  # columns: 14 lines


class Still(Protocol):
    """Draws a picture as text."""

    def __call__(self, name: str, columns: int, /) -> str | None:
        """The picture of that name with ANSI colours, no wider than that; None when it cannot be shown."""


def drawn(sheet: Sheet, columns: int, still: Still | None = None) -> Iterator[Text]:
    """The message's paragraphs, its picture if it can be drawn, then its choices.

    With a set the picture comes first and small: in a window of 24 lines the numbers stay in sight.
    """
    asked_for = sheet.message.wants_number
    picture = _still(still, sheet.message.picture, min(columns, BESIDE_A_SET) if asked_for else columns)
    if picture and asked_for:
        yield picture
    for paragraph in sheet.message.paragraphs:
        yield Text.assemble(*((shown(span.text), "bold" if span.style == "strong" else "") for span in paragraph))
    if picture and not asked_for:
        yield picture
    for row in sheet.rows:
        yield from (_choices(group) for group in packed(row, columns))


def _still(still: Still | None, name: str | None, columns: int) -> Text | None:
    if still is None or name is None:
        return None
    try:
        picture = still(name, columns)
    except Exception as error:  # noqa: BLE001  the words say the same, so the answer goes without its picture
        log.warning("A picture could not be drawn: %s", type(error).__name__)
        return None
    return Text.from_ansi(picture) if picture else None


def printed(texts: Iterable[Text], columns: int, *, colour: bool) -> str:
    """The texts as a terminal of that width takes them, with escape codes for their styles."""
    paper = io.StringIO()
    console = Console(
        file=paper,
        width=columns,
        force_terminal=True,
        color_system="256",
        no_color=not colour,
        highlight=False,
        legacy_windows=False,
    )
    for text in texts:
        console.print(text, overflow="fold")
    return paper.getvalue()


def _choices(group: Sequence[Option]) -> Text:
    line = Text()
    for option in group:
        line.append(GAP if line.plain else "").append(f"[{option.typed}]", "cyan").append(f" {option.label}")
    return line
