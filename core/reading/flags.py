"""The red flags of rules.md 5 in what somebody writes, by urgency."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from core.reading.vocabulary import WORDS

Urgency = Literal["emergency", "same_day", "soon"]
_URGENCIES: tuple[Urgency, ...] = ("emergency", "same_day", "soon")
_TABLE = WORDS.table["flags"]
_STRONG = frozenset(WORDS.table["pain"]["strong"]) | {"tight", "tightness", "pressure"}
_NO = frozenset(word for phrase in WORDS.table["pain"]["no"] for word in phrase.split())
_HARMLESS = tuple(f" {phrase} " for phrase in _TABLE["harmless"])
_FLAGS: dict[Urgency, tuple[str, ...]] = {
    urgency: tuple(f" {phrase} " for phrase in _TABLE[urgency]) for urgency in _URGENCIES
}
_CHEST = frozenset({"chest", "sternum"})
_TYPOS: dict[str, str] = _TABLE["typos"]
_OVER = tuple(f"{phrase} " for phrase in _TABLE["over"])
_REACH = 4  # words between «no» and what it denies
BREAK = "|"  # punctuation in a line of words


@dataclass(frozen=True, slots=True)
class _Together:
    """Words that are a red flag where one of each group stands in a clause, and none of `unless`."""

    groups: tuple[frozenset[str], ...]
    unless: frozenset[str]

    def is_in(self, words: list[str]) -> bool:
        """Whether the clause says it and does not deny its last word."""
        said = set(words)
        if self.unless & said or not all(group & said for group in self.groups):
            return False
        if any(not _NO.isdisjoint(group & said) for group in self.groups):
            return True  # «no feeling»
        return any(word in self.groups[-1] and not denied(" ".join(words[:place])) for place, word in enumerate(words))


_TOGETHER: dict[Urgency, tuple[_Together, ...]] = {
    urgency: tuple(
        _Together(tuple(frozenset(group) for group in rule["all"]), frozenset(rule.get("unless", ())))
        for rule in _TABLE["together"]
        if rule["urgency"] == urgency
    )
    for urgency in _URGENCIES
}
# Words that stand beside sets too: none of them alone makes anybody look for a flag.
_COMMON = frozenset(_TABLE["beside"]["common"])


def _telling(words: list[str]) -> str:
    """The word of a phrase that is rarest beside sets."""
    return max(words, key=lambda word: (word not in _COMMON, len(word)))


# One word of each flag: a message without any of them, which is nearly every one, is not looked at further.
_FLAG_WORDS = (
    frozenset(_telling(phrase.split()) for phrases in _FLAGS.values() for phrase in phrases)
    | frozenset().union(
        *(
            min(rule.groups, key=lambda group: (len(group & _COMMON), len(group)))
            for rules in _TOGETHER.values()
            for rule in rules
        )
    )
    | _CHEST
    | _TYPOS.keys()
)


def red_flag(line: str) -> Urgency | None:
    """The urgency of the worst red flag that the line of words names and does not deny; None when it names none."""
    words = line.split()
    if _FLAG_WORDS.isdisjoint(words):
        return None
    line = " ".join(("", *(_TYPOS.get(word, word) for word in words), ""))
    for phrase in _HARMLESS:
        line = line.replace(phrase, " ")
    clauses = [clause.split() for clause in line.split(BREAK)]
    return next((urgency for urgency in _URGENCIES if _says(urgency, line, clauses)), None)


def _says(urgency: Urgency, line: str, clauses: list[list[str]]) -> bool:
    """Whether a flag of this urgency is named: a phrase, words that say it together, or pain at the chest."""
    for phrase in _FLAGS[urgency]:
        place = line.find(phrase)
        if place >= 0 and not denied(line[:place]) and not (urgency == "soon" and _is_over(line, place + len(phrase))):
            return True
    if any(rule.is_in(clause) for rule in _TOGETHER[urgency] for clause in clauses):
        return True
    return urgency == "emergency" and any(_chest(clause) for clause in clauses)


def _is_over(line: str, behind: int) -> bool:
    """«fever is gone»."""
    return line[behind:].startswith(_OVER)


def _chest(words: list[str]) -> bool:
    """Pain at the chest is an emergency (rules.md 5), unless it is called the soreness of training."""
    if _CHEST.isdisjoint(words):
        return False
    return any(word in _STRONG and not denied(" ".join(words[:place])) for place, word in enumerate(words))


def denied(before: str) -> bool:
    """Whether «no», «not» or the like stands close in front, with no punctuation between."""
    for word in reversed(before.split()[-_REACH:]):
        if word == BREAK:
            return False
        if word in _NO:
            return True
    return False
