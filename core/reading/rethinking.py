"""A message in which a mind is changed, as one that says only what counts: «only 15 minutes, no 20» is «only 20 minutes»."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from core.reading.meaning import Command, Correction, Event, Pain, Sets, Unclear
from core.reading.parts import LEADS, parts_of
from core.reading.quantities import read_site
from core.reading.second_thoughts import LONGEST, second_thought
from core.reading.tokens import typed
from core.reading.vocabulary import WORDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.reading.meaning import Context, Reading
    from core.reading.parts import Part
    from core.reading.tokens import Typed

_TABLE: Final = WORDS.table["second_thoughts"]
_SMALL: Final = frozenset(_TABLE["small"]) | LEADS
_STATES: Final = frozenset({"sick", "tired", "sore", "well", "travelling", "minutes"})
# Lists have rules of their own: «weekdays, no wed» leaves a day out, «8 kg and a band, no, 10 kg» has to be asked.
_LISTS: Final = frozenset({"days", "run_days", "equipment", "limits"})
# What a setting is changed to, and which day a race is on, is asked for where it is not clear (`setting.told`, `racing.happened`).
_ASK_BACK: Final = frozenset(
    {
        "time_zone",
        "units",
        "time",
        "age",
        "weight",
        "minutes",
        "experience",
        "lifts_per_week",
        "season",
        "rest_timer",
        "language",
        "race",
    }
)
_LIST_QUESTIONS: Final = frozenset({"kit", "weights", *(f"set:{word}" for word in _LISTS)})
# Questions that are answered in a word or a number, which elsewhere would be a set.
_NUMBER_QUESTIONS: Final = frozenset({"rir", "pain_score", "pain_today"})
_SHORT: Final = 3  # words that name a place of the body
_OTHER: Final = {"day": "days", "days": "day"}  # «for a week» and «until Friday» both say when it ends


def _any(key: str) -> str:
    return "|".join(re.escape(phrase) for phrase in sorted(_TABLE[key], key=len, reverse=True))


_TURN: Final = re.compile(rf"\b(?:{_any('back')}|{_any('soft')}|{_any('no')}|{_any('not')})\b", re.IGNORECASE)
# «, no 20», «18:00 no 19:00»: a bare no turns only what is said anew in the same measure.
_NO: Final = re.compile(rf"[\s,.;:!?…-]+(?:{_any('no')})[\s,.;:!?…-]+", re.IGNORECASE)
_NOT: Final = re.compile(rf"[\s,.;:!?…-]+(?:{_any('not')})\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Undecided:
    """A mind was changed, and what counts instead cannot be said."""


def rethought(text: str, context: Context, read: Callable[[str, Context], Reading]) -> str | Undecided | None:
    """The text that is meant where a mind is changed in it; None where none is, or where other rules decide.

    `read` reads a part of the message. Sets and pain have their own corrections and are left alone, and so are lists.
    """
    if len(text) > LONGEST or context.asked in _LIST_QUESTIONS or _TURN.search(text) is None:
        return None
    if context.asked in _NUMBER_QUESTIONS and (answer := _answered_anew(text, _is_number)) is not None:
        return answer
    if context.asked == "pain_site" and (answer := _answered_anew(text, _is_place)) is not None:
        return answer
    return _turned(text, context, read) or _restated(text, context, read)


def _is_number(text: str) -> bool:
    tokens = [token for token in typed(text).tokens if token.kind not in {"sign", "line"} and token.text not in _SMALL]
    return len(tokens) == 1 and tokens[0].kind == "number"


def _is_place(text: str) -> bool:
    return len(text.split()) <= _SHORT and read_site(text) is not None


def _answered_anew(text: str, answers: Callable[[str], bool]) -> str | None:
    """«2, no 3», «knee, sorry, back»: both would answer the question, so the second does."""
    second = second_thought(text)
    turns = [(second.first, second.last)] if second is not None else []
    turns += [(text[: turn.start()].strip(), text[turn.end() :].strip()) for turn in _NO.finditer(text)]
    return next((last for first, last in turns if answers(first) and answers(last)), None)


def without_opening(text: str) -> str | None:
    """«I mean pause until Friday» without the words that only turn, for where the whole is not understood; None without such words."""
    second = second_thought(text)
    return second.last if second is not None and not second.first and second.last else None


def _turned(text: str, context: Context, read: Callable[[str, Context], Reading]) -> str | Undecided | None:
    """By words that turn («no wait», «sorry», «I mean», «no» between two signs)."""
    second = second_thought(text)
    if second is None or not second.first:
        return None
    first = read(second.first, context)
    if not second.last:  # «pause until friday. actually no», «undo, no wait»
        wish = isinstance(first, Event | Command) or (isinstance(first, Correction) and first.undo)
        return Undecided() if wish and not text.rstrip().endswith("?") else None
    if not _may_turn(first):
        return None
    spliced = _spliced(second.first, second.last, context)
    if spliced is not None and _is_known(read(spliced, context)):
        return spliced
    last = read(second.last, context)
    if not second.taken_back:
        states = isinstance(first, Event) and isinstance(last, Event) and {first.kind, last.kind} <= _STATES
        return second.last if states and first != last else None
    if isinstance(first, Event | Command) and _named(first) in _ASK_BACK:
        return None
    if _is_known(last):
        return second.last
    return Undecided() if isinstance(first, Event | Command) else None


def _named(first: Event | Command) -> str:
    return first.kind if isinstance(first, Event) else first.word


def _restated(text: str, context: Context, read: Callable[[str, Context], Reading]) -> str | None:
    """By a bare no («18:00 no 19:00»), or by what it is not («20 minutes, not 15»)."""
    for pattern in (_NO, _NOT):
        for turn in reversed(list(pattern.finditer(text))):
            first, last = text[: turn.start()].strip(), text[turn.end() :].strip()
            if not first or not last or not _may_turn(read(first, context)):
                continue
            spliced = _spliced(first, last, context, strictly=True)
            if spliced is None:
                continue
            meant = spliced if pattern is _NO else first
            if _is_known(read(meant, context)):
                return meant
    return None


def _may_turn(first: Reading) -> bool:
    """Whether what was said first is of a kind that can be said anew here."""
    if isinstance(first, Sets | Correction | Pain):
        return False
    if isinstance(first, Command):
        return first.word not in _LISTS
    return not (isinstance(first, Unclear) and any(isinstance(r, Sets | Correction | Pain) for r in first.readings))


def _is_known(reading: Reading) -> bool:
    return not isinstance(reading, Unclear) or bool(reading.readings)


def _spliced(first: str, last: str, context: Context, *, strictly: bool = False) -> str | None:
    """The first part with the measures of the last one in it; None where the last says more than measures.

    `strictly`: each replaces one of its own kind.
    """
    said, anew = typed(first), typed(last)
    old, new = parts_of(said.tokens, context), parts_of(anew.tokens, context)
    kinds = [part.kind for part in new]
    if not new or _says_more(anew, new):
        return None
    alike = kinds == [part.kind for part in old[-len(new) :]]  # «22:00 to 7:00, no, 23:00 to 7:00»
    if not alike and len(set(kinds)) < len(kinds):
        return None
    changes: list[tuple[int, int, str]] = []
    for place, part in enumerate(new, len(old) - len(new)):
        change = _change(said, old[: place + 1] if alike else old, anew, part, strictly=strictly)
        if change is None:
            return None
        changes.append(change)
    text = first.rstrip(" .,;:!?…-")
    for start, end, words in sorted(changes, reverse=True):
        text = f"{text[:start]}{words}{text[end:]}" if start < len(text) else f"{text} {words}"
    return text


def _says_more(said: Typed, parts: list[Part]) -> bool:
    inside = {place for part in parts for place in range(part.start, part.end)}
    return any(
        token.kind not in {"sign", "line"} and token.text not in _SMALL
        for place, token in enumerate(said.tokens)
        if place not in inside
    )


def _change(said: Typed, old: list[Part], anew: Typed, part: Part, *, strictly: bool) -> tuple[int, int, str] | None:
    """Where in the first text which words take the place of which; behind its end where nothing like them was said."""
    words = _words(anew, part.start, part.end)
    same = [one for one in old if one.kind == part.kind]
    if same:
        return (*_place(said, same[-1].start, same[-1].end), words)
    if part.kind == "number":
        return _renumbered(said, old, words)
    if old and old[-1].kind == "number":
        return (*_place(said, old[-1].start, old[-1].end), words)
    if strictly:
        return None
    led = _words(anew, part.lead, part.end)
    others = [one for one in old if one.kind == _OTHER.get(part.kind)]
    if others and part.lead < part.start:
        return (*_place(said, others[-1].lead, others[-1].end), led)
    if others or part.kind not in {"day", "time", "days", "minutes"}:
        return None
    return len(said.plain), len(said.plain), led


def _renumbered(said: Typed, old: list[Part], words: str) -> tuple[int, int, str] | None:
    """«15 minutes, no 20»: the unit stays; «18:00, no 19»: on the hour."""
    if not old:
        return None
    tokens = range(old[-1].start, old[-1].end)
    place = next((n for n in tokens if said.tokens[n].kind in {"number", "clock"}), None)
    if place is None:
        place = next((n for n in tokens if said.tokens[n].text in {"a", "an"}), None)
    if place is None:
        return None
    on_the_hour = ":00" if said.tokens[place].kind == "clock" else ""
    return (*_place(said, place, place + 1), words + on_the_hour)


def _place(said: Typed, start: int, end: int) -> tuple[int, int]:
    return said.tokens[start].start, said.tokens[end - 1].end


def _words(said: Typed, start: int, end: int) -> str:
    first, last = _place(said, start, end)
    return said.text[first:last]
