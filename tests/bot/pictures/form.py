"""What the tests of form look at: every frame of every movement, solved once, and the angles in it."""

from dataclasses import dataclass
from functools import cache
from math import acos, atan2, degrees

from bot.pictures import body
from bot.pictures.figure import SIDES, balance_point, figure_of
from bot.pictures.pose import Foot, Standing
from bot.pictures.script import motions
from bot.pictures.space import distance, dot, sub, unit

SLUGS = sorted(motions())


@dataclass(frozen=True)
class Frame:
    pose: object
    figure: object
    seconds: float
    balance: tuple


@cache
def frames(slug):
    motion = motions()[slug]
    result, near = [], None
    for pose, seconds in motion.path():
        figure = figure_of(pose, motion.loads, near)
        near = figure.pelvis
        result.append(Frame(pose, figure, seconds, balance_point(figure, motion.loads)))
    return tuple(result)


def angle(a, joint, b):
    """The angle at a joint, 180 when straight."""
    return degrees(acos(min(max(dot(unit(sub(a, joint)), unit(sub(b, joint))), -1), 1)))


def bent(a, joint, b):
    return 180 - angle(a, joint, b)


def upright(low, high):
    """How far a line leans from plumb, in degrees."""
    return degrees(acos(min(max(unit(sub(high, low))[1], -1), 1)))


def swing(frame, root, end):
    """How far a thigh or upper arm is lifted ahead of the trunk, in degrees."""
    direction = unit(sub(end, root))
    lifted = degrees(atan2(dot(direction, frame.forward), -dot(direction, frame.up)))
    return lifted if lifted > -100 else lifted + 360


def ankle_bend(leg):
    """Toes drawn up (plus) or pointed (minus)."""
    return 90 - degrees(acos(dot(unit(sub(leg.knee, leg.ankle)), unit(sub(leg.ball, leg.heel)))))


def joint_angles(figure):
    for side in SIDES:
        leg, arm = figure.leg(side), figure.arm(side)
        yield "knee", bent(leg.hip, leg.knee, leg.ankle)
        yield "hip", swing(figure.frame, leg.hip, leg.knee)
        yield "ankle", ankle_bend(leg)
        yield "elbow", bent(arm.shoulder, arm.elbow, arm.wrist)
        direction = unit(sub(arm.elbow, arm.shoulder))
        if (
            abs(dot(direction, figure.frame.right)) < 0.9
        ):  # straight out to the side, an arm is lifted neither ahead nor back
            yield "shoulder", swing(figure.frame, arm.shoulder, arm.elbow)


def bones(figure):
    yield "trunk", distance(figure.pelvis, figure.chest), body.TRUNK
    for side in SIDES:
        leg, arm = figure.leg(side), figure.arm(side)
        yield "thigh", distance(leg.hip, leg.knee), body.THIGH
        yield "shank", distance(leg.knee, leg.ankle), body.SHANK
        yield "sole", distance(leg.heel, leg.ball), body.HEEL_TO_ANKLE + body.ANKLE_TO_BALL
        yield "upper arm", distance(arm.shoulder, arm.elbow), body.UPPER_ARM
        yield "forearm", distance(arm.elbow, arm.wrist), body.FOREARM


def planted(slug):
    """The sides whose foot keeps its place in every pose."""
    for side in SIDES:
        feet = [getattr(frame.pose, f"{side}_leg") for frame in frames(slug)]
        if all(isinstance(foot, Foot) for foot in feet) and len({foot.at for foot in feet}) == 1:
            yield side


def bearing(frame):
    """The feet that carry the person who finds balance by himself."""
    root = frame.pose.root
    feet = {side: getattr(frame.pose, f"{side}_leg") for side in SIDES}
    placed = {side: foot for side, foot in feet.items() if isinstance(foot, Foot)}
    if not isinstance(root, Standing) or root.lean is not None:
        return {}
    if len(placed) == 2 and root.weight in (0, 1):
        side = "right" if root.weight else "left"
        return {side: placed[side]}
    return placed


def ends_of_foot(figure, side):
    leg = figure.leg(side)
    return leg.heel[0], leg.toe[0]
