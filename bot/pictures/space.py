"""Points and directions in the room of a demonstration: x ahead of the person, y up, z to their right, in centimetres."""

from __future__ import annotations

from math import cos, hypot, radians, sin

Vec = tuple[float, float, float]

ORIGIN: Vec = (0.0, 0.0, 0.0)
X: Vec = (1.0, 0.0, 0.0)
Y: Vec = (0.0, 1.0, 0.0)
DOWN: Vec = (0.0, -1.0, 0.0)
Z: Vec = (0.0, 0.0, 1.0)


def add(a: Vec, b: Vec) -> Vec:
    """A + b."""
    return (a[0] + b[0], a[1] + b[1], a[2] + b[2])


def sub(a: Vec, b: Vec) -> Vec:
    """A - b."""
    return (a[0] - b[0], a[1] - b[1], a[2] - b[2])


def along(a: Vec, direction: Vec, distance: float) -> Vec:
    """The point `distance` cm from a in a direction of length one."""
    return (a[0] + direction[0] * distance, a[1] + direction[1] * distance, a[2] + direction[2] * distance)


def mix(a: Vec, b: Vec, share: float) -> Vec:
    """The point that lies that share of the way from a to b."""
    return along(a, sub(b, a), share)


def dot(a: Vec, b: Vec) -> float:
    """The scalar product."""
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def distance(a: Vec, b: Vec) -> float:
    """How far two points are apart, in cm."""
    return hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])


def unit(a: Vec) -> Vec:
    """The direction of a; straight up when a has no length."""
    length = hypot(*a)
    return (a[0] / length, a[1] / length, a[2] / length) if length > 1e-9 else Y  # noqa: PLR2004  zero, in floats


def turned(a: Vec, towards: Vec, degrees: float) -> Vec:
    """Direction a swung by so many degrees towards a direction at right angles to it."""
    angle = radians(degrees)
    return add(along(ORIGIN, a, cos(angle)), along(ORIGIN, towards, sin(angle)))


def square_to(a: Vec, axis: Vec) -> Vec:
    """The direction of the part of a that is at right angles to an axis of length one."""
    return unit(along(a, axis, -dot(a, axis)))
