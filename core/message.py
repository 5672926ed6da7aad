"""What is said, before any platform: lines with blanks, choices, at most one picture; then the words, as spans."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from core.values import quick

if TYPE_CHECKING:
    from collections.abc import Mapping

Style = Literal["plain", "strong"]


# --- what the conversation decides: keys and blanks, no words ---------------------------------------------------------
@quick
@dataclass(frozen=True, slots=True)
class Line:
    """A line of the phrasebook by its key, with what belongs into its blanks."""

    key: str
    blanks: Mapping[str, Any] = field(default_factory=dict)


@quick
@dataclass(frozen=True, slots=True)
class Spaced:
    """Values of a blank that stand side by side with spaces («6 6 5»); a plain tuple is joined with commas."""

    values: tuple[Any, ...]


@quick
@dataclass(frozen=True, slots=True)
class Offer:
    """A choice before it has words. `key` is stable and says all that pressing it means, also months later (≤ 64 bytes)."""

    key: str
    line: Line


@quick
@dataclass(frozen=True, slots=True)
class Say:
    """One message to be: its lines, its rows of choices, a picture's name, and a rest to count down in seconds.

    `wants_number`: the answer is a number, so a front may offer its number keys. `document` names a file that goes with the message
    («export/json»); the desk makes it. `yes` and `no` are the keys that a typed yes or no presses, for a question that asks for one.
    """

    lines: tuple[Line, ...]
    offers: tuple[tuple[Offer, ...], ...] = ()
    picture: str | None = None
    rest_s: int | None = None
    wants_number: bool = False
    document: str | None = None
    yes: str | None = None
    no: str | None = None


# --- what a platform renders ----------------------------------------------------------------------------------------
@quick
@dataclass(frozen=True, slots=True)
class Span:
    """A run of text in one style. What a person typed is always a span of its own, so it can never become markup."""

    text: str
    style: Style = "plain"


@quick
@dataclass(frozen=True, slots=True)
class Choice:
    """A button: stable key, visible label."""

    key: str
    label: str


@quick
@dataclass(frozen=True, slots=True)
class Message:
    """A message in words. Each paragraph is a row of spans; the first stands alone as a notification."""

    paragraphs: tuple[tuple[Span, ...], ...]
    choices: tuple[tuple[Choice, ...], ...] = ()
    picture: str | None = None
    rest_s: int | None = None
    wants_number: bool = False
    document: str | None = None

    @property
    def text(self) -> str:
        """The words alone, paragraphs on lines of their own."""
        return "\n".join("".join(span.text for span in paragraph) for paragraph in self.paragraphs)
