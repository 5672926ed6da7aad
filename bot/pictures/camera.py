"""Where one looks from: the room laid flat onto the picture."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import cos, radians, sin
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.pictures.space import Vec

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Camera:
    """A far camera. At a yaw of 0° it sees the right side of a person who looks to the right, at 90° their front."""

    yaw: float = 20.0
    pitch: float = 9.0
    _turn: tuple[float, float, float, float] = field(
        init=False, repr=False, compare=False, default=(1.0, 0.0, 1.0, 0.0)
    )

    def __post_init__(self) -> None:
        """Keep the sines and cosines."""
        yaw, pitch = radians(self.yaw), radians(self.pitch)
        object.__setattr__(self, "_turn", (cos(yaw), sin(yaw), cos(pitch), sin(pitch)))

    def flat(self, point: Vec) -> Point:
        """Right and up on the picture, in cm."""
        cy, sy, cp, sp = self._turn
        x, y, z = point
        return (x * cy - z * sy, y * cp - (x * sy + z * cy) * sp)

    def depth(self, point: Vec) -> float:
        """How near a point is to the one who looks: more is nearer."""
        cy, sy, cp, sp = self._turn
        x, y, z = point
        return (x * sy + z * cy) * cp + y * sp

    def towards(self) -> Vec:
        """The direction from the scene to the camera."""
        cy, sy, cp, sp = self._turn
        return (sy * cp, sp, cy * cp)


def hull(points: Iterable[Point]) -> list[Point]:
    """The corners of the tightest convex shape around the points, in order."""
    rest = sorted(set(points))
    if len(rest) <= 2:  # noqa: PLR2004  a line has no inside
        return rest

    def chain(ordered: list[Point]) -> list[Point]:
        kept: list[Point] = []
        for p in ordered:
            while len(kept) > 1 and _turns_right(kept[-2], kept[-1], p):
                kept.pop()
            kept.append(p)
        return kept[:-1]

    return chain(rest) + chain(rest[::-1])


def _turns_right(a: Point, b: Point, c: Point) -> bool:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]) <= 0
