"""Life as it happens: ill, away, only a few minutes, a race, a run moved, sore legs, no equipment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from core.athlete import WEEKDAYS
from core.reading import races
from core.reading.calendar_words import CALENDAR
from core.reading.dates import first_day
from core.reading.meaning import Event
from core.reading.vocabulary import WORDS

if TYPE_CHECKING:
    from datetime import date

    from core.reading.meaning import Context
    from core.reading.tokens import Typed

_TABLE = WORDS.table["events"]
_SAY = {key: tuple(f" {phrase} " for phrase in phrases) for key, phrases in _TABLE.items()}
_UNTIL = frozenset(_TABLE["until"])
_SPAN_DAYS = {"day": 1, "days": 1, "week": 7, "weeks": 7, "month": 30, "months": 30}
_HARD_RUNS = frozenset({"long run", "hard run", "intervals", "tempo run", "speedwork", "hill repeats", "hard session"})
_NO = frozenset({"not", "no", "never", "isnt", "arent", "wasnt"})
_MOST_MINUTES = 600
_LONGEST = 60  # words; longer messages are stories, not events


def event(typed: Typed, context: Context) -> Event | None:
    """The life event that the message tells; None when it tells none."""
    line = typed.line
    if line.count(" ") > _LONGEST:
        return None
    for reading in (_expecting, _away, _run_moved, _race, _well, _travelling, _sick, _equipment, _minutes, _sore):
        found = reading(typed, context)
        if found is not None:
            return found
    return None


def _has(line: str, key: str) -> str | None:
    """The longest phrase of that list that the line contains and does not deny."""
    best: str | None = None
    for phrase in _SAY[key]:
        place = line.find(phrase)
        if place >= 0 and (best is None or len(phrase) > len(best)) and not _NO.intersection(line[:place].split()[-2:]):
            best = phrase
    return best


def _days(typed: Typed, context: Context) -> tuple[date | None, date | None]:
    """From which day, and until which, where days are named."""
    on = until = None
    tokens = typed.tokens
    place = 0
    while place < len(tokens):
        found = first_day(tokens[place:], context.today)
        if found is None:
            break
        day, start, behind = found
        before = tokens[place + start - 1].text if place + start else ""
        before2 = tokens[place + start - 2].text if place + start > 1 else ""
        if before in _UNTIL or before == "-" or (before == "on" and before2 == "back") or before == "to":
            until = until or day.day
        else:
            on = on or day.day
        place += behind
    return on, until


def _expecting(typed: Typed, context: Context) -> Event | None:
    """Pregnant, given birth, operated: the programme waits for a midwife or doctor (rules.md 5)."""
    for kind in ("pregnant", "postpartum", "surgery"):
        if _has(typed.line, kind):
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
    if not _has(line, "away"):
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
            if _has(line, "sick") or " was ill " in line or " been ill " in line:
                details["reason"] = "sick"
            return Event("away", details=details)
    if " until " in line or " till " in line:
        return None
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


def _run_moved(typed: Typed, context: Context) -> Event | None:
    """«long run moved to Saturday», «no run today»."""
    line = typed.line
    run = _has(line, "run")
    moved = _has(line, "run_moved")
    if any(phrase in line for phrase in (" no run ", " not running ", " no long run ", " no running ")):
        run, moved = run or " run ", " no "
    on, _ = _days(typed, context)
    if (
        run
        and not moved
        and run.strip() in _HARD_RUNS
        and on is not None
        and (context.today is None or on > context.today)
    ):
        moved = " is "  # «long run tomorrow»
    if not run or not moved or " race " in line:
        return None
    kind = (
        "long"
        if "long" in run
        else "hard"
        if any(word in run for word in ("interval", "tempo", "hard", "speed", "track", "fartlek", "threshold", "hill"))
        else "easy"
        if "easy" in run or "recovery" in run or "jog" in run
        else None
    )
    details: dict[str, Any] = {"run": kind} if kind else {}
    if any(f" {word} " in line for word in ("cancelled", "canceled", "no", "skipped", "dropped")):
        details["off"] = True
    weekday = _weekday_named(typed)
    if weekday:
        details["to"] = weekday
    if on is None and not weekday and not details.get("off"):
        return None
    return Event("run_moved", on=on, details=details)


def _weekday_named(typed: Typed) -> str | None:
    named = [
        CALENDAR.weekdays[token.text]
        for token in typed.tokens
        if len(token.text) > 1 and token.text in CALENDAR.weekdays
    ]
    return WEEKDAYS[named[-1]] if named else None


def _race(typed: Typed, context: Context) -> Event | None:
    line = typed.line
    if not _has(line, "race"):
        return None
    race = races.race_in(typed, context)
    dated = first_day(typed.tokens, context.today) is not None
    if not dated and not _has(line, "race_where"):
        return None
    if not dated and " race " not in line and " signed up for " not in line:
        return None
    details: dict[str, Any] = {}
    if race is not None:
        details = {
            key: value
            for key, value in (("distance", race.distance), ("priority", race.priority), ("other", race.other))
            if value
        }
        if race.confirm:
            details["confirm"] = True
    if any(phrase in line for phrase in (" how ", " what ", " why ", " when ")):
        return None
    return Event("race", on=race.day if race else None, details=details)


def _well(typed: Typed, context: Context) -> Event | None:
    del context
    return (
        Event("well")
        if _has(typed.line, "well") or any(phrase in typed.line for phrase in _SAY["well"] if " no" in phrase)
        else None
    )


def _travelling(typed: Typed, context: Context) -> Event | None:
    line = typed.line
    if not _has(line, "travelling"):
        return None
    on, until = _days(typed, context)
    details: dict[str, Any] = {}
    if _has(line, "no_equipment") or any(phrase in line for phrase in _SAY["no_equipment"]):
        details["no_equipment"] = True
    elif _has(line, "hotel_gym"):
        details["gym"] = True
    return Event("travelling", on=on, until=until or _until_span(typed, context), details=details)


def _until_span(typed: Typed, context: Context) -> date | None:
    """«away for 5 days», «for two weeks»."""
    from datetime import timedelta  # noqa: PLC0415

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
    found = _has(typed.line, "sick")
    if not found or " sick of " in typed.line:
        return None
    on, until = _days(typed, context)
    return Event("sick", on=on, until=until)


def _equipment(typed: Typed, context: Context) -> Event | None:
    line = typed.line
    none = any(phrase in line for phrase in _SAY["no_equipment"])
    gym = _has(line, "hotel_gym")
    if not none and not gym:
        return None
    on, until = _days(typed, context)
    return Event("no_equipment" if none else "hotel_gym", on=on, until=until)


def _minutes(typed: Typed, context: Context) -> Event | None:
    """«only 15 minutes today», «have half an hour», «in a hurry»."""
    line = typed.line
    value = minutes_in(typed)
    if value is not None and (_has(line, "minutes") or context.asked != "set"):
        on, _ = _days(typed, context)
        return Event("minutes", on=on, minutes=value)
    if value is None and _has(line, "hurry"):
        return Event("minutes")
    return None


def minutes_in(typed: Typed) -> int | None:
    """The minutes that the message names, 1 to 600; None when it names none, or two."""
    tokens = typed.tokens
    found: set[int] = set()
    for place, token in enumerate(tokens):
        unit = WORDS.units.get(token.text) if token.text != "m" else None  # rather metres
        if unit not in {"min", "h"} or not place:
            continue
        before = tokens[place - 1]
        value = before.value if before.kind == "number" else 1 if before.text in {"a", "an"} else None
        if before.text in {"a", "an"} and place > 1 and tokens[place - 2].text == "half":
            value = 0.5
        if before.text == "half":
            value = 0.5
        if value is not None and 0 < value * (60 if unit == "h" else 1) <= _MOST_MINUTES:
            found.add(round(value * (60 if unit == "h" else 1)))
    return found.pop() if len(found) == 1 else None


def _sore(typed: Typed, context: Context) -> Event | None:
    line = typed.line
    if not _has(line, "sore") or any(token.kind == "number" for token in typed.tokens):
        return None
    on, _ = _days(typed, context)
    return Event("sore", on=on)
