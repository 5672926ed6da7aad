"""What to send next, and when, or never: pure, from what is known about a person and the time.

Every time of day is the person's wall clock; the instants in the answers are computed and may be computed anew at any time. The
numbers are the product's own decisions, not findings.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from core.athlete import Due
from core.pausing import free_from
from core.walltime import DAY, MIDNIGHT, clock, next_occurrence, occurrence, zone

if TYPE_CHECKING:
    from collections.abc import Iterator
    from zoneinfo import ZoneInfo

    from core.athlete import Athlete, Habits, Race
    from core.session import Workout

LATE: Final = timedelta(hours=2)
REST_LATE: Final = timedelta(minutes=2)  # after that the next set has begun
FORGOTTEN_AFTER: Final = timedelta(minutes=45)
CLOSES_AFTER_DAYS: Final = 2  # midnights: a workout can be taken up again a day later
SILENCE_AFTER: Final = 4
MORNING: Final = time(8)
EVENING: Final = time(20)
SUMMARY: Final = time(19)
SUNDAY: Final = 6
FOLLOW_UP_AFTER: Final = timedelta(minutes=90)
BEFORE_QUIET: Final = timedelta(minutes=30)
BEFORE_LIFT: Final = timedelta(minutes=30)
MISSED_DAYS: Final = 3  # rules.md 3.7: a day missed longer ago is dropped
RACE_NOTES: Final[dict[str, tuple[int, ...]]] = {"A": (6, 1), "B": (3,), "C": ()}  # days before; rules.md 1, taper
REMEMBERED: Final = 8  # occurrences: more than can fall on two local days

SILENT: Final = frozenset({"close"})  # does something, says nothing: no quiet hours, no pause
TIMERS: Final = frozenset({"rest_over"})  # nobody is expected to answer these
IN_WORKOUT: Final = frozenset({"rest_over", "forgotten", "close"})


def base(kind: str) -> str:
    """The kind without what tells apart several of one day: «rest_over.2.3» → «rest_over»."""
    return kind.partition(".")[0]


# --- the person's clock -----------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Wall:
    """A person's wall clock with its quiet hours, which may reach over midnight; none when both ends are the same."""

    where: ZoneInfo
    quiet_from: time
    quiet_to: time

    def local(self, at: datetime) -> datetime:
        """The instant on this clock."""
        return at.astimezone(self.where)

    def is_quiet(self, wall: time) -> bool:
        """Whether nothing may be sent at this time of day."""
        if self.quiet_from <= self.quiet_to:
            return self.quiet_from <= wall < self.quiet_to
        return wall >= self.quiet_from or wall < self.quiet_to

    def is_quiet_at(self, at: datetime) -> bool:
        """Whether nothing may be sent at this instant."""
        return self.is_quiet(self.local(at).time())

    def spoken(self, wall: time) -> time | None:
        """The time itself, or the nearest edge of the quiet hours it lies in; None when the whole day is quiet."""
        edges = [wall, self.quiet_to]
        if wall >= self.quiet_from > self.quiet_to:
            edges.insert(1, _shifted(self.quiet_from, -BEFORE_QUIET))
        return next((edge for edge in edges if not self.is_quiet(edge)), None)

    def at(self, day: date, wall: time) -> datetime | None:
        """The instant of this time on this day, if the day exists and the instant is not quiet."""
        at = occurrence(day, wall, self.where)
        return None if at is None or self.is_quiet_at(at) else at

    def awake(self, at: datetime) -> datetime | None:
        """The instant itself, or the next morning when it is quiet."""
        local = self.local(at)
        if not self.is_quiet(local.time()):
            return at
        wall = max(MORNING, self.quiet_to) if self.quiet_to <= EVENING else self.quiet_to
        days = (local.date(), local.date() + DAY)
        return next((found for day in days if (found := self.at(day, wall)) is not None and found > at), None)


def wall_of(habits: Habits, host_zone: str) -> Wall:
    """The clock of a person; until their zone is known, the host's."""
    return _wall(habits.zone, host_zone, habits.quiet_from, habits.quiet_to)


