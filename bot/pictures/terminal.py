"""A movement on a terminal: three poses in half blocks where there are colours, else in words."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from bot.pictures import colours
from bot.pictures.drawing import described
from core.content import library

if TYPE_CHECKING:
    from PIL.Image import Image

NARROWEST, WIDEST = 36, 100  # columns: below, nobody recognises a pose; above, nothing is gained
POSES, PANEL, LOW, LYING = (
    3,
    170,
    130,
    24,
)  # px of a pose's width, and of the height of one who lies; its fewest columns
SURFACE = 40  # px; fewer are the edge of something
# Our palette in the 240 fixed colours of a colour terminal, by eye: the nearest by numbers turns skin green and cloth pink.
INKS = {
    colours.PAPER: 255,
    colours.FLOOR: 252,
    colours.INK: 236,
    colours.MAT: 152,
    colours.WOOD[0]: 187,
    colours.WOOD[1]: 137,
    colours.WOOD[2]: 179,
    colours.STEEL: 240,
    colours.IRON: 235,
    colours.BAND: 30,
    colours.PLASTER[0]: 251,
    colours.PLASTER[2]: 248,
    colours.BENCH[0]: 103,
    colours.BENCH[2]: 60,
    colours.POST: 246,
    colours.NEAR.skin: 180,
    colours.NEAR.shirt: 67,
    colours.NEAR.shorts: 239,
    colours.NEAR.hair: 237,
    colours.NEAR.muscle: 202,
    colours.FAR.skin: 223,
    colours.FAR.shirt: 110,
    colours.FAR.shorts: 245,
    colours.FAR.shoe: 241,
    colours.FAR.muscle: 216,
}


def terminal_still(slug: str, columns: int, *, colour: bool) -> str:
    """The exercise's three poses as lines of text no wider than `columns`, or its description when that cannot be.

    Raises KeyError for an exercise that the catalogue does not have.
    """
    exercise = library().exercise(slug)
    if not colour or columns < NARROWEST:
        return described(exercise)
    return _blocks(slug, min(columns, WIDEST))


def terminal_picture(name: str, columns: int, *, colour: bool) -> str | None:
    """A picture by its name: in half blocks, or where that cannot be how the movement is set up, which its card does not say.

    None where there is nothing to add to the words: charts, unknown names.
    """
    kind, _, slug = name.partition("/")
    exercise = library().exercises.get(slug)
    if kind not in {"demo", "still"} or exercise is None:
        return None
    if not colour or columns < NARROWEST:
        return exercise.setup
    return terminal_still(slug, columns, colour=True)


@lru_cache(maxsize=32)
def _blocks(slug: str, columns: int) -> str:
    from PIL.Image import Resampling  # noqa: PLC0415  Pillow is loaded when something is drawn

    from bot.pictures import demo  # noqa: PLC0415  see above
    from bot.pictures.script import motions  # noqa: PLC0415  see above

    sheet = demo.still(motions()[slug], library().exercise(slug).muscles, panel=(PANEL, 250))
    if sheet.height <= LOW and columns < POSES * LYING:
        sheet = _first_and_last(sheet)
    rows = max(round(sheet.height * columns / sheet.width / 2), 1) * 2
    return half_blocks(sheet.resize((columns, rows), Resampling.BOX), _inks(sheet))


def _first_and_last(sheet: Image) -> Image:
    """Who lies is long and low: two poses are seen better than three, and there is nothing above them."""
    from PIL import Image, ImageChops  # noqa: PLC0415  see above

    paper = Image.new("RGB", sheet.size, colours.PAPER)
    drawn = ImageChops.difference(sheet, paper).getbbox() or (0, 0, *sheet.size)
    top = max(drawn[1] - PANEL // 20, 0)
    pair = Image.new("RGB", (2 * PANEL, sheet.height - top))
    pair.paste(sheet, (0, -top))
    pair.paste(sheet.crop((2 * PANEL, top, POSES * PANEL, sheet.height)), (PANEL, 0))
    return pair


def _inks(sheet: Image) -> frozenset[str]:
    """The palette's colours that surfaces of this picture have: what lies between two of them is none of its own."""
    counted = sheet.getcolors(maxcolors=sheet.width * sheet.height) or []
    large = (rgb for count, rgb in counted if count >= SURFACE and isinstance(rgb, tuple))
    return frozenset(min(INKS, key=lambda ink: _off(ink, (rgb[0], rgb[1], rgb[2]))) for rgb in large)


def half_blocks(picture: Image, inks: frozenset[str]) -> str:
    """Two rows of pixels in one row of characters: the upper half block in the upper pixel's colour on the lower's."""
    pixels = picture.convert("RGB").load()
    assert pixels is not None  # noqa: S101  a loaded picture has pixels
    lines = []
    for row in range(0, picture.height - 1, 2):
        line, before = [], (-1, -1)
        for column in range(picture.width):
            pair = (_nearest(pixels[column, row], inks), _nearest(pixels[column, row + 1], inks))
            line.append(f"\x1b[38;5;{pair[0]};48;5;{pair[1]}m▀" if pair != before else "▀")
            before = pair
        lines.append("".join(line) + "\x1b[0m")
    return "\n".join(lines)


@lru_cache(maxsize=4096)
def _nearest(rgb: tuple[int, int, int], inks: frozenset[str]) -> int:
    """The number of the nearest of these colours."""
    return INKS[min(sorted(inks), key=lambda ink: _off(ink, rgb))]


def _off(ink: str, rgb: tuple[int, int, int]) -> int:
    return sum((int(ink[at : at + 2], 16) - part) ** 2 for at, part in zip((1, 3, 5), rgb, strict=True))
