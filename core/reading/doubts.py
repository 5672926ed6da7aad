"""Numbers that somebody is not sure of: «maybe 6», «~6», «6?», «6 ish», «6+»; what is not sure is asked about, never kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.reading.vocabulary import WORDS

if TYPE_CHECKING:
    from core.reading.tokens import Token, Typed

_HEDGES = frozenset(WORDS.some("doubts", "before"))
_BEHIND = frozenset(WORDS.some("doubts", "behind"))
_UNSAID = tuple(tuple(phrase.split()) for phrase in WORDS.some("doubts", "unsaid"))
_UNSAID_WORDS = frozenset(phrase[0] for phrase in _UNSAID)
_FELT = frozenset(WORDS.some("doubts", "felt"))
_LEAST_REST_S = 20
_LEAST_LOAD = 10  # fewer are rather repetitions
_ASK = frozenset(WORDS.some("doubts", "ask"))
_SHORTENED = frozenset(word for word in _ASK if word.endswith("s"))
_WHETHER = frozenset(WORDS.some("doubts", "ask_whether"))
_NUMBERS = frozenset({"number", "clock"})
_EFFORT = frozenset((*WORDS.some("effort", "rir"), *WORDS.some("effort", "rpe"), "left", "more", "in", "to"))


def asks(said: Typed) -> bool:
    """Whether the message is a question after something («what does 2-1-1 mean?»): a number in it reports nothing."""
    words = [token.text for token in said.tokens if token.kind != "sign"]
    if not words or words[0] not in _ASK:
        return False
    return _ends_asking(said) or words[0] in _SHORTENED or (len(words) > 1 and words[1] in _WHETHER)


def asks_whether(said: Typed) -> bool:
    """Whether it is a question to be answered with yes or no («is 6 enough?»): what it names is not reported yet."""
    first = next((token.text for token in said.tokens if token.kind != "sign"), "")
    return first in _WHETHER and _ends_asking(said)


def _ends_asking(said: Typed) -> bool:
    return bool(said.tokens) and said.tokens[-1].text == "?"


def unsure(said: Typed) -> bool:
    """Whether a number of the message is hedged; an effort may be («maybe 2 left»), it is a guess by its nature."""
    tokens = said.tokens
    if _leaves_unsaid(said):
        return True
    for place, token in enumerate(tokens):
        if token.kind not in _NUMBERS:
            continue
        before = {tokens[place - 1].text} if place else set()
        if place and _means_otherwise(tokens, place):
            return True
        behind = tokens[place + 1].text if place + 1 < len(tokens) else ""
        if behind == "?" and not tokens[place + 1].gap:
            return True
        at_least = behind == "+" and _nothing_added(tokens, place + 1)
        effort = not _EFFORT.isdisjoint(
            one.text for one in (*tokens[max(0, place - 3) : place], *tokens[place + 1 : place + 3 + at_least])
        )
        if (before & _HEDGES or behind in _BEHIND or at_least) and not effort:
            return True
    return False


def _nothing_added(tokens: tuple[Token, ...], plus: int) -> bool:
    """Whether the plus says «or more» («4+»), and adds nothing («6 + 1», «6+1»)."""
    further = tokens[plus + 1 : plus + 2]
    return not tokens[plus].gap and (not further or further[0].kind != "number" or further[0].gap)


def _leaves_unsaid(said: Typed) -> bool:
    """«same but heavier», «6 one side, 5 the other side»: another load or side, and nobody knows which."""
    words = [token.text for token in said.tokens]
    if _UNSAID_WORDS.isdisjoint(words) or any(WORDS.units.get(word) in {"kg", "lb"} for word in words):
        return False
    return any(
        words[place : place + len(phrase)] == list(phrase) and not (place and words[place - 1] in _FELT)
        for place in range(len(words))
        for phrase in _UNSAID
    )


def _means_otherwise(tokens: tuple[Token, ...], place: int) -> bool:
    """«6 reps of 10», «same but 14», «rest 60»: a load or a time of rest as likely as repetitions."""
    before = tokens[place - 1].text
    further = tokens[place - 2].text if place > 1 else ""
    bare = place + 1 == len(tokens)
    if before == "of":
        return bare and place > 2 and further in {"rep", "reps"} and tokens[place - 3].kind == "number"  # noqa: PLR2004 - a number, «reps», «of»
    if before == "r":  # «6 r8»: in reserve, of effort, or the right side
        return not tokens[place].gap and not any(token.text in {"l", "left"} for token in tokens)
    if before == "take":  # «I'll take 14»
        return bare
    if before == "but":
        return bare and further == "same" and (tokens[place].value or 0) >= _LEAST_LOAD
    return before == "rest" and further != "the" and (tokens[place].value or 0) >= _LEAST_REST_S
