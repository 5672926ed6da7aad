"""The promise of the week: how many weeks in a row it was kept, with illness, rest and races as no fault of anybody."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from core.coaching.races import open_again
from core.pausing import SINGLE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from core.athlete import Break, Profile
    from core.content import Rules

WEEK: Final = timedelta(days=7)
UNPROTECTED: Final = frozenset({"silence"}) | SINGLE  # nobody was heard of, or one day did not suit: that is no reason


@dataclass(frozen=True, slots=True)
class Weeks:
    """This week and the row of kept weeks before it. `streak` counts this week once its goal is met."""

    done: int
    goal: int
    streak: int
    is_protected: bool


@dataclass(frozen=True, slots=True)
class PastWeek:
    """A week from Monday: the sessions in it, and whether rest, illness or a race excuses it."""

    monday: date
    done: int
    is_protected: bool


def monday_of(day: date) -> date:
    """The Monday of that day's week."""
    return day - timedelta(days=day.weekday())


def weeks(lifted: Iterable[date], profile: Profile, breaks: Iterable[Break], today: date, rules: Rules) -> Weeks:
    """The row of weeks in which `lifts_per_week` sessions were done, looking back from today.

    A protected week that fell short neither counts nor ends the row. A week that is still going on cannot end it.
    """
    done = Counter(monday_of(day) for day in lifted if day <= today)
    goal = profile.lifts_per_week
    spans = [*_race_spans(profile, rules), *_break_spans(breaks, today)]
    this = monday_of(today)
    streak = 1 if done[this] >= goal else 0
    monday, first = this - WEEK, min(done, default=this)
    while monday >= first:
        if done[monday] >= goal:
            streak += 1
        elif not _overlaps(spans, monday):
            break
        monday -= WEEK
    return Weeks(done[this], goal, streak, _overlaps(spans, this))


def weeks_behind(
    lifted: Iterable[date], profile: Profile, breaks: Iterable[Break], today: date, rules: Rules
) -> tuple[PastWeek, ...]:
    """Every week from that of the first session to this one, oldest first; none without a session."""
    done = Counter(monday_of(day) for day in lifted if day <= today)
    if not done:
        return ()
    spans = [*_race_spans(profile, rules), *_break_spans(breaks, today)]
    first = min(done)
    mondays = (first + WEEK * n for n in range((monday_of(today) - first).days // WEEK.days + 1))
    return tuple(PastWeek(monday, done[monday], _overlaps(spans, monday)) for monday in mondays)


def _break_spans(breaks: Iterable[Break], today: date) -> Iterable[tuple[date, date]]:
    for one in breaks:
        if one.reason not in UNPROTECTED:
            yield one.since, one.until or today + timedelta(days=1)


def _race_spans(profile: Profile, rules: Rules) -> Iterable[tuple[date, date]]:
    """From the first day without lifting before a race to the end of its recovery (rules.md 1, taper)."""
    for race in profile.races:
        yield race.date - timedelta(days=rules.races[race.priority].closed_days), open_again(race, rules)


def _overlaps(spans: Iterable[tuple[date, date]], monday: date) -> bool:
    return any(first < monday + WEEK and monday < end for first, end in spans)
