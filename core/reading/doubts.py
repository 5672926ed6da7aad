"""Numbers that somebody is not sure of: «maybe 6», «~6», «6?», «6 ish»; what is not sure is asked about, never kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.reading.vocabulary import WORDS

if TYPE_CHECKING:
    from core.reading.tokens import Typed

_HEDGES = frozenset(WORDS.some("doubts", "before"))
_BEHIND = frozenset(WORDS.some("doubts", "behind"))
_NUMBERS = frozenset({"number", "clock"})
_EFFORT = frozenset((*WORDS.some("effort", "rir"), *WORDS.some("effort", "rpe"), "left", "more", "in", "to"))


def unsure(said: Typed) -> bool:
    """Whether a number of the message is hedged; an effort may be («maybe 2 left»), it is a guess by its nature."""
    tokens = said.tokens
    for place, token in enumerate(tokens):
        if token.kind not in _NUMBERS:
            continue
        before = {tokens[place - 1].text} if place else set()
        behind = tokens[place + 1].text if place + 1 < len(tokens) else ""
        if behind == "?" and not tokens[place + 1].gap:
            return True
        effort = not _EFFORT.isdisjoint(
            one.text for one in (*tokens[max(0, place - 3) : place], *tokens[place + 1 : place + 3])
        )
        if (before & _HEDGES or behind in _BEHIND) and not effort:
            return True
    return False
