"""Waiting work in one lane a person: everybody's turn comes round, and a person's own work stays in order."""

from __future__ import annotations

from collections import deque
from threading import Condition
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


def _never(_: object) -> bool:
    return False


class Closed(Exception):  # noqa: N818  a state, named as one
    """The store was closed; nothing more can be handed to it."""


class Lanes(Generic[T]):
    """A queue that takes one thing from each lane in turn.

    With `exclusive`, a lane whose thing was taken rests until it is released, so that several takers never work for one lane
    at a time. What is to be taken `alone` is never taken together with anything.
    """

    def __init__(self, *, exclusive: bool, alone: Callable[[T], bool] = _never) -> None:
        self._exclusive = exclusive
        self._alone = alone
        self._lanes: dict[str, deque[T]] = {}
        self._ready: deque[str] = deque()
        self._changed = Condition()
        self._closed = False

    def put(self, lane: str, thing: T) -> None:
        """Add to the end of the lane. Raises Closed after `close`."""
        with self._changed:
            if self._closed:
                raise Closed(Closed.__doc__)
            waiting = self._lanes.get(lane)
            if waiting is None:
                self._lanes[lane] = deque((thing,))
                self._ready.append(lane)
                self._changed.notify()
            else:
                waiting.append(thing)

    def take(self, most: int) -> list[tuple[str, T]]:
        """Wait for something, then take up to `most` things with their lanes; nothing is left when the list is empty."""
        with self._changed:
            while not self._ready and not (self._closed and not self._lanes):
                self._changed.wait()
            taken: list[tuple[str, T]] = []
            while self._ready and len(taken) < most:
                waiting = self._lanes[self._ready[0]]
                if self._alone(waiting[0]):
                    most = 1
                    if taken:
                        self._changed.notify()  # for another one to take
                        break
                lane = self._ready.popleft()
                taken.append((lane, waiting.popleft()))
                if not self._exclusive:
                    self._advance(lane, waiting)
            return taken

    def put_back(self, lane: str, thing: T) -> None:
        """The thing that was taken from this lane is not done; it comes first in its lane, which need not be released any more."""
        with self._changed:
            self._lanes[lane].appendleft(thing)
            self._ready.append(lane)
            self._changed.notify()

    def release(self, lane: str) -> None:
        """The thing that was taken from this lane is done."""
        with self._changed:
            self._advance(lane, self._lanes[lane])
            self._changed.notify_all() if self._closed else self._changed.notify()

    def close(self) -> None:
        """Take nothing more in; what waits can still be taken."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def _advance(self, lane: str, waiting: deque[T]) -> None:
        if waiting:
            self._ready.append(lane)
        else:
            del self._lanes[lane]
