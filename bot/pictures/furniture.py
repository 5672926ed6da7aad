"""What stands in the room, as shapes: boxes, walls, bars, posts and mats."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.pictures import colours
from bot.pictures.props import Bar, Box, Mat, Post, Wall
from bot.pictures.shapes import Fill, Group, block, cylinder

if TYPE_CHECKING:
    from bot.pictures.camera import Camera
    from bot.pictures.props import Prop

WALL_THICKNESS, HALF_WALL = 9.0, 48.0  # cm
SEAT_THICKNESS = 8.0
BEHIND_ALL, ON_THE_FLOOR = -1000.0, -2000.0  # depths of what is painted first


def _box(camera: Camera, box: Box) -> Group:
    half, deep = box.length / 2, box.width / 2
    low, high = (box.x - half, 0.0, box.z - deep), (box.x + half, box.height, box.z + deep)
    depth = camera.depth((box.x, box.height / 2, box.z))
    if not box.bench:
        return Group(depth, block(camera, low, high, colours.WOOD))
    seat = block(camera, (low[0], box.height - SEAT_THICKNESS, low[2]), high, colours.BENCH)
    legs = tuple(
        Fill(cylinder(camera, (x, 0.0, z), (x, box.height - SEAT_THICKNESS, z), 2), colours.STEEL)
        for x in (low[0] + 8, high[0] - 8)
        for z in (low[2] + 5, high[2] - 5)
    )
    return Group(depth, (*legs, *seat))


def _bar(camera: Camera, bar: Bar) -> list[Group]:
    rail = cylinder(camera, (bar.x, bar.y, -bar.half), (bar.x, bar.y, bar.half), 2.0)
    groups = [Group(camera.depth((bar.x, bar.y, 0)) - 4, (Fill(rail, colours.STEEL),))]
    for side in (-1, 1):
        foot, top = (bar.x, 0.0, side * bar.half), (bar.x, bar.y, side * bar.half)
        groups.append(Group(camera.depth(foot) + side * 10, (Fill(cylinder(camera, foot, top, 2.2), colours.POST),)))
    return groups


def furniture(camera: Camera, prop: Prop) -> list[Group]:
    """What stands in the room; nothing for what is held."""
    match prop:
        case Box():
            return [_box(camera, prop)]
        case Wall(x, height):
            low, high = (x, 0.0, -HALF_WALL), (x + WALL_THICKNESS, height, HALF_WALL)
            return [Group(BEHIND_ALL, block(camera, low, high, colours.PLASTER))]
        case Bar():
            return _bar(camera, prop)
        case Post(x, z, height):
            pillar = cylinder(camera, (x, 0.0, z), (x, height, z), 3.2)
            return [Group(camera.depth((x, 0.0, z)) - 20, (Fill(pillar, colours.POST),))]
        case Mat(start, end, half):
            corners = ((start, -1), (end, -1), (end, 1), (start, 1))
            sheet = tuple(camera.flat((x, 0.0, side * half)) for x, side in corners)
            return [Group(ON_THE_FLOOR, (Fill(sheet, colours.MAT),))]
        case _:
            return []