@lru_cache(maxsize=1024)
def _wall(own_zone: str | None, host_zone: str, quiet_from: str, quiet_to: str) -> Wall:
    return Wall(zone(own_zone, host_zone), clock(quiet_from), clock(quiet_to))


def _shifted(wall: time, by: timedelta) -> time:
    return (datetime.combine(date.min + DAY, wall) + by).time()


# --- what is due next -----------------------------------------------------------------------------------------------------
def next_due(
    athlete: Athlete, after: datetime, lift_day: date | None, host_zone: str, rest_s: int | None = None
) -> Due | None:
    """What to send next after that instant, None for nothing.

    `lift_day` is the next lift day as the coach or the person has set it; `rest_s` the rest that began with the latest set, if one
    did. What was due before the instant and has not been dealt with stays due.
    """
    wall = wall_of(athlete.habits, host_zone)
    starts = _pause_ends(athlete, wall)
    found = [
        due
        for due in occurrences(athlete, after, lift_day, host_zone, rest_s)
        if (due.kind, due.day) not in athlete.nudging.sent
        and (due.at > after or _waits(athlete, due, after))
        and (due.kind in SILENT or (_may_speak(athlete) and (starts is None or due.at >= starts)))
        and (base(due.kind) in IN_WORKOUT or free_from(athlete.nudging.breaks, due.day) is None)
    ]
    first = min(found, key=lambda due: (due.at, due.kind), default=None)
    if first is None or athlete.nudging.unanswered < SILENCE_AFTER or base(first.kind) in IN_WORKOUT:
        return first
    return None if ("silence", first.day) in athlete.nudging.sent else Due("silence", first.day, first.at)


def occurrences(
    athlete: Athlete, after: datetime, lift_day: date | None, host_zone: str, rest_s: int | None = None
) -> Iterator[Due]:
    """Everything that could be sent, dealt with or not, as things stand."""
    wall = wall_of(athlete.habits, host_zone)
    if athlete.workout is not None and athlete.workout.is_open:
        return _in_workout(athlete, athlete.workout, wall, rest_s)
    return _outside(athlete, wall, after, lift_day)


def _waits(athlete: Athlete, due: Due, after: datetime) -> bool:
    """Whether it was due already and nobody came to send it: it does not get lost because its time is over."""
    before = athlete.due
    return before is not None and (before.kind, before.day) == (due.kind, due.day) and before.at <= after


def is_ready(athlete: Athlete) -> bool:
    """Whether the first questions are answered, so that there is something to remind of."""
    return athlete.health_on is not None and "kit" in athlete.answered


def _may_speak(athlete: Athlete) -> bool:
    if not athlete.habits.nudges or athlete.nudging.blocked or not is_ready(athlete):
        return False
    return athlete.paused is None or athlete.paused_until is not None


def _pause_ends(athlete: Athlete, wall: Wall) -> datetime | None:
    if athlete.paused is None or athlete.paused_until is None:
        return None
    return occurrence(athlete.paused_until, MIDNIGHT, wall.where)


# --- during a workout -------------------------------------------------------------------------------------------------------
def last_sign(workout: Workout) -> datetime:
    """When something was last reported in this workout."""
    return max((lift.at for lift in workout.sets), default=workout.started)


def _in_workout(athlete: Athlete, workout: Workout, wall: Wall, rest_s: int | None) -> Iterator[Due]:
    last = last_sign(workout)
    if rest_s is not None and athlete.habits.rest_timer:
        over = last + timedelta(seconds=rest_s)
        if not wall.is_quiet_at(over):
            yield Due(f"rest_over.{workout.number}.{len(workout.sets)}", workout.date, over.astimezone(UTC))
    quiet = wall.awake(last + FORGOTTEN_AFTER)
    if quiet is not None:
        yield Due("forgotten", workout.date, quiet.astimezone(UTC))
    closes = _first_midnight(workout.date + CLOSES_AFTER_DAYS * DAY, wall)
    if closes is not None:
        yield Due("close", workout.date, closes)


