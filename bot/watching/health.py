"""Answers /healthz and /readyz: does it live, and can it serve."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Final

from starlette.responses import JSONResponse
from starlette.routing import Route

from bot.port import CONNECTED, STANDBY
from core.ports import Unavailable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.requests import Request
    from starlette.routing import BaseRoute

    from bot.port import Front
    from bot.watching.heartbeat import Heartbeat
    from core.ports import Store

log = logging.getLogger(__name__)

DATABASE_S: Final = 3.0  # for an answer of the database
FRESH: Final = {"Cache-Control": "no-store"}


class Health:
    """Says what is wrong in sentences without anything about people, addresses or tokens."""

    def __init__(
        self, store: Store, fronts: Sequence[Front], heartbeat: Heartbeat, *, database_s: float = DATABASE_S
    ) -> None:
        self._store = store
        self._fronts = fronts
        self._heartbeat = heartbeat
        self._database_s = database_s
        self._looking: asyncio.Task[str] | None = None
        self._said: tuple[str, ...] = ()

    @property
    def routes(self) -> Sequence[BaseRoute]:
        """GET and HEAD of both."""
        return (Route("/healthz", self.alive), Route("/readyz", self.ready))

    async def alive(self, _request: Request) -> JSONResponse:
        """200 while the event loop turns. While it stands still nothing is answered, and right afterwards 503."""
        trouble = self._heartbeat.trouble
        return _answer("alive", (trouble,) if trouble else ())

    async def ready(self, _request: Request) -> JSONResponse:
        """200 when the database answers, is at our version, and every platform is connected or on standby; else 503."""
        reasons = tuple(reason for reason in (await self._database(), *self._platforms()) if reason)
        if reasons != self._said:
            self._said = reasons
            log.warning("not ready: %s", "; ".join(reasons)) if reasons else log.info("ready again")
        return _answer("ready", reasons)

    def _platforms(self) -> Sequence[str]:
        return [f"{front.name}: {front.state}" for front in self._fronts if front.state not in {CONNECTED, STANDBY}]

    async def _database(self) -> str:
        """Why the database cannot be used. Those who ask at the same time wait for the same answer."""
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._look())
        return await asyncio.shield(self._looking)

    async def _look(self) -> str:
        try:
            await asyncio.wait_for(asyncio.wrap_future(self._store.ready()), self._database_s)
        except TimeoutError:
            return f"database: no answer within {self._database_s:.0f} s"
        except Unavailable as error:
            log.debug("the database is not ready: %s", error)
            # The database's own words name hosts and users, which is nobody's business here.
            return "database: it cannot be reached" if error.__cause__ else f"database: {error}"
        return ""


def _answer(name: str, reasons: Sequence[str]) -> JSONResponse:
    return JSONResponse({name: not reasons, "reasons": list(reasons)}, 503 if reasons else 200, FRESH)
