"""The workouts that were read or written last, so that the next set of the same session need not read the others again."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

from core.values import quick

if TYPE_CHECKING:
    from core.session import Workout

MOST = 1024  # people; a workout is about ten kilobytes


@quick
@dataclass(frozen=True, slots=True)
class Known:
    """A workout as of a revision of its athlete's row, and the last place that its sets have in their order."""

    revision: int
    workout: Workout
    last_place: int


class Recent:
    """Workouts by athlete, at most so many.

    Every write of a workout raises the revision in the athlete's row, which each turn reads anyway: what is held here for
    another revision is ignored. So another process may write, and a restart forgets nothing but time. Only what was committed
    may be put here: a revision that was rolled back comes again with other content.
    """

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._known: dict[int, Known] = {}
        self._lock = Lock()

    def get(self, athlete_id: int, revision: int) -> Known | None:
        """What is known of the athlete's current workout at this revision."""
        known = self._known.get(athlete_id)
        return known if known is not None and known.revision == revision else None

    def put(self, athlete_id: int, known: Known) -> None:
        """Hold this, and let go of what was held longest."""
        with self._lock:
            self._known.pop(athlete_id, None)
            self._known[athlete_id] = known
            if len(self._known) > self._most:
                del self._known[next(iter(self._known))]
