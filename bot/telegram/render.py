"""A message as Telegram shows it: HTML within the limits, buttons on the last part."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from core.values import replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.port import Document
    from core.message import Choice, Message, Span

log = logging.getLogger(__name__)

# core.telegram.org/bots/api: lengths in UTF-16 units. They count after the markup is taken out; counted with it we are always inside.
TEXT_UNITS = 4096
CAPTION_UNITS = 1024
KEY_BYTES = 64
ROW_BUTTONS = 8
ALL_BUTTONS = 100
CHOSEN = "✓ "
PLACEHOLDER = "6, 12.5 …"
Json = dict[str, Any]
UNSENDABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Part:
    """One request: the same text as HTML and bare, a picture's name or a file, what stands under it."""

    html: str
    bare: str
    picture: str | None = None
    markup: Json | None = None
    document: Document | None = None


def parts_of(
    message: Message, *, pictured: bool = True, documents: Mapping[str, Document] | None = None
) -> tuple[Part, ...]:
    """The requests that show the message, in order; none for an empty one.

    `pictured`: the picture is at hand. A text too long for a caption goes first, with what stands under it; its picture follows. A file
    comes last, by itself.
    """
    picture = message.picture if pictured else None
    texts = _texts(message.paragraphs)
    parts = texts
    if picture:
        short = len(texts) == 1 and units(texts[0].html) <= CAPTION_UNITS
        parts = (replace(texts[0], picture=picture),) if short else (*texts, Part("", "", picture))
    carried = (documents or {}).get(message.document or "")
    parts = (*parts, *((Part("", "", document=carried),) if carried else ()))
    marked = len(parts) - 1 if carried else max(len(texts) - 1, 0)
    return tuple(
        replace(part, markup=_markup(message)) if place == marked else part for place, part in enumerate(parts)
    )


def units(text: str) -> int:
    """The length as Telegram counts it: UTF-16 units."""
    return len(text) if text.isascii() else len(text) + sum(char > "\uffff" for char in text)


# --- text -------------------------------------------------------------------------------------------------------------
def _texts(paragraphs: Sequence[Sequence[Span]]) -> tuple[Part, ...]:
    """Paragraphs packed into as few texts as the limit allows."""
    texts: list[Part] = []
    html = bare = ""
    for spans in paragraphs:
        for more_html, more_bare in _pieces(spans):
            if html and units(html) + 1 + units(more_html) > TEXT_UNITS:
                texts.append(Part(html, bare))
                html = bare = ""
            html = f"{html}\n{more_html}" if html else more_html
            bare = f"{bare}\n{more_bare}" if bare else more_bare
    texts.append(Part(html, bare))
    return tuple(part for part in texts if part.bare.strip())


def _pieces(spans: Sequence[Span]) -> Iterator[tuple[str, str]]:
    """The paragraph as HTML and bare; in several pieces only when it is longer than a message may be."""
    html = bare = ""
    for span in spans:
        for text in _cut(UNSENDABLE.sub("", span.text)):
            mark = (
                f"<b>{escape(text, quote=False)}</b>"
                if span.style == "strong" and text.strip()
                else escape(text, quote=False)
            )
            if html and units(html) + units(mark) > TEXT_UNITS:
                yield html, bare
                html = bare = ""
            html += mark
            bare += text
    yield html, bare


def _cut(text: str) -> Iterator[str]:
    """The text in pieces that fit a message even when every character has to be escaped to its longest form («&amp;»)."""
    most = TEXT_UNITS // 5 - 2  # «<b></b>» needs seven units
    while len(text) > most and units(escape(text, quote=False)) > TEXT_UNITS - 7:
        at = text.rfind(" ", 1, most) + 1 or most
        yield text[:at]
        text = text[at:]
    yield text


# --- buttons ----------------------------------------------------------------------------------------------------------
def _markup(message: Message) -> Json | None:
    rows = [row for wide in message.choices for row in _rows(wide)]
    kept, left = [], ALL_BUTTONS
    for row in rows:
        if row[:left]:
            kept.append(row[:left])
        left -= len(row[:left])
    if kept:
        return {"inline_keyboard": kept}
    return {"force_reply": True, "input_field_placeholder": PLACEHOLDER} if message.wants_number else None


def _rows(choices: Sequence[Choice]) -> Iterator[list[Json]]:
    buttons: list[Json] = []
    for choice in choices:
        if not 1 <= len(choice.key.encode()) <= KEY_BYTES:
            log.error("The choice %r is left out: its key has to have 1 to %s bytes", choice.key, KEY_BYTES)
            continue
        buttons.append({"text": choice.label.strip() or choice.key, "callback_data": choice.key})
    for at in range(0, len(buttons), ROW_BUTTONS):
        yield buttons[at : at + ROW_BUTTONS]


def chosen(keyboard: Json, key: str) -> Json | None:
    """The keyboard after a press: only the chosen button is left, marked; None: nothing would change."""
    for row in keyboard["inline_keyboard"]:
        for button in row:
            if button.get("callback_data") == key:
                marked = button["text"] if button["text"].startswith(CHOSEN) else CHOSEN + button["text"]
                after = {"inline_keyboard": [[{"text": marked, "callback_data": key}]]}
                return None if after == keyboard else after
    return None
