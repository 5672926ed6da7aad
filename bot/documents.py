"""Files for a person, by the names that messages carry: «export/json», «export/csv»."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.export import as_csv, as_json
from bot.port import Document

if TYPE_CHECKING:
    from core.content import Library
    from core.ports import Glance


def document(glance: Glance, who: str, name: str, library: Library) -> Document | None:
    """The file of that name for the person behind this identity; None when there is no such person or file."""
    athlete = glance.athlete(who)
    if athlete is None:
        return None
    workouts = tuple(glance.workouts(athlete))
    match name:
        case "export/json":
            return Document("ironstride.json", "application/json", as_json(who, athlete, workouts).encode())
        case "export/csv":
            return Document("ironstride.csv", "text/csv", as_csv(athlete, workouts, library).encode())
        case _:
            return None
