"""Where a client finds Discord: its REST base and its gateway, for this client alone."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any, Final

import aiohttp
import discord
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import HTTPClient, Route
from discord.webhook.async_ import AsyncWebhookAdapter

from bot.port import uncounted

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Sequence

REQUEST_S: Final = 15  # no answer after so long: taken for lost
TOO_MANY_REQUESTS: Final = 429
WAITS: Final = 4
LONGEST_WAIT_S: Final = 60.0


class Rest(HTTPClient):
    """discord.py's HTTP client, pointed at another base and gateway when they are given.

    discord.py holds both addresses as attributes of classes, which every client of the process shares; here the finished URL of
    each request is changed instead.
    """

    def __init__(
        self, of: HTTPClient, api_url: str | None, gateway_url: str | None, limited: Callable[[], None] = uncounted
    ) -> None:
        super().__init__(
            of.loop,
            proxy=of.proxy,
            proxy_auth=of.proxy_auth,
            unsync_clock=not of.use_clock,
            http_trace=_telling(limited),
        )
        self._api_url = api_url
        self._gateway = yarl.URL(gateway_url) if gateway_url else None

    async def request(self, route: Route, **kwargs: Any) -> Any:
        """As discord.py does, but never waiting minutes for a connection that fell silent."""
        _repoint(route, self._api_url)
        kwargs["form"] = _described(kwargs.get("form"))
        kwargs.setdefault("timeout", aiohttp.ClientTimeout(total=REQUEST_S))
        request = super().request
        return await _patiently(lambda: request(route, **kwargs), kwargs.get("files"))

    async def ws_connect(self, url: str, *, compress: int = 0) -> aiohttp.ClientWebSocketResponse:
        """Connect to the given gateway instead of Discord's; a gateway that the server itself named for resuming is kept."""
        wanted = yarl.URL(url)
        home = DiscordWebSocket.DEFAULT_GATEWAY.host or ""
        if self._gateway is not None and (wanted.host or "").endswith(home.split(".", 1)[-1]):
            wanted = self._gateway.update_query(wanted.query)
        return await super().ws_connect(str(wanted), compress=compress)


class Webhooks(AsyncWebhookAdapter):
    """What answers interactions: pointed at the same base, and as impatient."""

    def __init__(self, api_url: str | None) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # discord.py's own is without types
        self._api_url = api_url

    async def request(self, route: Route, session: aiohttp.ClientSession, **kwargs: Any) -> Any:
        """As discord.py does, but no longer than anybody would wait for an answer."""
        _repoint(route, self._api_url)
        kwargs["multipart"] = _described(kwargs.get("multipart"))
        request = super().request
        async with asyncio.timeout(REQUEST_S):
            return await _patiently(lambda: request(route, session, **kwargs), kwargs.get("files"))


def point(
    client: discord.Client, api_url: str | None, gateway_url: str | None, limited: Callable[[], None] = uncounted
) -> None:
    """Give the client its own way to Discord; must come before it logs in. `limited` is called for every 429."""
    rest = Rest(client.http, api_url, gateway_url, limited)
    client.http = rest
    client._connection.http = rest  # noqa: SLF001  discord.py keeps the reference in two places


def _telling(limited: Callable[[], None]) -> aiohttp.TraceConfig:
    """Sees every answer of the client's session, also those that discord.py deals with by itself."""

    async def ended(_session: Any, _context: Any, request: aiohttp.TraceRequestEndParams) -> None:
        if request.response.status == TOO_MANY_REQUESTS:
            limited()

    trace = aiohttp.TraceConfig()
    trace.on_request_end.append(ended)
    return trace


def _repoint(route: Route, api_url: str | None) -> None:
    if api_url is not None and route.url.startswith(Route.BASE):
        route.url = api_url.rstrip("/") + route.url.removeprefix(Route.BASE)


async def _patiently(ask: Callable[[], Awaitable[Any]], files: Sequence[discord.File] | None) -> Any:
    """Ask again when told to wait. discord.py does so itself, but only for servers that stand behind Discord's own proxy."""
    for _ in range(WAITS):
        try:
            return await ask()
        except discord.HTTPException as refused:
            wait_s = _told_to_wait_s(refused)
            if wait_s is None:
                raise
            await asyncio.sleep(wait_s)
            for file in files or ():
                file.reset(seek=True)
    return await ask()


def _told_to_wait_s(refused: discord.HTTPException) -> float | None:
    try:
        wait_s = float(refused.response.headers.get("Retry-After", ""))
    except ValueError:
        return None
    return wait_s if refused.status == TOO_MANY_REQUESTS and 0 <= wait_s <= LONGEST_WAIT_S else None


def _described(form: Iterable[dict[str, Any]] | None) -> list[dict[str, Any]] | None:
    """The parts of an upload with the ids of attachments as strings: Discord's description has no numbers as ids."""
    return (
        [{**part, "value": _string_ids(part["value"])} if part["name"] == "payload_json" else part for part in form]
        if form
        else None
    )


def _string_ids(payload_json: str) -> str:
    payload = json.loads(payload_json)
    for attachment in payload.get("attachments") or payload.get("data", {}).get("attachments") or ():
        attachment["id"] = str(attachment["id"])
    return json.dumps(payload)
