"""What a set really was: which one is meant, and the numbers it should have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.reading import names
from core.reading.amounts import term_at
from core.reading.caps import too_heavy
from core.reading.meaning import Correction, Entry, Sets, Unclear
from core.reading.reports import report
from core.reading.row import Row
from core.reading.vocabulary import WORDS, Phrases
from core.values import replace

if TYPE_CHECKING:
    from core.reading.meaning import Context
    from core.reading.tokens import Token, Typed

_WAS = Phrases(WORDS.some("mend", "was"))


def mended(
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
                tuple(as_correction(reading, number) for reading in found.readings if isinstance(reading, Sets)),
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
    if found.entries and not opened and first_report(context) and number in {None, 1} and not _about_last(tokens):
        if found.entries[0].exercise is not None:
            return None
        told = report(typed, rest, context)  # «set 1 should be 5» before any set is in: then this is the first
        return told if isinstance(told, Sets) else None
    if (either := _reps_or_load(found.entries[0], context) if found.entries else None) is not None:
        return Unclear(tuple(Correction(number=number, entry=entry) for entry in either), (typed.text.strip(),))
    return as_correction(found, number) if found.entries else None


def _reps_or_load(entry: Entry, context: Context) -> tuple[Entry, Entry] | None:
    """«actually 14», where 6 with 12 kg was planned: repetitions, or the load."""
    reps, load = entry.reps, context.load
    if reps is None or load is None or context.reps is None or entry.load is not None or entry.exercise is not None:
        return None
    if reps <= 2 * context.reps or not 0.5 * load <= reps <= 2 * load:
        return None
    return replace(entry, reps=None, left=None, right=None, load=reps, unit=context.unit), entry


def as_correction(found: Sets, number: int | None) -> Correction:
    """The first set of the report as what it corrects."""
    entry = found.entries[0]
    return Correction(number=number, exercise=entry.exercise, entry=replace(entry, exercise=None))


def _several(typed: Typed, rest: tuple[Token, ...], context: Context, *, opened: bool) -> Unclear | None:
    """«actually 6 6 5»: which sets are meant is asked, unless none was reported yet."""
    if not opened or first_report(context):
        return None
    found = report(typed, rest, context)
    return Unclear((found,), (typed.text.strip(),)) if isinstance(found, Sets) else None


def first_report(context: Context) -> bool:
    """Whether no set of the exercise was reported yet."""
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


def names_exercise(tokens: tuple[Token, ...]) -> bool:
    """Whether the tokens begin with the name of an exercise."""
    said = ""
    for token in tokens[:4]:
        said += names.key((token.text,))
        if names.exact(said) is not None:
            return True
    return False
