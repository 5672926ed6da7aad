"""Pain and the red flags of rules.md 5: where, how much, how urgent; sets told in the same message are kept."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from core.reading import tokens
from core.reading.body import MUSCLES, SITE_WORDS, near_site, only_muscles, site_in
from core.reading.flags import BREAK, denied, red_flag
from core.reading.meaning import Pain, Sets
from core.reading.pain_scores import STRONG, out_of_ten, score_in
from core.reading.relief import is_relief
from core.reading.reports import report
from core.reading.scores import scores
from core.reading.vocabulary import WORDS
from core.values import replace

if TYPE_CHECKING:
    from core.reading.meaning import Context, Entry
    from core.reading.tokens import Token, Typed

_TABLE = WORDS.table["pain"]
_WEAK = tuple(f" {phrase} " for phrase in _TABLE["weak"])
_HEDGED = re.compile(rf" (?:(?:{'|'.join(map(re.escape, _TABLE['hedges']))}) )+")
_SORENESS = frozenset(_TABLE["soreness"])
_GONE = tuple(f" {phrase} " for phrase in _TABLE["gone"])
_WORSE = tuple(f" {phrase} " for phrase in _TABLE["worse"])
_NOT_PAIN = tuple(f" {phrase} " for phrase in _TABLE["not_pain"])
_TORN = frozenset(_TABLE["torn"])
_SOMEWHERE = frozenset(_TABLE["somewhere"])
_COMPLAINTS = tuple(f" {phrase} " for phrase in _TABLE["complaints"])
_COMPLAINT_WORDS = frozenset(max(phrase.split(), key=len) for phrase in _TABLE["complaints"])
_TRIGGERS = (
    _COMPLAINT_WORDS
    | STRONG
    | frozenset(word for phrase in (*_TABLE["weak"], *_TABLE["worse"]) for word in phrase.split()[:1])
)
_SCORE_WORDS = 4  # «4 out of 10» beside its number
_OF_SIDE = frozenset(WORDS.some("sides", "of_body"))
_BESIDE_SITE = frozenset({"left", "right", "my", "is", "at", "a", "now", "the", "still"})
_SECOND_SCORE = re.compile(
    r"(?P<first>[^\d]*\d{1,2}(?:/10)?)\W+(?:(?:no+|nope|wait|sorry|actually|rather|i mean|make (?:it|that)|oops|it'?s|more like)\W+)+"
    r"(?P<last>\d{1,2})(?:/10)?\W*",
    re.IGNORECASE,
)
_TOP = 10
_SCORED_WORDS = SITE_WORDS | STRONG
_WORSE_ALONE = 6  # words: «it is worse this morning»


def read_pain(typed: Typed, context: Context) -> Pain | None:
    """Pain or a red flag in the message; None when there is none, or when it is denied («no pain»)."""
    line = typed.line
    flag = red_flag(line)
    if flag is not None:
        site = site_in(line)
        return Pain(site, score_in(typed, 0)[0], flag, worse=_worse(line))
    if is_relief(typed):
        return None
    if (told := _scored(typed, context) or _rescored(typed, context)) is not None:
        return told
    words = line.split()
    if not _TRIGGERS.intersection(words) and not _placed(typed):
        return None
    if any(phrase in line for phrase in _NOT_PAIN) and not _worse(line):
        return None
    return _pain(typed, context)


def _scored(typed: Typed, context: Context) -> Pain | None:
    """«6 6, low back 3», «knee 4 and back 5»: the worst place counts, the others are kept beside it."""
    found = scores(typed)
    if found is None:
        return None
    entries: tuple[Entry, ...] = ()
    if found.front:
        sets = report(typed, found.front, context)
        if not isinstance(sets, Sets) or sets.problems or not sets.entries:
            return None
        entries = sets.entries
    worst = max(found.places, key=lambda told: told[1])
    others = tuple(told for told in found.places if told is not worst)
    return Pain(*worst, worse=_worse(typed.line), entries=entries, others=others)


def _rescored(typed: Typed, context: Context) -> Pain | None:
    """«knee 5, no, 3», «my back hurts 3, sorry, 5»: the second number is the score, and no set of so many."""
    if _SCORED_WORDS.isdisjoint(token.text for token in typed.tokens):
        return None
    told = _SECOND_SCORE.fullmatch(typed.text.strip())
    pain = read_pain(tokens.typed(told["first"]), context) if told else None
    if told is None or pain is None or pain.score is None or pain.entries or int(told["last"]) > _TOP:
        return None
    return replace(pain, score=int(told["last"]))


def _worse(line: str) -> bool:
    return any(phrase in line and not denied(line[: line.find(phrase)]) for phrase in _WORSE)


def _placed(typed: Typed) -> bool:
    """«knee 4/10», «knee 4»: a place and a score behind it are enough."""
    said = [token for token in typed.tokens if token.kind != "sign" and token.text not in _BESIDE_SITE]
    site = [place for place, token in enumerate(said) if token.text in SITE_WORDS]
    rest = [token for token in said if token.text not in SITE_WORDS]
    if len(site) != 1 or not 1 <= len(rest) <= _SCORE_WORDS or score_in(typed, 0)[0] is None:
        return False
    figures = all(token.kind == "number" or token.text in {"out", "of"} for token in rest)
    alone = site[0] == 0 and said[0].text not in _OF_SIDE  # «left leg 6» are repetitions of a side
    return figures and (alone or out_of_ten(typed))


def _pain(typed: Typed, context: Context) -> Pain | None:
    words = typed.line.split()
    site = site_in(typed.line)
    if not _hurts(typed, words, site):
        return None
    start = _pain_begins(typed)
    score, used = score_in(typed, start)
    return Pain(
        site or near_site(words), score, worse=_worse(typed.line), entries=_entries(typed, context, start, used)
    )


def _hurts(typed: Typed, words: list[str], site: str | None) -> bool:
    """Whether the words speak of pain now: by a word of pain, by a weaker one at a place of the body, or by a score there."""
    line = typed.line
    strong = [
        word
        for place, word in enumerate(words)
        if word in STRONG and not denied(" ".join(words[:place])) and not _gone(words, place)
    ]
    weak = any(
        phrase in said and not denied(said[: said.find(phrase)]) for said in (line, _plainly(line)) for phrase in _WEAK
    )
    complaint = any(phrase in line and not denied(line[: line.find(phrase)]) for phrase in _COMPLAINTS)
    scored = out_of_ten(typed) and score_in(typed, 0)[0] is not None
    worse = _worse(line)
    at_muscle = only_muscles(words) or (site is None and "muscle" in words)
    if complaint:
        return True
    if strong:
        training = all(word in _SORENESS for word in strong) and at_muscle
        return scored or not training
    if weak:
        place = site or near_site(words)
        torn = any(word in _TORN and not denied(" ".join(words[:at])) for at, word in enumerate(words))
        if torn and (place is not None or not _SOMEWHERE.isdisjoint(words)):
            return True
        training = place is None or place in MUSCLES or at_muscle
        return (scored or worse) if training else True
    if worse:
        return site is not None or len(words) <= _WORSE_ALONE
    return _placed(typed)


def _plainly(line: str) -> str:
    """The line without what makes a word smaller or greater: «feels a bit weird» is «feels weird»."""
    return _HEDGED.sub(" ", line)


def _gone(words: list[str], place: int) -> bool:
    rest = " " + " ".join(word for word in words[place + 1 : place + 5] if word != BREAK) + " "
    return any(rest.startswith(phrase) or f" is{phrase}" in rest for phrase in _GONE)


def _pain_begins(typed: Typed) -> int:
    """Where in the text the talk about pain begins: at the place of the body or the word of pain, with the words that lead there."""
    tokens = typed.tokens
    first = next(
        (place for place, token in enumerate(tokens) if token.text in _TRIGGERS or token.text in SITE_WORDS), 0
    )
    while (
        first
        and tokens[first - 1].kind == "word"
        and tokens[first - 1].text
        not in {"done", "ok", "as", "planned", "reps", "each", "side", "same", "then", "but", "and", "kg"}
    ):
        first -= 1
    return tokens[first].start if tokens else 0


def _entries(typed: Typed, context: Context, start: int, used: frozenset[int]) -> tuple[Entry, ...]:
    """The sets told in front of the pain, or in parts of the message that do not speak of it."""
    front = tuple(token for place, token in enumerate(typed.tokens) if token.start < start and place not in used)
    while (
        front
        and (front[-1].kind in {"sign", "line"} or front[-1].text in {"and", "but", "then"})
        and front[-1].text != "✓"
    ):
        front = front[:-1]
    parts = [front] if front else []
    clause: list[Token] = []
    last = max((place for place, token in enumerate(typed.tokens) if token.text in _TRIGGERS | SITE_WORDS), default=-1)
    for place, token in enumerate(typed.tokens):
        if token.start < start:
            continue
        if (
            token.text in {",", ";", ".", "\n"}
            or token.kind == "line"
            or (place > last and place - 1 in used and place not in used)
        ):
            parts.append(tuple(clause))
            clause = []
        if place not in used and token.kind != "line" and token.text not in {",", ";", "."}:
            clause.append(token)
    parts.append(tuple(clause))
    entries: list[Entry] = []
    for part in parts:
        words = {token.text for token in part}
        if not part or words & (_TRIGGERS | SITE_WORDS):
            continue
        found = report(typed, part, context)
        if isinstance(found, Sets):
            entries.extend(found.entries)
    return tuple(entries)
