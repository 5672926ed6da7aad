"""What is due, claims and occurrences as rows of their tables, and back."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from core.ports import Claim, Occurrence
from core.turn import front_of
from storage.nudge_states import OPEN
from storage.values import instant, micros, storable

if TYPE_CHECKING:
    from core.athlete import Athlete
    from core.turn import Unsent
    from storage.link import Params, Row

KEPT: Final = timedelta(days=60)


def due_row(athlete: Athlete) -> Params | None:
    """The parameters of `keep_due`; None when nothing is due, or nobody knows where the person is reached."""
    due, who = athlete.due, athlete.reach
    if due is None or who is None:
        return None
    return {
        "athlete_id": athlete.id,
        "front": storable(front_of(who)),
        "who": storable(who),
        "at": micros(due.at),
        "kind": due.kind,
        "day": due.day.isoformat(),
    }


def claim_of(row: Row) -> Claim:
    """The claim of a row of the statement `claim`."""
    athlete, who, kind, day, at, fence, state = row
    return Claim(athlete, who, kind, date.fromisoformat(day), instant(at), fence, ended=state not in OPEN)


def the_claim(claim: Claim) -> Params:
    """The parameters that name the claimed occurrence as long as it is ours."""
    return {
        "the_athlete_id": claim.athlete,
        "the_day": claim.day.isoformat(),
        "the_kind": claim.kind,
        "the_fence": claim.fence,
    }


def unsent_row(athlete_id: int, unsent: Unsent) -> Params:
    """The parameters of `unsent`."""
    return {
        "athlete_id": athlete_id,
        "day": unsent.day.isoformat(),
        "kind": unsent.kind,
        "state": unsent.end,
        "reason": unsent.reason,
    }


def occurrence_of(row: Row) -> Occurrence:
    """The occurrence of a row of the statement `occurrences`."""
    kind, day, at, state, reason = row
    return Occurrence(kind, date.fromisoformat(day), None if at is None else instant(at), state, reason)


def old_before(day: date) -> str:
    """The day before which occurrences are let go when this one is settled."""
    return (day - KEPT).isoformat() if day.toordinal() > KEPT.days else day.isoformat()
