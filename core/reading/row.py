"""Tokens in a row, as the scanner looks at them: by place, a few ahead, never beyond the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.reading.tokens import Token, Typed

_NOTHING = ("",) * 12  # behind the end, so that looking ahead needs no check


class Row:
    """The tokens with their words and kinds. Behind the end stand empty words of no kind."""

    __slots__ = ("both_sides", "kinds", "size", "tokens", "typed", "words")

    def __init__(self, typed: Typed, tokens: tuple[Token, ...]) -> None:
        self.typed = typed
        self.tokens = tokens
        self.size = len(tokens)
        self.words: tuple[str, ...] = (*[token.text for token in tokens], *_NOTHING)
        self.kinds: tuple[str, ...] = (*[token.kind for token in tokens], *_NOTHING)
        self.both_sides = False  # whether both sides are named: only then «2 left» is a side and «6r» is one

    def value(self, place: int) -> float:
        """The number there."""
        return self.tokens[place].value or 0

    def glued(self, place: int) -> bool:
        """Whether a token stands there with no white space in front."""
        return place < self.size and not self.tokens[place].gap

    def ends(self, place: int) -> bool:
        """Whether nothing follows there, or only punctuation."""
        return self.kinds[place] in {"", "sign", "line"}

    def start(self, place: int) -> int:
        """Where the token begins in the text."""
        return self.tokens[place].start

    def end(self, after: int) -> int:
        """Where the token in front of that place ends in the text."""
        return self.tokens[after - 1].end
