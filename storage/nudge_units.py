"""The parts of a unit and of a glance that are about nudges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.nudge_rows import claim_of, occurrence_of, old_before, the_claim
from storage.values import instant, micros

if TYPE_CHECKING:
    from datetime import datetime

    from core.athlete import Athlete
    from core.ports import Claim, Occurrence, State
    from storage.link import Link, Params


class NudgeUnit:
    """Claims what is due and writes what became of it; see `core.ports.Unit`."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def claim(self, front: str, now: datetime, until: datetime, most: int) -> tuple[Claim, ...]:
        """What is due on this front, earliest first, leased until then."""
        wanted = {"front": front, "now": micros(now), "until": micros(until), "most": most}
        claims = map(claim_of, self._link.rows("claim", wanted))
        return tuple(sorted(claims, key=lambda claim: (claim.at, claim.athlete)))

    def holds(self, claim: Claim) -> bool:
        """Whether the occurrence is still ours."""
        return self._link.row("held", the_claim(claim)) is not None

    def settle(self, claim: Claim, state: State, reason: str | None = None, until: datetime | None = None) -> bool:
        """Write how the occurrence stands; old ones of the same person are let go with it."""
        ends = None if until is None else micros(until)
        ours = self._link.run("settle", {**the_claim(claim), "state": state, "reason": reason, "until": ends})
        self._link.run("old_occurrences", {"athlete_id": claim.athlete, "before": old_before(claim.day)})
        return ours > 0

    def undue(self, claim: Claim) -> None:
        """Nothing is due for the claim's person any more."""
        self._link.run("drop_due", {"athlete_id": claim.athlete})

    def lapse(self, now: datetime) -> int:
        """What was being sent when its lease ended becomes unknown."""
        return self._link.run("lapse", {"now": micros(now)})

    def note(self, name: str, value: str) -> None:
        """Remember a text under a name."""
        self._link.run("note", {"name": name, "value": value})


class NudgeGlance:
    """Looks at what is due and at what became of it; see `core.ports.Glance`."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def due(self, front: str) -> datetime | None:
        """When the earliest thing is due on this front."""
        return self._instant("due", {"front": front})

    def fronts(self) -> tuple[str, ...]:
        """The fronts on which anything is due."""
        return tuple(front for (front,) in self._link.rows("fronts", {}))

    def lease_ends(self) -> datetime | None:
        """When the earliest lease ends."""
        return self._instant("lease_ends", {})

    def due_after(self, athlete: int, most: int) -> tuple[tuple[int, str], ...]:
        """People with something due, by id from there on."""
        return tuple((key, who) for key, who in self._link.rows("due_after", {"athlete_id": athlete, "most": most}))

    def occurrences(self, athlete: Athlete) -> tuple[Occurrence, ...]:
        """What became of the person's latest occurrences, by day."""
        return tuple(map(occurrence_of, self._link.rows("occurrences", {"athlete_id": athlete.id})))

    def version(self) -> str | None:
        """The version of the tables; another process may have migrated them."""
        row = self._link.row("version", {})
        return None if row is None else str(row[0])

    def noted(self, name: str) -> str | None:
        """What the program remembered under this name."""
        row = self._link.row("noted", {"name": name})
        return None if row is None else str(row[0])

    def _instant(self, name: str, params: Params) -> datetime | None:
        row = self._link.row(name, params)
        return None if row is None or row[0] is None else instant(row[0])
