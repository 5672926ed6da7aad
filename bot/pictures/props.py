"""What stands in the room or is held, as values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from bot.pictures.limbs import Side
    from bot.pictures.space import Vec


@dataclass(frozen=True, slots=True)
class Box:
    """A box or bench: middle of its foot at (x, z), its length ahead, height and width in cm."""

    x: float
    length: float
    height: float
    width: float = 44.0
    z: float = 0.0
    bench: bool = False


@dataclass(frozen=True, slots=True)
class Wall:
    """A wall at x; the person is on the side of smaller x."""

    x: float
    height: float = 190.0


@dataclass(frozen=True, slots=True)
class Bar:
    """A fixed bar across, at (x, y), on two posts."""

    x: float
    y: float
    half: float = 52.0


@dataclass(frozen=True, slots=True)
class Post:
    """An upright at (x, z) to which a band is tied."""

    x: float
    z: float
    height: float


@dataclass(frozen=True, slots=True)
class Mat:
    """A mat on the floor from x to x."""

    start: float
    end: float
    half: float = 32.0


@dataclass(frozen=True, slots=True)
class Dumbbell:
    """In the hand of a side; its handle lies across the body, ahead, or up."""

    side: Side
    lies: Literal["across", "ahead", "up"] = "across"


@dataclass(frozen=True, slots=True)
class Barbell:
    """In both hands, or on the upper back."""

    place: Literal["hands", "back"] = "hands"


@dataclass(frozen=True, slots=True)
class TrapBar:
    """A frame round the person, held at the sides."""


@dataclass(frozen=True, slots=True)
class Band:
    """A band through named places of the body (`right_hand`, `left_foot`, …) and points of the room."""

    through: tuple[str | Vec, ...]


Prop = Box | Wall | Bar | Post | Mat | Dumbbell | Barbell | TrapBar | Band
