"""Arms and legs from their pose: by their angles, or solved so that a hand or foot is where it belongs."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import Literal

from bot.pictures import body
from bot.pictures.pose import Arm, Foot, Hand, Hang, Leg
from bot.pictures.space import DOWN, ORIGIN, Vec, X, Y, Z, add, along, distance, mix, square_to, sub, turned, unit

Side = Literal["right", "left"]
QUARTER_TURN = 90


@dataclass(frozen=True, slots=True)
class Frame:
    """Which way the trunk points."""

    forward: Vec
    up: Vec
    right: Vec

    def outward(self, side: Side) -> Vec:
        """Away from the middle on that side."""
        return self.right if side == "right" else along(ORIGIN, self.right, -1)


@dataclass(frozen=True, slots=True)
class LegJoints:
    """A leg from hip to toe."""

    hip: Vec
    knee: Vec
    ankle: Vec
    heel: Vec
    ball: Vec
    toe: Vec

    @property
    def midfoot(self) -> Vec:
        """The middle of the sole between heel and toe."""
        return mix(self.heel, self.toe, 0.5)


@dataclass(frozen=True, slots=True)
class ArmJoints:
    """An arm from shoulder to fist; `grip` is the middle of the fist, or the fingertips of a flat hand."""

    shoulder: Vec
    elbow: Vec
    wrist: Vec
    grip: Vec
    flat: bool = False


def bend(root: Vec, target: Vec, lengths: tuple[float, float], pole: Vec) -> tuple[Vec, Vec]:
    """The middle joint and the end of two bones that reach from root for target, bending towards the pole.

    A target out of reach is approached as far as the bones go; they never stretch.
    """
    first, second = lengths
    aim = unit(sub(target, root))
    reach = min(max(distance(root, target), abs(first - second)), first + second)
    middle = (first**2 - second**2 + reach**2) / (2 * reach)
    height = sqrt(max(first**2 - middle**2, 0.0))
    return along(along(root, aim, middle), square_to(pole, aim), height), along(root, aim, reach)


def _limb(frame: Frame, side: Side, swing: float, out: float) -> tuple[Vec, Vec]:
    """The direction of a thigh or upper arm, and the direction it moves to when lifted further ahead."""
    swung = turned(along(ORIGIN, frame.up, -1), frame.forward, swing)
    return turned(swung, frame.outward(side), out), turned(frame.forward, frame.up, swing)


def _foot(ankle: Vec, toes: Vec, sole: Vec, flat_toes: Vec | None = None) -> tuple[Vec, Vec, Vec]:
    """Heel, ball and toe of a foot with the toes in one direction and the sole facing another."""
    ground = along(ankle, sole, body.ANKLE_HEIGHT)
    ball = along(ground, toes, body.ANKLE_TO_BALL)
    return along(ground, toes, -body.HEEL_TO_ANKLE), ball, along(ball, flat_toes or toes, body.BALL_TO_TOE)


def foot_axes(foot: Foot, side: Side) -> tuple[Vec, Vec, Vec]:
    """Where the foot points on the floor, where its toes point with the heel up, and where its sole faces."""
    ahead = turned(X, Z, foot.toe_out if side == "right" else -foot.toe_out)
    return ahead, turned(ahead, DOWN, foot.heel_up), turned(DOWN, along(ORIGIN, ahead, -1), foot.heel_up)


def ankle_over(foot: Foot, side: Side) -> Vec:
    """Where the ankle of a placed foot is: a lifted heel turns about the ball, drawn-up toes about the heel."""
    ahead, toes, sole = foot_axes(foot, side)
    if foot.heel_up < 0:
        heel = along(foot.at, ahead, body.FOOT_BACK)
        return along(along(heel, toes, body.HEEL_TO_ANKLE), sole, -body.ANKLE_HEIGHT)
    ball = along(foot.at, ahead, body.MIDFOOT_TO_BALL)
    return along(along(ball, toes, -body.ANKLE_TO_BALL), sole, -body.ANKLE_HEIGHT)


def leg_joints(frame: Frame, pelvis: Vec, leg: Leg | Foot, side: Side) -> LegJoints:
    """The leg of that side for hips at `pelvis`."""
    hip = along(pelvis, frame.outward(side), body.HALF_HIPS)
    if isinstance(leg, Foot):
        ahead, toes, sole = foot_axes(leg, side)
        pole = add(add(ahead, along(ORIGIN, Y, 0.3)), leg.knee_to)
        knee, ankle = bend(hip, ankle_over(leg, side), (body.THIGH, body.SHANK), pole)
        rolls_over_toes = 0 < leg.heel_up <= QUARTER_TURN  # beyond it the foot lies on its back
        return LegJoints(hip, knee, ankle, *_foot(ankle, toes, sole, ahead if rolls_over_toes else None))
    thigh, ahead = _limb(frame, side, leg.hip, leg.out)
    knee = along(hip, thigh, body.THIGH)
    shank, front = turned(thigh, along(ORIGIN, ahead, -1), leg.knee), turned(ahead, thigh, leg.knee)
    ankle = along(knee, shank, body.SHANK)
    toes, sole = turned(front, along(ORIGIN, shank, -1), leg.ankle), turned(shank, front, leg.ankle)
    return LegJoints(hip, knee, ankle, *_foot(ankle, toes, sole))


def _seen_from(hand: Hand, side: Side, frame: Frame, origin: Vec) -> tuple[Vec, Vec]:
    """A placed hand's target and the direction of its elbow, in the room."""
    out: Vec = (0.0, 0.0, 1.0 if side == "right" else -1.0)
    axes = (frame.forward, frame.up, frame.outward(side)) if hand.of == "trunk" else (X, Y, out)

    def spread(point: Vec, start: Vec) -> Vec:
        for amount, axis in zip(point, axes, strict=True):
            start = along(start, axis, amount)
        return start

    return spread(hand.at, origin), spread(hand.elbow_to, ORIGIN)


