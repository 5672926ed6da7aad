"""How the text of each setting is read: the value, or a ValueError that says how to mend it."""

from __future__ import annotations

import re
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Callable

_ADMIN = re.compile(r"(telegram|discord):\d+|terminal:me", re.ASCII)
_LISTEN = re.compile(r"(?P<host>\[[0-9a-fA-F:.]+\]|[^\s:\[\]]+):(?P<port>\d{1,5})", re.ASCII)
_HOST = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?", re.ASCII)
_WEBHOOK_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")  # Bot API, setWebhook: secret_token
_YES_NO = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}
_LARGEST_PORT = 65535
_LONGEST_NUMBER = 9  # int() of a huge text takes long
_LONGEST_QUOTE = 60


def database(value: str) -> str:
    """An SQLAlchemy address of SQLite or PostgreSQL."""
    parts = _split(value)
    if parts.scheme == "sqlite" and value.startswith("sqlite:///") and len(value) > len("sqlite:///"):
        return value
    host = parts.hostname or parse_qs(parts.query).get("host")  # a socket's folder stands behind the question mark
    if parts.scheme in {"postgresql", "postgres"} and host and len(parts.path) > 1:
        return "postgresql" + value[len(parts.scheme) :]
    raise ValueError("write sqlite:///path/to/file.db or postgresql://user:password@host/database")


def address(*schemes: str) -> Callable[[str], str]:
    """Reads an address with one of these schemes, without a slash at its end."""

    def read(value: str) -> str:
        parts = _split(value)
        if parts.scheme not in schemes or not parts.hostname or any(c.isspace() for c in value):
            raise ValueError(f"write an address that begins with {' or '.join(f'{s}://' for s in schemes)}")
        return value.rstrip("/")

    return read


def _split(value: str) -> Any:
    try:
        parts = urlsplit(value)
        _ = parts.port
    except ValueError:
        return urlsplit("")
    return parts


def token(value: str) -> str:
    """A platform's token: any printable ASCII without blanks, as compatible servers have tokens of their own."""
    if any(c.isspace() or not c.isprintable() for c in value) or not value.isascii():
        raise ValueError("it has a space or a sign in it that no token has; copy it again as it was given to you")
    return value


def webhook_secret(value: str) -> str:
    """A secret as Telegram takes it."""
    if not _WEBHOOK_SECRET.fullmatch(value):
        raise ValueError("use 1 to 256 letters, digits, _ and - only")
    return value


def listen(value: str) -> str:
    """host:port; an IPv6 address stands in brackets."""
    parts = _LISTEN.fullmatch(value)
    if parts and 0 < int(parts["port"]) <= _LARGEST_PORT and _is_host(parts["host"]):
        return value
    raise ValueError("write host:port, for example 127.0.0.1:8080")


def _is_host(host: str) -> bool:
    if not host.startswith("["):
        return bool(_HOST.fullmatch(host))
    try:
        ip_address(host[1:-1])
    except ValueError:
        return False
    return True


def admins(value: Any) -> tuple[str, ...]:
    """Identities, separated by commas."""
    names = tuple(name.strip() for name in str(value).split(",") if name.strip())
    bad = [name for name in names if not _ADMIN.fullmatch(name)]
    if bad:
        raise ValueError(
            f"{quoted(', '.join(bad))} is not an identity; write telegram:ID or discord:ID, separated by commas"
        )
    return names


def zone(value: str) -> str:
    """The name of an IANA zone."""
    name = value.removeprefix(":")  # tzset(3) allows a colon before the name
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):  # KeyError: ZoneInfoNotFoundError
        raise ValueError("write the name of a zone such as Europe/Berlin or America/New_York") from None
    return name


def yes_no(value: str) -> bool:
    """True or false, as people write it."""
    try:
        return _YES_NO[value.casefold()]
    except KeyError:
        raise ValueError("write true or false") from None


def whole(least: int, most: int, *, of: str = "", unless: str = "") -> Callable[[str], int]:
    """Reads a whole number within limits. `of`: what it counts; `unless`: what holds when it is not set."""
    wanted = f"write a whole number{f' of {of}' if of else ''} from {least} to {most}"

    def read(value: str) -> int:
        number = int(value) if value.isascii() and value.isdigit() and len(value) <= _LONGEST_NUMBER else -1
        if not least <= number <= most:
            raise ValueError(f"{wanted}, or leave it empty: {unless}" if unless else wanted)
        return number

    return read


def one_of(*names: str) -> Callable[[str], str]:
    """Reads one of the names, whatever its case."""

    def read(value: str) -> str:
        for name in names:
            if value.casefold() == name.casefold():
                return name
        raise ValueError(f"write one of {', '.join(names)}")

    return read


def folder(value: str) -> Path:
    """A folder, which need not exist yet."""
    path = Path(value).expanduser()
    if path.exists() and not path.is_dir():
        raise ValueError("that is a file; name a folder")
    return path


def quoted(value: str) -> str:
    """The value in quotation marks: short, safe to print, without a password."""
    value = re.sub(r"://[^/@\s]*@", "://…@", value)  # a password
    text = "".join(c if c.isprintable() else "�" for c in value)
    return f"“{text if len(text) <= _LONGEST_QUOTE else text[:_LONGEST_QUOTE] + '…'}”"
