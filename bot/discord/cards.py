"""A message as Discord shows it: plain text with components below, within the platform's limits.

One look throughout: content and components, no embeds. Content is what a notification and a screen reader show, needs no
permission in a server, and is edited in place together with its buttons.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.discord.keys import SELECT, Pressable
from bot.discord.markup import escaped, lines_guarded, paragraph
from core.message import Span
from core.values import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from bot.discord.pictures import Drawn
    from bot.port import Document
    from core.message import Choice, Message

# https://docs.discord.com/developers/resources/message#create-message and /components/reference
CONTENT_UNITS: Final = 2000  # counted in UTF-16 units, the strictest way to count
LABEL_CHARS: Final = 80
OPTION_CHARS: Final = 100
ROWS: Final = 5
BUTTONS_A_ROW: Final = 5
OPTIONS_A_SELECT: Final = 25
EMPTY: Final = "\u200b"  # Discord refuses a message without content


@dataclass(frozen=True, slots=True)
class Button:
    """One button; the first of a message is the one that most people want."""

    custom_id: str
    label: str
    first: bool = False


@dataclass(frozen=True, slots=True)
class Select:
    """A drop-down list of (key, label), for more choices than there is room for buttons."""

    custom_id: str
    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Card:
    """One message of Discord's: with the name of a picture first, then with the picture itself; or with a file."""

    content: str
    rows: tuple[tuple[Button, ...] | Select, ...] = ()
    picture: str | None = None
    drawn: Drawn | None = None
    file: Document | None = None


def cards(
    messages: Sequence[Message],
    owner: int,
    now: datetime,
    rest: str = "{when}",
    documents: Mapping[str, Document] | None = None,
) -> tuple[Card, ...]:
    """The messages as cards for the person with this Discord id.

    What carries no choices and no picture is joined with what follows, unless a picture belongs to that: one notification instead of
    several, and no confirmation that waits for a drawing. `rest` is the line
    of the rest timer with its blank; counted from `now`, the time of sending, Discord's clients count it down by themselves.
    `documents` are the files that the messages name.
    """
    return tuple(
        replace(card, file=carried) if carried and place == len(made) else card
        for message in _joined(messages)
        for made, carried in (((*_cards(message, owner, now, rest),), (documents or {}).get(message.document or "")),)
        for place, card in enumerate(made, 1)
    )


def _joined(messages: Iterable[Message]) -> Iterator[Message]:
    before: Message | None = None
    for message in messages:
        together = message
        if before is not None:
            if before.choices or before.picture or before.rest_s or before.document or message.picture:
                yield before
            else:
                together = replace(message, paragraphs=(*before.paragraphs, (), *message.paragraphs))
        before = together
    if before is not None:
        yield before


def _cards(message: Message, owner: int, now: datetime, rest: str) -> Iterator[Card]:
    lines = [_line(spans) for spans in message.paragraphs]
    rows, typed = components(message.choices, owner)
    if message.rest_s is not None:
        ends = int(now.timestamp()) + message.rest_s
        lines.append(f"<t:{ends}:R>".join(escaped(part) for part in rest.split("{when}")))
    if typed:
        lines.append(" · ".join(escaped(choice.label) for choice in typed))
    *earlier, last = _parts("\n".join(lines))
    yield from (Card(part) for part in earlier)
    yield Card(last, rows, message.picture)


def _line(spans: tuple[Span, ...]) -> str:
    line = paragraph(spans)
    # A line that must be cut somewhere does without bold, which would be left open in one piece and closed in the next.
    return line if _units(line) <= CONTENT_UNITS else paragraph((Span("".join(span.text for span in spans)),))


def components(
    choices: tuple[tuple[Choice, ...], ...], owner: int
) -> tuple[tuple[tuple[Button, ...] | Select, ...], tuple[Choice, ...]]:
    """Rows of buttons, or selects where there are too many; and the choices that Discord cannot carry, to be typed instead."""
    seen: dict[str, Choice] = {}
    kept: list[list[Choice]] = []
    typed: list[Choice] = []
    for row in choices:
        kept.append([])
        for choice in row:
            if not Pressable(owner, choice.key).fits or not choice.label.strip():
                typed.append(choice)
            elif choice.key not in seen:
                seen[choice.key] = choice
                kept[-1].append(choice)
    rows = [row[at : at + BUTTONS_A_ROW] for row in kept for at in range(0, len(row), BUTTONS_A_ROW)]
    flat = list(seen.values())
    if len(rows) > ROWS and len(flat) <= ROWS * BUTTONS_A_ROW:
        rows = [flat[at : at + BUTTONS_A_ROW] for at in range(0, len(flat), BUTTONS_A_ROW)]
    if len(rows) <= ROWS:
        return tuple(tuple(_button(choice, owner, first=choice is flat[0]) for choice in row) for row in rows), tuple(
            typed
        )
    room = ROWS * OPTIONS_A_SELECT
    lists = [flat[at : at + OPTIONS_A_SELECT] for at in range(0, min(len(flat), room), OPTIONS_A_SELECT)]
    return tuple(_select(part, owner, place) for place, part in enumerate(lists)), (*typed, *flat[room:])


def _button(choice: Choice, owner: int, *, first: bool) -> Button:
    return Button(Pressable(owner, choice.key).custom_id, shortened(choice.label, LABEL_CHARS), first)


def _select(part: Sequence[Choice], owner: int, place: int) -> Select:
    options = tuple((choice.key, shortened(choice.label, OPTION_CHARS)) for choice in part)
    return Select(Pressable(owner, f"{SELECT}{place}").custom_id, options)


def shortened(text: str, chars: int) -> str:
    """The text on one line, with an ellipsis where it had to end early."""
    line = " ".join(text.split())
    return line if _units(line) <= chars else line[: _within(line, chars - 1)].rstrip() + "…"


def _parts(content: str) -> Iterator[str]:
    """The content in pieces that Discord takes, cut at the latest line end, else at a blank, else between two characters."""
    rest = content.strip("\n")
    while _units(rest) > CONTENT_UNITS:
        end = _within(rest, CONTENT_UNITS)
        line, blank = rest.rfind("\n", 1, end), rest.rfind(" ", 1, end)
        cut = line if line > 0 else blank if blank > 0 else _unbroken(rest, end)
        yield rest[:cut].rstrip() or EMPTY
        rest = lines_guarded(rest[cut:].lstrip("\n "))
    yield rest if rest.strip() else EMPTY


def _unbroken(text: str, end: int) -> int:
    """A place to cut that leaves no backslash without its sign."""
    backslashes = end - len(text[:end].rstrip("\\"))
    return end - backslashes % 2


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _within(text: str, units: int) -> int:
    """How many characters fit into this many UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")[: units * 2].decode("utf-16-le", "ignore"))
