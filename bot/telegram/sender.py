"""Sends what there is to send, within Telegram's limits: replies before nudges, each chat in order."""

from __future__ import annotations

import asyncio
import heapq
import logging
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING

from telegram.error import TelegramError

from bot.crashpoint import reach
from bot.telegram.outcome import Doubtful, Gone, Held, Moved, Outcome, Refused, Unsent, outcome_of, reason

if TYPE_CHECKING:
    from bot.port import Delivered
    from bot.telegram.limits import Limits

log = logging.getLogger(__name__)

IN_FLIGHT = 200  # requests at once; below the connection pool's 256, so that nothing waits for a connection
TRIES = 5  # when the request certainly did not leave
REPLY_AGAIN = 2  # a set's reply may repeat, so doubt is worth another try
BACKOFF_S = 1.0
NUDGE_WAIT_S = 60.0  # a nudge that Telegram holds longer goes back to the clock
REPLY_WAIT_S = 600.0  # nobody waits longer for an answer


# Gets the chat's id, which is another one after a group has moved; answers the id of the message, where it makes one.
Request = Callable[[int], Awaitable[object]]


class Urgency(IntEnum):
    """What goes first. A trifle (a reaction, a tick of the rest timer) leaves at once or never."""

    REPLY = 0
    NUDGE = 1
    TRIFLE = 2


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of it. `message` is the id of the message that it made, where it made one."""

    delivered: Delivered
    message: int | None = None


@dataclass(eq=False, slots=True)
class Job:
    """One request to be."""

    chat: int
    call: Request
    urgency: Urgency
    counts: bool
    result: asyncio.Future[Sent]
    since: float
    tries: int = 0


@dataclass(slots=True)
class Lane:
    """What one chat waits for; at most one request of it is under way."""

    replies: deque[Job] = field(default_factory=deque)
    nudges: deque[Job] = field(default_factory=deque)
    busy: bool = False

    def head(self) -> Job | None:
        """What leaves first."""
        return self.replies[0] if self.replies else self.nudges[0] if self.nudges else None


class Sender:
    """The only way out for messages. Every call's fate arrives through the future that `put` returns; it never raises."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._lanes: dict[int, Lane] = {}
        self._ready: tuple[deque[int], deque[int]] = (deque(), deque())  # chats whose head may leave now, by urgency
        self._waiting: list[tuple[float, int]] = []  # a heap of (when, chat)
        self._timer: asyncio.TimerHandle | None = None
        self._under_way: set[asyncio.Task[None]] = set()
        self._closed = False

    def put(
        self,
        chat: int,
        call: Request,
        urgency: Urgency = Urgency.REPLY,
        *,
        counts: bool = True,
    ) -> asyncio.Future[Sent]:
        """Queue one request. `counts`: it is a message and not, say, an edit of buttons."""
        loop = asyncio.get_running_loop()
        job = Job(chat, call, urgency, counts, loop.create_future(), loop.time())
        if urgency is Urgency.TRIFLE:
            self._at_once_or_never(job)
            return job.result
        if self._closed:
            job.result.set_result(Sent("failed"))
            return job.result
        lane = self._lanes.setdefault(chat, Lane())
        (lane.replies if urgency is Urgency.REPLY else lane.nudges).append(job)
        self._offer(chat)
        self._pump()
        return job.result

    def waiting(self) -> int:
        """How many requests have not come to an end."""
        return len(self._under_way) + sum(len(lane.replies) + len(lane.nudges) for lane in self._lanes.values())

    def oldest(self) -> float | None:
        """When the first of those that have not left was queued, in the time of the loop; None when all have left."""
        heads = (jobs[0].since for lane in self._lanes.values() for jobs in (lane.replies, lane.nudges) if jobs)
        return min(heads, default=None)

    async def close(self, grace_s: float) -> None:
        """Let replies leave for so long; nudges that have not left come back as failed, to be tried after the restart."""
        self._closed = True
        for lane in self._lanes.values():
            while lane.nudges:
                self._end(lane.nudges.popleft(), "failed")
        deadline = asyncio.get_running_loop().time() + grace_s
        while self.waiting() and (left := deadline - asyncio.get_running_loop().time()) > 0:
            await asyncio.wait([*self._under_way], timeout=left) if self._under_way else await asyncio.sleep(
                min(left, 0.02)
            )
        for task in [*self._under_way]:
            task.cancel()
        await asyncio.gather(*self._under_way, return_exceptions=True)
        for lane in self._lanes.values():
            for job in lane.replies:
                self._end(job, "failed")
        self._lanes.clear()
        if self._timer:
            self._timer.cancel()

    # --- who may leave ------------------------------------------------------------------------------------------------
    def _offer(self, chat: int) -> None:
        """List the chat under what it waits for. Listing one twice is harmless: what is listed is looked at again."""
        lane = self._lanes.get(chat)
        if lane is None or lane.busy:
            return
        head = lane.head()
        if head is None:
            del self._lanes[chat]
            return
        when = self._limits.chat_free_at(chat, counts=head.counts)
        if when <= asyncio.get_running_loop().time():
            self._ready[head.urgency].append(chat)
        else:
            heapq.heappush(self._waiting, (when, chat))

    def _pump(self) -> None:
        """Start all that may leave now, then come back when the next may."""
        loop = asyncio.get_running_loop()
        if self._timer:
            self._timer.cancel()
            self._timer = None
        while len(self._under_way) < IN_FLIGHT:
            now = loop.time()
            while self._waiting and self._waiting[0][0] <= now:
                self._offer(heapq.heappop(self._waiting)[1])
            job = self._next()
            wake = self._waiting[0][0] if self._waiting else None
            if job:
                free = self._limits.free_at(nudge=job.urgency is Urgency.NUDGE)
                if free <= now:
                    self._start(job, now)
                    continue
                wake = free if wake is None else min(free, wake)
            if wake is not None:
                self._timer = loop.call_at(wake, self._pump)
            return

    def _next(self) -> Job | None:
        """The first listed job that is still the head of its lane."""
        now = asyncio.get_running_loop().time()
        for urgency, chats in zip((Urgency.REPLY, Urgency.NUDGE), self._ready, strict=True):
            while chats:
                lane = self._lanes.get(chats[0])
                job = lane.head() if lane and not lane.busy else None
                if job and job.urgency is urgency and self._limits.chat_free_at(job.chat, counts=job.counts) <= now:
                    return job
                chat = chats.popleft()
                if job:
                    self._offer(chat)
        return None

    def _start(self, job: Job, now: float) -> None:
        lane = self._lanes[job.chat]
        self._ready[job.urgency].popleft()
        (lane.replies if job.urgency is Urgency.REPLY else lane.nudges).popleft()
        lane.busy = True
        self._limits.take(job.chat, now, nudge=job.urgency is Urgency.NUDGE, counts=job.counts)
        self._spawn(self._run(job, lane))

    def _at_once_or_never(self, job: Job) -> None:
        """Start a trifle beside what its chat waits for, unless it would take the room of that."""
        now = asyncio.get_running_loop().time()
        lane = self._lanes.get(job.chat)
        free = max(self._limits.free_at(nudge=True), self._limits.chat_free_at(job.chat, counts=job.counts))
        crowded = self._closed or len(self._under_way) >= IN_FLIGHT or (job.counts and lane and lane.head())
        if crowded or free > now:
            job.result.set_result(Sent("failed"))
            return
        self._limits.take(job.chat, now, nudge=False, counts=job.counts)
        self._spawn(self._run(job, Lane()))

    # --- one request --------------------------------------------------------------------------------------------------
    def _spawn(self, work: Awaitable[None]) -> None:
        task = asyncio.ensure_future(work)
        self._under_way.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._under_way.discard(task)
        self._pump()

    async def _run(self, job: Job, lane: Lane) -> None:
        chat = job.chat
        try:
            result = await job.call(chat)
            reach("told")
        except TelegramError as error:
            self._after(job, lane, outcome_of(error), error)
        except asyncio.CancelledError:
            self._end(job, "unknown")
            raise
        except Exception:
            log.exception("A message for chat %s could not be made", job.chat)
            self._end(job, "failed")
        else:
            self._end(job, "sent", result)
        finally:
            lane.busy = False
            self._offer(chat)

    def _after(self, job: Job, lane: Lane, outcome: Outcome, error: TelegramError) -> None:
        """Decide by kind whether to try again, and how it ended if not."""
        job.tries += 1
        now = asyncio.get_running_loop().time()
        if isinstance(outcome, Held):
            self._limits.hold(job.chat, now + outcome.seconds)
        if job.urgency is Urgency.TRIFLE:
            self._end(job, "blocked" if isinstance(outcome, Gone) else "failed")
            return
        patience_s = NUDGE_WAIT_S if job.urgency is Urgency.NUDGE else REPLY_WAIT_S
        match outcome:
            case Held(seconds) if now + seconds <= job.since + patience_s:
                log.info("Chat %s has to wait %s s (429)", job.chat, seconds)
                self._again(job, lane)
            case Moved(chat):
                self._again(job, lane)
                self._move(lane, chat)
            case Gone():
                self._end(job, "blocked")
            case Unsent() if job.tries < TRIES:
                self._limits.hold(job.chat, now + BACKOFF_S * 2 ** (job.tries - 1))
                self._again(job, lane)
            case Doubtful() if job.urgency is Urgency.REPLY and job.tries < REPLY_AGAIN:
                self._limits.hold(job.chat, now + BACKOFF_S)
                self._again(job, lane)
            case Doubtful():
                log.warning("A message for chat %s may have arrived or not: %s", job.chat, reason(error))
                self._end(job, "unknown")
            case Held() | Unsent() | Refused():
                log.error("A message for chat %s was not taken: %s", job.chat, reason(error))
                self._end(job, "failed")

    def _move(self, lane: Lane, chat: int) -> None:
        """All that waits for the old chat goes to the new one, before what waits there."""
        to = self._lanes.setdefault(chat, Lane())
        for old, new in ((lane.replies, to.replies), (lane.nudges, to.nudges)):
            for job in old:
                job.chat = chat
            new.extendleft(reversed(old))
            old.clear()
        self._offer(chat)

    @staticmethod
    def _again(job: Job, lane: Lane) -> None:
        (lane.replies if job.urgency is Urgency.REPLY else lane.nudges).appendleft(job)

    @staticmethod
    def _end(job: Job, delivered: Delivered, made: object = None) -> None:
        if not job.result.done():
            job.result.set_result(Sent(delivered, made if isinstance(made, int) and made is not True else None))
