"""Races ahead and runs that move, as people mention them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from core.athlete import WEEKDAYS
from core.reading import races
from core.reading.calendar_words import CALENDAR
from core.reading.days import first_day
from core.reading.event_words import days_told, says
from core.reading.meaning import Event

if TYPE_CHECKING:
    from core.reading.meaning import Context
    from core.reading.tokens import Typed

_HARD_RUNS = frozenset({"long run", "hard run", "intervals", "tempo run", "speedwork", "hill repeats", "hard session"})

_EXTRA = ("extra", "additional")
_LEFT_OUT = ("skip", "skipping", "skips")


def run_moved(typed: Typed, context: Context) -> Event | None:
    """«long run moved to Saturday», «no run today»."""
    line = typed.line
    run = says(line, "run")
    moved = says(line, "run_moved")
    if any(phrase in line for phrase in (" no run ", " not running ", " no long run ", " no running ")):
        run, moved = run or " run ", " no "
    on, _ = days_told(typed, context)
    extra = any(f" {word} " in line for word in _EXTRA)
    if run and extra and not moved:
        moved, on = " extra ", on or context.today
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
    if any(f" {word} " in line for word in ("cancelled", "canceled", "no", "skipped", "dropped", *_LEFT_OUT)):
        details["off"] = True
        if on is None and (" this week " in line or " rest of the week " in line):
            details["week"] = True
    elif extra:
        details["extra"] = True
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


def race(typed: Typed, context: Context) -> Event | None:
    """«race on 3 May», «I have a 10k on Sunday»."""
    line = typed.line
    dated = first_day(typed.tokens, context.today) is not None
    race = races.race_in(typed, context)
    far = race is not None and race.distance is not None
    by_distance = races.names_known(line) or (far and says(line, "race_where") is not None)  # «I'm running a half on …»
    if not dated and (matters := races.matters(line, race)) is not None:
        return Event("race", details={"priority": matters})
    if not says(line, "race") and not (dated and by_distance):
        return None
    if not dated and not says(line, "race_where"):
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
        if (known := races.of_known(line)) is not None:
            details["known"] = known
    if any(phrase in line for phrase in (" how ", " what ", " why ", " when ")):
        return None
    return Event("race", on=race.day if race else None, details=details)
