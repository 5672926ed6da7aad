"""The desk with a clock beside it: every turn is counted and timed."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Final

from bot.port import Waiting
from core.ports import Unavailable
from core.turn import front_of

if TYPE_CHECKING:
    from bot.port import Answer, Answering
    from bot.watching.metrics import Metrics
    from core.turn import Incoming

log = logging.getLogger(__name__)

FRONTS: Final = frozenset({"telegram", "discord", "terminal"})


class CountedTurns:
    """Answers as the desk does. Outcomes are `kept`, `repeated`, `unavailable` (nothing was recorded) and `failed` (our mistake)."""

    def __init__(self, desk: Answering, metrics: Metrics) -> None:
        self._desk = desk
        self._metrics = metrics
        self._since: dict[object, float] = {}  # turns under way, oldest first, in the time of the loop

    @property
    def waiting(self) -> Waiting:
        """The turns under way, nearly all of them waiting for the database."""
        since = next(iter(self._since.values()), None)
        return Waiting(len(self._since), 0.0 if since is None else asyncio.get_running_loop().time() - since)

    async def turn(self, incoming: Incoming) -> Answer:
        """See `bot.port.Answering`."""
        mine, clock = object(), asyncio.get_running_loop().time
        front = front_of(incoming.who)
        front = front if front in FRONTS else "other"
        begun = self._since[mine] = clock()
        outcome = "failed"
        try:
            answer = await self._desk.turn(incoming)
            outcome = "repeated" if answer.repeated else "kept"
        except Unavailable:
            outcome = "unavailable"
            raise
        else:
            if lifted := sum(fact.name == "set" for fact in answer.facts):
                self._metrics.sets.labels(front).inc(lifted)
            return answer
        finally:
            del self._since[mine]
            took_s = clock() - begun
            self._metrics.turns.labels(front, outcome).inc()
            self._metrics.turn_seconds.labels(front).observe(took_s)
            fields = {"front": front, "who": incoming.who, "delivery": incoming.delivery, "outcome": outcome}
            log.debug("turn", extra={**fields, "took_ms": round(took_s * 1000, 1)})
