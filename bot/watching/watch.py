"""Everything that watches a serving bot, put together for the host who set LISTEN."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from typing import TYPE_CHECKING

from bot.port import Waiting
from bot.watching.health import Health
from bot.watching.heartbeat import Heartbeat
from bot.watching.metrics import Errors, Metrics
from bot.watching.turns import CountedTurns
from core.nudging import base
from core.ports import Unavailable

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Mapping, Sequence
    from datetime import datetime, timedelta

    from starlette.routing import BaseRoute

    from bot.desk import Desk
    from bot.port import Front
    from core.ports import Glance, State

LOOK_S = 3.0  # for what the database says of its queue


class Watch:
    """`turns` stands in for the desk; `limited` and `ended` are to be called when it happens."""

    def __init__(self, desk: Desk, now: Callable[[], datetime], heartbeat: Heartbeat | None = None) -> None:
        self._store = desk.store
        self._now = now
        self.metrics = Metrics()
        self.turns = CountedTurns(desk, self.metrics)
        self._heartbeat = heartbeat or Heartbeat(self.metrics.loop_lateness.observe)

    def limited(self, front: str) -> Callable[[], None]:
        """What that front calls for each 429."""
        return self.metrics.limited.labels(front).inc

    def ended(self, kind: str, state: State, late: timedelta | None = None) -> None:
        """An occurrence has ended; `late` is how late it was, when it was sent."""
        self.metrics.nudges.labels(base(kind), state).inc()
        if late is not None and state == "sent":
            self.metrics.nudge_lateness.observe(max(0.0, late.total_seconds()))

    def routes(self, fronts: Sequence[Front]) -> Sequence[BaseRoute]:
        """/healthz, /readyz and /metrics."""

        async def look() -> None:
            for front in fronts:
                self.metrics.show(front)
            self.metrics.show_queues({"turns": self.turns.waiting, **await self._due(fronts)})

        return (*Health(self._store, fronts, self._heartbeat).routes, *self.metrics.routes(look))

    async def _due(self, fronts: Sequence[Front]) -> Mapping[str, Waiting]:
        """For how long the first nudge of each front has been due; nothing while the database does not answer."""

        def first(glance: Glance) -> Mapping[str, datetime | None]:
            return {front.name: glance.due(front.name) for front in fronts}

        try:
            dues = await asyncio.wait_for(asyncio.wrap_future(self._store.read(first)), LOOK_S)
        except (Unavailable, TimeoutError):
            return {}
        ages = {name: 0.0 if at is None else (self._now() - at).total_seconds() for name, at in dues.items()}
        return {f"{name}_nudges": Waiting(int(age_s > 0), max(0.0, age_s)) for name, age_s in ages.items()}

    @contextlib.asynccontextmanager
    async def watching(self) -> AsyncIterator[None]:
        """The heart beats and errors are counted while the block runs."""
        counting, root = Errors(self.metrics.errors), logging.getLogger()
        beating = asyncio.create_task(self._heartbeat.run(), name="heartbeat")
        root.addHandler(counting)
        try:
            yield
        finally:
            root.removeHandler(counting)
            beating.cancel()
            await asyncio.gather(beating, return_exceptions=True)
