"""Every line the coach says, as data, and the phrasebook that fills the blanks."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from core.message import Choice, Line, Message, Say, Spaced, Span
from core.wording.formats import plural_form, words
from core.wording.template import Blank, Template, template

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

FALLBACK = "en"


@cache
def phrases(language: str) -> Mapping[str, Template]:
    """All lines of a language by key, from its one file `<language>.toml`, tables joined by dots; none for a language without a file."""
    file = files("core.wording") / f"{language}.toml"
    if not file.is_file():
        return {}
    return {key: template(text) for key, text in _flat(tomllib.loads(file.read_text("utf-8")))}


def _flat(table: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield prefix + key, str(value)


def message(say: Say, language: str = FALLBACK) -> Message:
    """The words for what is to be said. A line that the language lacks is said in English."""
    return Message(
        paragraphs=tuple(paragraph for line in say.lines if (paragraph := _paragraph(line, language))),
        choices=tuple(tuple(Choice(o.key, _label(o.line, language)) for o in row) for row in say.offers),
        picture=say.picture,
        rest_s=say.rest_s,
        wants_number=say.wants_number,
        document=say.document,
    )


def text(line: Line, language: str = FALLBACK) -> str:
    """One line in words, without styles."""
    return "".join(span.text for span in _spans(line, language))


def _label(line: Line, language: str) -> str:
    return "".join(span.text for span in _paragraph(line, language))


def _paragraph(line: Line, language: str) -> tuple[Span, ...]:
    """The line's spans, the first letter a capital: «squat done» in the middle of a line is «Squat done» at its start."""
    spans = tuple(_spans(line, language))
    if not spans or not spans[0].text[:1].islower():
        return spans
    first = spans[0]
    return (replace(first, text=first.text[0].upper() + first.text[1:]), *spans[1:])


def _spans(line: Line, language: str) -> Iterator[Span]:
    book = phrases(language)
    pieces = (book.get(line.key) or phrases(FALLBACK)[line.key]).pieces
    for piece in pieces:
        style = "strong" if piece.strong else "plain"
        if isinstance(piece.content, str):
            yield Span(piece.content, style)  # type: ignore[arg-type]  # the two styles there are
            continue
        for filled in _filled(piece.content, line.blanks, language):
            yield Span(filled.text, style if filled.style == "plain" else filled.style)  # type: ignore[arg-type]  # see above


def _filled(blank: Blank, blanks: Mapping[str, Any], language: str) -> Iterable[Span]:
    value = blanks[blank.name]
    if blank.forms:
        return (Span(blank.forms[min(plural_form(language)(value), len(blank.forms) - 1)]),)
    if isinstance(value, Line):
        return _spans(value, language)
    if isinstance(value, Spaced):
        return tuple(_joined(value.values, " ", language))
    if isinstance(value, tuple):
        return tuple(_joined(value, ", ", language))
    return (Span(words(value, language)),)


def _joined(values: tuple[Any, ...], between: str, language: str) -> Iterator[Span]:
    for place, value in enumerate(values):
        if place:
            yield Span(between)
        if isinstance(value, Line):
            yield from _spans(value, language)
        else:
            yield Span(words(value, language))
