"""Taking back the last thing, and saying that a set was different."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.reading import names
from core.reading.meaning import Correction, Entry, Sets, Unclear
from core.reading.mending import as_correction, first_report, mended, names_exercise
from core.reading.reports import report
from core.reading.scan import pieces as scanned
from core.reading.vocabulary import WORDS, Phrases
from core.values import replace

if TYPE_CHECKING:
    from core.reading.meaning import Context
    from core.reading.tokens import Token, Typed

_UNDO = frozenset(WORDS.some("undo", "say"))
_UNDO_NUMBER = Phrases(WORDS.some("undo", "number"))
_UNDO_VERBS = Phrases(WORDS.some("undo", "verbs"))
_UNDO_MANY = Phrases(WORDS.some("undo", "many"))
_THINGS = frozenset(WORDS.some("undo", "things"))
_OPEN = Phrases(WORDS.some("mend", "open"))
_INNER = Phrases(WORDS.some("mend", "inner"))
_NOT = Phrases(WORDS.some("mend", "not"))
_VERBS = frozenset(WORDS.some("mend", "verbs"))
_UNDO_WORDS = frozenset({"undo"})
_SHORT = 6  # words
_MOST_UNDONE = 10  # product.md: undo steps back through the last ten things
_LONG_EFFORT = 10  # tokens
_TOP_OF_SCALE = 10
_LAST_WORDS = frozenset({"last", "set", "last set", "that", "one", "it", "was"})
_AROUND = frozenset(
    {
        "please",
        "pls",
        "no",
        "oops",
        "sorry",
        "wait",
        "ok",
        "hey",
        "oh",
        "ah",
        "well",
        "actually",
        "the",
        "coach",
        "and",
        "can",
        "you",
        "could",
        "now",
        "thanks",
    }
)
_AMOUNT_LEADS = frozenset(
    {
        "it",
        "that",
        "was",
        "only",
        "just",
        "i",
        "did",
        "got",
        "set",
        "the",
        "last",
        "first",
        "second",
        "third",
        "with",
        "at",
        "left",
        "right",
        "l",
        "r",
        "one",
        "were",
        "a",
        "they",
        "my",
        "x",
        "@",
        "is",
        "should",
        "be",
        "bw",
        "bodyweight",
        "rir",
        "rpe",
        "actually",
        "no",
        "had",
        "meant",
        "to",
        "have",
        "been",
    }
)


def correction(typed: Typed, context: Context) -> Correction | Unclear | Sets | None:
    """Undo, or what a set really was; None when the message corrects nothing."""
    words = tuple(token.text for token in typed.tokens if token.kind not in {"sign", "line"})
    if not words:
        return None
    if (found := _undo(words) or _undo_so_many(typed, words) or _undo_of(words, context)) is not None:
        return found
    if typed.plain.lstrip().startswith("*") or (typed.plain.rstrip().endswith("*") and len(words) == 1):
        rest = tuple(token for token in typed.tokens if token.text != "*")
        return mended(typed, rest, context, opened=True) if rest and rest[0].kind == "number" else None
    if words[0] in _UNDO_WORDS and "set" not in words and len(words) <= _SHORT and not names_exercise(typed.tokens[1:]):
        return Unclear((Correction(undo=True),), (typed.text.strip(),))
    return _said_otherwise(typed, context) or _within(typed, context) or _effort_of_last(typed, context)


def _undo(words: tuple[str, ...]) -> Correction | None:
    start, end = 0, len(words)
    while start < end and words[start] in _AROUND and " ".join(words[start:end]) not in _UNDO:
        start += 1
    while end > start and words[end - 1] in _AROUND and " ".join(words[start:end]) not in _UNDO:
        end -= 1
    if " ".join(words[start:end]) in _UNDO:
        return Correction(undo=True)
    found = _UNDO_NUMBER.at(words, start)
    if found and start + found[0] + 1 == end:
        number = WORDS.numbers.get(words[end - 1], words[end - 1])
        if str(number).isdigit() and len(str(number)) <= 2:  # noqa: PLR2004 - up to 20 sets
            return Correction(undo=True, number=int(number))
    return None


def _undo_so_many(typed: Typed, words: tuple[str, ...]) -> Correction | Unclear | None:
    """«undo the last 3»: three things; «undo 3»: three things, or set 3? «undo twice»."""
    if words[0] not in _UNDO_WORDS and not _UNDO_MANY.at(words, 0):
        return None
    if len(words) == 2 and words[1] in WORDS.table["often"]:  # noqa: PLR2004 - undo, twice
        return Correction(undo=True, times=WORDS.table["often"][words[1]])
    found = _UNDO_MANY.at(words, 0)
    place = found[0] if found else 1
    if place >= len(words) or any(word not in _THINGS for word in words[place + 1 :]):
        return None
    number = WORDS.numbers.get(words[place], words[place])
    if not str(number).isdigit() or not 1 <= int(str(number)[:3]) <= _MOST_UNDONE:
        return None
    many = Correction(undo=True, times=int(number))
    if found or len(words) > place + 1:
        return many
    return Unclear((many, Correction(undo=True, number=int(number))), (typed.text.strip(),))


def _undo_of(words: tuple[str, ...], context: Context) -> Correction | None:
    """«remove squat set 1», «delete set 2 of the press», «undo the last row set»: a set of an exercise by its name."""
    verb = _UNDO_VERBS.at(words, 0)
    if not verb or not any(word in {"set", "sets"} for word in words):
        return None
    rest = tuple(
        word for word in words[verb[0] :] if word not in {"set", "of", "the", "my", "number", "please", "in", "for"}
    )
    numbers = [word for word in rest if str(WORDS.numbers.get(word, word)).isdigit() or word in WORDS.ordinals]
    name = tuple(word for word in rest if word not in numbers and word != "last")
    if len(numbers) > 1 or not name or len(name) > names.names().longest:
        return None
    around = tuple(entry.slug for entry in context.session)
    slug = names.exact(names.key(name), around) or names.near(name)[0]
    if slug is None or ("last" not in rest and not numbers):
        return None
    number = _number(numbers[0]) if numbers else None
    return Correction(undo=True, number=number, exercise=slug)


def _number(word: str) -> int:
    found = WORDS.ordinals[word] if word in WORDS.ordinals else WORDS.numbers.get(word, word)
    return int(str(found)[:2])


def _effort_of_last(typed: Typed, context: Context) -> Correction | None:
    """«rir 1», «last set: rpe 9», «2 left in the tank» behind a set: that set's effort."""
    if context.last_reps is None or context.asked == "rir" or len(typed.tokens) > _LONG_EFFORT:
        return None
    found = [piece for piece in scanned(typed, typed.tokens, ()) if piece.kind not in {"filler", "sep"}]
    said = [piece for piece in found if piece.kind in {"rir", "rpe", "left?"}]
    others = {typed.plain[piece.start : piece.end] for piece in found if piece not in said}
    if len(said) != 1 or not others <= _LAST_WORDS:
        return None
    value, kind = said[0].value, said[0].kind
    if kind == "rpe":
        return Correction(entry=Entry(rpe=value)) if 1 <= value <= _TOP_OF_SCALE else None
    return (
        Correction(entry=Entry(rir=int(value))) if float(value).is_integer() and 0 <= value <= _TOP_OF_SCALE else None
    )


