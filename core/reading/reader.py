"""A message read in the order of product.md: red flags and pain, corrections, sets, commands and life, dates, else unclear."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.content import library
from core.reading import commands, efforts
from core.reading.caps import MOST_CHARACTERS
from core.reading.corrections import correction
from core.reading.dates import first_day, when
from core.reading.events import event
from core.reading.meaning import Command, Event, Pain, Sets, Unclear, When
from core.reading.pain import read_pain, red_flag
from core.reading.reports import report
from core.reading.shares import shared
from core.reading.tokens import Typed, typed
from core.reading.vocabulary import WORDS

if TYPE_CHECKING:
    from core.reading.meaning import Context, Reading

_MACHINE = tuple(f" {phrase} " for phrase in WORDS.some("machine", "say"))
_FIRST_LOOK = 10_000  # characters looked at for red flags in messages that are too long for anything else


def read(text: str, context: Context) -> Reading:
    """What the message means, read against what was asked and prescribed.

    Total and deterministic: any text gives a value, never an exception. What could be two things is Unclear with both.
    """
    if len(text) > MOST_CHARACTERS:
        flag = red_flag(typed(text[:_FIRST_LOOK]).line)
        return Pain(red_flag=flag) if flag else Unclear(limit="length")
    said = typed(text)
    if not said.tokens:
        return Unclear()
    found = _urgent(said, context) or _reported(said, context) or _spoken(said, context)
    return found or Unclear((), (text.strip(),))


def _urgent(said: Typed, context: Context) -> Reading | None:
    slashed = commands.slash(said)
    if slashed is not None:
        return slashed
    pain = read_pain(said, context)
    if pain is not None:
        return pain
    if any(phrase in said.line for phrase in _MACHINE):
        return Unclear((), (said.text.strip(),))
    return correction(said, context)


def _reported(said: Typed, context: Context) -> Reading | None:
    """Sets, unless the message begins with a command that takes what follows, or answers another question."""
    spoken = commands.command(said, context)
    if context.asked == "rir" and (effort := efforts.answer(said)) is not None:
        return effort
    if context.asked == "day" and (day := when(said.tokens, context)) is not None:
        return day
    if spoken is not None and _takes_over(spoken, context):
        return spoken
    short = event(said, context) if " minutes " in said.line or " min " in said.line or " hour " in said.line else None
    if short is not None and short.kind == "minutes" and short.minutes and not _held(context):
        return short
    found = _dated(said, context)
    if found is None or (isinstance(found, Unclear) and not found.limit and spoken is not None):
        return (event(said, context) if spoken.word == "race" else None) or spoken if spoken else found
    return found


def _takes_over(spoken: Command, context: Context) -> bool:
    """Whether the command wins over sets: it has words of its own, or it is no word that sets begin with too."""
    del context
    if (
        spoken.word == "race"
        and spoken.rest.split()[:1]
        and spoken.rest.split()[0].lower() in {"on", "in", "is", "this", "at"}
    ):
        return False
    return spoken.word not in {
        "weight",
        "time",
        "history",
        "records",
        "minutes",
        "yes",
        "today",
        "rir",
        "age",
        "finish",
    }


def _held(context: Context) -> bool:
    """Whether a number of minutes may be a hold."""
    exercise = library().exercises.get(context.exercise or "")
    return exercise is not None and exercise.held


def _dated(said: Typed, context: Context) -> Sets | Unclear | None:
    """Sets, where they are those of today or of a day that is named: «yesterday: 6 6 5»."""
    pasted = shared(said, context) if "\n" in said.plain else None
    if pasted is not None:
        return pasted
    tokens = said.tokens
    found = first_day(tokens[:6], context.today) if tokens[0].kind == "word" else None
    if found is not None and found[1] <= 1 and tokens[found[1]].kind == "word" and found[2] < len(tokens):
        rest = tokens[found[2] :]
        while rest and rest[0].kind in {"sign", "line"} and rest[0].text in ",:-.\n":
            rest = rest[1:]
        sets = report(said, rest, context) if rest else None
        if isinstance(sets, Sets):
            from dataclasses import replace  # noqa: PLC0415

            return replace(sets, on=found[0].day)
    return report(said, tokens, context)


def _spoken(said: Typed, context: Context) -> Reading | None:
    return event(said, context) or when(said.tokens, context) or commands.mistyped_head(said) or commands.mistyped(said)


__all__ = ["Event", "When", "read"]
