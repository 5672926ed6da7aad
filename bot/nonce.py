"""Codes that nobody can guess."""

from __future__ import annotations

import secrets
from collections import deque
from typing import Final

from core.codes import ALPHABET, SIGNS

AT_ONCE: Final = (
    64  # asking the system for randomness lets go of the interpreter's lock, which waits longer than it works
)
_ready: Final[deque[str]] = deque()


def new_code() -> str:
    """Ten signs at random, 50 bits: 256 is a multiple of the 32 signs, so each is as likely. Given out once, from any thread."""
    try:
        return _ready.pop()
    except IndexError:
        signs = "".join([ALPHABET[byte % len(ALPHABET)] for byte in secrets.token_bytes(SIGNS * AT_ONCE)])
        _ready.extend(signs[at : at + SIGNS] for at in range(SIGNS, len(signs), SIGNS))
        return signs[:SIGNS]
