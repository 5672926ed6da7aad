"""An event loop on a thread of its own, for platforms that go on while a test looks the other way."""

from __future__ import annotations

import asyncio
import inspect
from threading import Thread

PATIENCE_S = 60


class Background:
    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._loop.run_forever, name="platforms", daemon=True)
        self._thread.start()

    def do(self, work):
        """The result of `work()`, called on the loop; awaited where it is a coroutine."""

        async def done():
            result = work()
            return await result if inspect.isawaitable(result) else result

        return asyncio.run_coroutine_threadsafe(done(), self._loop).result(PATIENCE_S)

    def close(self) -> None:
        self.do(self._finish)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(PATIENCE_S)
        self._loop.close()

    @staticmethod
    async def _finish() -> None:
        left = asyncio.all_tasks() - {asyncio.current_task()}
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)
