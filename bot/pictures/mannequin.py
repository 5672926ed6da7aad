"""The person as shapes: limbs, trunk and head, with the working muscles tinted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.pictures import anatomy, body
from bot.pictures.camera import hull
from bot.pictures.colours import FAR, NEAR, Tones, tones_at
from bot.pictures.shapes import Fill, Group, Tube, disc, ends, patch_on, silhouette
from bot.pictures.space import ORIGIN, add, along, dot, mix, square_to, sub, unit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.pictures.anatomy import Patch
    from bot.pictures.camera import Camera, Point
    from bot.pictures.figure import Figure
    from bot.pictures.limbs import ArmJoints, Frame, LegJoints, Side
    from bot.pictures.space import Vec
APART = 0.1  # cm between what must keep its order


@dataclass(frozen=True, slots=True)
class Tinted:
    """The muscles that work, on which sides."""

    patches: tuple[Patch, ...]
    sides: tuple[Side, ...] = ("right", "left")

    def on(self, part: str) -> Iterator[Patch]:
        """The patches that lie on a part."""
        return (patch for patch in self.patches if patch.part == part)


def _part(camera: Camera, tube: Tube, colour: str) -> list[Fill]:
    shapes = [silhouette(camera, tube), *ends(camera, tube)]
    return [Fill(tuple(points), colour, outlined=True) for points in shapes]


def _muscles(camera: Camera, tube: Tube, patches: Iterator[Patch], colour: str) -> list[Fill]:
    drawn = (patch_on(camera, tube, patch) for patch in patches)
    return [Fill(tuple(points), colour) for points in drawn if points]


def _bent_front(root: Vec, joint: Vec, end: Vec, rest: Vec, sign: float) -> Vec:
    """Where a limb's front faces: square to the bone, away from (or towards) the side to which the joint bends."""
    bone, next_bone = unit(sub(joint, root)), unit(sub(end, joint))
    bent = along(next_bone, bone, -dot(next_bone, bone))
    return add(along(ORIGIN, bent, sign), along(ORIGIN, square_to(rest, bone), 0.2))


def _arm_front(frame: Frame, arm: ArmJoints) -> Vec:
    """Where the front of a straight arm faces: ahead when it hangs, up when it points ahead, back when it is overhead."""
    down = unit(sub(arm.elbow, arm.shoulder))
    swung = add(along(ORIGIN, frame.up, dot(down, frame.forward)), along(ORIGIN, frame.forward, -dot(down, frame.up)))
    return add(swung, along(ORIGIN, frame.forward, 0.05))


def _shoe(camera: Camera, leg: LegJoints, colour: str) -> list[Fill]:
    toes = unit(sub(leg.ball, leg.heel))
    above = square_to(sub(leg.ankle, leg.heel), toes)
    side = Tube(leg.heel, leg.ball, above, ()).axes()[2]
    tip = unit(sub(leg.toe, leg.ball))
    lift = square_to(above, tip)

    def rim(spots: list[tuple[Vec, Vec, Vec, float, float, float]]) -> Fill:
        points = []
        for base, ahead, up, x, y, half in spots:
            middle = along(along(base, ahead, x), up, y)
            points += [camera.flat(along(middle, side, half)), camera.flat(along(middle, side, -half))]
        return Fill(tuple(hull(points)), colour, outlined=True)

    heel, ball = leg.heel, leg.ball
    rear = rim(
        [
            (heel, toes, above, -2.0, 0.6, 2.8),
            (heel, toes, above, -2.2, 5.5, 2.6),
            (heel, toes, above, 1.5, 10.5, 2.8),
            (heel, toes, above, 9.5, 10.0, 3.0),
            (heel, toes, above, 0.0, 0.0, 3.2),
            (ball, toes, above, 0.0, 0.0, 4.4),
            (ball, toes, above, 0.0, 5.2, 3.6),
        ]
    )
    front = rim(
        [
            (ball, toes, above, -1.0, 5.4, 3.6),
            (ball, toes, above, -2.0, 0.0, 4.4),
            (ball, tip, lift, body.BALL_TO_TOE - 1.0, 3.2, 3.0),
            (ball, tip, lift, body.BALL_TO_TOE + 1.0, 0.6, 3.0),
            (ball, tip, lift, 0.0, 0.0, 4.4),
        ]
    )
    return [rear, front]


def _sole(camera: Camera, leg: LegJoints, colour: str) -> Fill:
    """The foot's own muscles: the arch, between heel and ball."""
    toes = unit(sub(leg.ball, leg.heel))
    above = square_to(sub(leg.ankle, leg.heel), toes)
    spots = [
        along(along(base, toes, x), above, y) for base, x in ((leg.heel, -2.0), (leg.ball, 1.0)) for y in (0.2, 3.2)
    ]
    return Fill(tuple(hull([camera.flat(spot) for spot in spots])), colour)


def leg_shapes(camera: Camera, figure: Figure, side: Side, tinted: Tinted, tones: Tones) -> Group:
    """A leg from the hip down, shorts and shoe included."""
    leg = figure.leg(side)
    rest = unit(sub(leg.toe, leg.heel))
    thigh = Tube(leg.hip, leg.knee, _bent_front(leg.hip, leg.knee, leg.ankle, rest, -1), anatomy.THIGH)
    shank = Tube(leg.knee, leg.ankle, _bent_front(leg.ankle, leg.knee, leg.hip, rest, -1), anatomy.SHANK)
    shorts = Tube(leg.hip, leg.knee, thigh.front, _cut(thigh, 0.46, 0.9))
    works = side in tinted.sides
    foot_works = works and any(tinted.on("foot"))
    shapes = _part(camera, shank, tones.skin)
    shapes += _shoe(camera, leg, tones.shoe)
    if foot_works:
        shapes.append(_sole(camera, leg, tones.muscle))
    shapes += _part(camera, thigh, tones.skin)
    shapes += [Fill(f.points, f.colour) for f in _part(camera, shorts, tones.shorts)[:2]]
    if works:
        shapes += _muscles(camera, shank, tinted.on("shank"), tones.muscle)
        shapes += _muscles(camera, thigh, tinted.on("thigh"), tones.muscle)
    return Group(camera.depth(mix(leg.hip, leg.knee, 0.5)) - 9, tuple(shapes))


