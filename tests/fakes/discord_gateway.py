"""Discord's gateway on a real socket: sessions that can be resumed, lost, invalidated or cut."""

from __future__ import annotations

import asyncio
import json
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aiohttp import WSMsgType, web

from tests.fakes.discord_payloads import APPLICATION, US, guild, snowflake

if TYPE_CHECKING:
    from collections.abc import Callable

DISPATCH, HEARTBEAT, IDENTIFY, RESUME, RECONNECT, INVALID, HELLO, ACK = 0, 1, 2, 6, 7, 9, 10, 11


@dataclass
class Session:
    id: str
    events: list[dict[str, Any]] = field(default_factory=list)  # frames sent or to be replayed

    def frame(self, event: str, data: Any) -> dict[str, Any]:
        self.events.append({"op": DISPATCH, "t": event, "s": len(self.events) + 1, "d": data})
        return self.events[-1]


class Gateway:
    """`identified` and `resumed` count what clients asked for; events go to the newest session, connected or not."""

    def __init__(self, token: str, url: Callable[[], str]) -> None:
        self.token = token
        self.identified: list[dict[str, Any]] = []
        self.resumed = 0
        self.sent: list[dict[str, Any]] = []  # every frame that went out
        self.keeps_sessions = True
        self.closes_with: int | None = None  # at the next IDENTIFY
        self.away = False  # lets nobody in
        self._url = url
        self._session: Session | None = None
        self._socket: web.WebSocketResponse | None = None
        self._squeeze: Any = None

    @property
    def is_connected(self) -> bool:
        return self._socket is not None and not self._socket.closed

    async def emit(self, event: str, data: Any) -> None:
        """An event of the session; kept for a resume when nobody is connected, lost when there is no session."""
        if self._session is not None:
            frame = self._session.frame(event, data)
            if self.is_connected:
                await self._send(frame)

    async def invalidate(self) -> None:
        """The session is gone, not to be resumed."""
        self._session = None
        await self._send({"op": INVALID, "d": False})

    async def ask_to_reconnect(self) -> None:
        await self._send({"op": RECONNECT, "d": None})

    def cut(self) -> None:
        """The connection breaks without a word."""
        if self._socket is not None and self._socket._req is not None and self._socket._req.transport is not None:
            self._socket._req.transport.abort()
        self._socket = None

    def forget_session(self) -> None:
        self._session = None

    async def serve(self, request: web.Request) -> web.StreamResponse:
        if self.away:
            return web.Response(status=503)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self._socket = socket
        self._squeeze = zlib.compressobj() if request.query.get("compress") == "zlib-stream" else None
        await self._send({"op": HELLO, "d": {"heartbeat_interval": 41250}})
        async for message in socket:
            if message.type is WSMsgType.TEXT:
                await self._heard(json.loads(message.data), socket)
        return socket

    async def _heard(self, frame: dict[str, Any], socket: web.WebSocketResponse) -> None:
        match frame["op"]:
            case 1:
                await self._send({"op": ACK, "d": None})
            case 2:
                await self._identify(frame["d"], socket)
            case 6:
                await self._resume(frame["d"])

    async def _identify(self, asked: dict[str, Any], socket: web.WebSocketResponse) -> None:
        if asked["token"] != self.token or self.closes_with is not None:
            code, self.closes_with = self.closes_with or 4004, None
            await socket.close(code=code)
            return
        self.identified.append(asked)
        self._session = Session(f"s{snowflake()}")
        ready = {
            "v": 10,
            "user": US.json(),
            "guilds": [{"id": guild()["id"], "unavailable": True}],
            "session_id": self._session.id,
            "resume_gateway_url": self._url(),
            "application": {"id": str(APPLICATION), "flags": 0},
        }
        await self._send(self._session.frame("READY", ready))
        await self._send(self._session.frame("GUILD_CREATE", guild()))

    async def _resume(self, asked: dict[str, Any]) -> None:
        session = self._session
        if session is None or session.id != asked["session_id"] or not self.keeps_sessions:
            self._session = None
            await self._send({"op": INVALID, "d": False})
            return
        self.resumed += 1
        for frame in [frame for frame in session.events if frame["s"] > asked["seq"]]:
            await self._send(frame)
        await self._send(session.frame("RESUMED", {}))

    async def _send(self, frame: dict[str, Any]) -> None:
        if self._socket is None or self._socket.closed:
            return
        text = json.dumps(frame)
        self.sent.append(frame)
        try:
            if self._squeeze is None:
                await self._socket.send_str(text)
            else:
                await self._socket.send_bytes(
                    self._squeeze.compress(text.encode()) + self._squeeze.flush(zlib.Z_SYNC_FLUSH)
                )
        except (ConnectionError, asyncio.CancelledError):
            self._socket = None
