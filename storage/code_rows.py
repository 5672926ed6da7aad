"""Codes as rows: a digest of the text, never the text itself."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Final

from storage.values import micros

if TYPE_CHECKING:
    from core.codes import Code
    from storage.link import Params

# A code that is given out sweeps away those that ended so long before its own end; no code lives longer than this.
OLD_US: Final = 31 * 86_400 * 1_000_000


def digest(code: str) -> str:
    """What a code is found by. Codes have 50 random bits and live for minutes, so that a plain digest gives nothing away in time."""
    return sha256(code.encode("utf-8", "surrogatepass")).hexdigest()


def code_row(athlete_id: int, code: Code) -> Params:
    """The parameters of `new_code`."""
    return {
        "digest": digest(code.text),
        "athlete_id": athlete_id,
        "kind": code.kind,
        "until": micros(code.until),
        "uses": code.uses,
    }
