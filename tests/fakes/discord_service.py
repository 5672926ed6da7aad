"""Discord on real sockets: REST with its refusals and faults, a gateway, and people who write, press and fill in."""

from __future__ import annotations

import asyncio
import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self

from aiohttp import web

from tests.fakes.discord_gateway import Gateway
from tests.fakes.discord_payloads import APPLICATION, BOT, DM, GUILD, US, Asked, Person, Post, snowflake, stamp

if TYPE_CHECKING:
    from collections.abc import Callable

API = "/api/v10"
MODAL, MODAL_SUBMIT = 9, 5
PATIENCE_S = 60
LOOK_S = 0.01


class Refused(Exception):  # noqa: N818  what the service does, not an error of ours
    def __init__(
        self, status: int, code: int = 0, message: str = "refused", headers: dict[str, str] | None = None, **more: Any
    ):
        super().__init__(message)
        self.status, self.headers = status, headers or {}
        self.body = {"code": code, "message": message, **more}


class Silence(Exception):  # noqa: N818  as above
    """No answer, ever."""


@dataclass
class Request:
    method: str
    path: str
    body: Any
    files: int = 0
    status: int = 0


@dataclass
class Fault:
    """What happens instead of, or after, the work: a refusal, or a connection cut `before` or `after` it; `silent`: never answered instead."""

    method: str
    path: str
    refusal: Refused | None = None
    cut: str = ""
    silent: bool = False
    times: int = 1
    fired: int = 0


