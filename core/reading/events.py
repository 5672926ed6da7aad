"""Life as it happens: ill, away, only a few minutes, a race, a run moved, sore legs, no equipment."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from core.reading.calendar_words import CALENDAR
from core.reading.days import first_day
from core.reading.doubts import asks_whether
from core.reading.event_words import SAY, days_told, of_others, says
from core.reading.loads import read_equipment
from core.reading.meaning import Event
from core.reading.minutes import minutes_in
from core.reading.running import race, run_moved
from core.reading.vocabulary import WORDS

if TYPE_CHECKING:
    from datetime import date

    from core.reading.meaning import Context
    from core.reading.tokens import Typed

_SPAN_DAYS = CALENDAR.spans
_WITHOUT = {  # what alone is missing; the rest is at hand
    kind: tuple(
        f"{no} {thing}" for no in ("no", "without", "without my", "dont have my", "forgot my") for thing in things
    )
    for kind, things in (
        ("dumbbells", ("dumbbells", "dumbbell")),
        ("bands", ("band", "bands")),
        ("box", ("box", "bench", "step", "chair", "a box", "a bench")),
    )
}
# «with only a band», «I'll have a band», «taking my band and 8 kg»
_TAKEN = re.compile(
    rf"\b(?:{'|'.join(re.escape(word) for word in WORDS.some('events', 'taken'))})\b(?P<what>[^,;.!?]*\b(?:{'|'.join(re.escape(word) for word in (*WORDS.some('bands', 'band'), *WORDS.some('equipment', 'dumbbell'), *WORDS.some('units', 'kg'), *WORDS.some('units', 'lb')))})\b[^,;.!?]*)"
)
_LONGEST = 60  # words; longer messages are stories, not events


def event(typed: Typed, context: Context) -> Event | None:
    """The life event that the message tells; None when it tells none."""
    line = typed.line
    if line.count(" ") > _LONGEST:
        return None
    for reading in (_expecting, _away, run_moved, race, _well, _travelling, _sick, _equipment, _minutes, _sore, _tired):
        found = reading(typed, context)
        if found is not None:
            return found
    return None


def _expecting(typed: Typed, context: Context) -> Event | None:
    """Pregnant, given birth, operated: the programme waits for a midwife or doctor (rules.md 5)."""
    for kind in ("pregnant", "postpartum", "surgery"):
        if says(typed.line, kind) and not of_others(typed.line, kind):
            weeks = _weeks_since(typed, context) if kind != "pregnant" else None
            return Event(kind, details={} if weeks is None else {"weeks": weeks})
    return None


def _weeks_since(typed: Typed, context: Context) -> int | None:
    """How many whole weeks ago that was, where it is said: «4 weeks ago», «last month»."""
    tokens = typed.tokens
    for place, token in enumerate(tokens[1:], 1):
        days, before = _SPAN_DAYS.get(token.text), tokens[place - 1]
        value = before.value if before.kind == "number" else 1 if before.text in {"a", "one", "last"} else None
        if days and value is not None and 0 <= value < 1000:  # noqa: PLR2004 - nobody counts that many
            return int(value * days) // 7
    day = first_day(tokens, context.today)
    if day is None or day[0].day is None or context.today is None:
        return None
    return max(0, (context.today - day[0].day).days // 7)


def _away(typed: Typed, context: Context) -> Event | None:
    """«I was ill for three weeks», «haven't trained in a month»."""
    line = typed.line
    if not says(line, "away"):
        return None
    tokens = typed.tokens
    for place, token in enumerate(tokens[1:], 1):
        days = _SPAN_DAYS.get(token.text)
        before = tokens[place - 1]
        value = (
            before.value
            if before.kind == "number"
            else 1
            if before.text in {"a", "one", "last", "this"}
            else 2
            if before.text == "couple"
            else None
        )
        if before.text == "of" and place > 1 and tokens[place - 2].text == "couple":
            value = 2
        if days and value is not None and value < 1000:  # noqa: PLR2004 - nobody is away for years of days
            details: dict[str, Any] = {"days": int(value * days)}
            if says(line, "sick") or " was ill " in line or " been ill " in line:
                details["reason"] = "sick"
            return Event("away", details=details)
    if " until " in line or " till " in line:
        return None
    if " yesterday " in line or " last night " in line:
        ill = " was ill " in line or " was sick " in line or " been ill " in line or " been sick " in line
        return Event("away", details={"days": 1, "reason": "sick"}) if ill else None
    if any(
        phrase in line
        for phrase in (
            " im back ",
            " back again ",
            " back from ",
            " been a while ",
            " long time no see ",
            " back after ",
        )
    ):
        del context
        return Event("away")
    return None


