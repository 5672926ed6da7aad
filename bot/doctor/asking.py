"""Questions to a server over HTTP, with an end: an answer, or why there was none."""

from __future__ import annotations

import json
import socket
import ssl
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from http.client import HTTPException
from typing import TYPE_CHECKING, Any, Final
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

from bot.clock import now

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

WAIT_S: Final = 4.0
LARGEST_BYTES: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said: the status, the JSON object (empty when it was something else), its clock and ours at that time."""

    status: int
    body: Mapping[str, Any]
    its_time: datetime | None
    our_time: datetime


@dataclass(frozen=True, slots=True)
class Silence:
    """No answer, and why, without the address: that may hold a token."""

    why: str


class _Straight(HTTPRedirectHandler):
    """Follows no redirection: the token would go along."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        """Where it leads is not asked; the redirection itself is the answer."""


def asked(url: str, headers: Mapping[str, str] | None = None, *, proxied: bool = False) -> Answer | Silence:
    """GET this address; never raises for what the network does. `proxied`: through the proxy of the environment."""
    opener = build_opener(_Straight) if proxied else build_opener(_Straight, ProxyHandler({}))
    request = Request(url, headers={"User-Agent": "Ironstride doctor", **(headers or {})})  # noqa: S310  settings allow http and https alone
    try:
        with opener.open(request, timeout=WAIT_S) as reply:
            return _answer(reply.status, reply.read(LARGEST_BYTES), reply.headers.get("Date"))
    except HTTPError as error:
        with error:
            return _refusal(error)
    except URLError as error:
        return Silence(_why(error.reason))
    except (OSError, HTTPException, ValueError) as error:
        return Silence(_why(error))


def _refusal(error: HTTPError) -> Answer | Silence:
    try:
        body = error.read(LARGEST_BYTES)
    except (OSError, HTTPException) as cut:
        return Silence(_why(cut))
    return _answer(error.code, body, error.headers.get("Date"))


def _answer(status: int, raw: bytes, date: str | None) -> Answer:
    try:
        body = json.loads(raw)
    except (ValueError, RecursionError):
        body = None
    try:
        its_time = parsedate_to_datetime(date) if date else None
    except ValueError:
        its_time = None
    if its_time is not None and its_time.tzinfo is None:
        its_time = None
    return Answer(status, body if isinstance(body, dict) else {}, its_time, now())


def _why(error: object) -> str:
    match error:
        case TimeoutError():
            return f"no answer within {WAIT_S:.0f} s"
        case socket.gaierror():
            return "its name cannot be looked up; is there a network?"
        case ssl.SSLCertVerificationError():
            return "its certificate is not trusted"
        case ConnectionRefusedError():
            return "the connection is refused"
        case OSError() if error.strerror:
            return error.strerror
        case _:
            return type(error).__name__


def dialled(host: str, port: int, *, secure: bool) -> Silence | None:
    """Connect to the host and let go again; None when that went well."""
    try:
        with socket.create_connection((host, port), timeout=WAIT_S) as line:
            if secure:
                with ssl.create_default_context().wrap_socket(line, server_hostname=host):
                    pass
    except (OSError, ValueError) as error:
        return Silence(_why(error))
    return None
