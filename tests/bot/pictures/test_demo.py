"""The files that are sent: light, the same each time, timed like the movement, and a still beside them."""

import hashlib
import subprocess
import sys
from functools import cache
from io import BytesIO

import pytest
from PIL import Image

from bot.pictures.build import HEAVIEST
from bot.pictures.drawing import draw
from bot.pictures.script import motions
from core.content import library

HEAVY = ("step-up-bw", "db-step-up-alternating", "reverse-lunge-bw", "db-one-and-quarter-squat", "box-jump-low")


@cache
def drawn(slug):
    return draw(f"demo/{slug}").data


@pytest.mark.parametrize("slug", HEAVY)
def test_the_heaviest_are_light_enough(slug):
    """150 KB a picture; `python -m bot.pictures.build` checks all 61."""
    assert len(drawn(slug)) <= HEAVIEST


@pytest.mark.soak
@pytest.mark.parametrize("slug", sorted(library().exercises))
def test_all_are_light_enough(slug):
    assert len(drawn(slug)) <= HEAVIEST


def test_the_same_bytes_in_another_process():
    """Nothing of the day, of hash seeds or of the order of sets is in the file."""
    code = (
        "import hashlib; from bot.pictures.drawing import draw;"
        "print(hashlib.sha256(draw('demo/plank').data).hexdigest(), hashlib.sha256(draw('still/plank').data).hexdigest())"
    )

    runs = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": "."},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }

    here = [hashlib.sha256(draw(f"{kind}/plank").data).hexdigest() for kind in ("demo", "still")]
    assert [run.split() for run in runs] == [here]


@pytest.mark.parametrize("slug", ["db-rdl", "bw-pause-squat", "step-up-bw"])
def test_the_picture_lasts_as_long_as_the_movement_and_goes_on_for_ever(slug):
    with Image.open(BytesIO(drawn(slug))) as gif:
        lasts = 0
        for frame in range(gif.n_frames):
            gif.seek(frame)
            lasts += gif.info["duration"]

        assert lasts / 1000 == pytest.approx(motions()[slug].seconds, abs=0.15)
        assert gif.info["loop"] == 0
        assert gif.width == 320


def test_a_picture_has_its_own_background_in_light_and_dark_chats():
    with Image.open(BytesIO(drawn("db-rdl"))) as gif:
        first = gif.convert("RGBA")

    corners = {first.getpixel((x, y)) for x in (0, first.width - 1) for y in (0, first.height - 1)}
    assert all(alpha == 255 for *_, alpha in corners)
    assert all(min(rgb) > 200 for *rgb, _ in corners)


def test_a_still_shows_three_poses_and_moves_from_one_to_the_next():
    with Image.open(BytesIO(draw("still/db-rdl").data)) as still:
        panels = [
            still.convert("RGB").crop((300 * column, 0, 300 * column + 300, 250)).tobytes() for column in range(3)
        ]

    assert len(set(panels)) == 3
