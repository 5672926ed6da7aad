"""`ironstride export`: finds the person and writes them out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.export import as_csv, as_json
from bot.refused import Refused
from core.content import library

if TYPE_CHECKING:
    from core.ports import Glance, Store


def exported(store: Store, who: str | None, form: str) -> str:
    """Everything about this person as text. Raises Refused when nobody, or more than one, can be meant."""

    def work(glance: Glance) -> str:
        name = who or _only(list(glance.people()))
        athlete = glance.athlete(name)
        if athlete is None:
            known = ", ".join(list(glance.people())[:5]) or "nobody yet"
            message = f"there is no {name!r} in this database; it knows {known}"
            raise Refused(message)
        workouts = list(glance.workouts(athlete))
        return as_csv(athlete, workouts, library()) if form == "csv" else as_json(name, athlete, workouts)

    return store.read(work).result()


def _only(people: list[str]) -> str:
    if len(people) == 1:
        return people[0]
    if not people:
        raise Refused("there is nobody in this database yet; say something in `ironstride chat` first")
    message = f"there are {len(people)} people in this database; name one with --who, such as --who {people[0]}"
    raise Refused(message)
