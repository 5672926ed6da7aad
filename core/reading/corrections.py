"""Taking back the last thing, and saying that a set was different."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from core.reading.meaning import Correction, Entry, Sets, Unclear
from core.reading.reports import report
from core.reading.scan import pieces as scanned
from core.reading.vocabulary import WORDS, Phrases

if TYPE_CHECKING:
    from core.reading.meaning import Context
    from core.reading.tokens import Token, Typed

_UNDO = frozenset(WORDS.some("undo", "say"))
_UNDO_NUMBER = Phrases(WORDS.some("undo", "number"))
_OPEN = Phrases(WORDS.some("mend", "open"))
_WAS = Phrases(WORDS.some("mend", "was"))
_INNER = Phrases(WORDS.some("mend", "inner"))
_NOT = Phrases(WORDS.some("mend", "not"))
_VERBS = frozenset(WORDS.some("mend", "verbs"))
_UNDO_WORDS = frozenset({"undo"})
_SHORT = 6  # words
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
    if (found := _undo(words)) is not None:
        return found
    if typed.plain.lstrip().startswith("*") or (typed.plain.rstrip().endswith("*") and len(words) == 1):
        rest = tuple(token for token in typed.tokens if token.text != "*")
        return _mended(typed, rest, context, opened=True) if rest and rest[0].kind == "number" else None
    if words[0] in _UNDO_WORDS and "set" not in words and len(words) <= _SHORT and not _is_name(typed.tokens[1:]):
        return Unclear((Correction(undo=True),), (typed.text.strip(),))
    return _said_otherwise(typed, context) or _within(typed, context) or _effort_of_last(typed, context)


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
    if without is not None:
        opened, tokens = True, without
        words = tuple(token.text for token in tokens)
    if opened:
        return _mended(typed, tokens, context, opened=True) if words and _amount_first(tokens) else None
    if any(word in {"was", "were", "should"} for word in words):
        return _mended(typed, tokens, context, opened=False)
    return _earlier_set(typed, tokens, context)


def _amount_first(tokens: tuple[Token, ...]) -> bool:
    """Whether what follows «actually», «no» can be a set: a number comes, with nothing but small words before it."""
    for token in tokens:
        if token.kind in {"number", "clock"} or token.text == "+":
            return True
        if token.text not in _AMOUNT_LEADS and token.kind == "word" and token.text not in WORDS.ordinals:
            return _is_name(tokens)
    return False


def _is_name(tokens: tuple[Token, ...]) -> bool:
    from core.reading import names  # noqa: PLC0415

    said = ""
    for token in tokens[:4]:
        said += names.key((token.text,))
        if names.exact(said) is not None:
            return True
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
            return tokens[:place]
        rest = behind + 1
        while rest < len(words) and words[rest] in {"but", "kg", "reps", "its", "it", "was", "lb"}:
            rest += 1
        return tokens[rest:] if rest < len(tokens) else None
    return None


def _mended(
    typed: Typed, tokens: tuple[Token, ...], context: Context, *, opened: bool
) -> Correction | Unclear | Sets | None:
    """The correction that these tokens say; without an opening word, only where they name a set, «that» or an exercise."""
    number, rest, labelled = _which(tokens, context)
    if not opened and not labelled:
        return None
    bare = replace(context, load=None, last_reps=None, last_load=None, sets=None, left=0)
    found = report(typed, rest, bare)
    if isinstance(found, Unclear) and found.readings:
        loaded = report(typed, rest, context)
        found = loaded if isinstance(loaded, Sets) else found
        return (
            Unclear(
                tuple(_as_correction(reading, number) for reading in found.readings if isinstance(reading, Sets)),
                found.problems,
            )
            if isinstance(found, Unclear)
            else None
        )
    if isinstance(found, Unclear):
        return found
    if not isinstance(found, Sets):
        entry = _load_only(typed, rest, context)
        return Correction(number=number, entry=entry) if entry is not None else None
    if len(found.entries) > 1:
        return _several(typed, rest, context, opened=opened)
    if found.entries and not opened and _first_report(context) and number in {None, 1} and not _about_last(tokens):
        return None
    if (either := _reps_or_load(found.entries[0], context) if found.entries else None) is not None:
        return Unclear(tuple(Correction(number=number, entry=entry) for entry in either), (typed.text.strip(),))
    return _as_correction(found, number) if found.entries else None


def _reps_or_load(entry: Entry, context: Context) -> tuple[Entry, Entry] | None:
    """«actually 14», where 6 with 12 kg was planned: repetitions, or the load."""
    reps, load = entry.reps, context.load
    if reps is None or load is None or context.reps is None or entry.load is not None or entry.exercise is not None:
        return None
    if reps <= 2 * context.reps or not 0.5 * load <= reps <= 2 * load:
        return None
    return replace(entry, reps=None, left=None, right=None, load=reps, unit=context.unit), entry


def _as_correction(found: Sets, number: int | None) -> Correction:
    entry = found.entries[0]
    return Correction(number=number, exercise=entry.exercise, entry=replace(entry, exercise=None))


def _several(typed: Typed, rest: tuple[Token, ...], context: Context, *, opened: bool) -> Unclear | None:
    """«actually 6 6 5»: which sets are meant is asked, unless none was reported yet."""
    if not opened or _first_report(context):
        return None
    found = report(typed, rest, context)
    return Unclear((found,), (typed.text.strip(),)) if isinstance(found, Sets) else None


def _first_report(context: Context) -> bool:
    return context.last_reps is None and (context.sets is None or context.left >= context.sets)


def _about_last(tokens: tuple[Token, ...]) -> bool:
    return any(token.text in {"last", "that", "it"} for token in tokens[:3])


def _which(tokens: tuple[Token, ...], context: Context) -> tuple[int | None, tuple[Token, ...], bool]:
    """Which set is meant, what is said of it, and whether a set was named at all."""
    words = tuple(token.text for token in tokens)
    place = 0
    number: int | None = None
    labelled = False
    kept: tuple[Token, ...] = ()
    while place < len(words):
        word = words[place]
        if word in {"set", "sets"} and place + 1 < len(words) and tokens[place + 1].kind == "number":
            number, labelled, place = int(min(tokens[place + 1].value or 1, 99)), True, place + 2
        elif word in WORDS.ordinals and (
            place + 1 == len(words) or tokens[place + 1].kind != "number" or words[place + 1] == "one"
        ):
            number, labelled, place = (
                WORDS.ordinals[word],
                True,
                place + 1 + (place + 1 < len(words) and words[place + 1] in {"set", "one"}),
            )
        elif word == "last" and (place + 1 == len(words) or words[place + 1] in {"one", "set", "was", "should"}):
            number, labelled, place = (
                None,
                True,
                place + 1 + (place + 1 < len(words) and words[place + 1] in {"set", "one"}),
            )
        elif word in {"that", "it"}:
            labelled, place = True, place + 1
        elif (found := _WAS.at(words, place)) is not None:
            place += found[0]
        elif (
            word
            in {
                "the",
                "only",
                "just",
                "a",
                "my",
                "i",
                "did",
                "got",
                "in",
                "on",
                "for",
                "of",
                "to",
                "be",
                "have",
                "been",
            }
            or tokens[place].kind == "sign"
        ):
            place += 1
        elif not kept and (width := _name_width(tokens, place)):
            kept, labelled, place = tokens[place : place + width], True, place + width
        else:
            break
    del context
    return number, (*kept, *tokens[place:]), labelled


def _name_width(tokens: tuple[Token, ...], place: int) -> int:
    from core.reading import names  # noqa: PLC0415

    said, width = "", 0
    for after in range(place, min(place + 6, len(tokens))):
        if tokens[after].kind != "word":
            break
        said += names.key((tokens[after].text,))
        if names.exact(said) is not None:
            width = after - place + 1
    return width


def _load_only(typed: Typed, tokens: tuple[Token, ...], context: Context) -> Entry | None:
    """«actually 14 kg»: the load alone was different."""
    from core.reading.amounts import term_at  # noqa: PLC0415
    from core.reading.caps import too_heavy  # noqa: PLC0415
    from core.reading.row import Row  # noqa: PLC0415

    numbers = [place for place, token in enumerate(tokens) if token.kind == "number"]
    if len(numbers) != 1:
        return None
    (value, kind), _ = term_at(Row(typed, tokens), numbers[0])
    if kind.startswith("load") and not too_heavy(value, kind[5:]):
        return Entry(load=value, unit=kind[5:])
    before = tokens[numbers[0] - 1].text if numbers[0] else ""
    if kind == "" and before in {"with", "@", "at", "weight"} and context.load is not None and value > 10:  # noqa: PLR2004 - no RPE
        return Entry(load=value, unit=context.unit)
    if before == "rir" or kind == "rir":
        return Entry(rir=int(value)) if float(value).is_integer() else None
    return Entry(rpe=value) if before == "rpe" and value <= 10 else None  # noqa: PLR2004 - the top of the scale


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
    return _as_correction(found, int(number)) if isinstance(found, Sets) and len(found.entries) == 1 else None
