"""Takes updates to the desk: one person's in order, different people's side by side."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter, deque
from typing import TYPE_CHECKING, Any

from bot.crashpoint import reach
from bot.crowd import Crowd, full
from bot.port import Answer, Waiting
from bot.telegram.wording import said
from core.ports import Unavailable
from core.values import replace

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime

    from bot.backoff import Backoff
    from bot.port import Answering
    from bot.telegram.incoming import Arrival, Attached, Reader
    from core.turn import Handed

log = logging.getLogger(__name__)

TRIES = 3  # for an update that our own mistake trips over; then it is set aside and the next ones flow
PAUSE_S = 0.2


class Turns:
    """Every update goes through `take`, whether it was polled or pushed."""

    def __init__(
        self,
        desk: Answering,
        reader: Reader,
        now: Callable[[], datetime],
        answer: Callable[[Arrival, Answer], None],
        fetch: Callable[[Attached], Awaitable[Handed]],
    ) -> None:
        self._desk = desk
        self._reader = reader
        self._now = now
        self._answer = answer
        self._fetch = fetch
        self._crowd = Crowd()
        self._rush: Counter[object] = Counter()  # taken of each person since Telegram last had nothing more waiting
        self._queues: dict[object, deque[asyncio.Event]] = {}
        self._since: dict[asyncio.Event, float] = {}  # what is in hand, oldest first, in the time of the loop

    @property
    def waiting(self) -> Waiting:
        """The updates in hand."""
        since = next(iter(self._since.values()), None)
        return Waiting(len(self._since), 0.0 if since is None else asyncio.get_running_loop().time() - since)

    async def take(self, raw: dict[str, Any], patience: Backoff | None = None) -> None:
        """Returns once the update's turn is committed, or the update is none of ours, or it was set aside.

        Updates of one person are taken in the order of the calls. While the database cannot be reached it waits with
        `patience`, the person's later updates behind it; without, it raises `Unavailable`. With patience they are polled: Telegram
        hands them over in order, so other people's are behind them, and of one person only so many are taken before it is `calm`.
        """
        # Nothing may be awaited before the place in the queue is taken: that is what keeps the order.
        queue_of = _person(raw)
        queue = self._queues.setdefault(queue_of, deque())
        room = self._crowd.room(queue_of, len(queue), self._rush[queue_of])
        if room != "room":
            self._refuse(raw, told=room == "told")
            return
        if patience is not None and isinstance(queue_of, int):
            self._rush[queue_of] += 1
        mine = asyncio.Event()
        if not queue:
            mine.set()
        queue.append(mine)
        self._since[mine] = asyncio.get_running_loop().time()
        try:
            await mine.wait()
            away = said("away") if patience else Answer()
            while not await self._kept(raw, patience, away):
                away = Answer()  # said once; those behind in the queue have not been tried yet
        finally:
            queue.remove(mine)
            del self._since[mine]
            if queue:
                queue[0].set()
            else:
                del self._queues[queue_of]

    def calm(self) -> None:
        """Telegram has nothing more waiting, and what it had is done: whoever wrote too much has room again."""
        self._rush.clear()

    def _refuse(self, raw: dict[str, Any], *, told: bool) -> None:
        """Take the update no further; the person is told once, and their presses are answered. Everybody else waits behind it."""
        if told and "callback_query" not in raw:
            return
        try:
            arrival = None if "location" in raw.get("message", ()) else self._reader.arrival(raw, self._now())
        except Exception:  # noqa: BLE001  what cannot be read needs no answer
            arrival = None
        if not told:
            log.warning("Update %s and more of the same person are refused: too many wait", raw.get("update_id"))
        self._say(arrival, Answer(() if told else (full(),), refused=True))

    async def _kept(self, raw: dict[str, Any], patience: Backoff | None, away: Answer) -> bool:
        """Whether the update is done with; False: try again."""
        try:
            await self._turn(raw, away)
        except Unavailable:
            if patience is None:
                raise
            pause_s = patience.pause_s()
            log.error("The database cannot be reached; update %s waits %.1f s", raw.get("update_id"), pause_s)  # noqa: TRY400  a state of the world, no mistake of ours
            await asyncio.sleep(pause_s)
            return False
        return True

    async def _turn(self, raw: dict[str, Any], away: Answer) -> None:
        arrival: Arrival | None = None
        for tried in range(1, TRIES + 1):
            try:
                arrival = await self._read(raw)
                reach("received")
                answer = await self._desk.turn(arrival.incoming) if arrival else None
                reach("turned")
            except Unavailable:
                self._say(arrival, away)
                raise
            except Exception as error:  # noqa: BLE001  a poison update has to be set aside, whatever it trips over
                # The kind and the place of the mistake are enough to find it; its message may hold what the person wrote.
                log.error("Update %s failed, try %s of %s: %s", raw.get("update_id"), tried, TRIES, _where(error))  # noqa: TRY400  see above
                if tried < TRIES:
                    await asyncio.sleep(PAUSE_S * tried)
            else:
                self._say(arrival, answer)
                return
        log.error("Update %s is set aside: it failed %s times", raw.get("update_id"), TRIES)
        self._say(arrival, said("broken"))

    def _say(self, arrival: Arrival | None, answer: Answer | None) -> None:
        """Hand over the answer. The turn is committed by now: a mistake in showing it must not bring the update back."""
        if arrival is None or answer is None:
            return
        try:
            self._answer(arrival, answer)
        except Exception as error:  # noqa: BLE001  see the docstring
            log.error("The answer to %s could not be shown: %s", arrival.incoming.delivery, _where(error))  # noqa: TRY400  its message may hold what was said

    async def _read(self, raw: dict[str, Any]) -> Arrival | None:
        if "location" in raw.get("message", ()):  # the map of the zones takes a while to load
            return await asyncio.to_thread(self._reader.arrival, raw, self._now())
        arrival = self._reader.arrival(raw, self._now())
        if arrival is None or arrival.attached is None:
            return arrival
        handed = await self._fetch(arrival.attached)
        return replace(arrival, incoming=replace(arrival.incoming, act=handed))


def _person(raw: dict[str, Any]) -> object:
    """Whose update it is; an update whose shape says nothing has a queue of its own."""
    for kind in ("message", "edited_message", "callback_query", "my_chat_member"):
        body = raw.get(kind)
        sender = body.get("from") if isinstance(body, dict) else None
        if isinstance(sender, dict) and isinstance(sender.get("id"), int):
            return sender["id"]
    return object()


def _where(error: BaseException) -> str:
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    spot = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "?"
    return f"{type(error).__name__} at {spot}"