def _within(typed: Typed, context: Context) -> Sets | Unclear | None:
    """«6 no wait 5»: one amount, taken back in the same breath; only the second was meant."""
    tokens = tuple(token for token in typed.tokens if token.text != ",")
    words = tuple(token.text for token in tokens)
    for place in range(1, len(tokens) - 1):
        found = _INNER.at(words, place)
        if not found or place + found[0] >= len(tokens):
            continue
        before, behind = tokens[:place], tokens[place + found[0] :]
        if behind[0].kind != "number" or not any(token.kind == "number" for token in before):
            continue
        meant = report(typed, behind, context)
        said = report(typed, before, context)
        if isinstance(said, Sets) and isinstance(meant, Sets):
            alike = len(said.entries) == len(meant.entries)
            return meant if alike else Unclear((meant, said), (typed.text.strip(),))
    return None


def _said_otherwise(typed: Typed, context: Context) -> Correction | Unclear | Sets | None:
    tokens = tuple(
        token for token in typed.tokens if token.text not in {",", ":", ".", "!", "…", "-"} or token.kind == "number"
    )
    words = tuple(token.text for token in tokens)
    place = 0
    opened = False
    while (found := _OPEN.at(words, place)) is not None:
        opened = True
        place += found[0]
    tokens, words = tokens[place:], words[place:]
    if opened and not words:
        return None
    if words and words[0] in _VERBS:
        opened, tokens, words = True, tokens[1:], words[1:]
    without = _without_not(tokens, words)
    if without is not None and not opened and first_report(context):  # «5 instead of 6»: the first that is said of it
        told = report(typed, without, context)
        return told if isinstance(told, Sets) else None
    if without is not None:
        opened, tokens = True, without
        words = tuple(token.text for token in tokens)
    if opened:
        return mended(typed, tokens, context, opened=True) if words and _amount_first(tokens) else None
    if any(word in {"was", "were", "should"} for word in words):
        return mended(typed, tokens, context, opened=False)
    return _earlier_set(typed, tokens, context)


def _amount_first(tokens: tuple[Token, ...]) -> bool:
    """Whether what follows «actually», «no» can be a set: a number comes, with nothing but small words before it."""
    for token in tokens:
        if token.kind in {"number", "clock"} or token.text == "+":
            return True
        if token.text not in _AMOUNT_LEADS and token.kind == "word" and token.text not in WORDS.ordinals:
            return names_exercise(tokens)
    return False


def _without_not(tokens: tuple[Token, ...], words: tuple[str, ...]) -> tuple[Token, ...] | None:
    """«5 not 6», «not 6 but 5»: only what it really was."""
    for place in range(len(words)):
        found = _NOT.at(words, place)
        if not found:
            continue
        behind = place + found[0]
        if behind >= len(tokens) or tokens[behind].kind != "number":
            return None
        if place and any(token.kind == "number" for token in tokens[:place]):
            return None if any(token.kind == "number" for token in tokens[behind + 1 :]) else tokens[:place]
        rest = behind + 1
        while rest < len(words) and words[rest] in {"but", "kg", "reps", "its", "it", "was", "lb"}:
            rest += 1
        return tokens[rest:] if rest < len(tokens) else None
    return None


def _earlier_set(typed: Typed, tokens: tuple[Token, ...], context: Context) -> Correction | None:
    """«set 1: 5» when set 1 was reported before."""
    words = tuple(token.text for token in tokens)
    if len(words) < 3 or words[0] != "set" or tokens[1].kind != "number" or context.sets is None:  # noqa: PLR2004 - set, number, value
        return None
    number = tokens[1].value or 0
    reported = max(0, context.sets - context.left)
    if not 1 <= number <= reported or "set" in words[2:]:
        return None
    found = report(typed, tokens[2:], replace(context, load=None, last_reps=None, last_load=None))
    return as_correction(found, int(number)) if isinstance(found, Sets) and len(found.entries) == 1 else None