@dataclass
class FakeDiscord:
    token: str = "fake.token"
    check: Callable[[str, str, Any], list[str]] | None = None
    requests: list[Request] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    people: dict[int, Person] = field(default_factory=dict)
    direct: dict[int, int] = field(default_factory=dict)  # channel by person
    posts: dict[int, Post] = field(default_factory=dict)
    asked: dict[int, Asked] = field(default_factory=dict)
    commands: list[dict[str, Any]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    files: dict[int, bytes] = field(default_factory=dict)  # what people attached
    downloads: list[int] = field(default_factory=list)
    lost_downloads: int = 0  # so many are cut
    flags: int = 0  # of the application: what it was granted
    sessions_left: int = 1000
    shards: int = 1  # that it recommends

    async def __aenter__(self) -> Self:
        self.gateway = Gateway(self.token, lambda: self.gateway_url)
        app = web.Application()
        app.router.add_get("/gateway", self.gateway.serve)
        app.router.add_get("/gateway/", self.gateway.serve)
        app.router.add_get("/attachments/{number}", self._attachment)
        app.router.add_route("*", API + "/{path:.*}", self._rest)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1, handler_cancellation=True)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.port = site._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._runner.cleanup()

    @property
    def api_url(self) -> str:
        return f"http://127.0.0.1:{self.port}{API}"

    @property
    def gateway_url(self) -> str:
        return f"ws://127.0.0.1:{self.port}/gateway"

    async def until(self, holds: Callable[[], object]) -> None:
        """Wait until something holds; fails after a while with what was asked so far."""
        try:
            async with asyncio.timeout(PATIENCE_S):
                while not holds():  # noqa: ASYNC110  what is waited for may lie outside of this service
                    await asyncio.sleep(LOOK_S)
        except TimeoutError:
            told = "\n".join(f"{r.status} {r.method} {r.path}" for r in self.requests)
            raise AssertionError(f"it never came to hold; asked so far:\n{told}") from None

    async def _attachment(self, request: web.Request) -> web.Response:
        number = int(request.match_info["number"])
        self.downloads.append(number)
        if self.lost_downloads:
            self.lost_downloads -= 1
            request.transport.abort()
            raise ConnectionAbortedError
        return web.Response(body=self.files[number])

    # --- people -------------------------------------------------------------------------------------------------------
    def person(self, name: str = "ana") -> Person:
        person = Person(snowflake(), name)
        self.people[person.id] = person
        self.direct[person.id] = snowflake()
        return person

    async def says(self, person: Person, text: str, *, in_server: bool = False, server: int = GUILD) -> Post:
        known = server if server in self.gateway.servers else GUILD  # where it can be answered
        channel = known + 1 if in_server else self.direct[person.id]
        mentions = (US,) if f"<@{BOT}>" in text else ()
        post = Post(snowflake(), channel, person, text, server if in_server else None, mentions=mentions)
        self.posts[post.id] = post
        await self.gateway.emit("MESSAGE_CREATE", post.json())
        return post

    async def hands(
        self, person: Person, content: bytes, name: str = "hevy.csv", *, text: str = "", **more: Any
    ) -> Post:
        """A message with a file; `more` changes what Discord says of it."""
        about = self._uploaded(content, name, **more)
        post = Post(snowflake(), self.direct[person.id], person, text, attachments=[about])
        self.posts[post.id] = post
        await self.gateway.emit("MESSAGE_CREATE", post.json())
        return post

    async def commands_with(
        self,
        person: Person,
        command: str,
        content: bytes,
        name: str = "hevy.csv",
        *,
        server: int | None = None,
        **more: Any,
    ) -> Asked:
        """A slash command with a file; `more` changes what Discord says of it."""
        about = self._uploaded(content, name, **more)
        data = {
            "name": command,
            "options": [{"name": "file", "type": 11, "value": about["id"]}],
            "resolved": {"attachments": {about["id"]: about}},
        }
        return await self.asks(person, 2, data, guild=server)

    def _uploaded(self, content: bytes, name: str, **more: Any) -> dict[str, Any]:
        number = snowflake()
        self.files[number] = content
        url = f"http://127.0.0.1:{self.port}/attachments/{number}"
        return {"id": str(number), "filename": name, "size": len(content), "url": url, "proxy_url": url, **more}

    async def edits(self, post: Post, text: str) -> None:
        post.content, post.edited = text, stamp(snowflake())
        await self.gateway.emit("MESSAGE_UPDATE", post.json())

    async def presses(self, person: Person, post: Post, label: str, *, late: bool = False) -> Asked:
        data = {"custom_id": post.buttons[label], "component_type": 2}
        return await self.asks(person, 3, data, post=post, late=late)

    async def asks(self, person: Person, kind: int, data: dict[str, Any], **more: Any) -> Asked:
        number = snowflake()
        post = more.get("post")
        channel = post.channel if post is not None else self.direct[person.id]
        asked = Asked(number, f"token{number}", person, kind, channel, data, **more)
        self.asked[number] = asked
        await self.gateway.emit("INTERACTION_CREATE", asked.json())
        return asked

    def heard_by(self, person: Person) -> list[str]:
        """What the bot said in this person's direct messages, in order."""
        channel = self.direct[person.id]
        return [
            post.content for _, post in sorted(self.posts.items()) if post.channel == channel and post.author.id == BOT
        ]

    def last_for(self, person: Person) -> Post:
        channel = self.direct[person.id]
        return max((p for p in self.posts.values() if p.channel == channel and p.author.id == BOT), key=lambda p: p.id)

    def made(self, method: str, path: str) -> list[Request]:
        return [r for r in self.requests if r.method == method and re.fullmatch(path, r.path)]

    # --- REST ---------------------------------------------------------------------------------------------------------
    def fault(
        self,
        method: str,
        path: str,
        refusal: Refused | None = None,
        *,
        cut: str = "",
        silent: bool = False,
        times: int = 1,
    ) -> Fault:
        fault = Fault(method, path, refusal, cut, silent, times)
        self.faults.append(fault)
        return fault

    async def _rest(self, request: web.Request) -> web.StreamResponse:
        path = "/" + request.match_info["path"]
        body, files = await _body(request)
        asked = Request(request.method, path, body, files)
        self.requests.append(asked)
        if self.check is not None:
            self.complaints += self.check(request.method, path, body)
        try:
            self._admit(request, path)
            answer = self._answered(request, path, body, files)
            asked.status = 204 if answer is None else 200
            return web.Response(status=204) if answer is None else _json(answer)
        except Refused as refused:
            asked.status = refused.status
            return _json(refused.body, refused.status, refused.headers)
        except Silence:
            await asyncio.sleep(3600)
            raise
        except ConnectionAbortedError:
            request.transport.abort()
            raise

    def _admit(self, request: web.Request, path: str) -> None:
        by_token_in_path = path.startswith(("/interactions/", "/webhooks/"))
        if not by_token_in_path and request.headers.get("Authorization") != f"Bot {self.token}":
            raise Refused(401, 0, "401: Unauthorized")

    def _answered(self, request: web.Request, path: str, body: Any, files: int) -> Any:
        fault = next(
            (f for f in self.faults if f.fired < f.times and f.method == request.method and re.fullmatch(f.path, path)),
            None,
        )
        if fault is not None:
            fault.fired += 1
            if fault.refusal is not None:
                raise fault.refusal
            if fault.cut == "after":
                self._done(request, path, body, files)
            if fault.silent:
                raise Silence
            raise ConnectionAbortedError
        return self._done(request, path, body, files)

    def _done(self, request: web.Request, path: str, body: Any, files: int) -> Any:
        for method, pattern, work in _ROUTES:
            found = re.fullmatch(pattern, path)
            if method == request.method and found:
                return work(self, body, files, request, **found.groupdict())
        raise Refused(404, 0, f"no route {request.method} {path}")

    def _me(self, *_: Any) -> Any:
        return US.json()

    def _application(self, *_: Any) -> Any:
        about = {
            "id": str(APPLICATION),
            "name": "Ironstride",
            "icon": None,
            "description": "",
            "summary": "",
            "flags": self.flags,
        }
        return {
            **about,
            "bot_public": True,
            "bot_require_code_grant": False,
            "verify_key": "0" * 64,
            "owner": US.json(),
        }

    def _gateway_bot(self, *_: Any) -> Any:
        limit = {
            "total": 1000,
            "remaining": self.sessions_left,
            "reset_after": 3_600_000,
            "max_concurrency": self.gateway.max_concurrency,
        }
        return {"url": self.gateway_url, "shards": self.shards, "session_start_limit": limit}

    def _commands(self, body: Any, *_: Any) -> Any:
        if body is not None:
            extra = {"application_id": str(APPLICATION), "version": "1", "nsfw": False, "dm_permission": True}
            self.commands = [{**command, **extra, "id": str(snowflake())} for command in body]
        return self.commands

    def _open(self, body: Any, *_: Any) -> Any:
        person = self.people.get(int(body["recipient_id"]))
        if person is None:
            raise Refused(400, 50033, "Invalid Recipient(s)")
        return {"id": str(self.direct[person.id]), "type": DM, "recipients": [person.json()], "last_message_id": None}

    def _post(self, body: Any, files: int, _request: Any, channel: str) -> Any:
        where = int(channel)
        to = next((self.people[person] for person, direct in self.direct.items() if direct == where), None)
        if to is not None and not to.open:
            raise Refused(403, 50007, "Cannot send messages to this user")
        if to is None and where - 1 not in self.gateway.servers:
            raise Refused(404, 10003, "Unknown Channel")
        if len(body.get("content") or "") > 2000:
            raise Refused(400, 50035, "Invalid Form Body")
        nonce = body.get("nonce")
        if body.get("enforce_nonce"):
            for post in self.posts.values():
                if post.nonce == nonce and post.channel == where:
                    return post.json()
        return self._kept(Post(snowflake(), where, US, body.get("content") or "", nonce=nonce), body, files).json()

    def _kept(self, post: Post, body: Any, files: int) -> Post:
        post.content = body.get("content") or ""
        post.components = body.get("components") or []
        post.flags = body.get("flags") or post.flags
        post.attachments = [
            {"id": str(n), "filename": "p.png", "size": 1, "url": "http://x/p.png", "proxy_url": "http://x/p.png"}
            for n in range(files)
        ]
        self.posts[post.id] = post
        return post

    def _history(self, _body: Any, _files: int, request: web.Request, channel: str) -> Any:
        after, limit = int(request.query.get("after", 0)), int(request.query.get("limit", 50))
        found = sorted(p.id for p in self.posts.values() if p.channel == int(channel) and p.id > after)[:limit]
        return [self.posts[number].json() for number in reversed(found)]

    def _callback(self, body: Any, files: int, _request: Any, number: str, token: str) -> Any:
        asked = self.asked.get(int(number))
        if asked is None or asked.token != token or asked.late:
            raise Refused(404, 10062, "Unknown interaction")
        if asked.answers:
            raise Refused(400, 40060, "Interaction has already been acknowledged.")
        if body["type"] == MODAL and asked.kind == MODAL_SUBMIT:
            raise Refused(400, 50035, "Invalid Form Body")
        asked.answers.append(body)
        data, post = body.get("data") or {}, asked.post
        if body["type"] in {4, 5}:
            post = Post(snowflake(), asked.channel, US, "")
        if body["type"] in {4, 5, 7} and post is not None:
            self._kept(post, data, files)
        asked.original = post
        told = {
            "interaction": {"id": number, "type": asked.kind, "response_message_id": str(post.id) if post else None}
        }
        if body["type"] in {4, 7} and post is not None:
            told["resource"] = {"type": body["type"], "message": post.json()}
        return told

    def _patch_original(self, body: Any, files: int, _request: Any, token: str) -> Any:
        asked = self._by_token(token)
        if asked.original is None:
            raise Refused(404, 10008, "Unknown Message")
        return self._kept(asked.original, body, files).json()

    def _follow_up(self, body: Any, files: int, _request: Any, token: str) -> Any:
        asked = self._by_token(token)
        asked.followups.append(self._kept(Post(snowflake(), asked.channel, US, ""), body, files))
        return asked.followups[-1].json()

    def _by_token(self, token: str) -> Asked:
        return next(asked for asked in self.asked.values() if asked.token == token)