def arm_joints(frame: Frame, chest: Vec, arm: Arm | Hand | Hang, side: Side, leg: LegJoints) -> ArmJoints:
    """The arm of that side for shoulders at `chest`; a hand may be placed by the leg of its side."""
    shoulder = along(chest, frame.outward(side), body.HALF_SHOULDERS)
    to_grip = body.FOREARM + body.FIST
    match arm:
        case Arm():
            upper, ahead = _limb(frame, side, arm.shoulder, arm.out)
            elbow = along(shoulder, upper, body.UPPER_ARM)
            fore = turned(upper, ahead, arm.elbow)
            return ArmJoints(shoulder, elbow, along(elbow, fore, body.FOREARM), along(elbow, fore, to_grip))
        case Hang():
            length = (body.UPPER_ARM + to_grip) * arm.reach
            z = arm.out if side == "right" else -arm.out
            drop = sqrt(max(length**2 - (arm.x - shoulder[0]) ** 2 - (z - shoulder[2]) ** 2, 0.0))
            target, pole = (arm.x, shoulder[1] - drop, z), (-1.0, -0.3, 0.0)
        case Hand():
            origins = {"world": ORIGIN, "shoulder": shoulder, "trunk": chest, "hip": leg.hip, "knee": leg.knee}
            target, pole = _seen_from(arm, side, frame, origins[arm.of])
            if arm.fingers is not None:
                elbow, wrist = bend(shoulder, target, (body.UPPER_ARM, body.FOREARM), pole)
                x, y, out = arm.fingers
                fingers = unit((x, y, out if side == "right" else -out))
                return ArmJoints(shoulder, elbow, wrist, along(wrist, fingers, body.PALM), flat=True)
    elbow, grip = bend(shoulder, target, (body.UPPER_ARM, to_grip), pole)
    return ArmJoints(shoulder, elbow, mix(elbow, grip, body.FOREARM / to_grip), grip)
