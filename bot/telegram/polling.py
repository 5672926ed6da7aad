"""Asks Telegram for updates and confirms them only after their commit."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Any

from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.backoff import Backoff
from bot.crashpoint import reach
from bot.telegram.outcome import Held, outcome_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.telegram.api import Api, Timings

log = logging.getLogger(__name__)

STARTING = "Telegram has not been asked yet"
REFUSED = "Telegram refuses the token"
NOT_OURS_S = 0.1
BATCH = 100  # updates that Telegram hands over at once: fewer are all that it has
STUCK_S = 1.0  # with some of a batch still under way: look for other people's updates that often
# After a week without updates Telegram numbers them anew, possibly below our offset, which would hide them for good.
RENUMBERED_S = 6 * 24 * 3600.0


class Offset:
    """What may be confirmed: everything up to the first update that is still under way."""

    def __init__(self) -> None:
        self._under_way: dict[int, bool] = {}  # update id → done, in the order of arrival
        self.next: int | None = None

    def take(self, update: int) -> bool:
        """Note a received update; False: we have it already."""
        if update in self._under_way:
            return False
        self._under_way[update] = False
        return True

    def done(self, update: int) -> None:
        """The update is committed or set aside."""
        self._under_way[update] = True
        while self._under_way and self._under_way[first := next(iter(self._under_way))]:
            del self._under_way[first]
            self.next = first + 1

    @property
    def open(self) -> int:
        """How many are still under way or behind one that is."""
        return len(self._under_way)


class Poller:
    """One getUpdates at a time; what it brings is taken to the desk, and its number goes back with the next call."""

    def __init__(
        self,
        api: Api,
        take: Callable[[dict[str, Any]], Awaitable[None]],
        timings: Timings,
        is_ours: Callable[[], bool] = lambda: True,
        calm: Callable[[], None] = lambda: None,
    ) -> None:
        """`is_ours` is asked before each call: of several replicas one alone polls. `calm` hears that nothing more waits at Telegram."""
        self._calm = calm
        self._api = api
        self._is_ours = is_ours
        self._take = take
        self._timings = timings
        self._tasks: set[asyncio.Task[None]] = set()
        self._broken_off: dict[int, dict[str, Any]] = {}  # cancelled, though nobody has told us to stop
        self._finishing = False
        self._progress = asyncio.Event()
        self.offset = Offset()
        self.connected = False
        self.trouble = STARTING  # why it is not connected

    async def run(self, stop: asyncio.Event) -> None:
        """Poll until `stop`, then let what is under way finish and confirm it."""
        poll = asyncio.create_task(self._poll())
        stopped = asyncio.create_task(stop.wait())
        await asyncio.wait({poll, stopped}, return_when=asyncio.FIRST_COMPLETED)
        stopped.cancel()
        poll.cancel()
        await asyncio.wait({poll})
        self.connected = False
        await self._finish()
        if not poll.cancelled():
            poll.result()  # it only ends by itself through a mistake of ours, which has to be heard

    async def _poll(self) -> None:
        backoff = Backoff(self._timings.again, self._timings.again_most)
        clock = asyncio.get_running_loop().time
        heard = clock()
        while True:
            if clock() - heard > RENUMBERED_S:
                self.offset.next, heard = None, clock()
            if not self._is_ours():
                await asyncio.sleep(NOT_OURS_S)  # in the next moment we are told to stop
                continue
            try:
                updates = await self._api.raw_updates(self.offset.next, wait=not self.offset.open)
                numbered = [(int(raw["update_id"]), raw) for raw in updates]
                reach("polled")
            except (
                TelegramError,
                LookupError,
                TypeError,
                ValueError,
            ) as error:  # the latter: a proxy answers, not Telegram
                self.connected = False
                await asyncio.sleep(self._trouble(error, backoff.pause_s()))
                continue
            backoff.reset()
            self.connected = True
            heard = clock() if updates else heard
            for number, raw in numbered:
                self._begin(number, raw)
            await self._settle()
            if len(numbered) < BATCH and not self.offset.open:
                self._calm()

    def _trouble(self, error: Exception, pause_s: float) -> float:
        """Say what is wrong and for how long to wait, in seconds."""
        self.trouble = f"Telegram cannot be reached ({type(error).__name__})"
        match error:
            case Conflict():
                self.trouble = "another program polls with this token, or a webhook is set (409)"
                log.error(
                    "Telegram (409): another program polls with this token, or a webhook is set. Stop the other one. Next try in %.0f s",
                    pause_s,
                )
            case InvalidToken():
                self.trouble = REFUSED
                log.error(
                    "Telegram refuses the token. Ask @BotFather for it and set TELEGRAM_TOKEN. Next try in %.0f s",
                    pause_s,
                )
            case RetryAfter():
                held = outcome_of(error)
                self.trouble = "Telegram asks to wait (429)"
                pause_s = max(pause_s, held.seconds if isinstance(held, Held) else 0.0)
                log.warning("Telegram asks to wait (429). Next try in %.0f s", pause_s)
            case _:
                log.warning("Telegram cannot be reached (%s). Next try in %.1f s", type(error).__name__, pause_s)
        return pause_s

    def _begin(self, number: int, raw: dict[str, Any]) -> None:
        if self.offset.take(number):
            self._take_up(number, raw)

    def _take_up(self, number: int, raw: dict[str, Any]) -> None:
        task = asyncio.create_task(self._until_kept(number, raw))
        self._tasks.add(task)
        task.add_done_callback(lambda done: self._over(done, number, raw))

    def _over(self, task: asyncio.Task[None], number: int, raw: dict[str, Any]) -> None:
        """One that was broken off begins anew: unfinished it would hold back every later confirmation."""
        self._tasks.discard(task)
        if task.cancelled() and not self._finishing:
            if not self._broken_off:
                asyncio.get_running_loop().call_soon(self._resume)
            self._broken_off[number] = raw

    def _resume(self) -> None:
        again, self._broken_off = self._broken_off, {}
        for number in sorted(again):  # what came first is done first
            self._take_up(number, again[number])

    async def _until_kept(self, number: int, raw: dict[str, Any]) -> None:
        await self._take(raw)
        self.offset.done(number)
        self._progress.set()

    async def _settle(self) -> None:
        """Wait for the batch; when somebody's turn takes long, go on with the others."""
        deadline = asyncio.get_running_loop().time() + STUCK_S
        while self.offset.open and (left := deadline - asyncio.get_running_loop().time()) > 0:
            self._progress.clear()
            try:
                await asyncio.wait_for(self._progress.wait(), left)
            except TimeoutError:
                return

    async def _finish(self) -> None:
        self._finishing = True
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=self._timings.grace)
        for task in [*self._tasks]:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self.offset.next is not None and self._is_ours():
            try:
                await asyncio.wait_for(self._api.raw_updates(self.offset.next, wait=False, limit=1), 1.0)
            except (TelegramError, TimeoutError):
                log.info("The last updates could not be confirmed; they will come again and be known")
