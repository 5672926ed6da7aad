"""The movements as they are written in core/content/figures: read, completed, and checked, with every flaw reported at once."""

from __future__ import annotations

import tomllib
from dataclasses import fields
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal

from bot.pictures import props
from bot.pictures.motion import OTHER, Beat, Motion
from bot.pictures.pose import Arm, Foot, Hand, Hang, Leg, OnShoulders, Placed, Pose, Standing, mirrored

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Table = dict[str, Any]
PROPS = {
    "box": props.Box,
    "wall": props.Wall,
    "bar": props.Bar,
    "post": props.Post,
    "mat": props.Mat,
    "dumbbell": props.Dumbbell,
    "barbell": props.Barbell,
    "trap_bar": props.TrapBar,
    "band": props.Band,
}
VIEWS = {"side": (20.0, 9.0), "three-quarter": (45.0, 10.0), "front": (72.0, 8.0)}
HALF_STANCE = 9.0  # cm from the middle to each foot, when nothing else is said


class FiguresFlawed(Exception):  # noqa: N818  the docstring is the message
    """The movements have flaws; each is named with its file and exercise."""


def _plain(value: Any) -> Any:
    """A value from TOML as ours: numbers as floats, lists as tuples."""
    if isinstance(value, bool) or not isinstance(value, int | float | list):
        return value
    return float(value) if isinstance(value, int | float) else tuple(_plain(item) for item in value)


def _made(kind: type, table: Table) -> Any:
    known = {f.name for f in fields(kind)}
    unknown = sorted(set(table) - known)
    if unknown:
        raise ValueError(f"{kind.__name__.lower()} does not know {', '.join(unknown)}")
    return kind(**{name: _plain(value) for name, value in table.items()})


def _merged(under: Table, over: Table) -> Table:
    """Two pose tables as one; a limb that is given in a new way replaces the old one, else only what changes."""
    result = dict(under)
    for name, value in over.items():
        old = result.get(name)
        result[name] = {**old, **value} if isinstance(old, dict) and isinstance(value, dict) else value
    return result


def _both_sides(table: Table) -> Table:
    """The table with `legs` and `arms` written out for each side."""
    result: Table = {}
    for limbs, limb in (("legs", "leg"), ("arms", "arm")):
        if limbs in table:
            result |= {f"{side}_{limb}": table[limbs] for side in ("right", "left")}
    return _merged(result, {name: value for name, value in table.items() if name not in {"legs", "arms"}})


def _leg(table: Table, side: Literal["right", "left"]) -> Leg | Foot:
    if table and "at" not in table and set(table) & {"hip", "knee", "ankle", "out"}:
        leg: Leg = _made(Leg, table)
        return leg
    x, y, *rest = table.get("at", (0.0, 0.0))
    out = rest[0] if rest else HALF_STANCE
    foot: Foot = _made(Foot, {**table, "at": [x, y, out if side == "right" else -out]})
    return foot


def _arm(table: Table) -> Arm | Hand | Hang:
    arm: Arm | Hand | Hang
    if "hang" in table:
        arm = _made(Hang, {**{k: v for k, v in table.items() if k != "hang"}, "x": table["hang"]})
    elif "hand" in table:
        arm = _made(Hand, {**{k: v for k, v in table.items() if k != "hand"}, "at": table["hand"]})
    else:
        arm = _made(Arm, table)
    return arm


def _root(table: Table) -> Standing | Placed | OnShoulders:
    if "pelvis" in table:
        return Placed(_plain([*table["pelvis"], 0.0][:3]))
    if "chest" in table:
        return OnShoulders(_plain([*table["chest"], 0.0][:3]))
    root: Standing = _made(Standing, table["stand"])
    return root


