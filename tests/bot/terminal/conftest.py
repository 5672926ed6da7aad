"""A program that chats, run through pipes or in a window of a pseudo-terminal."""

import codecs
import fcntl
import json
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path

import pyte
import pytest

SMALL_TALK = Path(__file__).with_name("small_talk.py")
ROOT = Path(__file__).parents[3]
PATIENCE_S = 30  # a machine under load may take its time; nothing passes by waiting


def environment(**changed):
    kept = {
        name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "COLUMNS", "LINES", "FORCE_COLOR"}
    }
    return {**kept, "PYTHONPATH": str(ROOT), "TERM": "xterm-256color", "LANG": "C.UTF-8", **changed}


class Talk:
    """What the desk of a small talk saw, and the clock it reads."""

    def __init__(self, folder):
        self.log = folder / "turns.jsonl"
        self.clock = folder / "clock"
        self.log.touch()
        self.passed(0)

    def command(self, *options):
        return [sys.executable, str(SMALL_TALK), str(self.log), str(self.clock), *options]

    def passed(self, seconds):
        new = self.clock.with_suffix(".new")
        new.write_text(str(seconds), encoding="utf-8")
        new.replace(self.clock)

    @property
    def turns(self):
        return [json.loads(line) for line in self.log.read_text(encoding="utf-8").splitlines()]


class Window:
    """A terminal window with a program in it: type, and look."""

    def __init__(self, command, columns, lines, **changed):
        self.screen = pyte.Screen(columns, lines)
        self._stream = pyte.Stream(self.screen)
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self.written = ""
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        self.program = subprocess.Popen(
            command,
            stdin=slave,
            stdout=slave,
            stderr=subprocess.PIPE,
            env=environment(**changed),
            start_new_session=True,
        )
        os.close(slave)

    def types(self, keys):
        os.write(self._master, keys.encode())

    def enters(self, line):
        self.types(line + "\r")

    @property
    def echoes(self):
        """Whether the terminal shows what is typed by itself, as a shell needs it."""
        return bool(termios.tcgetattr(self._master)[3] & termios.ECHO)

    @property
    def text(self):
        return "\n".join(line.rstrip() for line in self.screen.display)

    def until(self, seen):
        """Read until `seen` holds for the window's text."""
        deadline = time.monotonic() + PATIENCE_S
        while not seen(self.text):
            if time.monotonic() > deadline or not self._reads(0.2):
                raise AssertionError(f"not seen; the window shows:\n{self.text}")

    def shows(self, *wanted):
        self.until(lambda text: all(part in text for part in wanted))

    def closes(self):
        """Read to the end; the exit status."""
        while self._reads(PATIENCE_S):
            pass
        return self.program.wait(PATIENCE_S)

    def close(self):
        if self.program.poll() is None:
            self.program.send_signal(signal.SIGKILL)
            self.program.wait()
        self.program.stderr.close()
        os.close(self._master)

    def _reads(self, patience):
        """Take in what was written; False once the program is gone."""
        if not select.select([self._master], [], [], patience)[0]:
            return True
        try:
            chunk = os.read(self._master, 65536)
        except OSError:  # Linux: the other side is closed
            return False
        text = self._decoder.decode(chunk)
        self.written += text
        self._stream.feed(text)
        return bool(chunk)


@pytest.fixture
def talk(tmp_path):
    return Talk(tmp_path)


@pytest.fixture
def window(talk):
    """Opens a small talk in a window: `window(columns, lines, *options, NAME=value)`."""
    opened = []

    def open_window(columns=80, lines=24, *options, ready="Tab: choices", **changed):
        opened.append(Window(talk.command(*options), columns, lines, **changed))
        if ready:
            opened[-1].shows(ready)
        return opened[-1]

    yield open_window
    for each in opened:
        each.close()


@pytest.fixture
def piped(talk):
    """Plays lines through pipes: what was printed, and what went to standard error."""

    def play(text, *options, **changed):
        source = text if isinstance(text, bytes) else text.encode()
        run = subprocess.run(
            talk.command(*options),
            input=source,
            capture_output=True,
            env=environment(**changed),
            check=False,
            timeout=PATIENCE_S,
        )
        return run.stdout.decode(), run.stderr.decode(), run.returncode

    return play
