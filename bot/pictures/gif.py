"""Frames as an endless GIF: few colours, the same bytes each time."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image

if TYPE_CHECKING:
    from collections.abc import Sequence

FLAT, COLOURS = 18, 31  # colours of surfaces; with the steps to the paper


def _palette(sample: Image.Image) -> Image.Image:
    """The commonest colours, which are the flat ones, and between each of them and the paper one step for smooth edges."""
    counted = sample.getcolors(maxcolors=sample.width * sample.height) or []
    flat = [rgb for _, rgb in sorted(counted, reverse=True)[:FLAT] if isinstance(rgb, tuple)]
    paper = flat[0]
    steps = [tuple((a + b) // 2 for a, b in zip(colour, paper, strict=True)) for colour in flat[1:]]
    chosen = list(dict.fromkeys([*flat, *steps]))[:COLOURS]
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for colour in chosen for part in colour])
    return palette


def gif(frames: Sequence[Image.Image], seconds: Sequence[float]) -> bytes:
    """The frames as an endless GIF in one common palette, timed in hundredths of a second without drift."""
    sample = frames[:: max(len(frames) // 6, 1)]
    montage = Image.new("RGB", (sample[0].width, sample[0].height * len(sample)))
    for row, frame in enumerate(sample):
        montage.paste(frame, (0, row * frame.height))
    palette = _palette(montage)
    few = [frame.quantize(palette=palette, dither=Image.Dither.NONE) for frame in frames]
    durations, now, shown = [], 0.0, 0
    for length in seconds:
        now += length
        hundredths = round(now * 100) - shown
        shown += hundredths
        durations.append(hundredths * 10)
    out = BytesIO()
    few[0].save(out, "GIF", save_all=True, append_images=few[1:], duration=durations, loop=0, optimize=False)
    return out.getvalue()
