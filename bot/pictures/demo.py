"""A demonstration: the moving picture of an exercise, and its still with three poses side by side."""

from __future__ import annotations

from io import BytesIO
from math import hypot
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from bot.pictures import anatomy, colours
from bot.pictures.camera import Camera
from bot.pictures.canvas import FINER, Fit, blank, paint, write
from bot.pictures.furniture import furniture
from bot.pictures.gear import held
from bot.pictures.gif import gif
from bot.pictures.mannequin import Tinted, person
from bot.pictures.motion import Moment, Motion

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.pictures.figure import Figure
    from bot.pictures.shapes import Group

WIDTH, TALLEST, CAPTION = 320, 288, 34
MARGIN = 12
LARGEST = 1.5  # px per cm
LOWEST = 130  # px
STEP = 0.9  # cm that something must have moved for a new frame
TWO_SIDED = 0.76  # both sides in one picture take twice the frames: drawn a little smaller they weigh no more


def _scene(motion: Motion, figure: Figure, muscles: Sequence[str]) -> list[Group]:
    camera = Camera(motion.yaw, motion.pitch)
    patches = tuple(patch for muscle in muscles for patch in anatomy.MUSCLES.get(muscle, ()))
    groups = person(camera, figure, Tinted(patches, motion.works))  # type: ignore[arg-type]
    for prop in motion.props:
        groups += furniture(camera, prop) + held(camera, figure, prop)
    return groups


def _extent(scenes: Sequence[Sequence[Group]]) -> tuple[float, float, float, float]:
    points = [p for groups in scenes for group in groups for shape in group.shapes for p in shape.points]
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return min(xs), min(ys), max(xs), max(ys)


def _fit(scenes: Sequence[Sequence[Group]], width: int, height: int, share: float = 1.0) -> Fit:
    left, low, right, high = _extent(scenes)
    low = min(low, 0.0)
    scale = min((width - 2 * MARGIN) / (right - left), (height - 2 * MARGIN) / (high - low), LARGEST) * share
    return Fit(scale, width / 2 - (left + right) / 2 * scale, height - MARGIN + low * scale)


def _framed(scenes: Sequence[Sequence[Group]], width: int, tallest: int, share: float = 1.0) -> tuple[int, int, Fit]:
    """Width and height of a picture that holds all scenes, no higher than they need, and how they fit into it."""
    fit = _fit(scenes, width, tallest, share)
    _, low, _, high = _extent(scenes)
    room = min(max(round((high - min(low, 0.0)) * fit.scale) + 2 * MARGIN, LOWEST), tallest)
    return width, room, Fit(fit.scale, fit.left, fit.top - tallest + room)


def _painted(motion: Motion, groups: Sequence[Group], fit: Fit, size: tuple[int, int]) -> Image.Image:
    """One scene, large, on the floor that goes from behind the person to the lower edge."""
    large = blank(size)
    draw = ImageDraw.Draw(large)
    back = fit.onto([Camera(motion.yaw, motion.pitch).flat((0.0, 0.0, -45.0))])[0][1]
    draw.rectangle([0, back, size[0] * FINER, size[1] * FINER], fill=colours.FLOOR)
    paint(draw, fit, groups)
    return large


def moving(motion: Motion, muscles: Sequence[str], caption: str) -> bytes:
    """The GIF of a movement, its caption underneath."""
    moments = _noticeable(motion)
    scenes = [_scene(motion, moment.figure, muscles) for moment in moments]
    width, room, fit = _framed(scenes, WIDTH, TALLEST, TWO_SIDED if motion.mirror else 1.0)
    words = blank((width, CAPTION))
    write(ImageDraw.Draw(words), caption, (width / 2, CAPTION / 2), width - 16)
    strip = words.reduce(FINER)
    frames = []
    for groups in scenes:
        frame = Image.new("RGB", (width, room + CAPTION))
        frame.paste(_painted(motion, groups, fit, (width, room)).reduce(FINER), (0, 0))
        frame.paste(strip, (0, room))
        frames.append(frame)
    return gif(frames, [moment.seconds for moment in moments])


def _noticeable(motion: Motion) -> list[Moment]:
    """The moments that differ visibly from the one before; one that does not only lengthens it."""
    camera = Camera(motion.yaw, motion.pitch)
    shown: list[Moment] = []
    last: list[tuple[float, float]] = []
    step = STEP / TWO_SIDED**2 if motion.mirror else STEP
    for moment in motion.moments():
        spots = [camera.flat(joint) for joint in moment.figure.joints()]
        moved = max((hypot(a[0] - b[0], a[1] - b[1]) for a, b in zip(spots, last or spots, strict=True)), default=0.0)
        if last and moved < step:
            shown[-1] = Moment(shown[-1].figure, shown[-1].seconds + moment.seconds)
        else:
            shown.append(moment)
            last = spots
    return shown


def still(
    motion: Motion, muscles: Sequence[str], caption: str = "", *, panel: tuple[int, int] = (240, 280)
) -> Image.Image:
    """Three poses side by side, each within a panel of that width and at most that height (px)."""
    scenes = [_scene(motion, figure, muscles) for figure in motion.key_figures()]
    width, room, fit = _framed(scenes, *panel)
    strip = CAPTION if caption else 0
    whole = Image.new("RGB", (width * len(scenes), room + strip), colours.PAPER)
    for column, groups in enumerate(scenes):
        whole.paste(_painted(motion, groups, fit, (width, room)).reduce(FINER), (column * width, 0))
    if caption:
        large = blank((whole.width, strip))
        write(ImageDraw.Draw(large), caption, (whole.width / 2, strip / 2), whole.width - 16, size=17)
        whole.paste(large.reduce(FINER), (0, room))
    return whole


def png(image: Image.Image) -> bytes:
    """The picture as PNG, without anything that changes from day to day."""
    out = BytesIO()
    image.quantize(128, method=Image.Quantize.MEDIANCUT).save(out, "PNG", optimize=True)
    return out.getvalue()
