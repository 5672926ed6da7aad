"""`ironstride import`: shows what a file would bring, and keeps it when told to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from uuid import uuid4

from bot.export import told_start
from bot.importing.reading import found_in, numbered
from core.turn import Turn

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from bot.importing.reading import Found
    from core.athlete import Athlete
    from core.content import Library
    from core.ports import Glance, Store, Unit
    from core.session import Workout


@dataclass(frozen=True, slots=True)
class Preview:
    """What would be kept, and what is there already."""

    found: Found
    new: tuple[Workout, ...]
    restores: bool

    @property
    def there(self) -> int:
        """Sessions of the file that the person has already."""
        return len(self.found.workouts) - len(self.new)


def previewed(store: Store, who: str, content: bytes, library: Library, *, host_zone: str, now: datetime) -> Preview:
    """What the file would bring to this person. Raises Refused for a file that cannot be read at all."""

    def look(glance: Glance) -> tuple[Athlete | None, frozenset[datetime]]:
        athlete = glance.athlete(who)
        return athlete, _starts(athlete, tuple(glance.workouts(athlete))) if athlete else frozenset()

    athlete, there = store.read(look).result()
    found = found_in(content, athlete, library, host_zone=host_zone, now=now)
    return Preview(found, found.new_to(there), found.person is not None and _is_new(athlete))


def kept(store: Store, who: str, preview: Preview, now: datetime) -> int:
    """Keep what is new, in one transaction; how many sessions that were. What came to be there meanwhile is left out."""

    def work(unit: Unit) -> int:
        athlete = unit.athlete(who, now)
        there = _starts(athlete, unit.workouts(athlete))
        new = numbered(preview.found.new_to(there), athlete.workouts)
        after = replace(athlete, workouts=athlete.workouts + len(new))
        if preview.restores and _is_new(athlete):
            after = _restored(after, preview.found)
        unit.keep(athlete, Turn(after, also=new))
        return len(new)

    return store.once(f"import:{uuid4().hex}", now, work, who=who).result() or 0


def report(preview: Preview, library: Library) -> Iterator[str]:
    """The preview in lines."""
    found, new = preview.found, preview.new
    sets = sum(len(one.sets) for one in new)
    span = f", {new[0].date} to {max(one.date for one in new)}" if new else ""
    yield f"{found.wrote}: {_count(len(found.workouts), 'session')} in the file."
    yield f"New: {_count(len(new), 'session')} with {_count(sets, 'set')}{span}. Already there: {preview.there}."
    names = {one.slug for workout in new for one in workout.exercises}
    known = sorted(library.exercises[name].name for name in names if name in library.exercises)
    own = sorted(name for name in names if name not in library.exercises)
    if known:
        yield f"Known exercises: {', '.join(known)}."
    if own:
        yield f"In your own words: {', '.join(own)}."
    if preview.restores:
        yield "The profile and settings in the file are taken over too."
    if found.aside:
        yield f"Left out: {_count(found.aside, 'row')} without lifting (runs, rest timers, notes)."
    thing = "session" if found.person else "row"
    for bad in found.bad:
        yield f"Bad {thing} {bad.number}: {bad.reason}."


def _count(n: int, thing: str) -> str:
    return f"{n} {thing}" if n == 1 else f"{n} {thing}s"


def _is_new(athlete: Athlete | None) -> bool:
    return athlete is None or ("hello" not in athlete.answered and athlete.workouts == 0)


def _starts(athlete: Athlete | None, workouts: tuple[Workout, ...]) -> frozenset[datetime]:
    """When the person's sessions started: as stored, and as a table tells it."""
    zone = athlete.habits.zone if athlete else None
    return frozenset(at for one in workouts for at in (one.started, told_start(one, zone)))


def _restored(athlete: Athlete, found: Found) -> Athlete:
    person = found.person
    assert person is not None  # noqa: S101  only files with a person restore one
    return replace(
        athlete,
        profile=person.profile,
        habits=person.habits,
        answered=person.answered,
        health_on=person.health_on,
        paused=person.paused,
        paused_until=person.paused_until,
        nudging=person.nudging,
        for_now=person.for_now,
    )
