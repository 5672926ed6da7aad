"""Every line the coach says, as data, and the phrasebook that fills the blanks."""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from core.message import Choice, Line, Message, Say, Spaced, Span
from core.wording.formats import plural_form, words
from core.wording.template import Template, template

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from core.message import Style

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
    return _joined_text(_spans(line, language))


def _label(line: Line, language: str) -> str:
    """What stands on a button. Most say a word or a number, over and over; whatever may be somebody's own is put together anew."""
    match line.blanks:
        case {"n": int() as n} if len(line.blanks) == 1:
            return _counted(line.key, n, language)
        case blanks if blanks:
            return _joined_text(_paragraph(line, language))
        case _:
            return _counted(line.key, None, language)


@lru_cache(maxsize=4096, typed=True)
def _counted(key: str, n: int | None, language: str) -> str:
    return _joined_text(_paragraph(Line(key, {} if n is None else {"n": n}), language))


def _joined_text(spans: Sequence[Span]) -> str:
    return spans[0].text if len(spans) == 1 else "".join([span.text for span in spans])


def _paragraph(line: Line, language: str) -> tuple[Span, ...]:
    """The line's spans, the first letter a capital: «squat done» in the middle of a line is «Squat done» at its start."""
    spans = _spans(line, language)
    if not spans or not spans[0].text[:1].islower():
        return tuple(spans)
    first = spans[0]
    return (Span(first.text[0].upper() + first.text[1:], first.style), *spans[1:])


def _spans(line: Line, language: str) -> list[Span]:
    spans: list[Span] = []
    _say(line, language, "plain", spans)
    return spans


def _say(line: Line, language: str, style: Style, spans: list[Span]) -> None:
    """Add the line's spans; in the middle of what is strong all of them are."""
    for piece in _template(line.key, language).pieces:
        if isinstance(piece, Span):
            spans.append(piece if style == "plain" else Span(piece.text, style))
        elif piece.forms:
            form = plural_form(language)(line.blanks[piece.name])
            said = piece.forms[min(form, len(piece.forms) - 1)]
            if "#" in said:
                said = said.replace("#", words(line.blanks[piece.name], language))
            spans.append(Span(said, "strong" if piece.strong else style))
        else:
            _fill(line.blanks[piece.name], language, "strong" if piece.strong else style, spans)


def _template(key: str, language: str) -> Template:
    return phrases(language).get(key) or phrases(FALLBACK)[key]


def _fill(value: Any, language: str, style: Style, spans: list[Span]) -> None:
    match value:
        case Line():
            _say(value, language, style, spans)
        case Spaced(values):
            _join(values, " ", language, style, spans)
        case tuple():
            _join(value, ", ", language, style, spans)
        case _:
            spans.append(Span(words(value, language), style))


def _join(values: tuple[Any, ...], between: str, language: str, style: Style, spans: list[Span]) -> None:
    for place, value in enumerate(values):
        if place:
            spans.append(Span(between, style))
        _fill(value, language, style, spans)