_CHANNEL = r"/channels/(?P<channel>\d+)/messages"
_HOOK = rf"/webhooks/{APPLICATION}/(?P<token>\w+)"
_ROUTES = (
    ("GET", "/users/@me", FakeDiscord._me),
    ("GET", "/oauth2/applications/@me", FakeDiscord._application),
    ("GET", "/applications/@me", FakeDiscord._application),
    ("GET", "/gateway/bot", FakeDiscord._gateway_bot),
    ("GET", rf"/applications/{APPLICATION}/commands", FakeDiscord._commands),
    ("PUT", rf"/applications/{APPLICATION}/commands", FakeDiscord._commands),
    ("POST", "/users/@me/channels", FakeDiscord._open),
    ("POST", _CHANNEL, FakeDiscord._post),
    ("GET", _CHANNEL, FakeDiscord._history),
    ("POST", r"/interactions/(?P<number>\d+)/(?P<token>\w+)/callback", FakeDiscord._callback),
    ("PATCH", _HOOK + "/messages/@original", FakeDiscord._patch_original),
    ("POST", _HOOK, FakeDiscord._follow_up),
)


def _json(value: Any, status: int = 200, headers: dict[str, str] | None = None) -> web.Response:
    """As Discord sends it: without a charset, by which discord.py knows JSON."""
    return web.Response(
        body=json.dumps(value).encode(), status=status, headers={**(headers or {}), "Content-Type": "application/json"}
    )


async def _body(request: web.Request) -> tuple[Any, int]:
    """The JSON of a request and how many files came with it."""
    if request.content_type == "multipart/form-data":
        body, files = None, 0
        async for part in await request.multipart():
            if part.name == "payload_json":
                body = json.loads(await part.text())
            else:
                files += bool(await part.read())
        return body, files
    text = await request.text()
    return (json.loads(text) if text else None), 0
