"""Discord's gateway on a real socket: sessions of one or several shards, that can be resumed, lost, invalidated or cut."""

from __future__ import annotations

import asyncio
import json
import time
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aiohttp import WSMsgType, web

from tests.fakes.discord_payloads import APPLICATION, GUILD, US, guild, snowflake

if TYPE_CHECKING:
    from collections.abc import Callable

DISPATCH, HEARTBEAT, IDENTIFY, RESUME, RECONNECT, INVALID, HELLO, ACK = 0, 1, 2, 6, 7, 9, 10, 11


@dataclass(eq=False)
class Line:
    """One connection of a client, by the door of its address: the query `door`."""

    socket: web.WebSocketResponse
    squeeze: Any
    door: str = ""
    session: Session | None = None
    is_over: bool = False

    @property
    def is_open(self) -> bool:
        return not self.is_over and not self.socket.closed


@dataclass(eq=False)
class Session:
    id: str
    shard: int
    shards: int
    line: Line
    events: list[dict[str, Any]] = field(default_factory=list)  # frames sent or to be replayed

    @property
    def is_connected(self) -> bool:
        return self.line.is_open and self.line.session is self

    def frame(self, event: str, data: Any) -> dict[str, Any]:
        self.events.append({"op": DISPATCH, "t": event, "s": len(self.events) + 1, "d": data})
        return self.events[-1]

    def hears_of(self, server: int | None) -> bool:
        """Servers are spread over the shards; what belongs to none comes to the first."""
        return self.shard == (0 if server is None else (server >> 22) % self.shards)


