"""A line's text with blanks, taken apart once: plain and strong runs, blanks, plurals.

    "Set {n} of {sets}: **{reps}** {reps|rep|reps}"

`{name}` is filled with a value, `{name|one|other}` picks the words by the number's plural form, in which `#` is the number itself
(«last {weeks|week|# weeks}»), `**…**` is strong. Braces and stars
in what is filled in are never looked at, so nothing that a person typed can become markup.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.message import Span

_TOKEN = re.compile(r"\{(?P<name>\w+)(?:\|(?P<forms>[^{}]*))?\}|(?P<strong>\*\*)")


@dataclass(frozen=True, slots=True)
class Blank:
    """A place for a value; with `forms`, a place for the word that fits the value's plural form."""

    name: str
    forms: tuple[str, ...] = ()
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Template:
    """A line's pieces in order: what is always said, and the blanks."""

    pieces: tuple[Span | Blank, ...]

    @property
    def blanks(self) -> frozenset[str]:
        """The names of all blanks; two languages of one line must agree on them."""
        return frozenset(piece.name for piece in self.pieces if isinstance(piece, Blank))


def template(text: str) -> Template:
    """The text taken apart. Stars toggle the style; an odd number of them leaves the rest strong."""
    pieces: list[Span | Blank] = []
    strong = False
    end = 0
    for token in _TOKEN.finditer(text):
        if token.start() > end:
            pieces.append(Span(text[end : token.start()], "strong" if strong else "plain"))
        end = token.end()
        if token["strong"]:
            strong = not strong
            continue
        forms = tuple(token["forms"].split("|")) if token["forms"] else ()
        pieces.append(Blank(token["name"], forms, strong))
    if end < len(text):
        pieces.append(Span(text[end:], "strong" if strong else "plain"))
    return Template(tuple(pieces))
