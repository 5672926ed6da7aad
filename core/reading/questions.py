"""What people ask of a coach in their own words: «can I use a chair?», «how often should I lift?», «is it free?»."""

from __future__ import annotations

import re
from typing import Final

from core.reading.meaning import Command
from core.reading.text import plain
from core.reading.vocabulary import WORDS

LONGEST: Final = 90  # characters; longer messages are stories
_TABLE: Final = WORDS.table["questions"]
_NO_WORD: Final = re.compile(r"[^\w']+")
# Somebody asks: a message that begins otherwise, or holds none of these, is none of the questions.
_FIRST: Final = frozenset(
    alternative.rstrip("?")
    for patterns in _TABLE["of"].values()
    for pattern in patterns
    for alternative in pattern.split(" ", 1)[0].split("|")
) | frozenset(_TABLE["lead"])


def _piece(word: str) -> str:
    """A word of a pattern as an expression: «a|b» either, «a?» may be left out, «*» up to five words."""
    if word == "*":
        return r"(?: \S+){0,5}"
    either = "|".join(re.escape(one) for one in word.rstrip("?").split("|"))
    return rf"(?: (?:{either}))" + ("?" if word.endswith("?") else "")


def _some(words: list[str]) -> str:
    return rf"(?: (?:{'|'.join(map(re.escape, words))}))*"


def _compiled(patterns: list[str]) -> re.Pattern[str]:
    either = "|".join("".join(_piece(word) for word in pattern.split()) for pattern in patterns)
    return re.compile(rf"{_some(_TABLE['lead'])}(?:{either}){_some(_TABLE['tail'])}")


_QUESTIONS: Final = tuple((kind, _compiled(patterns)) for kind, patterns in _TABLE["of"].items())
KINDS: Final = tuple(_TABLE["of"])


def read_question(text: str) -> Command | None:
    """The question as a word that is answered, its kind; None when it is none of those that are known."""
    if len(text) > LONGEST:
        return None
    line = " " + " ".join(_NO_WORD.sub(" ", plain(text)).replace("'", "").split())
    words = line.split()
    if not words or words[0] not in _FIRST:
        return None
    return next((Command(kind) for kind, pattern in _QUESTIONS if pattern.fullmatch(line)), None)
