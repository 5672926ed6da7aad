"""What a topic sees of one message: the athlete, what came in, the catalogue, and the local day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

from core.athlete import Talk
from core.conversation.standing import standing
from core.history import in_unit, log_id, session_log, was_lifted, with_bands
from core.message import Line
from core.reading.meaning import Context, Today
from core.turn import Turn
from core.values import quick, replace

if TYPE_CHECKING:
    from datetime import date, datetime

    from core.athlete import Athlete
    from core.content import Library
    from core.message import Say
    from core.session import SessionLog, Workout
    from core.turn import Fact, Incoming


YEAR_UNTOLD_DAYS: Final = 300  # «3 Feb» is the latest one until the next is near
BESIDE = frozenset({"yes_no", "import", "unlink"})  # questions that change nothing about what a set or a word means


@quick
@dataclass(frozen=True, slots=True)
class Scene:
    """One message and everything needed to answer it."""

    athlete: Athlete
    incoming: Incoming
    library: Library

    @property
    def local(self) -> datetime:
        """Now, on the person's wall clock; until their zone is known, on the host's."""
        return self.incoming.at.astimezone(ZoneInfo(self.athlete.habits.zone or self.incoming.host_zone))

    @property
    def today(self) -> date:
        """The person's local day."""
        return self.local.date()

    def day(self, on: date) -> date | Line:
        """A day to be told: with its year when it lies so far back that one would take it for another."""
        return (
            on
            if abs((self.today - on).days) < YEAR_UNTOLD_DAYS
            else Line("date.year", {"day": on, "year": str(on.year)})
        )

    @property
    def workout(self) -> Workout | None:
        """The workout that is going on, if any."""
        workout = self.athlete.workout
        return workout if workout is not None and workout.is_open else None

    def history(self) -> tuple[SessionLog, ...]:
        """What the coaching rules look back on, loads as they are owned now, the latest closed workout as this turn leaves it."""
        profile = self.athlete.profile
        return tuple(with_bands(in_unit(past, profile.unit), profile.equipment.bands) for past in self._sessions())

    def lifted(self) -> tuple[SessionLog, ...]:
        """The sessions of the history in which something was lifted; a pain told in one that was left counts for no week."""
        return tuple(past for past in self.history() if any(log.done for log in past.exercises))

    def _sessions(self) -> tuple[SessionLog, ...]:
        latest = self.athlete.workout
        sessions = self.athlete.past.sessions
        if latest is None:
            return sessions
        others = tuple(past for past in sessions if past.id != log_id(latest.number))
        if latest.is_open or not was_lifted(latest):
            return others
        log = session_log(latest)
        if others and others[-1].date > log.date:  # told afterwards
            return tuple(sorted((*others, log), key=lambda past: (past.date, past.id)))
        return (*others, log)

    def short(self, slug: str) -> str:
        """The everyday name of an exercise; work outside the catalogue keeps the person's own words."""
        exercise = self.library.exercises.get(slug)
        return exercise.short if exercise else slug

    def name(self, slug: str) -> str:
        """The full name of an exercise."""
        exercise = self.library.exercises.get(slug)
        return exercise.name if exercise else slug

    def with_athlete(self, athlete: Athlete) -> Scene:
        """The same message, seen with what the turn has changed so far."""
        return Scene(athlete, self.incoming, self.library)

    def context(self) -> Context:
        """What reading needs: what was asked, what is prescribed, what came before."""
        asked = None if self.athlete.talk.asked in BESIDE else self.athlete.talk.asked
        workout = self.workout
        local = self.local
        always: dict[str, Any] = {"unit": self.athlete.profile.unit, "today": local.date(), "now": local.time()}
        if workout is None:
            return Context(asked=asked, **always)
        done = [lift.exercise for lift in workout.sets]
        session = tuple(
            [
                Today(p.slug, p.sets, p.reps, p.per_side, p.load, max(0, p.sets - done.count(place)))
                for place, p in enumerate(workout.exercises)
            ]
        )
        here = standing(workout)
        if here is None:
            return Context(asked=asked, session=session, **always)
        last = max(workout.sets_of(here.place), key=lambda s: s.number, default=None)
        return Context(
            exercise=here.prescribed.slug,
            sets=here.prescribed.sets,
            reps=here.prescribed.reps,
            per_side=here.prescribed.per_side,
            load=here.prescribed.load,
            asked=asked or "set",
            last_reps=last.reps if last else None,
            last_load=last.load if last else None,
            left=here.left,
            session=session,
            **always,
        )

    def asking(self, asked: str | None, **about: Any) -> Athlete:
        """The athlete with this question open (None: no question)."""
        return replace(self.athlete, talk=Talk(asked, about))

    def turn(self, *says: Say, facts: tuple[Fact, ...] = ()) -> Turn:
        """The turn that leaves the athlete as this scene has them."""
        return Turn(self.athlete, facts=facts, says=says)
