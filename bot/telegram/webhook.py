"""The webhook: Telegram calls us, and hears 200 only after the commit."""

from __future__ import annotations

import asyncio
import hmac
import json
import logging
from typing import TYPE_CHECKING, Any

from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from core.ports import Unavailable

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from starlette.requests import Request
    from starlette.routing import BaseRoute

log = logging.getLogger(__name__)

PATH = "/telegram"
LARGEST_BYTES = 1_000_000  # an update with every field filled has some ten thousand
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  the header's name


class Webhook:
    """Where Telegram calls, and how it shows that it is Telegram."""

    def __init__(self, url: str, secret: str) -> None:
        self.url = url
        self.secret = secret
        self._take: Callable[[dict[str, Any]], Awaitable[None]] | None = None
        self._under_way = 0
        self._idle = asyncio.Event()

    @property
    def open(self) -> bool:
        """Whether updates are taken."""
        return self._take is not None

    @property
    def routes(self) -> Sequence[BaseRoute]:
        """The one route."""
        return (Route(PATH, self.called, methods=["POST"]),)

    async def run(self, take: Callable[[dict[str, Any]], Awaitable[None]], stop: asyncio.Event, grace_s: float) -> None:
        """Take updates until `stop`, then let those under way finish."""
        self._take = take
        await stop.wait()
        self._take = None
        self._idle.clear()
        if self._under_way:
            try:
                await asyncio.wait_for(self._idle.wait(), grace_s)
            except TimeoutError:
                log.warning("%s updates were still under way; Telegram will send them again", self._under_way)

    async def called(self, request: Request) -> Response:
        """200: kept. 403: not Telegram. 400 and 413: no update. 503: not kept, so send it again (Telegram does, for 24 h)."""
        given = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(), self.secret.encode()):
            return PlainTextResponse("Not the secret that was agreed on.", 403)
        body = await _body(request)
        if body is None:
            return PlainTextResponse(f"An update has at most {LARGEST_BYTES} bytes.", 413)
        try:
            raw = json.loads(body)
        except (ValueError, RecursionError):
            return PlainTextResponse("Not JSON.", 400)
        if not isinstance(raw, dict) or not isinstance(raw.get("update_id"), int):
            return PlainTextResponse("An object with an update_id is wanted.", 400)
        return await self._taken(raw)

    async def _taken(self, raw: dict[str, Any]) -> Response:
        if self._take is None:
            return PlainTextResponse("Not now.", 503)
        self._under_way += 1
        try:
            await self._take(raw)
        except Unavailable:
            log.error("The database cannot be reached; Telegram will send update %s again", raw["update_id"])  # noqa: TRY400  a state of the world
            return PlainTextResponse("The database cannot be reached.", 503)
        finally:
            self._under_way -= 1
            if not self._under_way:
                self._idle.set()
        return Response(status_code=200)


async def _body(request: Request) -> bytes | None:
    """The body, None when it is too large; no more of it is read than that."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_BYTES:
            return None
    return bytes(body)
