"""What steers the conversation rather than reports: «row first», «+1 set», «history 2», and a few words of settings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from core.reading.as_a_rule import usual_days
from core.reading.body_parts import read_part
from core.reading.dates import read_when
from core.reading.meaning import Command, Event, When
from core.reading.names import exact, key, near
from core.reading.run_order import read_run_order
from core.reading.text import plain

if TYPE_CHECKING:
    from core.reading.meaning import Context

_LETTER: Final = re.compile(r"[^\W\d_]")
LONGEST: Final = 60  # characters; what is longer is no word of command
_LEAD = r"(?:(?:please|ok|lets|let us|can we|can i|i want to|ill|now) )*(?:(?:do|go|take|begin|start|continue|finish|leave)(?: with)? )?(?:the |my )?"
_FIRST = re.compile(rf"{_LEAD}(?P<name>[a-z][a-z -]*?) (?:first|next|now)")
_LAST = re.compile(rf"{_LEAD}(?P<name>[a-z][a-z -]*?) (?:later|last|at the end|for later|afterwards)")
_LATER = re.compile(r"(?:do (?:it|this|that) |this one |that one )?(?:later|at the end|last)(?: please)?")
_ADD = re.compile(
    r"(?:\+ ?1|add (?:a|one|another)|one more|an?other one|an extra|extra|1 more|plus one|plus 1) set"
    r"(?: (?:of|for|on) (?:the |my )?(?P<name>[a-z][a-z -]*))?(?: please)?"
)
_HISTORY = re.compile(r"/?history (?:page )?(?P<page>\d{1,4})")
_JUMPSTART = re.compile(r"/?jump ?-?start(?P<rest> (?:on|off|please|again|yes|no))?")
_EXPERIENCE = re.compile(r"/?(?:my )?experience:?(?: (?P<rest>.+))?")
_PLYO = re.compile(r"/?(?:plyo|plyos|plyometrics|jumps|jumping)(?: (?P<rest>on|off|yes|no))?")
_JUST_THREE = re.compile(
    r"(?:ok |yes |then |ill do |lets do |do )*(?:just|only)(?: do)?(?: the)?(?: first)? (?:three|3)(?: exercises| of them| please| today| then)*|(?:just |only )?the first (?:three|3)(?: exercises)?"
)
_SHORT = re.compile(
    r"(?:ok |then )*(?:lets|let us|can we|could we|shall we|can i|ill) (?:just |only )*(?:do|make it|keep it(?: to)?|have) (?:just |only )*(?P<n>\d{1,3}) ?(?:min|mins|minutes)"
    r"(?: today| then| please| now)*"
)
_WHAT_DAY = re.compile(
    r"(?:do|will|should|must|am) i (?:lift|train|rest|lifting|training) (?P<day>.+)|is (?P<is>.+?) (?:a |my )?(?:lift(?:ing)?|rest|training) day"
)
_WELL = re.compile(
    r"(?:im |i am )?(?:feeling )?(?:well|healthy|fit|recovered|better|fine|okay|ok|good|all right|alright|all good) again"
)
_OFTEN = re.compile(
    r"(?:i(?:d like| want| would like)? (?:to )?|can i |could i |lets |ill )?(?:lift |train |do it |go |work out )?"
    r"(?:(?P<n>\d{1,2}|one|two|three|four|five|six|seven) (?:times|x|days|sessions)|(?P<word>once|twice)) (?:a|per|each|every) week"
)
_MAY = re.compile(
    r"(?:can|may|could|should) i (?:lift|train|work out|start|do it|do the (?:workout|session))(?: again)?(?: on| this)? (?P<day>.+?)\??"
)
_HURRY = re.compile(
    r"(?:im |i am |a bit )*(?:in a (?:hurry|rush)|short (?:on|of) time|(?:have |got )?(?:little|not much) time)(?: today| now)?"
)


def read_steering(text: str, context: Context) -> Command | Event | None:
    """`first`, `last`, `later` and `add_set` with the exercise they name; `history` with its page; a few settings and events.

    None for every other message.
    """
    if len(text) > LONGEST or _LETTER.search(text) is None:
        return None
    line = " ".join(plain(text).casefold().replace("'", "").split()).strip(" .!?")
    if context.session:
        found = _in_session(line, context)
        if found is not None:
            return found
    elif ("3" in line or "three" in line) and _JUST_THREE.fullmatch(line):
        return Command("start", rest="three")
    return _setting(line) or read_run_order(line) or read_part(line) or _asked(line, context) or _of_now(line)


def _setting(line: str) -> Command | None:
    """A few settings, and a page of the history."""
    if page := _HISTORY.fullmatch(line):
        return Command("history", rest=page["page"])
    for word, pattern in (("jumpstart", _JUMPSTART), ("experience", _EXPERIENCE), ("plyo", _PLYO)):
        if told := pattern.fullmatch(line):
            return Command(word, rest=(told["rest"] or "").strip())
    if (often := _OFTEN.fullmatch(line)) is not None:
        return Command("lifts_per_week", rest=often["n"] or often["word"])
    return usual_days(line)


def _asked(line: str, context: Context) -> Command | None:
    """Questions about a day."""
    if (day := _MAY.fullmatch(line)) is not None:
        return Command("may", rest=day["day"])
    asked = _WHAT_DAY.fullmatch(line) if line[:2] in {"do", "wi", "sh", "mu", "am", "is"} else None
    if asked is not None and _is_a_day(asked["day"] or asked["is"], context):
        return Command("next")
    return None


def _of_now(line: str) -> Event | None:
    """How much time there is, and that somebody is well again."""
    short = _SHORT.fullmatch(line) if "min" in line else None
    if short is not None:
        return Event("minutes", minutes=int(short["n"]))
    if _WELL.fullmatch(line):
        return Event("well")
    return Event("minutes") if _HURRY.fullmatch(line) else None


_LOAD = re.compile(
    r"(?:can i |could i |may i |let me |ill |i will |i want to |id like to |lets )?"
    r"(?:use|take|switch to|go with|go up to|go down to|up to|down to|try|do it with|change (?:it |the weight )?to|make it) "
    r"(?:the )?(?P<load>\d{1,3}(?:[.,]\d{1,2})?) ?(?P<unit>kgs?|kilos?|lbs?|pounds?)(?: (?:dumbbells?|instead|now|today|then|please))*"
)


_INSTEAD = re.compile(
    r"(?:(?:can|could|may) i (?:do|try) (?P<asked>[a-z][a-z -]*?) instead(?: please| today)*"
    r"|(?:id rather|i would rather|id prefer to|rather|ill) (?:do|try) (?P<rather>[a-z][a-z -]*?)(?: instead| please| today)*"
    r"|(?:do |make it )?(?P<name>[a-z][a-z -]*?) instead(?: please| of this| of that)?)"
)


def _in_session(line: str, context: Context) -> Command | None:
    """What moves the exercises of the workout that is going on."""
    if added := _ADD.fullmatch(line):
        slug = _of_today(added["name"], context) if added["name"] else context.exercise
        return Command("add_set", exercise=slug) if slug else None
    if (load := _LOAD.fullmatch(line)) is not None:
        return Command(
            "load", rest=f"{load['load'].replace(',', '.')} {'kg' if load['unit'].startswith('k') else 'lb'}"
        )
    if _LATER.fullmatch(line):
        return Command("later")
    told = _INSTEAD.fullmatch(line) if "instead" in line or "rather" in line or line.startswith("ill ") else None
    if told is not None:
        name = (told["asked"] or told["rather"] or told["name"]).removeprefix("the ").removeprefix("some ")
        slug = _in_catalogue(name)
        if slug is not None and slug not in {entry.slug for entry in context.session}:
            return Command("swap", rest=name, exercise=slug)
    for word, pattern in (("first", _FIRST), ("last", _LAST)):
        named = pattern.fullmatch(line)
        slug = _of_today(named["name"], context) if named else None
        if slug is not None:
            return Command(word, exercise=slug)
    return None


def _of_today(name: str, context: Context) -> str | None:
    """The exercise of today's workout that the name means; None when it means none, or none of today's."""
    words = tuple(name.replace("-", " ").split())
    today = tuple(entry.slug for entry in context.session)
    slug = exact(key(words), today) or near(words)[0]
    return slug if slug in today else None


def _in_catalogue(name: str) -> str | None:
    """The exercise that the name means, of today or not; None when it means none."""
    words = tuple(name.replace("-", " ").split())
    return exact(key(words)) or near(words)[0]


def _is_a_day(text: str, context: Context) -> bool:
    when = read_when(text, context)
    return isinstance(when, When) and when.day is not None
