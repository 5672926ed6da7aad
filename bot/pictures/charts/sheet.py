"""An empty sheet for a chart: its size, paper, letters and colours, and the way from it to a PNG."""

from __future__ import annotations

from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
from babel.dates import format_skeleton
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.ticker import MaxNLocator
from PIL import Image

from bot.pictures import colours
from core.message import Line
from core.wording import text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from matplotlib.axes import Axes

WIDTH_IN = 3.6  # a phone shows this width as 360 px, so a point of type is 1.4 px
DPI = 200
SMALL_PT, NORMAL_PT, TITLE_PT = 7.5, 8.5, 10.5
NAMES_MOST, EDGE_IN = 0.47, 0.16  # share of the width for names on the left; paper left and right of them

# Told apart by lightness and by shape too (Okabe and Ito's blue and vermilion, darkened for paper).
SOLID, DASHED = "-", (0, (3, 2))
MAIN, ACCENT, PALE, GRID = "#1b5e96", "#c2500f", "#b9cfe2", "#ddd6c8"

STYLE: dict[Any, Any] = {
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans"],  # ships with matplotlib: the same letters on every machine
    "font.size": NORMAL_PT,
    "text.parse_math": False,  # an exercise may be named in a person's own words, dollar signs and all
    "text.color": colours.INK,
    "axes.edgecolor": colours.QUIET_INK,
    "axes.labelcolor": colours.INK,
    "axes.linewidth": 0.8,
    "axes.facecolor": colours.PAPER,
    "figure.facecolor": colours.PAPER,
    "xtick.color": colours.QUIET_INK,
    "ytick.color": colours.QUIET_INK,
    "xtick.labelsize": SMALL_PT,
    "ytick.labelsize": SMALL_PT,
    "axes.spines.top": False,
    "axes.spines.right": False,
}


@contextmanager
def styled() -> Iterator[None]:
    """Within: our style, and nothing of the user's own matplotlib settings."""
    with mpl.rc_context({**mpl.rcParamsDefault, **STYLE, "backend": "agg"}):
        yield


def figure(height_in: float, title: str) -> Figure:
    """A sheet with its title at the top left."""
    sheet = Figure(figsize=(WIDTH_IN, height_in), dpi=DPI)
    FigureCanvasAgg(sheet)
    sheet.text(0.03, 1 - 0.1 / height_in, title, fontsize=TITLE_PT, weight="bold", va="top")
    return sheet


def area(sheet: Figure, bottom_in: float, top_in: float, *, left: float = 0.12, right: float = 0.96) -> Axes:
    """Axes between two heights in inches from the lower edge."""
    height = float(sheet.get_figheight())
    return sheet.add_axes((left, bottom_in / height, right - left, (top_in - bottom_in) / height))


def png(sheet: Figure) -> bytes:
    """The sheet as PNG, the same bytes for the same drawing."""
    canvas = sheet.canvas
    assert isinstance(canvas, FigureCanvasAgg)  # noqa: S101  every sheet is made by `figure`
    canvas.draw()  # type: ignore[no-untyped-call]  # matplotlib leaves it without types
    raw = bytes(canvas.buffer_rgba())  # type: ignore[no-untyped-call]  # as above
    pixels = Image.frombytes("RGBA", canvas.get_width_height(), raw).convert("RGB")
    out = BytesIO()
    pixels.save(out, "PNG", compress_level=3)  # level 6 takes twice the time and saves a tenth
    return out.getvalue()


def framed(axes: Axes, values: Sequence[float]) -> None:
    """Room above and below the values, a few lines to read them by, and the names of the lines on top."""
    room = max((max(values) - min(values)) * 0.28, max(values) * 0.06) or 1
    axes.set_ylim(min(values) - room, max(values) + room)
    axes.yaxis.set_major_locator(MaxNLocator(nbins=4, min_n_ticks=2))
    axes.grid(axis="y", color=GRID, linewidth=0.7)
    axes.legend(loc="lower left", bbox_to_anchor=(-0.03, 0.97), ncols=2, frameon=False, fontsize=SMALL_PT)


def labels(language: str) -> Callable[[str], str]:
    """The few words inside charts, by name."""
    return lambda name: text(Line(f"chart.label.{name}"), language)


def _locale(language: str) -> str:
    """Where English is spoken «3 May» is written as the coach says it."""
    return "en_GB" if language == "en" else language


def day(on: date, language: str) -> str:
    """«3 May» in that language's own way."""
    return str(format_skeleton("MMMd", on, locale=_locale(language)))


def month(on: date, language: str) -> str:
    """«May»."""
    return str(format_skeleton("MMM", on, locale=_locale(language)))


def month_and_year(on: date, language: str) -> str:
    """«May 2026»."""
    return str(format_skeleton("yMMM", on, locale=_locale(language)))


def plain(value: float) -> str:
    """12.5 or 12: at most one decimal."""
    return f"{value:.1f}".rstrip("0").rstrip(".")


def capital(name: str) -> str:
    """The name as it stands at the beginning."""
    return name[:1].upper() + name[1:]


def width(sheet: Figure, words: str, size_pt: float, *, bold: bool = False) -> float:
    """How wide a line of words is on the sheet, in inches."""
    canvas = sheet.canvas
    assert isinstance(canvas, FigureCanvasAgg)  # noqa: S101  every sheet is made by `figure`
    letters = FontProperties(family="DejaVu Sans", size=size_pt, weight="bold" if bold else "normal")
    renderer = canvas.get_renderer()  # type: ignore[no-untyped-call]  # matplotlib leaves it without types
    return float(renderer.get_text_width_height_descent(words, letters, ismath=False)[0]) / DPI


def beside(sheet: Figure, names: Sequence[str], *, bold: bool = False) -> tuple[float, list[str]]:
    """The share of the width that names on the left need, at most NAMES_MOST, and the names shortened to fit it."""
    most = NAMES_MOST * WIDTH_IN - EDGE_IN
    told, widest = [], 0.0
    for name in names:
        short, wide = name, width(sheet, name, NORMAL_PT, bold=bold)
        while wide > most and len(short) > 1:
            short = shortened(name, len(short) - 1)
            wide = width(sheet, short, NORMAL_PT, bold=bold)
        told.append(short)
        widest = max(widest, wide)
    return (widest + EDGE_IN) / WIDTH_IN, told


def shortened(name: str, letters: int) -> str:
    """The name in at most so many letters."""
    return name if len(name) <= letters else name[: letters - 1].rstrip() + "…"
