"""A pose as it is written down: joint angles in degrees, or the place a hand or foot keeps; and what lies between two poses."""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from math import cos, pi, sin
from typing import Any, Literal, TypeVar

from bot.pictures.space import ORIGIN, Vec
from core.values import replace

T = TypeVar("T")
Origin = Literal["world", "shoulder", "trunk", "hip", "knee"]


@dataclass(frozen=True, slots=True)
class Leg:
    """A leg by its angles: hip lifted ahead, knee bent, ankle drawn up (minus: pointed), leg spread outwards."""

    hip: float = 0.0
    knee: float = 0.0
    ankle: float = 0.0
    out: float = 0.0


@dataclass(frozen=True, slots=True)
class Foot:
    """A leg by where its foot is: `at` is the middle of the flat sole; the heel may be up, turning about the ball."""

    at: Vec
    heel_up: float = 0.0
    toe_out: float = 8.0
    knee_to: Vec = ORIGIN


@dataclass(frozen=True, slots=True)
class Arm:
    """An arm by its angles: upper arm lifted ahead, elbow bent, arm spread outwards."""

    shoulder: float = 0.0
    elbow: float = 0.0
    out: float = 0.0


@dataclass(frozen=True, slots=True)
class Hand:
    """An arm by where its hand is, seen from `of` (ahead, up, outwards); the elbow points to `elbow_to` in the same axes.

    With `fingers` the hand lies flat, pointing that way, and `at` is the wrist.
    """

    at: Vec
    of: Origin = "world"
    elbow_to: Vec = (-1.0, -0.3, 0.3)
    fingers: Vec | None = None


@dataclass(frozen=True, slots=True)
class Hang:
    """An arm that hangs nearly straight with its hand plumb over `x`, as far outwards as `out` (cm)."""

    x: float
    out: float = 20.0
    reach: float = 0.985


@dataclass(frozen=True, slots=True)
class Standing:
    """On the planted feet: the bearing knee's bend. Without a lean of the leg the body finds its balance over the feet.

    `weight` is the right foot's share. `over` moves the balance ahead of mid-foot (cm).
    """

    knee: float
    lean: float | None = None
    weight: float = 0.5
    over: float = 0.0


@dataclass(frozen=True, slots=True)
class Placed:
    """The middle of the hips is at this point."""

    pelvis: Vec


@dataclass(frozen=True, slots=True)
class OnShoulders:
    """The middle of the shoulders is at this point; the hips follow from the trunk."""

    chest: Vec


@dataclass(frozen=True, slots=True)
class Pose:
    """The whole person: `trunk` leans ahead, `tilt` to the right, `turn` is the whole body's to the left, `neck` looks up."""

    root: Standing | Placed | OnShoulders
    right_leg: Leg | Foot
    left_leg: Leg | Foot
    right_arm: Arm | Hand | Hang
    left_arm: Arm | Hand | Hang
    trunk: float = 0.0
    tilt: float = 0.0
    turn: float = 0.0
    neck: float = 0.0


def eased(share: float, manner: str = "smooth") -> float:
    """How much of a movement is done when that share of its time is over.

    `smooth` starts and ends at rest (cosine), `drop` gathers speed, `rise` loses it, `even` keeps it.
    """
    match manner:
        case "drop":
            return share * share
        case "rise":
            return 1 - (1 - share) ** 2
        case "even":
            return share
        case _:
            return (1 - cos(pi * share)) / 2


def between(a: T, b: T, share: float) -> T:
    """What lies that share of the way from a to b: numbers are mixed, everything else stays as in a."""
    mixed: Any = a
    if isinstance(a, float) and isinstance(b, float):
        mixed = a + (b - a) * share
    elif isinstance(a, tuple) and isinstance(b, tuple):
        mixed = tuple(between(one, other, share) for one, other in zip(a, b, strict=True))
    elif is_dataclass(a) and not isinstance(a, type) and type(a) is type(b):
        mixed = type(a)(**{f.name: between(getattr(a, f.name), getattr(b, f.name), share) for f in fields(a)})
    return mixed  # type: ignore[no-any-return]  # each branch keeps the type of a


def lifted(pose: Pose, feet: dict[str, float], share: float) -> Pose:
    """The pose with the named feet or hips on their way through an arc that is so many cm high."""
    changes: dict[str, Any] = {}
    for name, height in feet.items():
        limb = getattr(pose, name)
        rise = height * sin(pi * share)
        match limb:
            case Foot(at=(x, y, z)) | Hand(at=(x, y, z)):
                changes[name] = replace(limb, at=(x, y + rise, z))
            case Placed(pelvis=(x, y, z)):
                changes[name] = Placed((x, y + rise, z))
    return replace(pose, **changes)


def _other_side(limb: Any) -> Any:
    match limb:
        case Foot(at=(x, y, z), knee_to=(kx, ky, kz)):
            return replace(limb, at=(x, y, -z), knee_to=(kx, ky, -kz))
        case _:
            return limb


def mirrored(pose: Pose, *, arms: bool = True) -> Pose:
    """The pose with left and right exchanged; without `arms` only the legs and the weight."""
    root = pose.root
    if isinstance(root, Standing):
        root = replace(root, weight=1 - root.weight)
    elif isinstance(root, Placed):
        root = Placed((root.pelvis[0], root.pelvis[1], -root.pelvis[2]))
    swapped = replace(
        pose, root=root, right_leg=_other_side(pose.left_leg), left_leg=_other_side(pose.right_leg), tilt=-pose.tilt
    )
    return replace(swapped, right_arm=pose.left_arm, left_arm=pose.right_arm) if arms else swapped
