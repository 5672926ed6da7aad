"""What only one of several replicas does at a time, as work on the event loop: it begins with the baton and ends when that is lost."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from core.ports import Batons

log = logging.getLogger(__name__)

ALONE_S: Final = 3600.0  # where nobody else can take the baton, any time will do


@dataclass(frozen=True, slots=True)
class Leg:
    """The stretch for which a baton is ours. `over` is set when it ends; work then has to stop at once."""

    left_s: Callable[[], float]
    over: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def is_ours(self) -> bool:
        """Whether this may still be done: by the clock, whatever the event loop has not come round to yet."""
        return self.left_s() > 0


@dataclass(frozen=True, slots=True)
class Relay:
    """The batons of all replicas; without any, this process is the only one there is."""

    batons: Batons | None = None

    async def carry(self, name: str, work: Callable[[Leg], Awaitable[None]], stop: asyncio.Event) -> None:
        """Run `work` for each leg that is ours, until `stop`, or until it ends by itself while the baton is ours.

        The baton is handed over when the work has ended. What `work` raises is raised.
        """
        batons = self.batons
        if batons is None:
            await _run(Leg(lambda: ALONE_S), work, stop, asyncio.Event())
            return
        loop, news = asyncio.get_running_loop(), asyncio.Event()

        def changed() -> None:
            with contextlib.suppress(RuntimeError):  # the loop has ended
                loop.call_soon_threadsafe(news.set)

        leg = Leg(lambda: batons.left_s(name))
        batons.reach_for(name, changed)
        again = ""
        try:
            while not stop.is_set():
                if leg.is_ours:
                    log.info("%s: it is this replica's turn%s", name, again)
                    if await _run(Leg(leg.left_s), work, stop, news):
                        return
                    if not stop.is_set():
                        again = " again"
                        log.warning(
                            "%s: PostgreSQL hung up or does not answer; this rests until it does, "
                            "unless another replica takes its turn",
                            name,
                        )
                else:
                    news.clear()
                    await _first(news, stop)
        finally:
            batons.hand_over(name)


async def _run(leg: Leg, work: Callable[[Leg], Awaitable[None]], stop: asyncio.Event, news: asyncio.Event) -> bool:
    """One leg. Whether the work ended by itself."""
    running = asyncio.ensure_future(work(leg))
    watching = asyncio.create_task(_watch(leg, stop, news))
    try:
        await asyncio.wait({running, watching}, return_when=asyncio.FIRST_COMPLETED)
        by_itself = running.done()
        leg.over.set()
        await running
    finally:
        leg.over.set()
        for task in (running, watching):
            task.cancel()
        await asyncio.gather(running, watching, return_exceptions=True)
    return by_itself


async def _watch(leg: Leg, stop: asyncio.Event, news: asyncio.Event) -> None:
    """Returns when the leg is over."""
    while not stop.is_set() and (left_s := leg.left_s()) > 0:
        news.clear()
        await _first(news, stop, within_s=left_s)


async def _first(*events: asyncio.Event, within_s: float | None = None) -> None:
    """Wait for one of them."""
    waiting = [asyncio.ensure_future(event.wait()) for event in events]
    try:
        await asyncio.wait(waiting, timeout=within_s, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in waiting:
            task.cancel()
