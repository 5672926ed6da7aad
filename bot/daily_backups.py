"""A backup every UTC day while `serve` runs: made by one replica, beside the event loop, and old ones of our own making removed."""

from __future__ import annotations

import asyncio
import logging
import re
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial
from threading import Event, Thread
from typing import TYPE_CHECKING, Final, Protocol

from bot.backups import summary
from bot.refused import Refused

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from bot.relay import Leg, Relay
    from core.ports import BackedUp

log = logging.getLogger(__name__)

BATON: Final = "backup"
LOOK_S: Final = 60.0  # between two looks at the clock
AGAIN: Final = timedelta(minutes=15)  # after a failure
LETTING_GO_S: Final = 3.0  # for a copy to notice that it has to stop; of ten seconds that `serve` has
FAILED: Final = "There is no backup of today yet: %s"
OURS: Final = re.compile(r"ironstride-(\d{4}-\d\d-\d\d)\.(?:db|dump)", re.ASCII)
# What a process that was killed left of one: storage names it so (storage/backup_file.py).
HALF: Final = re.compile(
    r"\.ironstride-(\d{4}-\d\d-\d\d)\.(?:db|dump)\.[0-9a-f]{8}\.part(?:-journal|-wal|-shm)?", re.ASCII
)


class BackUp(Protocol):
    """How one is made. Raises Refused with the reason, and then nothing is left."""

    def __call__(self, file: Path, *, stopped: Callable[[], bool]) -> BackedUp:
        """Write it to `file`, which must not exist; `stopped` is asked again and again."""


@dataclass(slots=True)
class DailyBackups:
    """Backups in `folder`, `ironstride-YYYY-MM-DD` with this ending, by the days of `now`."""

    folder: Path
    keep_days: int
    ending: str
    make: BackUp
    now: Callable[[], datetime]
    relay: Relay
    look_s: float = LOOK_S
    _failed: datetime | None = field(default=None, init=False)
    _seen: date | None = field(default=None, init=False)  # the day whose backup is there

    @asynccontextmanager
    async def running(self, stop: asyncio.Event) -> AsyncIterator[None]:
        """They are made while the block runs, or until `stop`."""
        carrying = asyncio.create_task(self.run(stop), name="backups")
        try:
            yield
        finally:
            stop.set()
            await carrying

    async def run(self, stop: asyncio.Event) -> None:
        """Make them until `stop`; whatever goes wrong is logged and nothing else ends."""
        try:
            await self.relay.carry(BATON, self._leg, stop)
        except Exception:
            log.exception("there are no daily backups any more")

    async def _leg(self, leg: Leg) -> None:
        """As long as it is this replica's turn."""
        while not leg.over.is_set():
            at = self.now()
            if self._is_due(at):
                await _beside(partial(self._made, at, leg), leg.over)
            with suppress(TimeoutError):
                await asyncio.wait_for(leg.over.wait(), self.look_s)

    def _is_due(self, at: datetime) -> bool:
        """Whether today's has not been seen yet, and its failure, if it failed, is long enough ago."""
        waits = self._failed is not None and timedelta() <= at - self._failed < AGAIN
        return not waits and self._seen != at.date()

    def _file(self, day: date) -> Path:
        return self.folder / f"ironstride-{day.isoformat()}.{self.ending}"

    def _made(self, at: datetime, leg: Leg, gone: Event) -> None:
        """Make today's unless it is there, then remove what is too old. On a thread: the folder may be far away, and stuck."""
        file = self._file(at.date())

        def stopped() -> bool:
            return gone.is_set() or not leg.is_ours

        try:
            if not file.exists():
                self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                log.info("backup: %s", summary(file, self.make(file, stopped=stopped)))
                self._sweep(at.date())
            self._seen, self._failed = at.date(), None
        except Exception as error:
            if stopped():  # whoever comes next makes it
                return
            self._failed = at
            match error:
                case Refused():
                    why = str(error)
                case OSError():
                    why = f"BACKUP_DIR {self.folder} cannot be used ({error.strerror})"
                case _:
                    log.exception(FAILED, "a mistake of ours")
                    return
            log.error(FAILED, why)  # noqa: TRY400  the sentence says what and how to mend it

    def _sweep(self, today: date) -> None:
        """Remove backups of ours that are older than `keep_days`, and halves of ours older than yesterday; nothing else."""
        for path in self.folder.iterdir():
            for names, days in ((OURS, self.keep_days), (HALF, 1)):
                named = names.fullmatch(path.name)
                if named and _is_before(named[1], today - timedelta(days=days)) and path.is_file():
                    try:
                        path.unlink()
                    except OSError as error:
                        log.warning("the old backup %s cannot be removed (%s)", path, error.strerror)
                    else:
                        log.info("backup: removed %s, older than %s days", path, days)


def _is_before(text: str, day: date) -> bool:
    try:
        return date.fromisoformat(text) < day
    except ValueError:  # a day that no calendar has is no name of ours
        return False


async def _beside(work: Callable[[Event], None], over: asyncio.Event) -> None:
    """Run it on a thread of its own that no stop waits for longer than `LETTING_GO_S`, wherever it hangs."""
    loop, gone, done = asyncio.get_running_loop(), Event(), asyncio.Event()

    def run() -> None:
        try:
            work(gone)
        finally:
            with suppress(RuntimeError):  # the loop has ended
                loop.call_soon_threadsafe(done.set)

    Thread(target=run, name="ironstride-backup", daemon=True).start()
    waiting = [asyncio.ensure_future(event.wait()) for event in (done, over)]
    try:
        await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        gone.set()
        await asyncio.wait(waiting[:1], timeout=LETTING_GO_S)
    finally:
        gone.set()
        for each in waiting:
            each.cancel()