class Gateway:
    """`identified` and `resumed` count what clients asked for; events go to every session that hears them, connected or not."""

    def __init__(self, token: str, url: Callable[[], str]) -> None:
        self.token = token
        self.servers = [GUILD]  # that the bot is in
        self.identified: list[dict[str, Any]] = []
        self.identified_at: list[float] = []  # monotonic, one for each of them
        self.resumed = 0
        self.sent: list[dict[str, Any]] = []  # every frame that went out
        self.closed_with: list[
            tuple[int, int | None]
        ] = []  # (shard, code) of each connection with a session that ended
        self.overlaps: list[int] = []  # shards that got a session while another one of theirs was connected
        self.keeps_sessions = True
        self.closes_with: int | None = None  # at the next IDENTIFY
        self.away = False  # lets nobody in
        self.max_concurrency = 1
        self.window_s = 0.0  # in which so many may identify; 0: whoever wants to may
        self.hasty: list[int] = []  # shards that were turned away for it
        self._url = url
        self._lines: list[Line] = []
        self._sessions: list[Session] = []

    @property
    def is_connected(self) -> bool:
        return any(line.is_open for line in self._lines)

    @property
    def connected(self) -> list[int]:
        """The shards with a session and a connection, one entry for each session."""
        return sorted(session.shard for session in self._sessions if session.is_connected)

    def connected_by(self, door: str) -> list[int]:
        """As `connected`, of those who came by this door."""
        return sorted(session.shard for session in self._sessions if session.is_connected and session.line.door == door)

    async def emit(self, event: str, data: Any) -> None:
        """An event of the sessions; kept for a resume when nobody is connected, lost when there is no session."""
        named = data.get("guild_id") if isinstance(data, dict) else None
        for session in self._sessions:
            if session.hears_of(None if named is None else int(named)):
                frame = session.frame(event, data)
                if session.is_connected:
                    await self._send(session.line, frame)

    async def invalidate(self, shard: int | None = None) -> None:
        """The sessions, or that shard's alone, are gone, not to be resumed."""
        gone = self._lines_of(shard)
        self._sessions = [session for session in self._sessions if session.shard != shard] if shard is not None else []
        for line in gone:
            await self._send(line, {"op": INVALID, "d": False})

    async def ask_to_reconnect(self) -> None:
        for line in [*self._lines]:
            await self._send(line, {"op": RECONNECT, "d": None})

    async def babble(self, shard: int) -> None:
        """What comes on the connections of that shard is no longer Discord's protocol."""
        for line in self._lines_of(shard):
            line.squeeze = None
            await line.socket.send_str('["Welcome to the hotel"]')

    def cut(self, shard: int | None = None) -> None:
        """The connections, or that shard's alone, break without a word."""
        for line in self._lines_of(shard):
            if line.socket._req is not None and line.socket._req.transport is not None:
                line.socket._req.transport.abort()
            line.is_over = True
            self._lines.remove(line)

    def _lines_of(self, shard: int | None) -> list[Line]:
        return [line for line in self._lines if shard is None or (line.session and line.session.shard == shard)]

    def forget_session(self, shard: int | None = None) -> None:
        self._sessions = [session for session in self._sessions if session.shard != shard] if shard is not None else []

    async def serve(self, request: web.Request) -> web.StreamResponse:
        if self.away:
            return web.Response(status=503)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        squeezed = request.query.get("compress") == "zlib-stream"
        line = Line(socket, zlib.compressobj() if squeezed else None, request.query.get("door", ""))
        self._lines.append(line)
        try:
            await self._send(line, {"op": HELLO, "d": {"heartbeat_interval": 41250}})
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    await self._heard(json.loads(message.data), line)
        finally:
            line.is_over = True
            if line in self._lines:
                self._lines.remove(line)
            if line.session is not None:
                self.closed_with.append((line.session.shard, socket.close_code))
                if socket.close_code in {1000, 1001} and line.session in self._sessions:
                    self._sessions.remove(line.session)
        return socket

    async def _heard(self, frame: dict[str, Any], line: Line) -> None:
        match frame["op"]:
            case 1:
                await self._send(line, {"op": ACK, "d": None})
            case 2:
                await self._identify(frame["d"], line)
            case 6:
                await self._resume(frame["d"], line)

    async def _identify(self, asked: dict[str, Any], line: Line) -> None:
        if asked["token"] != self.token or self.closes_with is not None:
            code, self.closes_with = self.closes_with or 4004, None
            await line.socket.close(code=code)
            return
        shard, shards = asked.get("shard", [0, 1])
        if not 0 <= shard < shards:
            await line.socket.close(code=4010)
            return
        if self._is_hasty(shard):
            self.hasty.append(shard)
            await self._send(line, {"op": INVALID, "d": False})
            return
        self.identified.append(asked)
        self.identified_at.append(time.monotonic())
        line.session = session = Session(f"s{snowflake()}", shard, shards, line)
        self._admit(session)
        servers = [guild(server) for server in self.servers if session.hears_of(server)]
        ready = {
            "v": 10,
            "user": US.json(),
            "guilds": [{"id": server["id"], "unavailable": True} for server in servers],
            "session_id": session.id,
            "resume_gateway_url": self._url(),
            "application": {"id": str(APPLICATION), "flags": 0},
        }
        if "shard" in asked:
            ready["shard"] = asked["shard"]
        await self._send(line, session.frame("READY", ready))
        for server in servers:
            await self._send(line, session.frame("GUILD_CREATE", server))

    def _is_hasty(self, shard: int) -> bool:
        """Whether another one of its lane identified just now."""
        lane = shard % self.max_concurrency
        since = (
            at
            for asked, at in zip(self.identified, self.identified_at, strict=True)
            if asked.get("shard", [0])[0] % self.max_concurrency == lane
        )
        return time.monotonic() - max(since, default=-self.window_s) < self.window_s

    def _admit(self, session: Session) -> None:
        """Those of the same shard that nobody is connected to are over; those that somebody is connected to go on."""
        same = [each for each in self._sessions if (each.shard, each.shards) == (session.shard, session.shards)]
        if any(each.is_connected for each in same):
            self.overlaps.append(session.shard)
        self._sessions = [each for each in self._sessions if each not in same or each.is_connected]
        self._sessions.append(session)

    async def _resume(self, asked: dict[str, Any], line: Line) -> None:
        session = next((each for each in self._sessions if each.id == asked["session_id"]), None)
        if session is None or not self.keeps_sessions:
            self._sessions = [each for each in self._sessions if each is not session]
            await self._send(line, {"op": INVALID, "d": False})
            return
        self.resumed += 1
        session.line, line.session = line, session
        for frame in [frame for frame in session.events if frame["s"] > asked["seq"]]:
            await self._send(line, frame)
        await self._send(line, session.frame("RESUMED", {}))

    async def _send(self, line: Line, frame: dict[str, Any]) -> None:
        if not line.is_open:
            return
        text = json.dumps(frame)
        self.sent.append(frame)
        try:
            if line.squeeze is None:
                await line.socket.send_str(text)
            else:
                squeezed = line.squeeze.compress(text.encode()) + line.squeeze.flush(zlib.Z_SYNC_FLUSH)
                await line.socket.send_bytes(squeezed)
        except (ConnectionError, asyncio.CancelledError):
            if line in self._lines:
                self._lines.remove(line)
