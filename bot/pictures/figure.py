"""A pose made into a figure: where every joint is, with the body balanced over its feet."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, hypot, radians, sin, sqrt
from typing import TYPE_CHECKING

from bot.pictures import body
from bot.pictures.limbs import ArmJoints, Frame, LegJoints, Side, ankle_over, arm_joints, foot_axes, leg_joints
from bot.pictures.pose import Foot, OnShoulders, Placed, Pose, Standing
from bot.pictures.space import ORIGIN, Vec, X, Y, Z, along, mix, turned

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SIDES: tuple[Side, Side] = ("right", "left")


@dataclass(frozen=True, slots=True)
class Figure:
    """The whole person, solved. `crown` and `face` are the head's own up and ahead."""

    pelvis: Vec
    chest: Vec
    neck: Vec
    head: Vec
    frame: Frame
    crown: Vec
    face: Vec
    right_leg: LegJoints
    left_leg: LegJoints
    right_arm: ArmJoints
    left_arm: ArmJoints

    def joints(self) -> tuple[Vec, ...]:
        """Every joint."""
        legs = (point for leg in (self.right_leg, self.left_leg) for point in (leg.hip, leg.knee, leg.ankle, leg.toe))
        arms = (point for arm in (self.right_arm, self.left_arm) for point in (arm.shoulder, arm.elbow, arm.grip))
        return (self.pelvis, self.chest, self.head, *legs, *arms)

    def leg(self, side: Side) -> LegJoints:
        """The leg of that side."""
        return self.right_leg if side == "right" else self.left_leg

    def arm(self, side: Side) -> ArmJoints:
        """The arm of that side."""
        return self.right_arm if side == "right" else self.left_arm


def trunk_frame(pose: Pose) -> Frame:
    """The trunk's axes for the pose's lean, tilt and turn."""
    ahead, right = turned(X, Z, -pose.turn), turned(Z, X, pose.turn)
    up, right = turned(Y, right, pose.tilt), turned(right, Y, -pose.tilt)
    down = along(ORIGIN, up, -1)
    return Frame(turned(ahead, down, pose.trunk), turned(up, ahead, pose.trunk), right)


def _assembled(pose: Pose, pelvis: Vec) -> Figure:
    frame = trunk_frame(pose)
    chest = along(pelvis, frame.up, body.TRUNK)
    back = along(ORIGIN, frame.forward, -1)
    crown, face = turned(frame.up, back, pose.neck), turned(frame.forward, frame.up, pose.neck)
    neck = along(chest, frame.up, body.NECK)
    right, left = leg_joints(frame, pelvis, pose.right_leg, "right"), leg_joints(frame, pelvis, pose.left_leg, "left")
    return Figure(
        pelvis,
        chest,
        neck,
        along(neck, crown, body.HEAD),
        frame,
        crown,
        face,
        right,
        left,
        arm_joints(frame, chest, pose.right_arm, "right", right),
        arm_joints(frame, chest, pose.left_arm, "left", left),
    )


def _masses(figure: Figure) -> Iterator[tuple[Vec, float]]:
    """Where each part's mass sits (Winter), and its share of body mass."""
    yield mix(figure.pelvis, figure.chest, 0.5), body.MASS["trunk"]
    yield figure.head, body.MASS["head"]
    for side in SIDES:
        leg, arm = figure.leg(side), figure.arm(side)
        yield mix(leg.hip, leg.knee, 0.433), body.MASS["thigh"]
        yield mix(leg.knee, leg.ankle, 0.433), body.MASS["shank"]
        yield leg.midfoot, body.MASS["foot"]
        yield mix(arm.shoulder, arm.elbow, 0.436), body.MASS["upper_arm"]
        yield mix(arm.elbow, arm.grip, 0.55), body.MASS["forearm"]


def carried(figure: Figure, loads: Mapping[str, float]) -> Iterator[tuple[Vec, float]]:
    """Where each load is and its share of body mass: in the `right` or `left` hand, or on the `back`."""
    for place, share in loads.items():
        if place == "back":
            yield on_the_back(figure), share
        else:
            yield (figure.right_arm if place == "right" else figure.left_arm).grip, share


def on_the_back(figure: Figure) -> Vec:
    """Where a barbell lies across the upper back."""
    return along(along(figure.chest, figure.frame.up, 2), figure.frame.forward, -11)


def balance_point(figure: Figure, loads: Mapping[str, float]) -> Vec:
    """The centre of mass of the person with what they carry."""
    parts = [*_masses(figure), *carried(figure, loads)]
    total = sum(share for _, share in parts)
    x, y, z = (sum(point[axis] * share for point, share in parts) / total for axis in range(3))
    return (x, y, z)


def _bearing(pose: Pose, root: Standing) -> tuple[Vec, Vec, Side]:
    """Where the weight belongs, the bearing ankle, and its side."""
    feet = {
        side: leg for side, leg in zip(SIDES, (pose.right_leg, pose.left_leg), strict=True) if isinstance(leg, Foot)
    }
    share = root.weight if len(feet) > 1 else float("right" in feet)
    side: Side = "right" if share >= 0.5 else "left"  # noqa: PLR2004  half the weight
    spots = {}
    for name, foot in feet.items():
        ahead = foot_axes(foot, name)[0]
        to_ball = min(max(foot.heel_up, 0.0) / 20, 1.0) * body.MIDFOOT_TO_BALL  # on tiptoe the ball bears the weight
        spots[name] = along(foot.at, ahead, to_ball + root.over)
    aim = mix(spots["left"], spots["right"], share) if len(spots) > 1 else spots[side]
    return aim, ankle_over(feet[side], side), side


def _standing(pose: Pose, root: Standing, loads: Mapping[str, float], near: Vec | None) -> Figure:
    """The figure whose centre of mass is over its feet, found by moving the hips."""
    aim, ankle, side = _bearing(pose, root)
    outward = trunk_frame(pose).outward(side)
    span = body.leg_span(root.knee)
    if root.lean is not None:
        lean = radians(root.lean)
        hip = (ankle[0] + span * sin(lean), ankle[1] + span * cos(lean), ankle[2])
        x, y, _ = along(hip, outward, -body.HALF_HIPS)
        return _assembled(pose, (x, y, aim[2]))
    x, z = (near[0], near[2]) if near else (aim[0] - 5, aim[2])
    for _ in range(40):
        hip = along((x, 0.0, z), outward, body.HALF_HIPS)
        off = hypot(hip[0] - ankle[0], hip[2] - ankle[2])
        y = ankle[1] + sqrt(max(span**2 - off**2, 1.0))
        figure = _assembled(pose, (x, y - hip[1], z))
        point = balance_point(figure, loads)
        if hypot(point[0] - aim[0], point[2] - aim[2]) < 0.02:  # noqa: PLR2004  cm
            return figure
        x, z = x + 1.15 * (aim[0] - point[0]), z + 1.15 * (aim[2] - point[2])
    return figure


def figure_of(pose: Pose, loads: Mapping[str, float], near: Vec | None = None) -> Figure:
    """The figure in that pose. `loads` are shares of body mass by place; `near` is where its hips were a moment before."""
    match pose.root:
        case Standing() as root:
            return _standing(pose, root, loads, near)
        case Placed(pelvis):
            return _assembled(pose, pelvis)
        case OnShoulders(chest):
            return _assembled(pose, along(chest, trunk_frame(pose).up, -body.TRUNK))
