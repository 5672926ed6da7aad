"""A small HTTP/1.1 server on a real socket that can also misbehave: hang, answer late, cut the line."""

import asyncio
import json
from dataclasses import dataclass, field
from email.parser import BytesParser
from email.policy import HTTP
from urllib.parse import parse_qsl, urlsplit


@dataclass(frozen=True)
class Asked:
    method: str
    path: str
    headers: dict[str, str]
    fields: dict[str, str]
    files: dict[str, bytes]


@dataclass(frozen=True)
class Told:
    status: int = 200
    body: object = field(default_factory=dict)
    date: str = ""  # the server's clock, when it tells


class Cut(Exception):  # noqa: N818  a deed, not a mistake
    """Close the connection instead of answering."""


class Server:
    """Answers each request with what `answer` (a coroutine) returns for it."""

    def __init__(self, answer):
        self._answer = answer
        self._server = None
        self._open = set()
        self.port = None

    async def __aenter__(self):
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self.port or 0, backlog=1024)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_):
        self._server.close()
        for task in [*self._open]:
            task.cancel()
        await asyncio.gather(*self._open, return_exceptions=True)

    async def _serve(self, reader, writer):
        task = asyncio.current_task()
        self._open.add(task)
        try:
            while asked := await _read(reader):
                told = await self._answer(asked)
                body = told.body if isinstance(told.body, bytes) else json.dumps(told.body).encode()
                date = f"Date: {told.date}\r\n" if told.date else ""
                kind = f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n"
                head = f"HTTP/1.1 {told.status} X\r\n{date}{kind}\r\n"
                writer.write(head.encode() + body)
                await writer.drain()
        except (Cut, ConnectionError, asyncio.IncompleteReadError):
            writer.transport.abort()
        except (
            asyncio.CancelledError
        ):  # the server closes; asyncio's own callback would report the cancellation as an error
            writer.transport.abort()
        finally:
            self._open.discard(task)
            writer.close()


async def _read(reader):
    try:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
    except asyncio.IncompleteReadError:
        return None
    first, *lines = head.split("\r\n")
    method, target, _ = first.split(" ")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines if line)}
    body = await reader.readexactly(int(headers.get("content-length", 0)))
    url = urlsplit(target)
    fields, files = dict(parse_qsl(url.query)), {}
    kind = headers.get("content-type", "")
    if kind.startswith("multipart/form-data"):
        for part in (
            BytesParser(policy=HTTP).parsebytes(b"Content-Type: " + kind.encode() + b"\r\n\r\n" + body).iter_parts()
        ):
            name = part.get_param("name", header="content-disposition")
            content = part.get_payload(decode=True)
            if part.get_filename():
                files[name] = content
            else:
                fields[name] = content.decode()
    elif kind.startswith("application/json"):
        fields |= json.loads(body or b"{}")
    else:
        fields |= dict(parse_qsl(body.decode(), keep_blank_values=True))
    return Asked(method, url.path, headers, fields, files)
