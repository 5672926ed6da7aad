"""What is known so far while a message about equipment is read: loads, bands, things, and what was not understood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.reading.vocabulary import WORDS

if TYPE_CHECKING:
    from core.athlete import Unit
    from core.reading.tokens import Token, Typed


class Shelf:
    """A place in the tokens, and what was found before it. `no`: «no» or «without» stands in front of what comes next."""

    def __init__(self, said: Typed, unit: Unit) -> None:
        self.said = said
        self.tokens = said.tokens
        self.words = tuple(token.text for token in said.tokens)
        self.unit: Unit = unit
        for word in self.words:
            named = WORDS.units.get(word)
            if named in {"kg", "lb"}:
                self.unit = "kg" if named == "kg" else "lb"
                break
        self.loads: list[float] = []
        self.bands: list[str] = []
        self.flags: dict[str, bool] = {}
        self.unnamed_bands = 0
        self.problems: list[str] = []
        self.strange: list[Token] = []
        self.no = False
        self.place = 0

    def word(self, ahead: int = 0) -> str:
        """The word there, or nothing behind the end."""
        return self.words[self.place + ahead] if self.place + ahead < len(self.words) else ""

    def number(self, ahead: int = 0) -> float | None:
        """The number there; None where no number stands."""
        place = self.place + ahead
        return self.tokens[place].value if place < len(self.tokens) and self.tokens[place].kind == "number" else None
