"""The clock: every second it looks what is due, and sends it through the front on which the person is reached."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from bot.arriving import arrival
from bot.crashpoint import reach
from bot.occurrences import TRIES, Gone, Overtaken
from bot.port import Outgoing
from bot.tracebacks import told
from bot.zone_data import zone_data_version
from core.nudging import base
from core.ports import Unavailable

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Coroutine, Mapping
    from concurrent.futures import Future
    from typing import Any

    from apscheduler.schedulers.asyncio import AsyncIOScheduler

    from bot.occurrences import Nudge, Occurrences
    from bot.port import Delivered, Front
    from core.ports import Claim, Glance

log = logging.getLogger(__name__)

TICK_S: Final = 1.0
UNDER_WAY: Final = 32  # a front: what a kill can leave unknown; a front's own limits decide how fast they leave
TRIES_S: Final = (2.0, 10.0, 60.0)  # before each new attempt of what certainly did not arrive
FINISH_S: Final = 5.0
PORTION: Final = 100  # people whose time is computed anew between two looks at anything else
SET_BACK: Final = timedelta(minutes=5)  # a clock that was moved back by more has made what is due wrong
NOTED_EVERY: Final = timedelta(minutes=10)
LAST_TICK: Final = "last_tick"
ZONE_DATA: Final = "zone_data"


@dataclass(slots=True)
class Nudges:
    """Claims what is due for its fronts and delivers it. Several of these may run at once, also in other processes.

    Nothing about a person is kept here: what was under way when the process ends is found by its lease.
    """

    occurrences: Occurrences
    fronts: Mapping[str, Front]
    now: Callable[[], datetime]
    tick_s: float = TICK_S
    tries_s: tuple[float, ...] = TRIES_S
    finish_s: float = FINISH_S
    version: str = field(default_factory=zone_data_version)
    _pumps: dict[str, asyncio.Task[None]] = field(default_factory=dict)
    _sending: dict[str, set[asyncio.Task[None]]] = field(default_factory=dict)
    _retiming: asyncio.Task[None] | None = None
    _last_tick: datetime | None = None
    _noted: datetime | None = None
    _away: bool = False  # the database, and it was said

    async def run(self, stop: asyncio.Event) -> None:
        """Tick until `stop` is set, then let what is being sent arrive."""
        scheduler = await asyncio.to_thread(_scheduler)  # loading it would hold the loop
        scheduler.add_job(
            self._ticked, "interval", seconds=self.tick_s, max_instances=1, coalesce=True, misfire_grace_time=None
        )
        scheduler.start()
        try:
            await stop.wait()
        finally:
            scheduler.shutdown(wait=False)
            await self.finish()

    async def _ticked(self) -> None:
        """A tick as a job: one that the stop cuts short is over, and no mistake that the scheduler should report."""
        with contextlib.suppress(asyncio.CancelledError):
            await self.tick()

    async def tick(self) -> None:
        """Look once: start sending where something is due, let leases lapse, notice a clock or zone data that changed."""
        now = self.now()
        try:
            due, lapsed = await arrival(self.occurrences.desk.store.read(lambda glance: self._look(glance, now)))
            if lapsed:
                await arrival(self.occurrences.lapse(now))
            await self._watch(now)
        except Unavailable as error:
            self._waits(error)
            return
        if self._away:
            self._away = False
            log.info("nudges go on")
        for name in due:
            pump = self._pumps.get(name)
            if pump is None or pump.done():
                self._pumps[name] = asyncio.create_task(self._guarded(self._pump(name)))

    def _look(self, glance: Glance, now: datetime) -> tuple[list[str], bool]:
        """The fronts with something due, and whether a lease is over."""
        able = (name for name, front in self.fronts.items() if front.can_deliver)
        due = [name for name in able if (at := glance.due(name)) is not None and at <= now]
        ends = glance.lease_ends()
        return due, ends is not None and ends <= now

    async def idle(self) -> None:
        """Wait until nothing is under way."""
        while busy := {
            task for task in (*self._pumps.values(), *self._under_way(), self._retiming) if task and not task.done()
        }:
            await asyncio.wait(busy)

    async def finish(self) -> None:
        """Claim nothing more and wait for what is being sent."""
        running = [task for task in (*self._pumps.values(), self._retiming) if task is not None]
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
        if under_way := self._under_way():
            _, late = await asyncio.wait(under_way, timeout=self.finish_s)
            for task in late:
                task.cancel()  # its lease says that it may have gone out
            await asyncio.gather(*late, return_exceptions=True)

    def _under_way(self) -> set[asyncio.Task[None]]:
        return set().union(*self._sending.values())

    # --- sending --------------------------------------------------------------------------------------------------
    async def _pump(self, name: str) -> None:
        """Keep so many under way until nothing is due any more."""
        sending = self._sending.setdefault(name, set())
        while True:
            if len(sending) > UNDER_WAY // 2:
                await asyncio.wait(sending, return_when=asyncio.FIRST_COMPLETED)
                continue
            most = UNDER_WAY - len(sending)
            claims = await arrival(self.occurrences.claim(name, self.now(), most)) or ()
            for claim in claims:
                task = asyncio.create_task(self._guarded(self._send(self.fronts[name], claim)))
                sending.add(task)
                task.add_done_callback(sending.discard)
            if len(claims) < most:
                return

    async def _send(self, front: Front, claim: Claim) -> None:
        reach("claimed")
        try:
            nudge = await arrival(self.occurrences.decide(claim, self.now()))
        except (Unavailable, Overtaken):
            raise
        except Exception as error:  # noqa: BLE001  whatever one person's turn trips over, it has to come to an end
            await self._tripped(claim, error)
            return
        if nudge is None:
            return
        reach("decided")
        delivered = await self._delivered(front, nudge)
        reach("delivered")
        await arrival(self.occurrences.settle(claim, delivered, self.now()))
        reach("settled")

    async def _tripped(self, claim: Claim, error: Exception) -> None:
        """Its lease lets it be tried again; the fence counts the claims, whichever process made them."""
        # Told without its words, which may be what the person wrote.
        name = f"The nudge {claim.kind} {claim.day} of person {claim.athlete}"
        if claim.fence < TRIES:
            log.warning("%s failed, try %s of %s: %s", name, claim.fence, TRIES, told(error))
            return
        try:
            ours = await arrival(self.occurrences.set_aside(claim, self.now()))
        except Unavailable:
            raise
        except Exception:  # noqa: BLE001  the person cannot be read at all
            ours = await arrival(self.occurrences.set_aside(claim, self.now(), readable=False))
        if ours:
            log.error("%s is set aside: it failed %s times, at last with\n%s", name, claim.fence, told(error))

    async def _delivered(self, front: Front, nudge: Nudge) -> Delivered:
        """Deliver, and try again only what certainly did not arrive."""
        claim = nudge.claim
        (message,) = nudge.answer.messages
        outgoing = Outgoing(claim.who, message, f"{claim.athlete}:{claim.kind}:{claim.day}", base(claim.kind))
        for wait_s in (0.0, *self.tries_s):
            await asyncio.sleep(wait_s)
            try:
                delivered = await front.deliver(outgoing)
            except Exception:
                log.exception("%s could not deliver a nudge", front.name)
                return "unknown"  # whatever broke, it may have been sent before
            if delivered != "failed":
                return delivered
        return "failed"

    async def _guarded(self, work: Coroutine[Any, Any, None]) -> None:
        """A claim that fails is found by its lease; the others go on."""
        try:
            await work
        except Unavailable as error:
            self._waits(error)
        except Overtaken:
            log.info("a nudge was overtaken by another process, which sends it")
        except Exception:
            log.exception("a nudge failed")

    def _waits(self, why: Unavailable) -> None:
        """Say that nudges wait; once, however often it is tried."""
        if not self._away:
            log.warning("nudges wait: %s", " ".join(str(why).split()))
        self._away = True

    # --- when time itself changes -----------------------------------------------------------------------------------
    async def _watch(self, now: datetime) -> None:
        """Compute everything anew when the clock was set back or the zone data is another than last time."""
        if self._retiming is not None and not self._retiming.done():
            return
        before, version = self._last_tick, self.version
        if before is None:
            noted, known = await arrival(self.occurrences.desk.store.read(_noted))
            before = datetime.fromisoformat(noted) if noted else None
            version = known or version
            if known is None:  # a new database: everything in it is computed with this data
                await arrival(self.occurrences.note(ZONE_DATA, version, now))
        back = before is not None and now < before - SET_BACK
        if back or version != self.version:
            self._retiming = asyncio.create_task(self._guarded(self._retime()))
        self._last_tick = now
        if back or self._noted is None or now - self._noted >= NOTED_EVERY:
            self._noted = now
            await arrival(self.occurrences.note(LAST_TICK, now.isoformat(), now))

    async def _retime(self) -> None:
        """Everybody's due time from their wall clock, a portion at a time, so that nobody waits for it."""
        after = 0
        while portion := await arrival(self._people_after(after)):
            for _, who in portion:
                try:
                    await arrival(self.occurrences.retime(who, self.now()))
                except Gone:
                    continue
                except Unavailable:
                    raise
                except Exception as error:  # noqa: BLE001  one person who cannot be read keeps nobody else from their time
                    log.error("When %s is due could not be computed anew: %s", who, type(error).__name__)  # noqa: TRY400  its message may hold what is stored
            after = portion[-1][0]
        await arrival(self.occurrences.note(ZONE_DATA, self.version, self.now()))

    def _people_after(self, athlete: int) -> Future[tuple[tuple[int, str], ...]]:
        return self.occurrences.desk.store.read(lambda glance: glance.due_after(athlete, PORTION))


@contextlib.asynccontextmanager
async def ticking(nudges: Nudges, stop: asyncio.Event | None = None) -> AsyncIterator[None]:
    """The clock runs while the block does, or until `stop` is set."""
    stop = stop or asyncio.Event()
    running = asyncio.create_task(nudges.run(stop), name="nudges")
    try:
        yield
    finally:
        stop.set()
        await running


def _scheduler() -> AsyncIOScheduler:
    from apscheduler.schedulers.asyncio import AsyncIOScheduler  # noqa: PLC0415  only who ticks pays for it

    logging.getLogger("apscheduler").setLevel(logging.WARNING)  # else it tells of every tick
    return AsyncIOScheduler(timezone="UTC")


def _noted(glance: Glance) -> tuple[str | None, str | None]:
    return glance.noted(LAST_TICK), glance.noted(ZONE_DATA)
