"""Messages drawn with rich: strong words, coloured keys, lines broken between words."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Protocol

from rich.console import Console
from rich.text import Text

from bot.terminal.clean import shown
from bot.terminal.layout import GAP, packed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.terminal.keys import Option, Sheet


class Still(Protocol):
    """Draws a picture as text."""

    def __call__(self, name: str, columns: int, /) -> str | None:
        """The picture of that name with ANSI colours, no wider than that; None when it cannot be shown."""


def drawn(sheet: Sheet, columns: int, still: Still | None = None) -> Iterator[Text]:
    """The message's paragraphs, its picture if it can be drawn, then its choices."""
    for paragraph in sheet.message.paragraphs:
        yield Text.assemble(*((shown(span.text), "bold" if span.style == "strong" else "") for span in paragraph))
    # In a window of 24 lines a drawing would push the numbers of a set away: there it comes when it is asked for.
    asked_for = sheet.message.picture if not sheet.message.wants_number else None
    if still and asked_for and (picture := still(asked_for, columns)):
        yield Text.from_ansi(picture)
    for row in sheet.rows:
        yield from (_choices(group) for group in packed(row, columns))


def printed(texts: Iterable[Text], columns: int, *, colour: bool) -> str:
    """The texts as a terminal of that width takes them, with escape codes for their styles."""
    paper = io.StringIO()
    console = Console(
        file=paper,
        width=columns,
        force_terminal=True,
        color_system="standard",
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
