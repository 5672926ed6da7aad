"""Results of the database threads on the event loop; those that become ready together wake it once.

asyncio's own `wrap_future` wakes the loop for each of them, and each time the two threads change places at the interpreter's lock:
for turns that share a commit that costs more than the turns.
"""

from __future__ import annotations

import asyncio
from collections import deque
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final, TypeVar
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from concurrent.futures import Future

T = TypeVar("T")

AT_ONCE: Final = 16  # handed over in one step of the loop, so that nothing else waits for long


class _Bell:
    """What is ready for one loop and not handed over yet."""

    def __init__(self) -> None:
        self._ready: deque[tuple[asyncio.Future[Any], Future[Any]]] = deque()
        self._rung = False

    def ring(self, waiting: asyncio.Future[Any], ready: Future[Any]) -> None:
        """Something is ready; called by any thread. A loop that has ended waits for nothing any more."""
        self._ready.append((waiting, ready))
        if not self._rung:  # two threads at once make it look twice, which does no harm
            self._rung = True
            with suppress(RuntimeError):
                waiting.get_loop().call_soon_threadsafe(self._hand_over)

    def _hand_over(self) -> None:
        self._rung = False  # before looking: what comes from now on rings again
        for _ in range(min(len(self._ready), AT_ONCE)):
            waiting, ready = self._ready.popleft()
            if not waiting.done():  # else its caller was cancelled
                _copy(ready, waiting)
        if self._ready:
            self._rung = True
            asyncio.get_running_loop().call_soon(self._hand_over)


def _copy(ready: Future[Any], waiting: asyncio.Future[Any]) -> None:
    if ready.cancelled():
        waiting.cancel()
    elif (error := ready.exception()) is not None:
        waiting.set_exception(error)
    else:
        waiting.set_result(ready.result())


_BELLS: Final[WeakKeyDictionary[asyncio.AbstractEventLoop, _Bell]] = WeakKeyDictionary()


async def arrival(future: Future[T]) -> T:
    """What the future holds, or its error. A cancelled caller leaves the future alone: the turn behind it goes on."""
    loop = asyncio.get_running_loop()
    bell = _BELLS.get(loop)
    if bell is None:
        bell = _BELLS[loop] = _Bell()
    waiting: asyncio.Future[T] = loop.create_future()
    future.add_done_callback(lambda ready: bell.ring(waiting, ready))
    return await waiting
