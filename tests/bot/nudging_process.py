"""A process that ticks once over a database, with a platform that is a file; a crash test kills it at a named point."""

from __future__ import annotations

import asyncio
import os
import sys
from datetime import datetime
from pathlib import Path

from bot.desk import Desk
from bot.nudges import Nudges
from bot.occurrences import Occurrences
from core.content import library
from storage import open_store


class Platform:
    """What arrives here has arrived: a line, synced to the disk before the sender hears of it."""

    name = "telegram"
    can_deliver = True

    def __init__(self, path: Path) -> None:
        self._path = path

    async def deliver(self, outgoing):
        with self._path.open("a") as file:
            file.write(f"{outgoing.who} {outgoing.occurrence}\n")
            file.flush()
            os.fsync(file.fileno())
        return "sent"


async def tick(url: str, arrived: Path, now: datetime) -> None:
    store = open_store(url)
    nudges = Nudges(
        Occurrences(Desk(store, library()), "Europe/Berlin"), {"telegram": Platform(arrived)}, lambda: now, version="1"
    )
    for _ in range(3):
        await nudges.tick()
        await nudges.idle()
    await nudges.finish()
    store.close()


if __name__ == "__main__":
    asyncio.run(tick(sys.argv[1], Path(sys.argv[2]), datetime.fromisoformat(sys.argv[3])))
