"""Ends tasks that may not hear it the first time."""

from __future__ import annotations

import asyncio
from typing import Any, Final

CANCELLING_S: Final = 0.5


async def ended(*tasks: asyncio.Task[Any]) -> None:
    """End all of them, whatever they raise. One request may be lost: `wait_for` in Python 3.11 drops it when what it waits for is done just then."""
    while running := [task for task in tasks if not task.done()]:
        for task in running:
            task.cancel()
        await asyncio.wait(running, timeout=CANCELLING_S)
    for task in tasks:
        if not task.cancelled():
            task.exception()  # looked at: else Python tells of it when the task is gone
