"""A picture by its name, drawn; pure work for a process of its own."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from typing import TYPE_CHECKING

from core.charts.naming import PREFIX as CHART
from core.charts.naming import chart_of
from core.charts.words import words
from core.content import library
from core.wording import text

if TYPE_CHECKING:
    from core.charts import Chart
    from core.exercise import Exercise


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it is sent. `alt` says in words what it shows; the file's name says nothing about a person."""

    data: bytes
    filename: str
    media_type: str
    alt: str


class Unknown(LookupError):  # noqa: N818  the docstring is the message
    """There is no picture of that name."""


def described(exercise: Exercise) -> str:
    """A movement in words: what one would see."""
    cues = " ".join(f"{cue.rstrip('.')}." for cue in exercise.cues)
    return f"{exercise.name}. {exercise.setup} {cues}"


def _chart(name: str) -> Picture:
    """A chart drawn from the values in its name. Raises Unknown."""
    from bot.pictures import charts  # noqa: PLC0415  matplotlib is loaded when a chart is drawn

    chart = chart_of(name)
    if chart is None:
        raise Unknown(name.partition("/")[0])
    return Picture(charts.draw(chart), "chart.png", "image/png", told(chart))


def told(chart: Chart) -> str:
    """A chart in words."""
    return " ".join(text(line, chart.language) for line in words(chart))


def subject(name: str) -> tuple[str, Exercise]:
    """The kind (`demo` or `still`) and the exercise that a name means. Raises Unknown."""
    kind, _, slug = name.partition("/")
    exercise = library().exercises.get(slug)
    if kind not in {"demo", "still"} or exercise is None:
        raise Unknown(name)
    return kind, exercise


@cache
def _edition() -> str:
    """What every drawing depends on: the code, the movements, the captions and the painter's version."""
    seal = sha256(version("pillow").encode())
    for package, endings in (
        ("bot.pictures", ".py"),
        ("core.content.figures", ".toml"),
        ("core.content.exercises", ".toml"),
    ):
        parent, _, folder = package.rpartition(".")
        for entry in sorted(files(parent).joinpath(folder).iterdir(), key=lambda item: item.name):
            if entry.name.endswith(endings):
                seal.update(entry.read_bytes())
    return seal.hexdigest()[:12]


def cached_as(name: str) -> str:
    """The file's name under which a demonstration is kept; another when its drawing has changed. Raises Unknown."""
    kind, exercise = subject(name)
    return f"{kind}-{exercise.slug}-{_edition()}.{'gif' if kind == 'demo' else 'png'}"


def of_bytes(name: str, data: bytes) -> Picture:
    """The picture of a demonstration whose bytes are known."""
    kind, exercise = subject(name)
    ending, media_type = ("gif", "image/gif") if kind == "demo" else ("png", "image/png")
    return Picture(data, f"{exercise.slug}.{ending}", media_type, described(exercise))


def draw(name: str) -> Picture:
    """The picture of that name. Raises Unknown."""
    if name.startswith(CHART):
        return _chart(name)

    from bot.pictures import demo  # noqa: PLC0415  Pillow is loaded when something is drawn
    from bot.pictures.script import motions  # noqa: PLC0415  see above

    kind, exercise = subject(name)
    motion = motions()[exercise.slug]
    caption = exercise.cues[motion.cue]
    if kind == "demo":
        return of_bytes(name, demo.moving(motion, exercise.muscles, caption))
    sheet = demo.still(motion, exercise.muscles, f"{exercise.name}: {caption}", panel=(300, 320))
    return of_bytes(name, demo.png(sheet))
