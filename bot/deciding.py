"""What a turn decides inside its unit of work: who it is about, what they say, and what has to be looked up for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.bringing import Wanted, as_it_is_now
from core.conversation import respond, unknown
from core.turn import Previewed, Redeemed
from core.values import quick, replace

if TYPE_CHECKING:
    from bot.house import House
    from core.athlete import Athlete
    from core.content import Library
    from core.ports import Unit
    from core.turn import Incoming, Turn


@quick
@dataclass(frozen=True, slots=True)
class Deciding:
    """Turns as this house takes them."""

    house: House
    library: Library

    def turn(self, unit: Unit, incoming: Incoming) -> Turn:
        """The turn, kept. Raises `bot.bringing.Wanted`, and keeps nothing, when a file has to be looked into first."""
        athlete = unit.known(incoming.who)
        if athlete is None and self.house.stays_outside(incoming):
            return self._outside(unit, incoming)
        athlete = athlete or unit.athlete(incoming.who, incoming.at)
        if isinstance(incoming.act, Previewed):
            incoming = replace(incoming, act=as_it_is_now(incoming.act, unit, athlete))
        turn = respond(athlete, incoming, self.library)
        if turn.brings is not None:
            raise Wanted(turn.brings)
        if turn.redeem is not None:
            athlete, turn = self._redeemed(unit, athlete, turn.redeem, incoming)
        unit.keep(athlete, turn)
        return turn

    def _outside(self, unit: Unit, incoming: Incoming) -> Turn:
        """The turn of somebody who is not known and about whom nothing is kept, unless a code of theirs lets them in."""
        turn = unknown(incoming, self.library, unit.guesses(incoming.who, incoming.at))
        if turn.redeem is None:
            return turn
        if unit.behind(turn.redeem, incoming.at) is None:
            unit.guess(incoming.who, incoming.at)
            return unknown(replace(incoming, act=Redeemed(turn.redeem, None)), self.library)
        athlete, turn = self._redeemed(unit, unit.athlete(incoming.who, incoming.at), turn.redeem, incoming)
        unit.keep(athlete, turn)
        return turn

    def _redeemed(self, unit: Unit, athlete: Athlete, code: str, incoming: Incoming) -> tuple[Athlete, Turn]:
        """The turn once it is known what stands behind the code, and whose row it is to be kept in."""
        behind = unit.behind(code, incoming.at)
        act = Redeemed(code, behind, unit.workouts(athlete) if behind else ())
        turn = respond(athlete, replace(incoming, act=act), self.library)
        kept = behind.athlete if behind and behind.athlete.id == turn.athlete.id else athlete
        return kept, turn
