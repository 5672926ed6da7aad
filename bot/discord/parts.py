"""Cards and forms as the objects that discord.py sends.

Views are stopped before they are sent: discord.py then keeps nothing about them in memory, and what is pressed arrives as a plain
interaction, today or months later (`bot.discord.interactions`).
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final, TypedDict

import discord

from bot.discord.cards import Select, shortened
from bot.discord.keys import Pressable
from bot.discord.markup import escaped

if TYPE_CHECKING:
    from bot.discord.cards import Button, Card
    from core.message import Message

FORM: Final = "="  # the key of a form
FORM_TITLE_CHARS: Final = 45
FORM_LABEL_CHARS: Final = 45
FORM_TEXT_CHARS: Final = 2000  # what the coach reads at most (product.md)
ALT_CHARS: Final = 1024
NOBODY: Final = discord.AllowedMentions.none()


class Sendable(TypedDict):
    """What every way of sending a message takes."""

    content: str
    view: discord.ui.View
    allowed_mentions: discord.AllowedMentions


def sendable(card: Card) -> Sendable:
    """The card for `send`, `edit_message` and their like; pictures go beside it, their names differ."""
    return {"content": card.content, "view": _view(card), "allowed_mentions": NOBODY}


def files_of(card: Card) -> list[discord.File]:
    """The card's file, or its picture with its alternative text; made anew for each try, as sending reads it to its end."""
    if card.file is not None:
        return [discord.File(io.BytesIO(card.file.content), filename=card.file.filename)]
    if card.drawn is None:
        return []
    description = shortened(card.drawn.alt, ALT_CHARS)
    return [discord.File(io.BytesIO(card.drawn.data), filename=card.drawn.filename, description=description)]


def form(question: Message, owner: int, label: str) -> discord.ui.Modal:
    """A form with one field that asks the question; what is typed there counts like a message."""
    title = shortened(question.text, FORM_TITLE_CHARS) or label
    modal = discord.ui.Modal(title=title, custom_id=Pressable(owner, FORM).custom_id)
    if title.endswith("…"):  # a title is short: the whole question stands above the field
        modal.add_item(discord.ui.TextDisplay(escaped(question.text)[:FORM_TEXT_CHARS]))
    field: discord.ui.TextInput[Any] = discord.ui.TextInput(custom_id="text", max_length=FORM_TEXT_CHARS)
    modal.add_item(discord.ui.Label(text=shortened(label, FORM_LABEL_CHARS), component=field))
    modal.stop()
    return modal


def typed_in_form(components: list[dict[str, Any]]) -> str:
    """What was typed into a form, from an interaction's data (fields stand in labels, or in rows on older clients)."""
    for component in components:
        inner = component.get("component")
        nested = [inner] if isinstance(inner, dict) else component.get("components") or []
        value = component.get("value")
        if isinstance(value, str):
            return value
        if nested and (found := typed_in_form(nested)):
            return found
    return ""


def _view(card: Card) -> discord.ui.View:
    view = discord.ui.View(timeout=None)
    for place, row in enumerate(card.rows):
        if isinstance(row, Select):
            options = [discord.SelectOption(label=label, value=key) for key, label in row.options]
            view.add_item(discord.ui.Select(custom_id=row.custom_id, options=options, row=place))
            continue
        for button in row:
            view.add_item(_button(button, place))
    view.stop()
    return view


def _button(button: Button, row: int) -> discord.ui.Button[discord.ui.View]:
    style = discord.ButtonStyle.primary if button.first else discord.ButtonStyle.secondary
    return discord.ui.Button(custom_id=button.custom_id, label=button.label, style=style, row=row)
