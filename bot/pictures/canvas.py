"""Shapes onto pixels: painted large, shrunk smooth, kept in few colours."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageFont

from bot.pictures import colours
from bot.pictures.shapes import Fill

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.pictures.camera import Point
    from bot.pictures.shapes import Group

FINER = 3  # painted this many times larger
HALO_PX = 1.6


@cache
def font(size: int, *, bold: bool = False) -> ImageFont.FreeTypeFont:
    """DejaVu Sans, which matplotlib ships; found without importing matplotlib."""
    spec = find_spec("matplotlib")
    folder = Path(next(iter(spec.submodule_search_locations or ()))) if spec else Path()
    name = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
    return ImageFont.truetype(folder / "mpl-data" / "fonts" / "ttf" / name, size, layout_engine=ImageFont.Layout.BASIC)


@dataclass(frozen=True, slots=True)
class Fit:
    """How centimetres become pixels: `left` and `top` are the place of the room's (0, 0) on the picture."""

    scale: float
    left: float
    top: float

    def onto(self, points: Iterable[Point]) -> list[tuple[float, float]]:
        """The points on the large picture."""
        return [((self.left + x * self.scale) * FINER, (self.top - y * self.scale) * FINER) for x, y in points]


def paint(draw: ImageDraw.ImageDraw, fit: Fit, groups: Iterable[Group]) -> None:
    """Paint the groups from far to near."""
    halo = round(2 * HALO_PX * FINER)
    for group in sorted(groups, key=lambda g: g.depth):
        for shape in group.shapes:
            if isinstance(shape, Fill) and shape.outlined:
                points = fit.onto(shape.points)
                draw.line([*points, points[0], points[1]], fill=colours.PAPER, width=halo, joint="curve")
        for shape in group.shapes:
            points = fit.onto(shape.points)
            if isinstance(shape, Fill):
                draw.polygon(points, fill=shape.colour)
            else:
                width = round(shape.width * fit.scale * FINER)
                draw.line(points, fill=shape.colour, width=width, joint="curve")
                for x, y in points:
                    draw.ellipse([x - width / 2, y - width / 2, x + width / 2, y + width / 2], fill=shape.colour)


def blank(size: tuple[int, int]) -> Image.Image:
    """An empty large picture."""
    return Image.new("RGB", (size[0] * FINER, size[1] * FINER), colours.PAPER)


def write(draw: ImageDraw.ImageDraw, text: str, middle: tuple[float, float], width: float, *, size: int = 15) -> None:
    """One line in the middle of a place, smaller when it would not fit its width (px)."""
    while size > 9 and font(size * FINER, bold=True).getlength(text) > width * FINER:  # noqa: PLR2004  the smallest that can be read
        size -= 1
    x, y = middle
    draw.text((x * FINER, y * FINER), text, fill=colours.INK, font=font(size * FINER, bold=True), anchor="mm")
