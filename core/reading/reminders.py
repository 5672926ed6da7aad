"""What people say about being reminded; read before all else, because «quiet hours 22:00 to 7:00» looks like sets and «in an hour» like minutes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from core.reading.as_a_rule import usual_time
from core.reading.called_off import called_off
from core.reading.dates import read_when
from core.reading.days_out import day_out
from core.reading.meaning import Command, When
from core.reading.moves import read_move
from core.reading.typos import mended

if TYPE_CHECKING:
    from core.reading.meaning import Context

ANYWHERE: Final = frozenset({"quiet", "summary", "nudges", "time_zone", "deload"})  # these cannot be about a set
_OPEN: Final = frozenset({None, "move", "yes_no"})  # questions that another time answers, or puts aside
_LONGEST: Final = 80  # characters

# --- being written to at all ------------------------------------------------------------------------------------------------
_NOUN: Final = (
    r"(?:nudg(?:es?|ing)|remind(?:ers?|ing)|notifications?|notifying|messages?|messaging|alerts?|pings?|pinging)"
)
_VERB: Final = r"(?:remind|nudge|message|write|text|ping|notify|contact|bother|disturb|pester)"
_VERBING: Final = (
    r"(?:reminding|nudging|messaging|writing|texting|pinging|notifying|contacting|bothering|pestering|sending)"
)
_DONT: Final = r"(?:don't|do not|never|stop|quit)"
_ALL: Final = r"(?:all |the |my |your |these |those |any |more |sending |me |getting |with |further )*"
_TAIL: Final = r"(?: to)?(?: me)?(?: any ?more| again| please| now| at all| for good)*"
_OFF: Final = re.compile(
    rf"(?:(?:please |you |can you |could you )*(?:turn|switch|shut) (?:off {_ALL}{_NOUN}|{_ALL}{_NOUN} off)"
    rf"|(?:please )?(?:stop|quit|no|disable|cancel|mute|without|end|unsubscribe from|i don't want|don't send) {_ALL}{_NOUN}"
    rf"|(?:please )?(?:stop|quit) {_VERBING}(?: to)?(?: me)?(?: {_NOUN})?"
    rf"|(?:please )?{_DONT} {_VERB}(?: to)? me"
    rf"|{_NOUN} off|unsubscribe(?: me)?|opt(?: me)? out|leave me (?:alone|in peace)|mute(?: me| yourself)?){_TAIL}"
)
_SPAN: Final = re.compile(
    r"(?P<what>.+?) (?P<span>(?:for|until|till|til|this|today|tonight|tomorrow|on|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b.*)"
)
_ON: Final = re.compile(
    rf"(?:please )?(?:(?:turn|switch) (?:(?:back )?on {_ALL}{_NOUN}|{_ALL}{_NOUN} (?:back )?on(?: again)?)"
    rf"|(?:start|resume|begin) {_VERBING}(?: to)?(?: me)?(?: again)?|enable {_ALL}{_NOUN}|un-?mute|(?:re-?)?subscribe(?: me)?"
    rf"|(?:i want|give me) {_ALL}{_NOUN}(?: back)?(?: again)?|{_NOUN} (?:back )?on|you (?:can|may) {_VERB}(?: to)? me(?: again)?)"
    r"(?: please)?"
)
_HOW: Final = re.compile(
    rf"(?:that's |these are |this is )?(?:too|so) many {_NOUN}|(?:less|fewer) {_NOUN}(?: please)?|you (?:{_VERB} )(?:to )?(?:me )?too (?:much|often)(?: {_NOUN})?"
    rf"|{_VERB}(?: to)? me (?:every day|daily|each day)"
    r"|(?:stop|quit|no) nagging(?: me)?|you(?:'re| are) (?:nagging|annoying)(?: me)?"
    rf"|when (?:do|will|would|are) you (?:going to )?{_VERB}(?: to)? me(?: again)?|when is (?:the|my) next {_NOUN}"
)

# --- at which hours ---------------------------------------------------------------------------------------------------------
_QUIET: Final = re.compile(r"/?(?:quiet(?: hours?)?|do not disturb|dnd)\b[:,]?\s*(?P<rest>.*)")
_NOT_THEN: Final = re.compile(
    rf"(?:please )?(?:{_DONT} (?:{_VERB}|{_VERBING})(?: to)?(?: me)?|no (?:more )?{_NOUN}|nothing|not)"
    r" (?P<rest>(?:before|after|between|from|earlier than|later than) .*\d.*)"
)
_SUMMARY: Final = re.compile(
    r"(?:no (?:more )?|turn (?P<before>on|off) (?:the )?)?(?:week(?:ly)? )?summar(?:y|ies)(?: (?P<after>on|off))?"
)
_OFFSET: Final = re.compile(
    r"(?:my (?:time ?zone|clock) is |i'm (?:at|in|on) )?(?P<zone>(?:utc|gmt)\s*[+\N{MINUS SIGN}-]\s*\d{1,2}(?::?\d{2})?)"
)

# --- not this time ----------------------------------------------------------------------------------------------------------
_CANT: Final = r"(?:(?:i |we )?(?:can't|cannot|can not|won't|couldn't|not able to|unable to))"
_DO: Final = r"(?: (?:make|do|lift|train|work ?out|come|manage)(?: it| that| this)?)"
_TODAY: Final = r"(?: today| tonight| this (?:evening|afternoon|morning)| now)"
_NOT_TODAY: Final = re.compile(
    rf"(?:not|no(?:t)? lift(?:ing)?|off){_TODAY}|not (?:this|that) time|{_CANT}(?:{_DO}{_TODAY}?|{_TODAY})"
)
_BUT: Final = re.compile(r",? (?:but(?: maybe)?|maybe|perhaps|rather) |, ?(?:so )?")
_AFTER_ALL: Final = re.compile(
    r"(?:oh |ok |no )*actually,? i (?:can|could)(?: do it| make it| lift| train)?(?: today| now| after all)*"
    r"|i (?:can|could)(?: do it| make it| lift| train)?(?: today)? after all(?: today)?"
)
_ONE_ONLY: Final = re.compile(
    r"(?:i (?:can|will|want to|have time for|do|only have time for|can only do|only want) |let's (?:do )?|can we do |make it )?(?:only |just )*(?:do )?(?:1|one|a single) (?:session|lift|workout|time|lift day) this week(?: please| only)?"
    r"|(?:only|just) once this week(?: please)?"
)
_WEEK_OFF: Final = re.compile(
    r"(?:(?:i (?:need|take|want)|taking|need) )?(?:an? )?(?:rest week|week off|week of rest|easy week off)"
)
_NOT_THIS_WEEK: Final = re.compile(
    r"(?:skip|pause|miss|not|off|no lift(?:ing)?|no (?:training|workouts?)) (?:this|(?P<next>next)|the (?:whole|entire|rest of the|rest of this)) week"
)
_DELOAD: Final = re.compile(
    r"(?:please |ok |so )?(?:(?:(?:can|could|may|should|shall) (?:i|we) (?:have|take|do|get|make it)|i (?:think i )?(?:need|want|would like)|i'd like"
    r"|let'?s (?:have|do|take)|give me|(?:is it )?time for|when(?:'s| is| do i get| comes| will be)|do i (?:get|need|have)|what about|how about) )?"
    r"(?:an? |my |the |next |another )*(?:deload(?:ing)?(?: week| session| day| phase)?|(?:light(?:er)?|eas(?:y|ier)) week)"
    r"(?: this week| next week| now| today| please| soon| coming| due)*"
)
_DONE: Final = re.compile(
    r"(?:(?:i've|i have|i|it's|it is|was|that's) )?(?:(?:already|just) )*(?:did|done|finished|lifted|trained|worked out)"
    r"(?: (?:it|that|this|everything|my (?:workout|session|lift)|the (?:workout|session|lift)|already|today|tonight|earlier"
    r"|this (?:morning|afternoon|evening)|at (?:lunch|noon)|yesterday(?: (?:morning|afternoon|evening))?|last (?:night|evening)|(?:an?|one|two|three|\d+) hours? ago|now))*"
)


def read_reminder(text: str, context: Context) -> Command | When | None:
    """`quiet`, `summary`, `nudges`, `pause`, `skip`, `rest_week`, `resume`, `deload`, `race`, `later`, `move`, `time_zone` with what belongs to it, or a time from now.

    None when it is about anything else. In a workout only what cannot be about a set.
    """
    said = mended(text).rstrip(" .!?") if len(text) <= 2 * _LONGEST else ""
    if not said or len(said) > _LONGEST:
        return None
    found = _switches(said) or _hours(said) or _deload(said)
    if context.session or context.exercise is not None:
        return found if found is not None and found.word in ANYWHERE else None
    return found or _left_out(said, context) or _another_time(said, context)


def _another_time(said: str, context: Context) -> Command | When | None:
    """A wish for another time; the time itself where one was asked for, nothing where another answer is due."""
    found = read_move(said, context)
    if context.asked in _OPEN:
        return found
    if context.asked != "day" or not isinstance(found, Command):
        return found if context.asked == "day" else None
    when = read_when(found.rest, context)
    return when if isinstance(when, When) else None


def says_lifted(text: str) -> bool:
    """«already done», «did it this morning»: today's session, told without its sets."""
    said = " ".join(text.casefold().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split()).rstrip(" .!")
    return len(said) <= _LONGEST and _DONE.fullmatch(said) is not None


