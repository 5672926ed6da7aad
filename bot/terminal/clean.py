"""Text made safe to put on a terminal: no control character of any kind reaches the screen."""

from __future__ import annotations

import unicodedata

_BREAKS = {ord(c): "\n" for c in "\x0b\x0c\x85\u2028\u2029"}
_BIDI = dict.fromkeys((1564, 8206, 8207, *range(8234, 8239), *range(8294, 8298)))  # can reorder what is read
_CONTROLS = {c: None for c in (*range(0x20), *range(0x7F, 0xA0)) if chr(c) not in "\n\t"}
_TABLE = {**_CONTROLS, **_BIDI, **_BREAKS, ord("\t"): " "}


def shown(text: str) -> str:
    """The text without escape sequences' control bytes, direction overrides and lone surrogates; line breaks stay."""
    return whole(text.replace("\r\n", "\n").replace("\r", "\n").translate(_TABLE))


def whole(text: str) -> str:
    """The text with lone surrogates (bytes that were no UTF-8) replaced, so that it can be stored and printed."""
    return text.encode("utf-8", "replace").decode("utf-8") if not text.isascii() else text


def cells(text: str) -> int:
    """Columns that the text takes on a terminal; never fewer than it really takes."""
    return sum(_cells_of(c) for c in text)


def _cells_of(character: str) -> int:
    if unicodedata.combining(character) or character in "\u200d\ufe0e":
        return 0
    if character == "\ufe0f":  # makes the sign before it an emoji, which is two columns wide
        return 1
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