def _first_midnight(day: date, wall: Wall) -> datetime | None:
    found = occurrence(day, MIDNIGHT, wall.where)
    return found if found is not None else occurrence(day + DAY, MIDNIGHT, wall.where)


# --- between workouts -------------------------------------------------------------------------------------------------------
def _outside(athlete: Athlete, wall: Wall, after: datetime, lift_day: date | None) -> Iterator[Due]:
    nudging = athlete.nudging
    if lift_day is not None:
        moved = nudging.lift_at if nudging.lift_on == lift_day else None
        yield from _at(wall, "lift_day", lift_day, clock(moved or athlete.habits.lift_time))
    if nudging.again is not None:
        again = datetime.fromisoformat(nudging.again)
        yield from _at(wall, f"again.{again:%H%M}", again.date(), again.time())
    if nudging.waiting is not None:
        yield from _follow_up(athlete, wall, nudging.waiting)
        if nudging.waiting != nudging.instead:
            yield from _missed(athlete, wall, nudging.waiting)
    if athlete.habits.week_summary and athlete.workouts:
        yield from _summary(athlete, wall, after)
    for race in athlete.profile.races:
        yield from _race_notes(race, wall)


def _at(wall: Wall, kind: str, day: date, when: time) -> Iterator[Due]:
    spoken = wall.spoken(when)
    at = None if spoken is None else wall.at(day, spoken)
    if at is not None:
        yield Due(kind, day, at)


def _follow_up(athlete: Athlete, wall: Wall, waiting: date) -> Iterator[Due]:
    """Once in the evening of a day that was announced, a while after the last word; never in quiet time."""
    nudging = athlete.nudging
    if nudging.again is not None or nudging.last is None or wall.local(nudging.last).date() != waiting:
        return
    at = occurrence(waiting, EVENING, wall.where)
    if at is None:
        return
    at = max(at, nudging.last.astimezone(UTC) + FOLLOW_UP_AFTER)
    if wall.local(at).date() == waiting and not wall.is_quiet_at(at):
        yield Due("evening", waiting, at)


def _missed(athlete: Athlete, wall: Wall, waiting: date) -> Iterator[Due]:
    """The next morning, before the usual lift time; while the day can be made up for, the morning after that."""
    early = min(MORNING, _before(clock(athlete.habits.lift_time)))
    for later in range(1, MISSED_DAYS + 1):
        yield from _at(wall, "missed", waiting + later * DAY, early)


def _before(wall: time) -> time:
    moved = _shifted(wall, -BEFORE_LIFT)
    return moved if moved < wall else MIDNIGHT


def _summary(athlete: Athlete, wall: Wall, after: datetime) -> Iterator[Due]:
    """One that nobody came to send; and the next two, so that one is to come when the first was dealt with."""
    before, spoken = athlete.due, wall.spoken(SUMMARY)
    if before is not None and before.kind == "week_summary":
        yield from _at(wall, "week_summary", before.day, SUMMARY)
    for _ in range(2):
        coming = None if spoken is None else next_occurrence(spoken, wall.where, after, {SUNDAY})
        if coming is None:
            return
        sunday, after = coming
        yield from _at(wall, "week_summary", sunday, SUMMARY)


def _race_notes(race: Race, wall: Wall) -> Iterator[Due]:
    if race.date.toordinal() <= max(RACE_NOTES["A"]):
        return
    for days in RACE_NOTES[race.priority]:
        yield from _at(wall, "race_week", race.date - timedelta(days=days), MORNING)


# --- is it still time? ------------------------------------------------------------------------------------------------------
def too_late(due_at: datetime, kind: str, now: datetime, wall: Wall) -> str | None:
    """Why an occurrence is not sent any more: `late` or `quiet`; None when it is time."""
    if kind in SILENT:
        return None
    if now - due_at > (REST_LATE if base(kind) in TIMERS else LATE):
        return "late"
    return "quiet" if wall.is_quiet_at(now) else None
