"""A process of the program, as a test holds it: started, killed, stopped, stalled."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
KILLED = -signal.SIGKILL
PATIENCE_S = 60
KEPT = ("PATH", "HOME", "LANG", "LD_LIBRARY_PATH", "TMPDIR")  # of this process's environment


class Launched:
    """The launcher's end of the line; one serves all tests of a process."""

    def __init__(self) -> None:
        self._launcher = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.launcher"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def start(self, **wanted: object) -> int:
        return self._asked(start=wanted)["pid"]

    def reap(self, pid: int) -> int:
        """Its exit status once it has ended; negative: the signal that ended it."""
        return self._asked(reap=pid)["status"]

    def close(self) -> None:
        self._launcher.stdin.close()
        self._launcher.wait(PATIENCE_S)
        self._launcher.stdout.close()

    def _asked(self, **what: object) -> dict[str, int]:
        self._launcher.stdin.write(json.dumps(what) + "\n")
        self._launcher.stdin.flush()
        return json.loads(self._launcher.stdout.readline())


class Program:
    """`ironstride serve` (or another command) with these settings; `start` runs it anew."""

    def __init__(self, launched: Launched, folder: Path, settings: dict[str, str]) -> None:
        self._launched = launched
        self._folder = folder
        self.settings = settings
        self.kills = 0
        self._pid: int | None = None
        self._descriptor = -1
        self._status: int | None = None

    @property
    def log(self) -> str:
        """What all its runs told."""
        path = self._folder / "log"
        return path.read_text("utf-8", "replace") if path.exists() else ""

    def start(
        self,
        *arguments: str,
        crash_at: str = "",
        pages: int | None = None,
        answer_s: float | None = None,
        **more: str,
    ) -> None:
        """Run it until it is told to stop, or until it comes to `crash_at`.

        `pages` is the room for its SQLite file; after `answer_s` it takes a platform's answer for lost.
        """
        assert not self.runs()
        environment = {name: os.environ[name] for name in KEPT if name in os.environ} | self.settings | more
        if crash_at:
            environment["IRONSTRIDE_CRASH_AT"] = crash_at
        self._pid = self._launched.start(
            arguments=arguments or ("serve",),
            environment=environment,
            log=str(self._folder / "log"),
            clock=str(self._folder / "clock"),
            pages=pages,
            answer_s=answer_s,
        )
        self._descriptor = os.pidfd_open(self._pid)
        self._status = None

    def runs(self) -> bool:
        if self._pid is not None and self._ended(0):
            self._reap()
        return self._pid is not None

    def ends(self, within_s: float = PATIENCE_S) -> int:
        """Wait for its end; the exit status."""
        if self._pid is not None:
            assert self._ended(within_s), f"it does not end:\n{self.log}"
            self._reap()
        assert self._status is not None, "it was never started"
        return self._status

    def dies(self, within_s: float = PATIENCE_S) -> None:
        """Wait until it has killed itself at the point that it was started with."""
        status = self.ends(within_s)
        assert status == KILLED, f"it ended with {status}:\n{self.log}"
        self.kills += 1

    def kill(self) -> None:
        """As the power, or the kernel short of memory, ends a process."""
        self.signal(signal.SIGKILL)
        self.kills += 1
        self.ends()

    def stop(self) -> int:
        """As a host ends it: SIGTERM, and ten seconds."""
        self.signal(signal.SIGTERM)
        return self.ends(PATIENCE_S)

    def signal(self, number: int) -> None:
        assert self._pid is not None, "it does not run"
        os.kill(self._pid, number)

    def stall(self) -> None:
        """Hold up its event loop for a while."""
        self.signal(signal.SIGUSR1)

    @property
    def stalls(self) -> int:
        """How often its loop stood still and went on."""
        return self.log.count("stalled the event loop")

    def cancel_handlers(self) -> int:
        """Cancel every handler that is under way; how many there were."""
        before = self.log.count("cancelled ")
        self.signal(signal.SIGUSR2)
        deadline = time.monotonic() + PATIENCE_S
        while (told := self.log).count("cancelled ") == before:
            assert time.monotonic() < deadline
            time.sleep(0.005)
        return int(told.rpartition("cancelled ")[2].split()[0])

    def close(self) -> None:
        if self.runs():
            self.kill()

    def _ended(self, within_s: float) -> bool:
        return bool(select.select([self._descriptor], [], [], within_s)[0])

    def _reap(self) -> None:
        self._status = self._launched.reap(self._pid)
        os.close(self._descriptor)
        self._pid = None
