"""A chart's name holds its values, so the picture can be drawn from the name alone."""

from base64 import urlsafe_b64encode
from datetime import date, timedelta
from zlib import compress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.charts import LoadChart, LoadPoint, Week, WeeksChart
from core.charts.naming import chart_of, name_of
from tests.core.charts.test_words import ONCE, PLAN, PLANK, SQUAT, VOLUME, WEEKS


@pytest.mark.parametrize("chart", [SQUAT, PLANK, ONCE, WEEKS, VOLUME, PLAN])
def test_the_values_come_back_out_of_the_name(chart):
    assert chart_of(name_of(chart)) == chart


def test_the_same_values_have_the_same_name():
    assert name_of(SQUAT) == name_of(LoadChart("squat", "kg", SQUAT.points))


def test_where_there_is_nothing_to_see_there_is_no_name():
    assert name_of(WeeksChart((), 0)) is None


def test_a_year_fits_into_a_short_name():
    day = date(2026, 1, 5)
    year = WeeksChart(tuple(Week(day + timedelta(weeks=at), "kept") for at in range(52)), 52)
    sessions = LoadChart(
        "squat", "kg", tuple(LoadPoint(day + timedelta(days=3 * at), 8.0 + at, 6, 6, 10.5) for at in range(60))
    )

    assert len(name_of(year)) < 700
    assert len(name_of(sessions)) < 1500


@given(st.text() | st.text().map(lambda text: f"chart/{text}"))
def test_any_text_is_a_chart_or_none_and_never_an_error(text):
    chart_of(text)


@pytest.mark.parametrize(
    "values",
    ["{}", "[]", '["load"]', '["load", 5]', '["weeks", [[["x", "kept", false]], 1, "en"]]', "[" * 5000, '["no", []]'],
)
def test_packed_nonsense_is_no_chart(values):
    assert chart_of("chart/" + urlsafe_b64encode(compress(values.encode())).decode().rstrip("=")) is None


def test_a_name_that_unpacks_without_end_is_no_chart():
    bomb = compress(b"[" + b" " * 50_000_000 + b"]", 9)

    assert chart_of("chart/" + urlsafe_b64encode(bomb).decode().rstrip("=")) is None