def _switches(said: str) -> Command | None:
    """Nudges on or off; off for a while is a pause, and off for a day leaves that day out."""
    if _OFF.fullmatch(said):
        return Command("nudges", "off")
    if _ON.fullmatch(said):
        return Command("nudges", "on")
    if _HOW.fullmatch(said):
        return Command("nudges")
    span = _SPAN.fullmatch(said)
    if span is not None and _OFF.fullmatch(span["what"]):
        until = span["span"].removeprefix("for ") if span["span"].removeprefix("for ") in _DAYS else span["span"]
        named = re.fullmatch(r"(?:on )?(?P<day>\w+day)", until)
        if named is not None:
            return Command("skip", named["day"])
        if until.startswith("on "):
            return Command("nudges")
        return Command("skip", "today" if until == "tonight" else until) if until in _DAYS else Command("pause", until)
    return None


_DAYS: Final = frozenset({"today", "tonight", "tomorrow"})


def _deload(said: str) -> Command | None:
    """A lighter week, asked for or asked about."""
    named = "deload" in said or " week" in said
    return Command("deload") if named and _DELOAD.fullmatch(said) else None


def _hours(said: str) -> Command | None:
    if found := _QUIET.fullmatch(said) or _NOT_THEN.fullmatch(said):
        return Command("quiet", found["rest"])
    if (found := _SUMMARY.fullmatch(said)) and (found["before"] or found["after"] or said.startswith("no ")):
        return Command("summary", found["before"] or found["after"] or "off")
    if found := _OFFSET.fullmatch(said):
        return Command("time_zone", found["zone"])
    return None


def _left_out(said: str, context: Context) -> Command | None:
    if (week := _NOT_THIS_WEEK.fullmatch(said)) is not None:
        return Command("pause", "next week" if week["next"] else "this week")
    if _AFTER_ALL.fullmatch(said):
        return Command("move", "today")
    if _ONE_ONLY.fullmatch(said):
        return Command("one_only")
    if _NOT_TODAY.fullmatch(said):
        return Command("skip", "today")
    if (out := day_out(said, context)) is not None:
        return out
    parts = _BUT.split(said, maxsplit=1)
    if len(parts) > 1 and _NOT_TODAY.fullmatch(parts[0]):
        moved = read_move(f"maybe {parts[1]}", context)
        return Command("move", parts[1]) if isinstance(moved, When) else moved
    if (told := called_off(said) or usual_time(said, context)) is not None:
        return told
    return Command("rest_week") if _WEEK_OFF.fullmatch(said) else None
