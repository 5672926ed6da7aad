"""How soon it is there, and how much memory it takes: the chat beside its libraries, the host with a million people in its database."""

from __future__ import annotations

import asyncio
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

from benchmarks import nudges
from benchmarks.figures import Figure, ratio
from benchmarks.start import CHAT, seconds
from tests.fakes.discord_service import FakeDiscord
from tests.fakes.telegram import TOKEN, FakeTelegram

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = 7
SERVE_ROUNDS = 5
MANY = 1_000_000
LATER_US = 30 * 86_400 * 10**6
IDLE_S = 4.0
PROMPT = "typing line"
OURS = ("bot", "core", "storage")


def libraries(environment: dict[str, str]) -> list[str]:
    """Every module from elsewhere, the standard library's too, that has been imported once the chat takes keys."""
    with tempfile.NamedTemporaryFile("r", suffix=".txt") as told:
        program = f"exec {sys.executable} -X importtime -m bot chat 2>{told.name}"
        seconds(["sh", "-c", program], environment, PROMPT)
        names = [line.rpartition("|")[2].strip() for line in told if line.startswith("import time:")]
    return [name for name in names[1:] if name.partition(".")[0] not in OURS and name.replace(".", "_").isidentifier()]


def importing(names: list[str], environment: dict[str, str]) -> float:
    """Seconds to import these and nothing else, the interpreter's own start included."""
    program = "\n".join(f"try: import {name}\nexcept Exception: pass" for name in names)
    began = perf_counter()
    subprocess.run([sys.executable, "-c", program], env=environment, check=True)
    return perf_counter() - began


def chat(rounds: int) -> Figure:
    """From the command to the first prompt, over the import of its libraries alone."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "TERM": "xterm-256color", "XDG_DATA_HOME": folder}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        names = libraries(environment)
        importing(names, environment)
        pairs = [(seconds(CHAT, environment, PROMPT)[-1], importing(names, environment)) for _ in range(rounds)]
    ours, alone = [one for one, _ in pairs], [one for _, one in pairs]
    beside = f"{median(ours):.2f} s; {len(names)} modules alone {median(alone):.2f} s"
    return Figure(
        "chat to its prompt, over its libraries alone", ratio(ours, alone), "x", rounds, 1.5, yardstick=beside
    )


def filled(path: Path, people: int) -> None:
    """So many people, nobody due for a month."""
    nudges.filled(f"sqlite:///{path}", people)
    with sqlite3.connect(path) as connection:
        connection.execute(f"UPDATE dues SET at = strftime('%s', 'now') * 1000000 + {LATER_US}, day = '2100-01-01'")


async def served(path: Path) -> tuple[float, float]:
    """Seconds from the command to the first poll, and the memory in MB once both platforms are connected and nothing happens."""
    async with FakeTelegram() as telegram, FakeDiscord() as discord:
        telegram._contract = None
        environment = {
            **os.environ,
            "DATABASE_URL": f"sqlite:///{path}",
            "TELEGRAM_TOKEN": TOKEN,
            "TELEGRAM_API_URL": telegram.address,
            "DISCORD_TOKEN": discord.token,
            "DISCORD_API_URL": discord.api_url,
            "DISCORD_GATEWAY_URL": discord.gateway_url,
        }
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        began = perf_counter()
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "serve", env=environment, stderr=asyncio.subprocess.DEVNULL
        )
        try:
            await _until(lambda: telegram.of("getUpdates"))
            polled = perf_counter() - began
            await _until(lambda: discord.gateway.identified)
            await asyncio.sleep(IDLE_S)
            memory = _resident_mb(process.pid)
        finally:
            process.send_signal(signal.SIGTERM)
            await process.wait()
    return polled, memory


async def _until(holds: Callable[[], object]) -> None:
    async with asyncio.timeout(120):
        while not holds():  # noqa: ASYNC110  the fakes have no event for it
            await asyncio.sleep(0.002)


def _resident_mb(pid: int) -> float:
    lines = Path(f"/proc/{pid}/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:")) / 1024


def figures(*, quick: bool) -> list[Figure]:
    """The chat, then the host with few and with many people in turn."""
    rounds = 2 if quick else SERVE_ROUNDS
    few, many = 1_000, 20_000 if quick else MANY
    with tempfile.TemporaryDirectory() as folder:
        paths = {people: Path(folder) / f"{people}.db" for people in (few, many)}
        for people, path in paths.items():
            filled(path, people)
        asyncio.run(served(paths[few]))
        pairs = [(asyncio.run(served(paths[few])), asyncio.run(served(paths[many]))) for _ in range(rounds)]
    polled, memory = ([pair[1][which] for pair in pairs] for which in (0, 1))
    beside = [median(pair[0][which] for pair in pairs) for which in (0, 1)]
    return [
        chat(2 if quick else ROUNDS),
        Figure(f"serve to its first poll, {many:,} people", median(polled), "s", rounds, 2.5, yardstick=f"{few:,} people: {beside[0]:.2f} s"),
        Figure(f"idle memory, both platforms, {many:,} people", median(memory), "MB", rounds, 100, yardstick=f"{few:,} people: {beside[1]:.0f} MB"),
    ]  # fmt: skip


if __name__ == "__main__":
    for figure in figures(quick=True):
        print(figure)
