"""How people mistype what is said of a time, and words whose apostrophe they leave out."""

from __future__ import annotations

from typing import Final

from core.reading.vocabulary import WORDS

TYPOS: Final[dict[str, str]] = WORDS.table["dates"]["typos"]
_MENDED: Final = {**TYPOS, **WORDS.table["dates"]["apostrophes"]}


def mended(text: str) -> str:
    """The words in small letters, one blank between two, straight apostrophes, and those typing errors set right."""
    said = text.casefold().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split()
    return " ".join(_MENDED.get(word, word) for word in said)
