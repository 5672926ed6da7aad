"""What people tell in passing that looks like a set and is none: an age, a run that is done, bad knees, the name of an exercise."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from core.reading import names
from core.reading.body import SITE_WORDS, read_site
from core.reading.dates import when
from core.reading.event_words import days_told
from core.reading.loads import read_equipment
from core.reading.meaning import Command, Event, Pain, Unclear
from core.reading.minutes import minutes_in
from core.reading.questions import read_question
from core.reading.relief import is_relief
from core.reading.tokens import typed
from core.reading.vocabulary import WORDS, Phrases

if TYPE_CHECKING:
    from core.reading.meaning import Context, Reading
    from core.reading.tokens import Typed

_TABLE: Final = WORDS.table["passing"]
_BRIEFLY: Final = frozenset({"only", "just"})  # «only bands» is said of today, «I only have bands» of what there is
_HAVE: Final = frozenset({"have", "got"})
_DUMBBELLS: Final = frozenset(WORDS.some("equipment", "dumbbell"))
LONGEST: Final = 80  # characters; longer messages are stories
AGES: Final = range(10, 100)
_ABOUT_EXERCISE: Final = ("first", "show_me", "swap", "skip")  # what somebody may want who says no more than its name
_ABOUT_NEXT: Final = ("show_me", "why")


def _any(key: str) -> str:
    return "|".join(re.escape(phrase) for phrase in sorted(_TABLE[key], key=len, reverse=True))


_AGE = re.compile(
    rf"(?:{_any('age_lead')}) (?P<years>\d{{2}})(?: (?:{_any('age_behind')}))?|(?P<only>\d{{2}}) (?:{_any('age_behind')})"
)
_AMOUNT = rf"(?:\d+(?:\.\d+)? ?(?:{_any('run_units')}))"
_RAN = re.compile(
    rf"(?:(?:{_any('ran')})(?: {_AMOUNT})?|(?:(?:{_any('run_lead')}) )?(?:an? )?{_AMOUNT} (?:(?:{_any('run_kinds')}) )?(?:{_any('run')}))"
    rf"(?: (?:{_any('run_behind')}))*"
)
_WEAK_SPOT = re.compile(
    rf"(?:(?:{_any('have')}) )?(?:a |an |my |really |very |some )*(?:{_any('weak_spot')}) (?:left |right )?(?P<site>.+?)(?: (?:{_any('trouble')}))?"
    rf"|(?:(?:{_any('have')}) )?(?:a |my |some )*(?:left |right )?(?P<of>.+?) (?:{_any('trouble')})"
    rf"|(?:(?:{_any('have')}) )?(?:a |some )?(?:{_any('trouble')}) (?:in|with|of) (?:my |the |both )?(?:left |right )?(?P<in>.+?)"
    rf"|my (?:left |right )?(?P<my>.+?) (?:is|are) (?:{_any('weak_spot')})"
)
_KINDS: Final = (
    "doctor", "injury", "faster", "tempo", "warm_up", "heavy", "pause", "annoyed", "hello", "thanks", "who", "too_easy", "too_hard", "left", "excuse", "fine", "lost", "unsure",
)  # fmt: skip
_AS_COMMAND: Final = {"lost": "help", "unsure": "help", "pause": "resting"}
_SMALL_TALK = Phrases({phrase: kind for kind in reversed(_KINDS) for phrase in _TABLE[kind]})
_SMALL_WORDS: Final = frozenset(_TABLE["small_words"])
_ONLY = re.compile(rf"(?:{_any('only')}) (?P<what>.+)")


def read_small_talk(text: str) -> Command | Event | None:
    """A greeting, thanks, «who are you», an age, a run that is done: of interest to the conversation alone."""
    if len(text) > LONGEST or text.isdigit():
        return None
    if text.strip() and not text.strip("?!¿ \n"):
        return Command("help")
    said = typed(text)
    if is_relief(said):
        return Command("relief")
    if (question := read_question(text)) is not None:
        return question
    kind = _kind_of(tuple(word for word in _line(said).split() if word[:1].isalnum()))
    if kind is not None:
        return Command(_AS_COMMAND.get(kind, kind), rest="unsure" if kind == "unsure" else "")
    return _of_oneself(said)


def _kind_of(words: tuple[str, ...]) -> str | None:
    """What the message is where small words are all there is besides; None where it says anything else."""
    kinds: set[str] = set()
    place = 0
    while place < len(words):
        found = _SMALL_TALK.at(words, place)
        if found:
            kinds.add(found[1])
        elif words[place] not in _SMALL_WORDS:
            return None
        place += found[0] if found else 1
    return next((kind for kind in _KINDS if kind in kinds), None)


def _of_oneself(said: Typed) -> Command | Event | None:
    """An age, or a run that is done."""
    line = _line(said)
    if (told := _AGE.fullmatch(line)) and int(told["years"] or told["only"]) in AGES:
        return Command("age", rest=told["years"] or told["only"])
    return Event("ran") if _RAN.fullmatch(line) else None


def in_passing(said: Typed, context: Context) -> Reading | None:
    """What the whole message tells in passing; None when it may be sets or a word that the bot knows."""
    if len(said.plain) > LONGEST:
        return None
    if _of_oneself(said) is not None:
        return Unclear((), (said.text.strip(),))
    line = _line(said)
    return _weak_spot(line) or _at_hand(said, line, context) or _clock_in_words(said, context) or _now(line, context)


def _line(said: Typed) -> str:
    return " ".join(said.line.replace("|", " ").split()) if len(said.plain) <= LONGEST else ""


def _weak_spot(line: str) -> Pain | None:
    """«bad knees», «knee problems»: a weak spot of old; how it is today has to be asked."""
    told = _WEAK_SPOT.fullmatch(line)
    words = next((words for words in told.groups() if words), None) if told else None
    if words is None or not SITE_WORDS.intersection(words.split()) or any(sign.isdigit() for sign in words):
        return None
    site = read_site(words)
    return Pain(site, lasting=True) if site is not None else None


def _at_hand(said: Typed, line: str, context: Context) -> Event | Command | None:
    """«only have a band today»: what there is for these days, while the profile stays as it is; without a day, for good."""
    told = _ONLY.fullmatch(line)
    if told is None or minutes_in(said) is not None:
        return None
    what = told["what"]
    on, until = days_told(said, context)
    found = read_equipment(what, "kg" if context.unit == "kg" else "lb")
    there = found is not None and bool(found.dumbbells or found.bands or found.gym)
    dumbbells = not _DUMBBELLS.isdisjoint(what.split())
    if on is None and until is None and not any(f" {word} " in said.line for word in _TABLE["here"]):
        whole = dumbbells or (found is not None and bool(found.bands or found.gym))
        if context.asked is not None or not whole:
            return None
        if line.split(maxsplit=1)[0] not in _BRIEFLY or line.split()[1] in _HAVE:
            return Command("equipment", rest=what)
    if there:
        return Event("no_equipment", on=on, until=until, details={"at_hand": what})
    return Event("no_equipment", on=on, until=until, details={"without": "bands"}) if dumbbells else None


def _clock_in_words(said: Typed, context: Context) -> Reading | None:
    """«half past six» is no set of six."""
    return when(said.tokens, context) if any(token.text in _TABLE["clock"] for token in said.tokens) else None


def _now(line: str, context: Context) -> Command | None:
    """«now», «right now»: the workout begins."""
    return Command("start") if line in _TABLE["now"] and context.asked != "rir" else None


def exercise_alone(said: Typed, context: Context) -> Unclear | None:
    """The name of an exercise and nothing else: what is wanted of it is asked."""
    words = tuple(token.text for token in said.tokens if token.kind == "word" and token.text not in {"the", "my"})
    if not words or len(words) > names.names().longest or any(t.kind not in {"word", "sign"} for t in said.tokens):
        return None
    around = tuple(entry.slug for entry in context.session)
    slug = names.exact(names.key(words), around) or names.near(words)[0]
    if slug is None:
        return None
    wanted = _ABOUT_EXERCISE if slug in around else _ABOUT_NEXT
    return Unclear(tuple(Command(word, exercise=slug) for word in wanted), (said.text.strip(),))
