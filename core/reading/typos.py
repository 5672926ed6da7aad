"""How people mistype what is said of a time, and words whose apostrophe they leave out."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from rapidfuzz import fuzz, process

from core.reading.vocabulary import WORDS

TYPOS: Final[dict[str, str]] = WORDS.table["dates"]["typos"]
_APOSTROPHES: Final[dict[str, str]] = WORDS.table["dates"]["apostrophes"]


_DAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NEAR: Final = 84.0  # of 100, by the ratio
_SHORTEST: Final = 6  # letters: shorter words come near too many others


def word_mended(word: str) -> str:
    """The word without its typing error, as far as one of these is known; the name of a weekday also where it comes near."""
    known = TYPOS.get(word)
    if known is not None:
        return known
    return _weekday(word) if len(word) >= _SHORTEST and word[-1] in "ay" and "d" in word else word


@lru_cache(maxsize=256)
def _weekday(word: str) -> str:
    found = process.extractOne(word, _DAYS, scorer=fuzz.ratio, processor=None, score_cutoff=_NEAR)
    return found[0] if found else word


def mended(text: str) -> str:
    """The words in small letters, one blank between two, straight apostrophes, and those typing errors set right."""
    said = text.casefold().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split()
    return " ".join(_APOSTROPHES.get(word) or word_mended(word) for word in said)
