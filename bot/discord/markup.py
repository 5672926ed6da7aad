"""Spans as Discord's markdown: what somebody typed stays text, whatever it contains."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.message import Span

# Discord shows the sign alone when a backslash precedes it. Together these open all of its inline markup: emphasis, spoilers,
# code, masked links, and everything in angle brackets (mentions, channels, emoji, timestamps, bare links).
_INLINE = re.compile(r"[\\*_~`|<\[]")
_MENTION = re.compile(r"@(?=\w)")
_LINK = re.compile(r":(?=//)")
# What counts only where a line begins: headings, small print, quotes, lists.
_OPENING = re.compile(r"^([^\S\n]*)([#>+-])", re.MULTILINE)
_NUMBERED = re.compile(r"^([^\S\n]*\d+)([.)])(?=\s)", re.MULTILINE)
# Nothing to read, and able to hide or turn round what follows: controls, bidirectional overrides, halves of a character.
_UNSEEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def escaped(text: str) -> str:
    """The text so that Discord shows exactly its signs, wherever in a line it stands."""
    inline = _INLINE.sub(lambda sign: "\\" + sign[0], _UNSEEN.sub(" ", text))
    return _LINK.sub(r"\\:", _MENTION.sub(r"\\@", inline))


def paragraph(spans: tuple[Span, ...]) -> str:
    """A row of spans as one piece of markdown; only a span's own style becomes markup."""
    runs = ((style, "".join(span.text for span in run)) for style, run in groupby(spans, key=lambda span: span.style))
    line = "".join(_strong(text) if style == "strong" else escaped(text) for style, text in runs)
    return lines_guarded(line)


def lines_guarded(text: str) -> str:
    """Escaped text whose lines begin no heading, quote or list; once is as good as twice."""
    return _NUMBERED.sub(r"\1\\\2", _OPENING.sub(r"\1\\\2", text))


def _strong(text: str) -> str:
    """Bold, with the blanks around it left outside: `** a**` would be shown as it stands."""
    bare = text.strip()
    if not bare:
        return text
    start = text.index(bare)
    return f"{text[:start]}**{escaped(bare)}**{text[start + len(bare) :]}"
