"""What a file would bring to a person: looked up beside everybody's turns, and kept when told to."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from bot.importing.reading import found_in
from core.bringing import Preview, brought, is_new, told_start
from core.turn import Turn
from core.wording import text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from core.athlete import Athlete
    from core.content import Library
    from core.ports import Glance, Store, Unit
    from core.session import Workout


def previewed(store: Store, who: str, content: bytes, library: Library, *, host_zone: str, now: datetime) -> Preview:
    """What the file would bring to this person. Raises Unreadable for a file that cannot be read at all."""

    def look(glance: Glance) -> tuple[Athlete | None, frozenset[datetime]]:
        athlete = glance.athlete(who)
        return athlete, starts(athlete, tuple(glance.workouts(athlete))) if athlete else frozenset()

    athlete, there = store.read(look).result()
    found = found_in(content, athlete, library, host_zone=host_zone, now=now)
    new = tuple(one for one in found.workouts if one.started not in there)
    restores = found.person is not None and is_new(athlete)
    return Preview(found.wrote, len(found.workouts), new, found.bad, found.aside, found.person, restores)


def kept(store: Store, who: str, preview: Preview, now: datetime) -> int:
    """Keep what is new, in one transaction; how many sessions that were. What came to be there meanwhile is left out."""

    def work(unit: Unit) -> int:
        athlete = unit.athlete(who, now)
        after, new = brought(athlete, still_new(preview, athlete, unit.workouts(athlete)))
        unit.keep(athlete, Turn(after, also=new))
        return len(new)

    return store.once(f"import:{uuid4().hex}", now, work, who=who).result() or 0


def report(preview: Preview, library: Library) -> Iterator[str]:
    """The preview in lines."""
    new = preview.new
    span = f", {new[0].date} to {max(one.date for one in new)}" if new else ""
    yield f"{preview.wrote}: {_count(preview.sessions, 'session')} in the file."
    yield f"New: {_count(len(new), 'session')} with {_count(preview.sets, 'set')}{span}. Already there: {preview.there}."
    names = {one.slug for workout in new for one in workout.exercises}
    known = sorted(library.exercises[name].name for name in names if name in library.exercises)
    own = sorted(name for name in names if name not in library.exercises)
    if known:
        yield f"Known exercises: {', '.join(known)}."
    if own:
        yield f"In your own words: {', '.join(own)}."
    if preview.restores:
        yield "The profile and settings in the file are taken over too."
    if preview.aside:
        yield f"Left out: {_count(preview.aside, 'row')} without lifting (runs, rest timers, notes)."
    thing = "session" if preview.person else "row"
    for bad in preview.bad:
        yield f"Bad {thing} {bad.number}: {text(bad.reason)}."


def _count(n: int, thing: str) -> str:
    return f"{n} {thing}" if n == 1 else f"{n} {thing}s"


def still_new(preview: Preview, athlete: Athlete, workouts: tuple[Workout, ...]) -> Preview:
    """The preview without the sessions that came to be there meanwhile."""
    there = starts(athlete, workouts)
    return preview.only(tuple(one for one in preview.new if one.started not in there))


def starts(athlete: Athlete | None, workouts: tuple[Workout, ...]) -> frozenset[datetime]:
    """When the person's sessions started: as stored, and as a table tells it."""
    zone = athlete.habits.zone if athlete else None
    return frozenset(at for one in workouts for at in (one.started, told_start(one, zone)))
