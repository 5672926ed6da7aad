"""The one palette of all pictures: told apart by lightness as well as by hue, so that colour-blind people lose nothing."""

from __future__ import annotations

from dataclasses import dataclass, fields

PAPER = "#f6f3ec"
FLOOR = "#e3ddd0"
INK = "#27313d"
QUIET_INK = "#5f6b78"
MAT = "#b9d3cf"
WOOD = ("#d8c3a0", "#bda37b", "#c9b18b")
STEEL = "#4a545f"
IRON = "#2b333c"
BAND = "#0b7a75"
PLASTER = ("#d9d3c7", "#d9d3c7", "#c9c2b3")
BENCH = ("#6d7a88", "#4a545f", "#5a6673")
POST = "#8a939c"


@dataclass(frozen=True, slots=True)
class Tones:
    """The colours of a person."""

    skin: str
    shirt: str
    shorts: str
    shoe: str
    hair: str
    muscle: str


NEAR = Tones("#c9a58c", "#7f93ab", "#44546a", "#27313d", "#3d3430", "#e2531f")
FAR = Tones("#dcc7b6", "#a9b6c6", "#7c8896", "#5d6670", "#3d3430", "#eda184")


def blend(one: str, other: str, share: float) -> str:
    """The colour that lies that share of the way from one to the other."""
    pairs = ((int(one[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def tones_at(near: Tones, far: Tones, share: float) -> Tones:
    """The person's colours that share of the way into the distance."""
    share = min(max(share, 0.0), 1.0)
    return Tones(*(blend(getattr(near, f.name), getattr(far, f.name), share) for f in fields(Tones)))