def pose_from(table: Table) -> Pose:
    """A pose from its table. Raises ValueError or KeyError that says what is wrong."""
    known = {
        "stand",
        "pelvis",
        "chest",
        "trunk",
        "tilt",
        "turn",
        "neck",
        "right_leg",
        "left_leg",
        "right_arm",
        "left_arm",
    }
    unknown = sorted(set(table) - known)
    if unknown:
        raise ValueError(f"a pose does not know {', '.join(unknown)}")
    return Pose(
        _root(table),
        _leg(table.get("right_leg", {}), "right"),
        _leg(table.get("left_leg", {}), "left"),
        _arm(table.get("right_arm", {})),
        _arm(table.get("left_arm", {})),
        *(_plain(table.get(name, 0.0)) for name in ("trunk", "tilt", "turn", "neck")),
    )


def _beats(rows: list[list[Any]]) -> tuple[Beat, ...]:
    """Beats from rows of [pose, seconds, manner?, {limb = arc height}?]; «hold» stays where one is."""
    here = next(row[0] for row in reversed(rows) if row[0] != "hold")
    beats = []
    for name, seconds, *more in rows:
        here = here if name == "hold" else name
        manner = next((item for item in more if isinstance(item, str)), "smooth")
        arc = next((item for item in more if isinstance(item, dict)), {})
        beats.append(Beat(here, float(seconds), manner, {limb: float(height) for limb, height in arc.items()}))
    return tuple(beats)


def motion_from(slug: str, table: Table) -> Motion:
    """A movement from its table. Raises ValueError, TypeError or KeyError that says what is wrong."""
    rest = dict(table)
    base = _both_sides(rest.pop("base", {}))
    poses = {name: pose_from(_merged(base, _both_sides(pose))) for name, pose in rest.pop("pose").items()}
    view = rest.pop("view", "side")
    yaw, pitch = VIEWS[view] if isinstance(view, str) else _plain(view)
    things = tuple(_made(PROPS[name], thing) for entry in rest.pop("props", []) for name, thing in entry.items())
    beats = _beats(rest.pop("beats"))
    poses |= {
        f"{OTHER}{name}": mirrored(pose)
        for name, pose in poses.items()
        if any(beat.to == f"{OTHER}{name}" for beat in beats)
    }
    lacking = sorted({beat.to for beat in beats} - set(poses))
    if lacking:
        raise ValueError(f"there is no pose {', '.join(lacking)}")
    kinds = {tuple(type(getattr(pose, f.name)) for f in fields(Pose)) for pose in poses.values()}
    if len(kinds) > 1:
        raise ValueError("its poses give the same limb in different ways")
    loads = {place: float(share) for place, share in rest.pop("loads", {}).items()}
    for name in ("works", "still"):
        if name in rest:
            rest[name] = tuple(rest[name])
    return Motion(slug, poses, beats, things, loads, yaw=yaw, pitch=pitch, **rest)


def read(texts: Mapping[str, str]) -> tuple[dict[str, Motion], list[str]]:
    """The movements in these files (name → TOML), and every flaw in them as a sentence."""
    motions: dict[str, Motion] = {}
    flaws: list[str] = []
    for name, text in texts.items():
        try:
            tables = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            flaws.append(f"{name}: not TOML: {error}")
            continue
        for slug, table in tables.items():
            try:
                motions[slug] = motion_from(slug, table)
            except (ValueError, TypeError, KeyError) as error:
                flaws.append(
                    f"{name}, {slug}: {error if not isinstance(error, KeyError) else f'{error} is missing or unknown'}"
                )
    return motions, flaws


def _texts() -> Iterator[tuple[str, str]]:
    folder = files("core.content").joinpath("figures")
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        if entry.name.endswith(".toml"):
            yield entry.name, entry.read_text(encoding="utf-8")


@cache
def motions() -> Mapping[str, Motion]:
    """Every movement by slug. Raises FiguresFlawed."""
    found, flaws = read(dict(_texts()))
    if flaws:
        raise FiguresFlawed("\n".join(flaws))
    return found
