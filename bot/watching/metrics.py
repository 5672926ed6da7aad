"""The numbers of a running bot for Prometheus. No label names a person, and none tells of pain or health."""

from __future__ import annotations

import logging
from importlib.metadata import version
from typing import TYPE_CHECKING, Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, Info, ProcessCollector
from prometheus_client.exposition import choose_encoder
from starlette.responses import Response
from starlette.routing import Route

from bot.port import CONNECTED, STANDBY

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence

    from starlette.requests import Request
    from starlette.routing import BaseRoute

    from bot.port import Front, Waiting

TURN_S: Final = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
NUDGE_S: Final = (0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0, 300.0, 900.0, 3600.0, 7200.0)
LOOP_S: Final = (0.001, 0.005, 0.01, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
OURS: Final = ("bot.", "core.", "storage.")


class Metrics:
    """Counters that are told what happens, and gauges that look when they are asked."""

    def __init__(self) -> None:
        self._registry = registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        Info("ironstride_build", "Which version runs.", registry=registry).info({"version": version("ironstride")})
        self.turns = Counter(
            "ironstride_turns", "Turns by front, and what became of them.", ["front", "outcome"], registry=registry
        )
        self.turn_seconds = Histogram(
            "ironstride_turn_seconds",
            "From a turn's arrival to its commit.",
            ["front"],
            buckets=TURN_S,
            registry=registry,
        )
        self.sets = Counter("ironstride_sets", "Sets that were stored.", ["front"], registry=registry)
        self.nudges = Counter(
            "ironstride_nudges", "Nudges by kind, and how they ended.", ["kind", "state"], registry=registry
        )
        self.nudge_lateness = Histogram(
            "ironstride_nudge_lateness_seconds",
            "From when a nudge was due until the platform had it.",
            buckets=NUDGE_S,
            registry=registry,
        )
        self.limited = Counter("ironstride_limited", "Answers 429 of a platform.", ["front"], registry=registry)
        self.errors = Counter("ironstride_errors", "Errors that were logged.", ["logger"], registry=registry)
        self.loop_lateness = Histogram(
            "ironstride_loop_lateness_seconds", "How late the event loop is.", buckets=LOOP_S, registry=registry
        )
        self._depth = Gauge("ironstride_queue_depth", "How many wait.", ["queue"], registry=registry)
        self._age = Gauge(
            "ironstride_queue_age_seconds", "How long the first has waited.", ["queue"], registry=registry
        )
        self._state = Gauge(
            "ironstride_front_state", "1 for the state that a front is in.", ["front", "state"], registry=registry
        )

    def show(self, front: Front) -> None:
        """Set the gauges of this front."""
        state = front.state if front.state in {CONNECTED, STANDBY} else "away"
        for each in (CONNECTED, STANDBY, "away"):
            self._state.labels(front.name, each).set(each == state)
        self.show_queues({f"{front.name}_{name}": waiting for name, waiting in front.waiting.items()})

    def show_queues(self, queues: Mapping[str, Waiting]) -> None:
        """Set the gauges of these queues."""
        for name, waiting in queues.items():
            self._depth.labels(name).set(waiting.depth)
            self._age.labels(name).set(waiting.age_s)

    def routes(self, look: Callable[[], Awaitable[None]]) -> Sequence[BaseRoute]:
        """GET and HEAD; `look` sets the gauges."""

        async def metrics(request: Request) -> Response:
            await look()
            encode, media_type = choose_encoder(request.headers.get("Accept", ""))
            return Response(encode(self._registry), headers={"Content-Type": media_type})

        return (Route("/metrics", metrics),)


class Errors(logging.Handler):
    """Counts what is logged as an error, by the module that logged it; libraries count as one."""

    def __init__(self, errors: Counter) -> None:
        super().__init__(logging.ERROR)
        self._errors = errors

    def emit(self, record: logging.LogRecord) -> None:
        """Count it."""
        self._errors.labels(record.name if record.name.startswith(OURS) else "library").inc()
