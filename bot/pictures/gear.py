"""What moves with the person, as shapes: dumbbells, bars and bands."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from bot.pictures import colours
from bot.pictures.figure import on_the_back
from bot.pictures.props import Band, Barbell, Dumbbell, TrapBar
from bot.pictures.shapes import Fill, Group, Stroke, cylinder
from bot.pictures.space import Vec, X, Y, along, distance, mix, unit

if TYPE_CHECKING:
    from bot.pictures.camera import Camera
    from bot.pictures.figure import Figure
    from bot.pictures.limbs import Side
    from bot.pictures.props import Prop

PLATE_RADIUS = 15  # cm; smaller than a real plate, so that the person is seen
HANDLE_HEIGHT = 10  # cm of a trap bar's handles above its frame


def _bells(camera: Camera, start: Vec, end: Vec, radius: float, inner: float) -> tuple[Fill, Fill, Fill]:
    """A handle with a weight at either end; the weights begin `inner` cm from the ends."""
    axis = unit((end[0] - start[0], end[1] - start[1], end[2] - start[2]))
    heads = [
        Fill(cylinder(camera, start, along(start, axis, inner), radius), colours.IRON, outlined=True),
        Fill(cylinder(camera, along(end, axis, -inner), end, radius), colours.IRON, outlined=True),
    ]
    if camera.depth(start) > camera.depth(end):
        heads.reverse()
    handle = Fill(cylinder(camera, start, end, 1.5), colours.STEEL, outlined=True)
    return (heads[0], handle, heads[1])


def dumbbell(camera: Camera, figure: Figure, prop: Dumbbell) -> list[Group]:
    """A dumbbell: its far head goes behind the hand."""
    grip = figure.arm(prop.side).grip
    axis = {"across": figure.frame.right, "ahead": X, "up": Y}[prop.lies]
    shapes = _bells(camera, along(grip, axis, -12), along(grip, axis, 12), 6.8, 6.5)
    depth = camera.depth(grip)
    return [Group(depth - 9, shapes[:2]), Group(depth + 9, shapes[2:])]


def barbell(camera: Camera, figure: Figure, prop: Barbell) -> list[Group]:
    """A barbell with its plates."""
    between_hands = mix(figure.right_arm.grip, figure.left_arm.grip, 0.5)
    middle = on_the_back(figure) if prop.place == "back" else between_hands
    across = figure.frame.right
    shapes = []
    for half in (-1, 1):
        inner, outer = along(middle, across, half * 44), along(middle, across, half * 50)
        plate = Fill(cylinder(camera, inner, outer, PLATE_RADIUS), colours.IRON, outlined=True)
        hub = Fill(cylinder(camera, inner, along(middle, across, half * 58), 2.2), colours.STEEL, outlined=True)
        shapes.append(Group(camera.depth(outer), (plate, hub)))
    shaft = Fill(
        cylinder(camera, along(middle, across, -44), along(middle, across, 44), 1.5), colours.STEEL, outlined=True
    )
    return [*shapes, Group(camera.depth(middle), (shaft,))]


def trap_bar(camera: Camera, figure: Figure) -> list[Group]:
    """A trap bar: a frame round the person, raised handles in the hands, plates at the sides."""
    right, left = figure.right_arm.grip, figure.left_arm.grip
    (x, grip, z), half = mix(right, left, 0.5), distance(right, left) / 2
    y = grip - HANDLE_HEIGHT
    groups = []
    for side in (-1, 1):
        beside = z + side * half
        inner, outer, end = ((x, y, beside + side * off) for off in (16, 22, 28))
        plate = Fill(cylinder(camera, inner, outer, PLATE_RADIUS), colours.IRON, outlined=True)
        hub = Fill(cylinder(camera, inner, end, 2.2), colours.STEEL, outlined=True)
        stub = Fill(cylinder(camera, (x, y, beside), inner, 1.6), colours.STEEL)
        waist = z + side * half * 0.55
        frame = ((x - 40, y, waist), (x - 22, y, beside), (x + 22, y, beside), (x + 40, y, waist))
        handle = ((x - 11, y, beside), (x - 11, grip, beside), (x + 11, grip, beside), (x + 11, y, beside))
        depth = camera.depth((x, y, beside))
        groups += [
            Group(depth, (Stroke(tuple(camera.flat(point) for point in frame), colours.STEEL, 3.0),)),
            Group(depth - 1, (Stroke(tuple(camera.flat(point) for point in handle), colours.STEEL, 2.4),)),
            Group(camera.depth(inner), (stub,)),
            Group(camera.depth(outer), (plate, hub)),
        ]
    return groups


def place(figure: Figure, name: str | Vec) -> Vec:
    """A point a band runs through: named after the body, or a point of the room."""
    if not isinstance(name, str):
        return name
    side, _, part = name.partition("_")
    limb_side: Side = "right" if side == "right" else "left"
    match part:
        case "hand":
            return figure.arm(limb_side).grip
        case "foot":
            return along(figure.leg(limb_side).midfoot, Y, 0.8)
        case "instep":
            return mix(figure.leg(limb_side).ankle, figure.leg(limb_side).ball, 0.55)
        case _:
            shoulder = figure.arm(limb_side).shoulder
            return along(along(shoulder, figure.frame.forward, 7), figure.frame.up, 2)


def band(camera: Camera, figure: Figure, prop: Band) -> list[Group]:
    """A band, thinner where it is stretched."""
    points = [place(figure, name) for name in prop.through]
    groups = []
    for start, end in pairwise(points):
        width = min(max(4.2 - distance(start, end) / 60, 1.9), 3.6)
        line = Stroke((camera.flat(start), camera.flat(end)), colours.BAND, width)
        groups.append(Group(max(camera.depth(start), camera.depth(end)) + 2, (line,)))
    return groups


def held(camera: Camera, figure: Figure, prop: Prop) -> list[Group]:
    """What moves with the person."""
    match prop:
        case Dumbbell():
            return dumbbell(camera, figure, prop)
        case Barbell():
            return barbell(camera, figure, prop)
        case TrapBar():
            return trap_bar(camera, figure)
        case Band():
            return band(camera, figure, prop)
        case _:
            return []
