"""The keys of choices: short, stable, and complete enough that pressing one months later cannot be misunderstood."""

from __future__ import annotations

from typing import Final

LIMIT_BYTES: Final = 64  # what Telegram carries in a button


def key(*parts: str | int) -> str:
    """The parts joined by colons, at most 64 bytes."""
    joined = ":".join(map(str, parts))
    if len(joined if joined.isascii() else joined.encode()) > LIMIT_BYTES:
        message = f"the choice key {joined!r} is longer than {LIMIT_BYTES} bytes"
        raise ValueError(message)
    return joined


def parts(pressed: str) -> tuple[str, ...]:
    """What a key was made of."""
    return tuple(pressed.split(":"))


def whole(part: str) -> int | None:
    """A part as a whole number, None when it is none (keys may be made up by strangers)."""
    return int(part) if part.isascii() and part.isdigit() and len(part) <= 9 else None  # noqa: PLR2004  fits any column
