"""Days that are to be without lifting, in words: «rest day tomorrow», «can't make it on Tuesday», «back on Monday»."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from core.reading.dates import read_when
from core.reading.meaning import Command, When

if TYPE_CHECKING:
    from core.reading.meaning import Context

_REST_DAY: Final = r"(?:an? |my )?(?:(?:rest|recovery)[ -]?day|day off)"
_NO_LIFT: Final = (
    r"(?:no|not|without|skip|skipping) (?:lift(?:ing)?|train(?:ing)?|work(?:ing)? ?outs?|session|gym|weights)"
)
_WONT: Final = (
    r"(?:i |we |i'm |i am |it )?(?:can't|cannot|can not|won't|will not|couldn't|not able to|unable to|(?:don't|do not) (?:want to|feel like)"
    r"|doesn't work|won't work)"
)
_DOING: Final = r"(?: (?:make|do|lift|train|work ?out|come|manage|lifting|training)(?: it| that| this)?)?"
_TAKE: Final = (
    r"(?:(?:please|ok),? )*(?:can (?:i|we) |could (?:i|we) |i'?ll |i will |i'd like to |i want to |i need to |i |let'?s |i'm )?"
    r"(?:take|taking|have|having|make|making|keep|keeping|need|want|give me)"
)
_DAY_OUT: Final = re.compile(
    rf"(?:{_TAKE} )?{_REST_DAY}(?:,? (?:on |for )?(?P<rest>.+))?"
    rf"|(?:i'm |i am |i'll be |i'll |i (?:want|need|have) to |please )?(?:{_NO_LIFT}|not|rest(?:ing)?),? (?:on |for )?(?P<no>.+)"
    rf"|{_WONT}{_DOING},? (?:on |for )?(?P<cant>.+)"
    rf"|{_TAKE} (?P<take>.+?) (?:off|free|(?:as )?{_REST_DAY})"
    rf"|(?P<is>(?!is |are ).+?)(?: is| will be| as|:|,)? (?:off|{_REST_DAY}|{_NO_LIFT}|{_WONT}|out|impossible|not possible)"
)
_NOT_UNTIL: Final = re.compile(
    rf"(?:i'm |i am )?(?:{_NO_LIFT}|not|off|rest(?:ing)?|{_WONT}{_DOING}) (?P<until>(?:until|till|til) .+)"
)
_LONGEST_DAY: Final = 30  # characters; the name of a day is no longer
_BACK_ON: Final = re.compile(
    r"(?:i'm |i am |i'll be |we're )?(?:back|home)(?: again)? (?:on |from )?(?P<day>\w+day|\d.*|tomorrow)"
)
# One of these is in every such message; what has none is not looked at further.
_NO_DAY: Final = frozenset({
    "no", "not", "without", "skip", "skipping", "rest", "resting", "recovery", "day", "off", "cannot", "unable", "out", "free", "impossible",
})  # fmt: skip


def day_out(said: str, context: Context) -> Command | None:
    """`skip` with the day that is to be without lifting, a rest day without one is today; `pause` until a day; `days` for weekdays as a rule."""
    if (back := _BACK_ON.fullmatch(said)) is not None:
        return Command("pause", f"until {back['day']}") if _is_day(back["day"], context) else None
    if _NO_DAY.isdisjoint(said.replace("-", " ").split()) and "n't" not in said:
        return None
    if (span := _NOT_UNTIL.fullmatch(said)) is not None:
        return Command("pause", span["until"]) if _is_day(span["until"].partition(" ")[2], context) else None
    found = _DAY_OUT.fullmatch(said)
    if found is None:
        return None
    day = next((words for words in found.groups() if words), "today")
    if not _is_day(day, context):
        return None
    return Command("days") if day.endswith("days") else Command("skip", day)  # «never on Mondays» is no single day


def _is_day(text: str, context: Context) -> bool:
    when = read_when(text, context) if len(text) <= _LONGEST_DAY else None
    return isinstance(when, When) and when.day is not None and when.at is None