def _cut(tube: Tube, share: float, wider: float) -> tuple[tuple[float, float, float, float], ...]:
    """The first part of a tube, a little wider: cloth over it."""
    kept = [row for row in tube.sections if row[0] < share]
    deep, wide, ahead = tube.section_at(share)
    return tuple((at, d + wider, w + wider, a) for at, d, w, a in [*kept, (share, deep, wide, ahead)])


def arm_shapes(camera: Camera, figure: Figure, side: Side, tinted: Tinted, tones: Tones) -> Group:
    """An arm from the shoulder to the hand."""
    arm = figure.arm(side)
    rest = _arm_front(figure.frame, arm)
    upper = Tube(arm.shoulder, arm.elbow, _bent_front(arm.shoulder, arm.elbow, arm.wrist, rest, 1), anatomy.UPPER_ARM)
    fore = Tube(arm.elbow, arm.wrist, upper.front, anatomy.FOREARM)
    sleeve = Tube(arm.shoulder, arm.elbow, upper.front, _cut(upper, 0.34, 0.7))
    shapes = _part(camera, upper, tones.skin) + _part(camera, fore, tones.skin)
    shapes += _hand(camera, arm, tones.skin)
    shapes += [Fill(f.points, f.colour) for f in _part(camera, sleeve, tones.shirt)[:2]]
    if side in tinted.sides:
        shapes += _muscles(camera, upper, tinted.on("upper_arm"), tones.muscle)
    return Group(camera.depth(mix(arm.elbow, mix(arm.shoulder, arm.grip, 0.5), 0.5)), tuple(shapes))


def _hand(camera: Camera, arm: ArmJoints, colour: str) -> list[Fill]:
    if arm.flat:
        tips: list[Point] = []
        for share, radius in ((0.0, 3.0), (0.45, 3.2), (1.0, 1.5)):
            tips += disc(camera, mix(arm.wrist, arm.grip, share), radius)
        return [Fill(tuple(hull(tips)), colour, outlined=True)]
    palm = disc(camera, arm.wrist, 2.8) + disc(camera, arm.grip, 4.3)
    return [Fill(tuple(hull(palm)), colour, outlined=True)]


def trunk_shapes(camera: Camera, figure: Figure, tinted: Tinted, tones: Tones) -> Group:
    """Pelvis, trunk, neck and head."""
    frame = figure.frame
    trunk = Tube(figure.pelvis, figure.chest, frame.forward, anatomy.TRUNK)
    shorts = Tube(figure.pelvis, figure.chest, frame.forward, _cut(trunk, 0.14, 0.0))
    neck = Tube(along(figure.chest, frame.up, 3), along(figure.neck, figure.crown, 4), figure.face, anatomy.NECK)
    shapes = _part(camera, neck, tones.skin)
    shapes += [Fill(tuple(silhouette(camera, trunk)), tones.shirt, outlined=True)]
    shapes += [Fill(tuple(silhouette(camera, shorts)), tones.shorts)]
    if "right" in tinted.sides or "left" in tinted.sides:
        shapes += _muscles(camera, trunk, tinted.on("trunk"), tones.muscle)
    return Group(camera.depth(mix(figure.pelvis, figure.chest, 0.5)), tuple(shapes))


def head_shapes(camera: Camera, figure: Figure, tones: Tones) -> Group:
    """The head: hair and nose tell where it looks."""
    base, top = along(figure.head, figure.crown, -12), along(figure.head, figure.crown, 12)
    skull = Tube(base, top, figure.face, anatomy.HEAD)
    hair = anatomy.Patch("head", 0.22, 1.0, 180, 104, pointed=False)
    fringe = anatomy.Patch("head", 0.74, 1.0, 0, 180, pointed=False)
    nose_at = along(along(figure.head, figure.crown, -1.5), figure.face, 9.6)
    nose = Fill(tuple(disc(camera, nose_at, 1.9)), tones.skin, outlined=True)
    face = Fill(tuple(silhouette(camera, skull)), tones.skin, outlined=True)
    cut = (patch_on(camera, skull, patch) for patch in (hair, fringe))
    cap = [Fill(tuple(points), tones.hair) for points in cut if points]
    return Group(camera.depth(figure.head) + 2, (nose, face, *cap))


def person(camera: Camera, figure: Figure, tinted: Tinted) -> list[Group]:
    """Every part of the person; what is further away than the trunk is paler.

    Legs always go under the trunk and the head over it: by depth alone they would change places in mid-movement, which flashes.
    """
    middle = camera.depth(figure.chest)
    trunk, head = trunk_shapes(camera, figure, tinted, NEAR), head_shapes(camera, figure, NEAR)
    groups = [trunk, Group(max(head.depth, trunk.depth + APART), head.shapes)]
    for side in ("right", "left"):
        behind = max(middle - camera.depth(figure.arm(side).shoulder), 0.0) / body.HALF_SHOULDERS
        tones = tones_at(NEAR, FAR, behind)
        leg = leg_shapes(camera, figure, side, tinted, tones)
        groups += [
            Group(min(leg.depth, trunk.depth - APART), leg.shapes),
            arm_shapes(camera, figure, side, tinted, tones),
        ]
    return groups
