"""Batons on PostgreSQL: an advisory lock of a session for each, on one connection of their own.

Who dies lets go: the server releases the locks of a session as soon as its connection ends. The one who had a baton knows that it
lost it at the latest `HOLDS_S` after the last answer of the server, by its own clock, even when its threads or its whole machine stood
still. The one who takes it over from somebody who did not let go in order waits for longer than that before it begins. So there are never
two, however the connections break.
"""

from __future__ import annotations

import os
import selectors
import socket
import time
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any, Final
from uuid import uuid4

import psycopg

from storage.prepared import prepared

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

LOOK_S: Final = 1.0  # between two looks at the locks
HOLDS_S: Final = 3.0  # since the server was asked last
GRACE_S: Final = HOLDS_S + 1.0
CLOSING_S: Final = 2.0
HOLDER: Final = "holder of "  # the note under which it stands who did not let go yet
# The server has to find out by itself when a machine of ours goes dark: after three seconds without a sign of life.
# Not every system lets each of them be set.
SIGNS_OF_LIFE: Final = ("tcp_keepalives_idle = 1", "tcp_keepalives_interval = 1", "tcp_keepalives_count = 2")
LINE: Final[dict[str, Any]] = {
    "connect_timeout": 2,
    "keepalives_idle": 1,
    "keepalives_interval": 1,
    "keepalives_count": 2,
    "tcp_user_timeout": 3000,
}


def seconds() -> float:
    """A clock that also goes on while the machine sleeps, where there is one."""
    boot: int | None = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boot is None else time.clock_gettime(boot)


def lock_number(name: str) -> int:
    """The number of the baton's advisory lock: a signed 64-bit digest."""
    return int.from_bytes(blake2b(f"ironstride {name}".encode(), digest_size=8).digest(), "big", signed=True)


@dataclass(slots=True)
class _Baton:
    changed: Callable[[], None]
    held: bool = False
    since: float = 0.0  # from when on, in case somebody else may still believe that it is theirs
    until: float = 0.0


class PostgresBatons:
    """See `core.ports.Batons`. One thread looks after all of them."""

    def __init__(self, url: str, look_s: float = LOOK_S) -> None:
        self._url = url
        self._look_s = look_s
        self._statements = prepared("postgresql").statements
        self._me = f"{socket.gethostname()} {os.getpid()} {uuid4().hex}"
        self._batons: dict[str, _Baton] = {}
        self._leaving: set[str] = set()
        self._guard = Lock()
        self._connection: psycopg.Connection | None = None
        self._locked: set[str] = set()  # in the session of this connection
        self._closed = False
        self._bell, self._ring = socket.socketpair()
        self._bell.settimeout(0)
        self._thread = Thread(target=self._run, name="ironstride-batons", daemon=True)
        self._thread.start()

    def reach_for(self, name: str, changed: Callable[[], None]) -> None:
        """Take the baton when nobody has it, and again after it was lost."""
        with self._guard:
            self._batons[name] = _Baton(changed)
        self._wake()

    def left_s(self, name: str) -> float:
        """For how many seconds from now it is certainly ours; 0 when it is not."""
        baton, now = self._batons.get(name), seconds()
        if baton is None or not baton.held or now < baton.since:
            return 0.0
        return max(0.0, baton.until - now)

    def hand_over(self, name: str) -> None:
        """Let another one have it."""
        with self._guard:
            self._batons.pop(name, None)
            self._leaving.add(name)
        self._wake()

    def close(self) -> None:
        """Let go of all of them; also of a server that does not answer."""
        self._closed = True
        self._wake()
        self._thread.join(CLOSING_S)

    def _wake(self) -> None:
        with suppress(OSError):
            self._ring.send(b"!")

    # --- the thread -----------------------------------------------------------------------------------------------
    def _run(self) -> None:
        while not self._closed:
            with self._guard:
                reached, leaving = dict(self._batons), self._leaving
                self._leaving = set()
            try:
                self._look(reached, leaving)
                self._wait()
            except (psycopg.Error, OSError):
                self._lost(reached)
                self._wait()
        with suppress(psycopg.Error):
            self._leave(self._locked.copy())
        self._hang_up()
        self._bell.close()
        self._ring.close()

    def _look(self, reached: dict[str, _Baton], leaving: set[str]) -> None:
        """Ask the server once: renew what is held, let go, take what is free. Raises psycopg.Error: all is lost."""
        if not reached and self._connection is None:
            return
        asked = seconds()
        connection = self._connection or self._connect()
        self._leave(leaving)
        connection.execute("SELECT 1")
        for name, baton in reached.items():
            baton.held = baton.held or self._take(connection, name, baton)
            baton.until = asked + HOLDS_S if baton.held else 0.0
            baton.changed()

    def _take(self, connection: psycopg.Connection, name: str, baton: _Baton) -> bool:
        """Whether the lock is ours now; if its last holder did not let go in order, the baton is only after the grace."""
        row = connection.execute("SELECT pg_try_advisory_lock(%s)", [lock_number(name)]).fetchone()
        if row is None or not row[0]:
            return False
        self._locked.add(name)
        left = connection.execute(self._statements["noted"], {"name": HOLDER + name}).fetchone()
        baton.since = seconds() + GRACE_S if left is not None and left[0] != self._me else 0.0
        connection.execute(self._statements["note"], {"name": HOLDER + name, "value": self._me})
        return True

    def _connect(self) -> psycopg.Connection:
        here = f"ironstride {socket.gethostname()} {os.getpid()}"
        self._connection = connection = psycopg.connect(
            self._url, autocommit=True, prepare_threshold=None, application_name=here[:63], **LINE
        )
        connection.execute("SET lock_timeout = '1s'; SET statement_timeout = '2s'")
        for setting in SIGNS_OF_LIFE:
            with suppress(psycopg.DatabaseError):
                connection.execute(f"SET {setting}".encode())
        return connection

    def _leave(self, names: Collection[str]) -> None:
        if self._connection is not None:
            for name in self._locked.intersection(names):
                self._connection.execute(self._statements["unnote"], {"name": HOLDER + name, "value": self._me})
                self._connection.execute("SELECT pg_advisory_unlock(%s)", [lock_number(name)])
                self._locked.discard(name)

    def _lost(self, reached: dict[str, _Baton]) -> None:
        self._hang_up()
        for baton in reached.values():
            if baton.held:
                baton.held = False
                baton.changed()

    def _hang_up(self) -> None:
        if self._connection is not None:
            with suppress(psycopg.Error):
                self._connection.close()
        self._connection = None
        self._locked.clear()

    def _wait(self) -> None:
        """Until it is time to look, somebody rings, or the server ends the connection."""
        with selectors.DefaultSelector() as ready:
            ready.register(self._bell, selectors.EVENT_READ)
            if self._connection is not None:
                ready.register(self._connection.fileno(), selectors.EVENT_READ)
            ready.select(self._look_s)
        with suppress(BlockingIOError):
            self._bell.recv(1024)
