"""Wishes for another time: «can we do Friday instead», «remind me in an hour», «next week»."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from core.reading.dates import read_when
from core.reading.meaning import Command, When
from core.reading.typos import mended

if TYPE_CHECKING:
    from core.reading.meaning import Context

_FROM_NOW: Final = re.compile(r"in (?:(?:an?|half an|\w+) |\d{1,3}) ?(?:hours?|hrs?|h|minutes?|mins?|m)")
_BARE_MINUTES: Final = re.compile(r"in (?P<n>[1-9]\d)")  # «in 30»
# Not now, and when is not told: «after dinner», «busy».
_SOMETIME: Final = re.compile(
    r"(?:ok |maybe |later |i'?ll do it |i'?ll lift |rather |only )*(?:after|before) (?:the |my |our )?(?:work|dinner|lunch|supper|breakfast|tea|school|run|running"
    r"|meetings?|call|shower|shopping|kids .*|commute|game|movie)|(?:i'?m |i am )?(?:still )?busy(?: right)?(?: now)?|(?:maybe )?(?:in a (?:bit|while|little while|moment|minute|sec|second)|soon|a bit later|sometime later|some time later|(?:at )?(?:another|some other) time|sometime else|some ?time else)|(?:i )?can'?t(?: (?:right )?now)?"
)
_FEW_MINUTES: Final = re.compile(
    r"(?:please )?(?:give me|wait|another|snooze(?: for)?) (?P<n>[1-9]\d)(?: more)?(?: please)?"
)
_GIVE_ME: Final = re.compile(
    r"(?:please )?(?:give me |wait )*(?:another )?(?P<span>(?:(?:an?|half an|\w+) )?(?:more )?(?:hours?|h|minutes?|mins?))(?: more)?(?: please)?"
)
SOMETIME: Final = "sometime"
_REMIND: Final = re.compile(
    r"(?:please |can you |could you )*(?:remind|nudge|ask|ping|tell|message|try) (?:me )?(?:about it )?(?:again )?(?P<when>.+)"
)
_AT_A_TIME: Final = re.compile(r"(?:remind|nudge) (?:me )?at .+")  # «remind me at 7»: today's lift, or the usual time
_LIFT_AT: Final = re.compile(
    r"(?:i'?ll |i will |let'?s |i'?d (?:like|prefer) to |i (?:want|prefer|plan) to |i'm going to |i (?P<usually>usually |always |mostly |normally )?)?"
    r"(?:lift|train|work ?out) (?P<when>(?:at|around) .+)"
)
_NEXT_WEEK: Final = re.compile(r"(?:next week|(?:some ?time|any ?time|one day) next week)")
# How a wish begins, what it asks for, and how it ends; what stands between is a day or a time.
_LEAD: Final = re.compile(
    r"(?:(?:ok(?:ay)?|yes|no|sorry|well|actually|hmm?|oh|maybe|perhaps|rather|better|please|then),? )*"
    r"(?:(?:can|could|shall|may|might|would) (?:we|i|you|it) (?:please |maybe |also )?|let'?s |let us "
    r"|i'?d (?:rather|prefer(?: to)?|like to) |i would (?:rather|prefer(?: to)?|like to) |i prefer (?:to )?|i(?:'ll| will| can| could| want to) "
    r"|i'?m free |how about |what about |rather |better |maybe |perhaps |make it |do it )?"
    r"(?:(?:do|move|make|have|lift|train|go|push|shift|postpone|reschedule|change|try|be|go for) )?"
    r"(?:(?:it|this|that|the (?:session|workout|lift)|my (?:session|workout|lift)|them) )?"
    r"(?:(?:back|over) )?(?:(?:to|on|for|until|till|at) )?"
)
_TRAIL: Final = re.compile(
    r"(?:,? (?:(?:at )?the same time|same time|as (?:usual|always)|instead|please|then|would|will|is|'s|works?|suits?|be|better|fine|good|ok|okay|best|great|possible|for|me|too|also|as well))*"
)

_MAY: Final = re.compile(r"(?:can|could|may|should|shall) i (?:lift|train|work ?out|exercise)\b")  # a question, no wish
# With no more than these around it, a day is an answer and no wish.
_WISH: Final = re.compile(
    r"\b(?:can|could|shall|may|might|would|let'?s|let us|i'?d|i|how|what|rather|better|do|move|make|have|lift|train|go|push|shift"
    r"|postpone|reschedule|change|try|be)\b"
)
_NO_WISH: Final = frozenset({"", " please", " then", " then please"})


def read_move(said: str, context: Context) -> Command | When | None:
    """`move` or `later` with the day or time that was wished for; a time from now by itself; None when it is no wish.

    `said` is in small letters, without a full stop at the end.
    """
    if _SOMETIME.fullmatch(said):
        return Command("later", SOMETIME)
    if (minutes := _BARE_MINUTES.fullmatch(said)) is not None:
        said = f"in {minutes['n']} minutes"
    if _FROM_NOW.fullmatch(said):
        when = _when(said, context)
        return when if when is not None and when.at is not None else None
    if (span := _given(said)) is not None:
        return Command("later", span) if _when(span, context) is not None else None
    found = None if _AT_A_TIME.fullmatch(said) else _REMIND.fullmatch(said)
    if found is not None and _when(found["when"], context) is not None:
        return Command("later", found["when"])
    if _MAY.match(said):
        return None
    if (found := _LIFT_AT.fullmatch(said)) is not None:  # today's session where there is one, else asked about
        when = _when(found["when"], context)
        if when is None or when.at is None:
            return None
        return Command("time", found["when"].partition(" ")[2]) if found["usually"] else when
    begun = _LEAD.match(said)
    place = begun.end() if begun else 0
    is_wish = _WISH.search(said[:place]) is not None
    for end in _ends(said, place):
        asked = said[place:end]
        if _NEXT_WEEK.fullmatch(asked):
            return Command("move", "next week")
        when = _when(asked, context) if asked != said else None
        if when is not None:
            return Command("move", asked) if is_wish or said[end:] not in _NO_WISH else when
    return None


def _given(said: str) -> str | None:
    """«give me 20 minutes», «another hour», «give me 10», «10 more minutes» as a time from now; minutes alone are how many there are."""
    if (few := _FEW_MINUTES.fullmatch(said)) is not None:
        return f"in {few['n']} minutes"
    found = _GIVE_ME.fullmatch(said) if _UNIT.search(said) else None
    if found is None:
        return None
    if found["span"] == said and " more " not in said:  # «20 minutes»
        return None
    span = found["span"].replace("more ", "")
    return f"in {span}" if " " in span else f"in an {span}"


_UNIT: Final = re.compile(r"\b(?:hours?|h|minutes?|mins?)\b")


def asks_once(text: str) -> bool:
    """«remind me at 8 pm»: about the next time, unless every time is said."""
    return _AT_A_TIME.fullmatch(mended(text)) is not None and "every" not in text.casefold()


def _ends(said: str, begin: int) -> list[int]:
    """Where the wish may end: as it stands, or before words such as «instead» and «works better»."""
    spaces = [place for place in range(begin, len(said)) if said[place] == " "]
    return [len(said), *(place for place in spaces if _TRAIL.fullmatch(said, place))]


def _when(text: str, context: Context) -> When | None:
    found = read_when(text, context)
    return found if isinstance(found, When) else None


def target(text: str, context: Context) -> tuple[When | None, When | None]:
    """«to Thursday», «Friday to Saturday», «my lift on Friday to Sunday 9am»: which day is moved, if it is named, and to when."""
    whole = _when(text, context)
    if whole is not None:
        return None, whole
    for found in re.finditer(r"\b(?:to|until|till|for) ", text, re.IGNORECASE):
        to = _when(text[found.end() :], context)
        if to is not None:
            return _source(text[: found.start()], context), to
    return None, None


def _source(text: str, context: Context) -> When | None:
    words = text.replace("'s", "").replace("\N{RIGHT SINGLE QUOTATION MARK}s", "").split()
    return next((when for word in words if (when := _when(word, context)) is not None and when.day is not None), None)
