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
STEP = 0.9  # cm that something must have moved for a new frame
TWO_SIDED = 0.8  # both sides in one picture take twice the frames: drawn a little smaller they weigh no more


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


def _room(scenes: Sequence[Sequence[Group]], fit: Fit) -> int:
    """How high the picture must be for what it shows."""
    _, low, _, high = _extent(scenes)
    return min(max(round((high - min(low, 0.0)) * fit.scale) + 2 * MARGIN, 150), TALLEST)


def _floor(draw: ImageDraw.ImageDraw, camera: Camera, fit: Fit, size: tuple[int, int]) -> None:
    """The floor: a paler ground from behind the person to the lower edge."""
    y = fit.onto([camera.flat((0.0, 0.0, -45.0))])[0][1]
    draw.rectangle([0, y, size[0] * FINER, size[1] * FINER], fill=colours.FLOOR)


def moving(motion: Motion, muscles: Sequence[str], caption: str) -> bytes:
    """The GIF of a movement."""
    moments = _noticeable(motion)
    scenes = [_scene(motion, moment.figure, muscles) for moment in moments]
    share = TWO_SIDED if motion.mirror else 1.0
    fit = _fit(scenes, WIDTH, TALLEST, share)
    room = _room(scenes, fit)
    height = room + CAPTION
    fit = Fit(fit.scale, fit.left, fit.top - TALLEST + room)
    camera = Camera(motion.yaw, motion.pitch)
    frames = []
    for groups in scenes:
        large = blank((WIDTH, height))
        draw = ImageDraw.Draw(large)
        _floor(draw, camera, fit, (WIDTH, room))
        paint(draw, fit, groups)
        draw.rectangle([0, room * FINER, WIDTH * FINER, height * FINER], fill=colours.PAPER)
        write(draw, caption, (WIDTH / 2, room + CAPTION / 2), WIDTH - 16)
        frames.append(large.reduce(FINER))
    return gif(frames, [moment.seconds for moment in moments])


def _noticeable(motion: Motion) -> list[Moment]:
    """The moments that differ visibly from the one before; one that does not only lengthens it."""
    camera = Camera(motion.yaw, motion.pitch)
    shown: list[Moment] = []
    last: list[tuple[float, float]] = []
    step = STEP / TWO_SIDED**2 if motion.mirror else STEP
    for moment in motion.moments():
        spots = [camera.flat(joint) for joint in moment.figure.joints()]
        moved = (
            max((hypot(a[0] - b[0], a[1] - b[1]) for a, b in zip(spots, last, strict=True)), default=step)
            if last
            else step
        )
        if moved < step:
            shown[-1] = Moment(shown[-1].figure, shown[-1].seconds + moment.seconds)
        else:
            shown.append(moment)
            last = spots
    return shown


def still(
    motion: Motion, muscles: Sequence[str], caption: str = "", *, panel: tuple[int, int] = (240, 280)
) -> Image.Image:
    """Three poses side by side."""
    scenes = [_scene(motion, figure, muscles) for figure in motion.key_figures()]
    width, height = panel
    fit = _fit(scenes, width, height)
    camera = Camera(motion.yaw, motion.pitch)
    strip = 34 if caption else 0
    whole = Image.new("RGB", (width * len(scenes), height + strip), colours.PAPER)
    for column, groups in enumerate(scenes):
        large = blank(panel)
        draw = ImageDraw.Draw(large)
        _floor(draw, camera, fit, panel)
        paint(draw, fit, groups)
        whole.paste(large.reduce(FINER), (column * width, 0))
    if caption:
        large = blank((whole.width, strip))
        write(ImageDraw.Draw(large), caption, (whole.width / 2, strip / 2), whole.width - 16, size=17)
        whole.paste(large.reduce(FINER), (0, height))
    return whole


def png(image: Image.Image) -> bytes:
    """The picture as PNG, without anything that changes from day to day."""
    out = BytesIO()
    image.quantize(128, method=Image.Quantize.MEDIANCUT).save(out, "PNG", optimize=True)
    return out.getvalue()
