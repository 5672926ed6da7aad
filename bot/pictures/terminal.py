"""A movement on a terminal: three poses in half blocks where there are colours, else in words."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from bot.pictures.drawing import described
from core.content import library

if TYPE_CHECKING:
    from PIL.Image import Image

NARROWEST, WIDEST = 36, 100  # columns: below, nobody recognises a pose; above, nothing is gained
CUBE = (0, 95, 135, 175, 215, 255)  # the levels of the 6 x 6 x 6 colours that every colour terminal has
GREYS = tuple(8 + 10 * step for step in range(24))


def terminal_still(slug: str, columns: int, *, colour: bool) -> str:
    """The exercise's three poses as lines of text no wider than `columns`, or its description when that cannot be.

    Raises KeyError for an exercise that the catalogue does not have.
    """
    exercise = library().exercise(slug)
    if not colour or columns < NARROWEST:
        return described(exercise)
    return _blocks(slug, min(columns, WIDEST))


def terminal_picture(name: str, columns: int) -> str | None:
    """A picture by its name, for a terminal with colours; None where the words must do (charts, unknown names)."""
    kind, _, slug = name.partition("/")
    if kind not in {"demo", "still"} or slug not in library().exercises or columns < NARROWEST:
        return None
    return terminal_still(slug, columns, colour=True)


@lru_cache(maxsize=32)
def _blocks(slug: str, columns: int) -> str:
    from bot.pictures import demo  # noqa: PLC0415  Pillow is loaded when something is drawn
    from bot.pictures.script import motions  # noqa: PLC0415  see above

    sheet = demo.still(motions()[slug], library().exercise(slug).muscles, panel=(170, 250))
    rows = max(round(sheet.height * columns / sheet.width / 2), 1) * 2
    return half_blocks(sheet.resize((columns, rows)))


def half_blocks(picture: Image) -> str:
    """Two rows of pixels in one row of characters: the upper half block in the upper pixel's colour on the lower's."""
    pixels = picture.convert("RGB").load()
    assert pixels is not None  # noqa: S101  a loaded picture has pixels
    lines = []
    for row in range(0, picture.height - 1, 2):
        line, before = [], (-1, -1)
        for column in range(picture.width):
            pair = (_nearest(pixels[column, row]), _nearest(pixels[column, row + 1]))
            line.append(f"\x1b[38;5;{pair[0]};48;5;{pair[1]}m▀" if pair != before else "▀")
            before = pair
        lines.append("".join(line) + "\x1b[0m")
    return "\n".join(lines)


@lru_cache(maxsize=4096)
def _nearest(rgb: tuple[int, int, int]) -> int:
    """The number of the nearest of the 240 fixed colours."""
    cube = tuple(min(range(6), key=lambda step: abs(CUBE[step] - part)) for part in rgb)
    grey = min(range(24), key=lambda step: abs(GREYS[step] - sum(rgb) / 3))

    def off(colour: tuple[int, ...]) -> int:
        return sum((a - b) ** 2 for a, b in zip(colour, rgb, strict=True))

    if off((GREYS[grey],) * 3) < off(tuple(CUBE[step] for step in cube)):
        return 232 + grey
    return 16 + 36 * cube[0] + 6 * cube[1] + cube[2]