def _well(typed: Typed, context: Context) -> Event | None:
    del context
    return (
        Event("well")
        if says(typed.line, "well") or any(phrase in typed.line for phrase in SAY["well"] if " no" in phrase)
        else None
    )


def _travelling(typed: Typed, context: Context) -> Event | None:
    line = typed.line
    if not says(line, "travelling"):
        return None
    on, until = days_told(typed, context)
    return Event("travelling", on=on, until=until or _until_span(typed, context), details=_kit_there(typed, context))


def _kit_there(typed: Typed, context: Context) -> dict[str, Any]:
    """What there is to lift with on a trip, where that is told: a gym, what is taken along, what is left behind, or nothing."""
    line = typed.line
    told = _TAKEN.search(typed.plain)
    if told is not None:
        found = read_equipment(told["what"], "kg" if context.unit == "kg" else "lb")
        if found is not None and (found.dumbbells or found.bands):
            return {"at_hand": told["what"].strip()}
    if says(line, "hotel_gym"):
        return {"gym": True}
    if (missing := _missing(line)) is not None:
        return {"without": missing}
    return {"no_equipment": True} if any(phrase in line for phrase in SAY["no_equipment"]) else {}


def _missing(line: str) -> str | None:
    """What alone is not there; the rest is at hand."""
    return next((kind for kind in _WITHOUT if any(f" {no} " in line for no in _WITHOUT[kind])), None)


def _until_span(typed: Typed, context: Context) -> date | None:
    """«away for 5 days», «for two weeks»."""
    tokens = typed.tokens
    for place in range(len(tokens) - 2):
        days = _SPAN_DAYS.get(tokens[place + 2].text)
        value = (
            tokens[place + 1].value
            if tokens[place + 1].kind == "number"
            else 1
            if tokens[place + 1].text == "a"
            else None
        )
        if tokens[place].text in {"for", "next", "the"} and days and value and value * days < 400 and context.today:  # noqa: PLR2004 - about a year
            return context.today + timedelta(days=int(value * days))
    return None


def _sick(typed: Typed, context: Context) -> Event | None:
    found = says(typed.line, "sick")
    if not found or " sick of " in typed.line:
        return None
    if of_others(typed.line, "sick"):
        return Event("minutes")  # somebody to look after: how much time is there?
    if asks_whether(typed):
        return Event("asked_ill")  # «is it ok to lift with a cold?»: nobody said that they have one
    on, until = days_told(typed, context)
    return Event("sick", on=on, until=until)


def _equipment(typed: Typed, context: Context) -> Event | None:
    line = typed.line
    none = any(phrase in line for phrase in SAY["no_equipment"])
    gym = says(line, "hotel_gym")
    if not none and not gym:
        return None
    on, until = days_told(typed, context)
    missing = _missing(line)
    details = {"without": missing} if none and missing else {}
    return Event("no_equipment" if none else "hotel_gym", on=on, until=until, details=details)


def _minutes(typed: Typed, context: Context) -> Event | None:
    """«only 15 minutes today», «have half an hour», «in a hurry»."""
    line = typed.line
    if " yesterday " in line:
        return None
    value = minutes_in(typed)
    if value is not None and (says(line, "minutes") or context.asked != "set"):
        on, _ = days_told(typed, context)
        return Event("minutes", on=on, minutes=value)
    if value is None and says(line, "hurry"):
        return Event("minutes")
    return None


def _sore(typed: Typed, context: Context) -> Event | None:
    line = typed.line
    if not says(line, "sore") or any(token.kind == "number" for token in typed.tokens):
        return None
    on, _ = days_told(typed, context)
    return Event("sore", on=on)


def _tired(typed: Typed, context: Context) -> Event | None:
    """No wish to lift, or no strength; in the middle of a workout it says nothing about the plan."""
    if context.session or context.exercise is not None:
        return None
    return Event("tired") if says(typed.line, "tired") and " tired of " not in typed.line else None


def time_off(typed: Typed, context: Context) -> Event | None:
    """Ill or away until a day that is named: read before sets, because «until march 20» looks like some."""
    if says(typed.line, "away"):
        return None
    for reading in (_travelling, _sick):
        found = reading(typed, context)
        if found is not None and found.until is not None:
            return found
    return None
