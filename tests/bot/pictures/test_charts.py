"""Charts: readable on a phone in any chat, drawn from any values, and the same bytes for the same values."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from itertools import pairwise

import pytest
from PIL import Image

from bot.pictures.charts import draw
from bot.pictures.drawing import draw as draw_named
from bot.pictures.studio import Studio
from core.charts import (
    Block,
    LoadChart,
    LoadPoint,
    OverviewChart,
    PatternSets,
    PlanChart,
    Record,
    RecordsChart,
    VolumeChart,
    Week,
    WeeksChart,
)
from core.charts.naming import name_of
from tests.core.charts.test_words import (
    BURPEES,
    ONCE,
    OVERVIEW,
    PALLOF,
    PLAN,
    PLANK,
    PUSHUP,
    RECORDS,
    SQUAT,
    VOLUME,
    WEEKS,
)

DAY = date(2026, 1, 5)
TWO_YEARS = LoadChart(
    "squat",
    "lb",
    tuple(
        LoadPoint(DAY + timedelta(days=7 * at // 2), 10.0 + at // 8, 6 + at % 4, 6 + at % 4, 12.0 + at // 8, at % 5 > 0)
        for at in range(208)
    ),
)
CHARTS = (SQUAT, PUSHUP, PLANK, ONCE, PALLOF, BURPEES, TWO_YEARS, OVERVIEW, RECORDS, WEEKS, VOLUME, PLAN)


def opened(data):
    with Image.open(BytesIO(data)) as picture:
        return picture.convert("RGB")


@pytest.mark.parametrize("chart", CHARTS)
def test_a_chart_is_as_wide_as_a_phone_and_brings_its_own_paper(chart):
    data = draw(chart)

    picture = opened(data)
    assert picture.width == 720
    assert 200 < picture.height < 1000
    assert len(data) < 60_000
    assert min(picture.getpixel((1, 1))) > 220


@pytest.mark.parametrize("chart", CHARTS)
def test_the_same_values_are_the_same_bytes(chart):
    assert draw(chart) == draw(chart)


@pytest.mark.parametrize("chart", CHARTS)
def test_without_colours_it_still_shows_dark_on_light(chart):
    """Lightness alone must carry it: ink, pale fills and paper stay apart in grey."""
    grey = opened(draw(chart)).convert("L")

    low, high = grey.getextrema()
    assert high - low > 150


def test_marks_of_weeks_differ_in_shape_not_in_colour_alone():
    """Each kind of week, in black and white, is another pattern of pixels."""
    pictures = set()
    for mark in ("kept", "missed", "protected", "open"):
        picture = opened(draw(WeeksChart((Week(DAY, mark), Week(DAY + timedelta(weeks=1), "missed"))))).convert("L")
        square = picture.crop((80, 70, 150, 150)).point(lambda level: 255 if level > 150 else 0)
        pictures.add(square.tobytes())

    assert len(pictures) == 4


def test_a_session_short_of_its_target_looks_different():
    hit = LoadChart("squat", "kg", (LoadPoint(DAY, 8.0, 6, 6),))
    short = replace(hit, points=(LoadPoint(DAY, 8.0, 6, 6, reached=False),))

    assert opened(draw(hit)).tobytes() != opened(draw(short)).tobytes()


@pytest.mark.parametrize(
    "chart",
    [
        LoadChart("a $very$ _odd_ {name} \\frac", "kg", (LoadPoint(DAY, 700.0, 200, 1),) * 40),
        LoadChart("squat", "kg", (LoadPoint(DAY, 0.0, 0, 0), LoadPoint(DAY, None, 0, 0))),
        LoadChart("squat", "lb", (LoadPoint(DAY, 0.5, 1, 200, 0.6),) * 2),
        LoadChart("squat", "kg", (LoadPoint(DAY, None, 0, 0),) * 17),
        LoadChart("squat", "kg", (LoadPoint(DAY, 0.0, 0, 0, 0.0),) * 300),
        OverviewChart(
            tuple(LoadChart(f"$x_{at}^ a long name of its own", "kg", (LoadPoint(DAY, 0.0, 0, 0),)) for at in range(9))
        ),
        RecordsChart((Record("squat", "kg", 0.0, 0, DAY), Record("$\\frac a long name of its own", "s", None, 0, DAY))),
        WeeksChart(tuple(Week(DAY + timedelta(weeks=at), "missed", race=True) for at in range(120))),
        VolumeChart((PatternSets("squat", 0, 0),), 4),
        VolumeChart(tuple(PatternSets(f"a rather long pattern {at}", at * 3.3) for at in range(11)), 1),
        PlanChart((Block("one day", DAY, DAY),), DAY + timedelta(days=400), (DAY - timedelta(days=30),)),
    ],
)
def test_odd_values_are_drawn_too(chart):
    assert opened(draw(chart)).width == 720


def in_reps(days, reps=8, band=""):
    points = tuple(LoadPoint(DAY + timedelta(days=day), None, reps, 8, band=band) for day in days)
    return LoadChart("push-up", "kg", points)


WIDE = (
    SQUAT,
    RecordsChart((Record("squat", "kg", 140.0, 10, date(2026, 9, 28), 180.0, 190.0),)),
    RecordsChart(tuple(Record(f"exercise {at}", "lb", 100.0 + 12.5 * at, 12, date(2026, 9, 28)) for at in range(9))),
    RecordsChart((Record("band pulldown", "kg", None, 15, date(2026, 9, 28), band="extra heavy from the shop"),)),
    PlanChart((Block("less before the race", DAY, DAY + timedelta(days=20), "taper"),), DAY),
    PlanChart((Block("W" * 40, DAY, DAY + timedelta(days=20)),), DAY + timedelta(days=19), (DAY + timedelta(days=20),)),
    VolumeChart((PatternSets("W" * 40, 10.5, 10.6), PatternSets("squat", 0.5)), 4),
    in_reps((0, 3), reps=100),
    in_reps(range(0, 48, 3), reps=100),
)


@pytest.mark.parametrize("chart", WIDE)
@pytest.mark.parametrize("language", ["en", "de"])
def test_no_word_is_cut_off_at_the_edge(chart, language):
    picture = opened(draw(replace(chart, language=language))).convert("L")
    paper = picture.getpixel((1, 1))

    for edge in ((0, 0, 4, picture.height), (picture.width - 4, 0, picture.width, picture.height)):
        assert picture.crop(edge).getextrema() == (paper, paper)


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("days", [(0, 3), (0, 3, 6), (0, 3, 6, 9), tuple(range(0, 15, 3)), tuple(range(0, 48, 3))])
def test_dates_below_do_not_touch(days, language):
    chart = in_reps([266 + day for day in days])  # the end of September: «28. Sept.» is long
    picture = opened(draw(replace(chart, language=language))).convert("L")
    row = picture.crop((0, picture.height - 48, picture.width, picture.height - 12))
    inked = [at for at in range(row.width) if row.crop((at, 0, at + 1, row.height)).getextrema()[0] < 170]
    gaps = [after - before for before, after in pairwise(inked) if after - before > 16]

    assert len(gaps) + 1 == (2 if len(days) < 5 else 3)


def test_bands_are_named_however_many_sessions_there_are():
    for many in (6, 60):
        light, heavy = in_reps(range(many), band="light"), in_reps(range(many), band="heavy")
        assert draw(light) != draw(heavy) != draw(in_reps(range(many)))
    bands = [RecordsChart((Record("row", "kg", None, 15, DAY, band=band),)) for band in ("light", "heavy", "")]
    assert len({draw(chart) for chart in bands}) == 3


def test_dates_follow_the_language():
    assert draw(SQUAT) != draw(replace(SQUAT, language="de"))


def test_two_years_show_all_of_their_time():
    """The first session stays in the picture, however many follow."""
    from_later = replace(TWO_YEARS, points=TWO_YEARS.points[1:])

    assert opened(draw(TWO_YEARS)).tobytes() != opened(draw(from_later)).tobytes()


def test_a_block_that_comes_again_stays_in_its_row():
    again = replace(
        PLAN, blocks=(*PLAN.blocks, replace(PLAN.blocks[1], starts=PLAN.blocks[2].ends + timedelta(days=1)))
    )

    assert opened(draw(again)).height == opened(draw(PLAN)).height


def test_an_empty_chart_is_left_to_the_words():
    with pytest.raises(ValueError, match="empty"):
        draw(WeeksChart(()))


async def test_a_chart_is_drawn_once_and_leaves_nothing_on_disk(tmp_path):
    drawn = []

    def counted(name):
        drawn.append(name)
        return draw_named(name)

    studio = Studio(tmp_path, workers=lambda: ThreadPoolExecutor(1), draw_one=counted)
    name = name_of(SQUAT)
    first, second = await studio.picture(name, 30), await studio.picture(name, 30)

    assert first is second
    assert drawn == [name]
    assert list(tmp_path.iterdir()) == []
    assert first.filename == "chart.png"
    assert first.alt.startswith("squat: 8 → 12 kg since Monday 5 Jan.")


async def test_a_chart_whose_values_cannot_be_drawn_is_left_out(tmp_path):
    studio = Studio(tmp_path, workers=lambda: ThreadPoolExecutor(1))

    assert await studio.picture(name_of(LoadChart("squat", "kg", (LoadPoint(DAY, "heavy", 6, 6),))), 30) is None
