"""Which day suits lifting beside the runs, and the date of the next session (rules.md 3.7, 4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from itertools import combinations
from typing import TYPE_CHECKING

from core.athlete import WEEKDAYS
from core.coaching import races

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

    from core.athlete import Profile
    from core.content import Library
    from core.content.rules import DayScores

WEEK = len(WEEKDAYS)


@dataclass(frozen=True, slots=True)
class Proposal:
    """Lift days proposed, with the score of every weekday. `codes`: ONLY_ONE_DAY_POSSIBLE or NO_DAYS."""

    days: tuple[str, ...]
    scores: Mapping[str, int]
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Appointment:
    """The next session's date with its placement beside the run of that day; no date when there is no day."""

    date: date | None
    placement: str | None
    codes: tuple[str, ...] = ()


def day_scores(profile: Profile, library: Library) -> dict[str, int]:
    """How each weekday suits lifting (rules.md 4): after a hard run, not before one."""
    days = library.rules.days
    return {name: _score(profile, at, days) for at, name in enumerate(WEEKDAYS)}


def _score(profile: Profile, at: int, days: DayScores) -> int:
    score = days.base + days.run.get(_run(profile, at), 0)
    if _run(profile, at + 1) in days.quality:
        score += days.before_quality
    if _run(profile, at - 1) == "long":
        score += days.after_long
    return score


def _run(profile: Profile, at: int) -> str:
    return profile.run_week.get(WEEKDAYS[at % WEEK], "rest")


def proposed_days(profile: Profile, library: Library) -> Proposal:
    """The best day, or the best pair of days that are not neighbours, among the available ones; the earlier on ties."""
    days = library.rules.days
    scores = day_scores(profile, library)
    free = [at for at, name in enumerate(WEEKDAYS) if name in profile.available]
    if not free:
        return Proposal((), scores, ("NO_DAYS",))
    if profile.lifts_per_week > 1:
        pairs = [pair for pair in combinations(free, 2) if _apart(*pair) >= days.rest_between]
        if pairs:
            best = max(pairs, key=lambda pair: (_pair_score(pair, scores, days), -pair[0], -pair[1]))
            return Proposal((WEEKDAYS[best[0]], WEEKDAYS[best[1]]), scores)
    single = max(free, key=lambda at: (scores[WEEKDAYS[at]], -at))
    only = ("ONLY_ONE_DAY_POSSIBLE",) if profile.lifts_per_week > 1 else ()
    return Proposal((WEEKDAYS[single],), scores, only)


def _apart(one: int, other: int) -> int:
    """Days between two weekdays, the shorter way round the week."""
    return min((one - other) % WEEK, (other - one) % WEEK)


def are_neighbours(days: Sequence[str], library: Library) -> bool:
    """Whether two lift days are so near each other that the second could never be lifted (rules.md 4: 48 hours)."""
    places = [WEEKDAYS.index(day) for day in days]
    return len(places) > 1 and _apart(places[0], places[1]) < library.rules.days.rest_between


def _pair_score(pair: tuple[int, int], scores: Mapping[str, int], days: DayScores) -> int:
    bonus = days.pair_bonus if _apart(*pair) >= days.pair_distance else 0
    return scores[WEEKDAYS[pair[0]]] + scores[WEEKDAYS[pair[1]]] + bonus


def lift_days(profile: Profile, library: Library) -> Proposal:
    """The days the person chose, else the proposed ones."""
    if profile.lift_days:
        return Proposal(profile.lift_days, day_scores(profile, library))
    return proposed_days(profile, library)


def placement(profile: Profile, day: date, library: Library) -> str:
    """How lifting sits beside that day's run: AFTER_HARD_RUN, AFTER_EASY_RUN, AFTER_LONG_RUN or ANY_TIME."""
    return library.rules.days.placement[_run(profile, day.weekday())]


def is_eve(profile: Profile, day: date, library: Library) -> bool:
    """Whether hard or long running follows on the day after (rules.md 4: not the day before quality)."""
    return _run(profile, day.weekday() + 1) in library.rules.days.quality


