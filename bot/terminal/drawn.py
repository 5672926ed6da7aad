"""Messages drawn with rich: strong words, coloured keys, lines broken between words."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

from rich.console import Console
from rich.text import Text

from bot.terminal.clean import shown
from bot.terminal.layout import GAP, packed
from bot.terminal.still import told_still

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.terminal.keys import Option, Sheet
    from bot.terminal.still import Still

BESIDE_A_SET: Final = 56  # columns: 14 lines
SMALLEST: Final = 36  # columns; a picture that is asked for may push its words out of a low window, but is seen
WORDS_BESIDE: Final = 10  # lines of an answer that shows a movement, beside its picture
WIDE_TO_HIGH: Final = 4  # columns of a picture to a line of it


def drawn(
    sheet: Sheet, columns: int, still: Still | None = None, *, colour: bool = True, rows: int | None = None
) -> Iterator[Text]:
    """The message's paragraphs, its picture if it can be drawn, then its choices.

    With a set the picture comes first and small: in a window of 24 lines the numbers stay in sight. What was asked for is as large
    as a window of so many `rows` holds. A picture that cannot be drawn is told in words with a set; elsewhere they stand there already.
    """
    asked_for = sheet.message.wants_number
    room = BESIDE_A_SET if asked_for else _room(columns, rows)
    told = told_still(still, sheet.message.picture, min(columns, room), colour=colour)
    picture = Text.from_ansi(told) if told and "\x1b" in told else None
    if picture and asked_for:
        yield picture
    for paragraph in sheet.message.paragraphs:
        yield Text.assemble(*((shown(span.text), "bold" if span.style == "strong" else "") for span in paragraph))
    if picture and not asked_for:
        yield picture
    if told and asked_for and not picture:
        yield Text(shown(told))
    for row in sheet.rows:
        yield from (_choices(group) for group in packed(row, columns))


def _room(columns: int, rows: int | None) -> int:
    return columns if rows is None else max((rows - WORDS_BESIDE) * WIDE_TO_HIGH, SMALLEST)


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
