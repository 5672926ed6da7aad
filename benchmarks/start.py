"""How long `ironstride chat` takes to start: python -m benchmarks.start [COMMAND …], on a Unix terminal.

Each figure is the median and the slowest of 9 starts after one that is not counted (it writes Python's bytecode and makes the
database): until the first line can be read, until the typing line takes keys, and until «hello» is answered.
"""

from __future__ import annotations

import fcntl
import os
import pty
import select
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from typing import TYPE_CHECKING

import pyte

if TYPE_CHECKING:
    from collections.abc import Callable

RUNS = 9
LIMIT_S = 30
CHAT = [sys.executable, "-m", "bot", "chat"]


def answered(lines: list[str]) -> bool:
    """Whether something stands below what was said."""
    said = [place for place, line in enumerate(lines) if line == "> hello"]
    return bool(said) and lines[said[0] + 1] not in {"", ">"} and lines.count(">") == 1


SEEN: dict[str, Callable[[list[str]], bool]] = {
    "first line": lambda lines: lines[0].startswith("Ironstride"),
    "typing line": lambda lines: ">" in lines,
    "first answer": answered,
}


def seconds(command: list[str], environment: dict[str, str], last: str = "first answer") -> list[float]:
    """Start once, say hello as soon as the typing line is there, and note when each thing is seen, up to the last."""
    screen = pyte.Screen(100, 50)
    stream = pyte.ByteStream(screen)
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 100, 0, 0))
    noted: list[float] = []
    began = time.perf_counter()
    with subprocess.Popen(command, stdin=slave, stdout=slave, env=environment) as program:
        os.close(slave)
        for name, seen in SEEN.items():
            while not seen([line.rstrip() for line in screen.display]):
                if not select.select([master], [], [], LIMIT_S)[0]:
                    program.kill()
                    raise TimeoutError("\n".join(screen.display))
                stream.feed(os.read(master, 65536))
            noted.append(time.perf_counter() - began)
            if name == last:
                break
            if name == "typing line":
                os.write(master, b"hello\r")
        program.kill()
    os.close(master)
    return noted


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "TERM": "xterm-256color", "XDG_DATA_HOME": folder}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        runs = [seconds(sys.argv[1:] or CHAT, environment) for _ in range(RUNS + 1)][1:]
    for name, times in zip(SEEN, zip(*runs, strict=True), strict=True):
        print(f"{name:<14} median {statistics.median(times):.2f} s   slowest {max(times):.2f} s")


if __name__ == "__main__":
    main()