def off_the_eve(
    profile: Profile, day: date, first: date, library: Library, without: Collection[date | None] = ()
) -> date | None:
    """A day of the same week, from `first` on, that suits better than this one; the nearer on ties, None when none does.

    None of `without` is looked at.
    """
    days, scores = library.rules.days, day_scores(profile, library)
    monday = day - timedelta(days=day.weekday())
    best, best_score = None, scores[WEEKDAYS[day.weekday()]]
    week = sorted((monday + timedelta(days=n) for n in range(WEEK)), key=lambda other: abs((other - day).days))
    for other in week:
        score = scores[WEEKDAYS[other.weekday()]] - days.delay * abs((other - day).days)
        if (
            other >= first
            and other not in without
            and WEEKDAYS[other.weekday()] in profile.available
            and score > best_score
        ):
            best, best_score = other, score
    return best


def appointment(profile: Profile, last: date | None, today: date, library: Library) -> Appointment:
    """When to lift next (rules.md 3.7: dates). `last` is the date of the last session of any kind."""
    chosen = lift_days(profile, library)
    if not chosen.days:
        return Appointment(None, None, chosen.codes)
    search = _Search(profile, chosen, last, today, library)
    day, codes = search.planned(), chosen.codes
    instead = search.rescheduled(day)
    if instead is not None:
        day, codes = instead, (*codes, "RESCHEDULED")
    moved, code = search.outside_races(day)
    codes = codes if code is None else (*codes, code)
    return Appointment(moved, placement(profile, moved, library), codes)


@dataclass(frozen=True, slots=True)
class _Search:
    """The search for a date, with what it looks at."""

    profile: Profile
    chosen: Proposal
    last: date | None
    today: date
    library: Library

    @property
    def rules(self) -> DayScores:
        return self.library.rules.days

    @property
    def earliest(self) -> date:
        """The first day with two days between it and the last session."""
        if self.last is None:
            return self.today
        return max(self.today, self.last + timedelta(days=self.rules.rest_between))

    def planned(self) -> date:
        return self._next_on_lift_day(self.earliest)

    def _next_on_lift_day(self, first: date) -> date:
        week = (first + timedelta(days=ahead) for ahead in range(WEEK))
        return next(day for day in week if WEEKDAYS[day.weekday()] in self.chosen.days)

    def rescheduled(self, planned: date) -> date | None:
        """A day for the session that was missed lately, if one suits before the next planned one."""
        if planned <= self.earliest or not self._missed():
            return None
        best, best_score = None, self.rules.good - 1
        for delay in range(self.rules.missed_days):
            day = self.earliest + timedelta(days=delay)
            name = WEEKDAYS[day.weekday()]
            score = self.chosen.scores[name] - self.rules.delay * delay
            free = name in self.profile.available and (planned - day).days >= self.rules.rest_between
            if free and score > best_score:
                best, best_score = day, score
        return best

    def _missed(self) -> bool:
        """Whether a planned day since the last session went by, not longer ago than the rules look."""
        if self.last is None:
            return False
        open_from = self.last + timedelta(days=self.rules.rest_between)
        recent = (self.today - timedelta(days=back) for back in range(1, self.rules.missed_days + 1))
        return any(day >= open_from and WEEKDAYS[day.weekday()] in self.chosen.days for day in recent)

    def outside_races(self, day: date) -> tuple[date, str | None]:
        """The day, moved out of a race's closed window if it lies in one: to today if that is possible, else after."""
        windows = list(races.closed_windows(self.profile, self.today, self.library.rules))
        if not _closed(day, windows):
            return day, None
        if self.earliest == self.today:
            return self.today, "MOVED_EARLIER_FOR_RACE"
        while (end := _closed(day, windows)) is not None:
            day = self._next_on_lift_day(end)
        return day, "MOVED_AFTER_RACE"


def _closed(day: date, windows: Sequence[tuple[date, date]]) -> date | None:
    """The first open day after the window in which the day lies; None when it lies in none."""
    return next((end for start, end in windows if start <= day < end), None)
