"""One-time codes: what a person shows on one platform to be known on another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from datetime import datetime

    from core.athlete import Athlete
    from core.session import Workout

# Crockford's: no letter that is mistaken for a digit. 10 of 32 signs are 50 bits.
ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SIGNS: Final = 10
MOST_WRONG: Final = 10  # an hour, of one person
_ALIKE: Final = str.maketrans("OIL", "011")


@dataclass(frozen=True, slots=True)
class Code:
    """A code that was given out: for what, until when, and for how many times. Only a digest of its text is stored."""

    text: str
    kind: Literal["link", "invite"]
    until: datetime
    uses: int = 1


@dataclass(frozen=True, slots=True)
class Behind:
    """What stands behind a code that still counts: its kind, and who gave it out; of a link with all their workouts."""

    kind: Literal["link", "invite"]
    athlete: Athlete
    workouts: tuple[Workout, ...]


@dataclass(frozen=True, slots=True)
class Tries:
    """When the person asked for codes and when they tried one that was none, in the last hour."""

    asked: tuple[datetime, ...] = ()
    wrong: tuple[datetime, ...] = ()


def code_in(text: str) -> str | None:
    """The code that these words are, however it was written; None when they are none."""
    bare = "".join(text.upper().split()).replace("-", "").translate(_ALIKE)
    return bare if len(bare) == SIGNS and all(sign in ALPHABET for sign in bare) else None


def shown(code: str) -> str:
    """The code in two halves, easy to read out."""
    return f"{code[: SIGNS // 2]}-{code[SIGNS // 2 :]}"
