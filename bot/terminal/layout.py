"""Messages as lines of plain text: words and whole choices wrap, nothing is cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.terminal.clean import cells, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.terminal.keys import Option, Sheet

GAP = "  "  # between two choices of a row


def lines(sheet: Sheet, columns: int | None, told: str | None = None) -> Iterator[str]:
    """The lines of a message, and what its picture would tell; `columns` None does not wrap at all (a pipe)."""
    for paragraph in sheet.message.paragraphs:
        yield from wrapped(shown("".join(span.text for span in paragraph)), columns)
    if told:
        yield from wrapped(shown(told), columns)
    for row in sheet.rows:
        for together in packed(row, columns):
            yield from wrapped(GAP.join(bracketed(option) for option in together), columns)


def bracketed(option: Option) -> str:
    """`[a] Label`."""
    return f"[{option.typed}] {option.label}"


def packed(row: Sequence[Option], columns: int | None) -> Iterator[list[Option]]:
    """The row's choices in groups that fit on a line each; one that is wider than the line stands alone."""
    group: list[Option] = []
    width = 0
    for option in row:
        more = cells(bracketed(option)) + (cells(GAP) if group else 0)
        if group and columns is not None and width + more > columns:
            yield group
            group, width, more = [], 0, cells(bracketed(option))
        group.append(option)
        width += more
    if group:
        yield group


def wrapped(text: str, columns: int | None) -> Iterator[str]:
    """The text's lines broken between words to fit; a word wider than the line is broken inside."""
    for line in text.split("\n"):
        if columns is None or cells(line) <= columns:
            yield line
        else:
            yield from _broken(line, max(columns, 2))


def _broken(line: str, columns: int) -> Iterator[str]:
    now = ""
    for word in line.split(" "):
        longer = f"{now} {word}" if now else word
        if cells(longer) <= columns:
            now = longer
            continue
        if now:
            yield now
        *full, now = _pieces(word, columns)
        yield from full
    yield now


def _pieces(word: str, columns: int) -> list[str]:
    pieces = [""]
    for character in word:
        if cells(pieces[-1] + character) > columns:
            pieces.append("")
        pieces[-1] += character
    return pieces
