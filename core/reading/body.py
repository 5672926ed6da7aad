"""Places of the body as people name them, typing errors forgiven."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz import fuzz, process

from core.reading.vocabulary import WORDS

_TABLE = WORDS.table["pain"]
_STRONG = frozenset(_TABLE["strong"])
SITES: dict[str, str] = {phrase: site for site, phrases in _TABLE["sites"].items() for phrase in phrases}
SITE_WORDS = frozenset(phrase for phrase in SITES if " " not in phrase)
MUSCLES = frozenset(_TABLE["muscles"]["sites"])
_MUSCLE_WORDS = frozenset(_TABLE["muscles"]["words"])
_COMPLAINT_WORDS = frozenset(max(phrase.split(), key=len) for phrase in _TABLE["complaints"])
_TRIGGERS = (
    _COMPLAINT_WORDS
    | _STRONG
    | frozenset(word for phrase in (*_TABLE["weak"], *_TABLE["worse"]) for word in phrase.split()[:1])
)
_NEAR_SITE = 84.0  # of 100: a typing error in a place of the body, once a word of pain stands beside it
_SITE_LETTERS = 4  # shorter words come near too many others


def site_in(line: str) -> str | None:
    """The place of the body that is named first; the longest name wins where several begin."""
    best: tuple[int, int, str] | None = None
    for phrase, site in SITES.items():
        place = line.find(f" {phrase} ")
        if place >= 0 and (best is None or (place, -len(phrase)) < best[:2]):
            best = (place, -len(phrase), site)
    return best[2] if best else None


def near_site(words: list[str]) -> str | None:
    """The place of the body that one of the words comes near."""
    for word in words:
        if (
            len(word) >= _SITE_LETTERS
            and word.isalpha()
            and word not in WORDS.fillers
            and word not in _TRIGGERS
            and word not in WORDS.notes
        ):
            found = process.extractOne(word, SITE_WORDS, scorer=fuzz.ratio, processor=None, score_cutoff=_NEAR_SITE)
            if found:
                return SITES[found[0]]
    return None


def read_site(text_line: str) -> str | None:
    """The place of the body these words name, as its key (`knee`, `low_back`, …)."""
    line = " " + " ".join(text_line.split()) + " "
    return site_in(line) or near_site(line.split())


def only_muscles(words: list[str]) -> bool:
    """Whether muscles are named, where training makes sore, and no joint."""
    return bool(_MUSCLE_WORDS.intersection(words)) and not _joints().intersection(words)


@lru_cache(maxsize=1)
def _joints() -> frozenset[str]:
    return frozenset(word for word in SITE_WORDS if SITES[word] not in MUSCLES and word not in _MUSCLE_WORDS)
