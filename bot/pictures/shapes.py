"""Flat shapes with a depth, ready to be painted from far to near, and the round bodies they are made from."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import cos, hypot, pi, radians, sin, sqrt
from typing import TYPE_CHECKING

from bot.pictures.camera import Camera, Point, hull
from bot.pictures.space import Vec, add, along, distance, dot, mix, square_to, sub, unit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.pictures.anatomy import Patch, Section

ROUND = 14  # corners of a circle


@dataclass(frozen=True, slots=True)
class Fill:
    """A filled polygon; `outlined` ones get the halo that sets a limb off from what is behind it."""

    points: tuple[Point, ...]
    colour: str
    outlined: bool = False


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line of some width in cm."""

    points: tuple[Point, ...]
    colour: str
    width: float


@dataclass(frozen=True, slots=True)
class Group:
    """Shapes that belong together, and how near they are."""

    depth: float
    shapes: tuple[Fill | Stroke, ...]


@dataclass(frozen=True, slots=True)
class Tube:
    """A rounded part of the body from one joint to the next; `front` is the direction its front faces."""

    start: Vec
    end: Vec
    front: Vec
    sections: tuple[Section, ...]

    def axes(self) -> tuple[Vec, Vec, Vec]:
        """Along the part, its front, and its side: each of length one and square to the others."""
        axis = unit(sub(self.end, self.start))
        front = square_to(self.front, axis)
        side = (
            axis[1] * front[2] - axis[2] * front[1],
            axis[2] * front[0] - axis[0] * front[2],
            axis[0] * front[1] - axis[1] * front[0],
        )
        return axis, front, side

    def section_at(self, share: float) -> tuple[float, float, float]:
        """Half depth, half width and offset ahead at that share of the length."""
        rows = self.sections
        for low, high in pairwise(rows):
            if share <= high[0]:
                t = (max(share, low[0]) - low[0]) / (high[0] - low[0])
                return (
                    low[1] + (high[1] - low[1]) * t,
                    low[2] + (high[2] - low[2]) * t,
                    low[3] + (high[3] - low[3]) * t,
                )
        return rows[-1][1:]


def _across(camera: Camera, axis: Vec) -> Point:
    """The direction on the picture square to that of an axis."""
    dx, dy = camera.flat(axis)
    length = hypot(dx, dy)
    return (-dy / length, dx / length) if length > 1e-6 else (1.0, 0.0)  # noqa: PLR2004  seen end on


def silhouette(camera: Camera, tube: Tube) -> list[Point]:
    """The outline of a tube as the camera sees it."""
    axis, front, side = tube.axes()
    nx, ny = _across(camera, axis)
    (fx, fy), (sx, sy) = camera.flat(front), camera.flat(side)
    length = distance(tube.start, tube.end)
    one, other = [], []
    for share, deep, wide, ahead in tube.sections:
        cx, cy = camera.flat(along(along(tube.start, axis, share * length), front, ahead))
        reach = hypot(deep * (fx * nx + fy * ny), wide * (sx * nx + sy * ny))
        one.append((cx + nx * reach, cy + ny * reach))
        other.append((cx - nx * reach, cy - ny * reach))
    return one + other[::-1]


def ends(camera: Camera, tube: Tube) -> list[list[Point]]:
    """Rounded ends, so that joints look round from any side."""
    axis, front, side = tube.axes()
    length = distance(tube.start, tube.end)
    shapes = []
    for share, deep, wide, ahead in (tube.sections[0], tube.sections[-1]):
        middle = along(along(tube.start, axis, share * length), front, ahead)
        shapes.append(disc(camera, middle, (deep + wide) / 2))
    del side
    return shapes


def disc(camera: Camera, middle: Vec, radius: float) -> list[Point]:
    """A ball, seen."""
    cx, cy = camera.flat(middle)
    return [
        (cx + radius * cos(2 * pi * corner / ROUND), cy + radius * sin(2 * pi * corner / ROUND))
        for corner in range(ROUND)
    ]


def patch_on(camera: Camera, tube: Tube, patch: Patch) -> list[Point]:
    """The visible part of a muscle that lies on a tube, pointed at both ends; empty when it faces away."""
    axis, front, side = tube.axes()
    view = camera.towards()
    nx, ny = _across(camera, axis)
    (fx, fy), (sx, sy) = camera.flat(front), camera.flat(side)
    flat_front, flat_side = fx * nx + fy * ny, sx * nx + sy * ny
    seen_front, seen_side = dot(front, view), dot(side, view)
    length = distance(tube.start, tube.end)
    low_edge: list[Point] = []
    high_edge: list[Point] = []
    steps = 12
    for step in range(steps + 1):
        share = step / steps
        half = patch.half * (sqrt(sqrt(max(sin(pi * share), 0.0))) if patch.pointed else 1.0)
        deep, wide, ahead = tube.section_at(patch.start + (patch.end - patch.start) * share)
        offsets = []
        for corner in range(-8, 9):
            angle = radians(patch.middle + half * corner / 8)
            if cos(angle) / deep * seen_front + sin(angle) / wide * seen_side >= -1e-6:  # noqa: PLR2004  rounding
                offsets.append(deep * cos(angle) * flat_front + wide * sin(angle) * flat_side)
        if offsets:
            along_axis = along(tube.start, axis, (patch.start + (patch.end - patch.start) * share) * length)
            cx, cy = camera.flat(along(along_axis, front, ahead))
            low_edge.append((cx + nx * min(offsets), cy + ny * min(offsets)))
            high_edge.append((cx + nx * max(offsets), cy + ny * max(offsets)))
    return low_edge + high_edge[::-1] if len(low_edge) > 2 else []  # noqa: PLR2004  a line has no inside


def cylinder(camera: Camera, start: Vec, end: Vec, radius: float) -> tuple[Point, ...]:
    """A round bar or plate."""
    axis = unit(sub(end, start))
    one = square_to((0.31, 0.87, 0.38), axis)
    two = Tube(start, end, one, ()).axes()[2]
    points = []
    for corner in range(ROUND * 2):
        angle = pi * corner / ROUND
        rim = along(along((0.0, 0.0, 0.0), one, radius * cos(angle)), two, radius * sin(angle))
        points += [camera.flat(add(start, rim)), camera.flat(add(end, rim))]
    return tuple(hull(points))


def block(camera: Camera, low: Vec, high: Vec, tones: tuple[str, str, str]) -> tuple[Fill, ...]:
    """A box between two corners: its top, its front end and its near side, in three tones."""
    (x0, y0, z0), (x1, y1, z1) = low, high
    end = x1 if camera.towards()[0] >= 0 else x0
    faces: Iterable[tuple[tuple[Vec, ...], str]] = (
        (((x0, y1, z0), (x1, y1, z0), (x1, y1, z1), (x0, y1, z1)), tones[0]),
        (((end, y0, z0), (end, y1, z0), (end, y1, z1), (end, y0, z1)), tones[1]),
        (((x0, y0, z1), (x1, y0, z1), (x1, y1, z1), (x0, y1, z1)), tones[2]),
    )
    return tuple(Fill(tuple(camera.flat(corner) for corner in face), tone) for face, tone in faces)


def halfway(a: Vec, b: Vec) -> Vec:
    """The middle between two points."""
    return mix(a, b, 0.5)
