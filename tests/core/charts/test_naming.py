"""A chart's name holds its values, so the picture can be drawn from the name alone."""

from base64 import urlsafe_b64encode
from datetime import date, timedelta
from zlib import compress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.charts import LoadChart, LoadPoint, Week, WeeksChart
from core.charts.naming import chart_of, name_of
from tests.core.charts.test_words import BURPEES, ONCE, OVERVIEW, PALLOF, PLAN, PLANK, RECORDS, SQUAT, VOLUME, WEEKS


@pytest.mark.parametrize("chart", [SQUAT, PLANK, ONCE, PALLOF, BURPEES, OVERVIEW, RECORDS, WEEKS, VOLUME, PLAN])
def test_the_values_come_back_out_of_the_name(chart):
    assert chart_of(name_of(chart)) == chart


def test_the_same_values_have_the_same_name():
    assert name_of(SQUAT) == name_of(LoadChart("squat", "kg", SQUAT.points))


def test_where_there_is_nothing_to_see_there_is_no_name():
    assert name_of(WeeksChart(())) is None


def test_a_year_fits_into_a_short_name():
    day = date(2026, 1, 5)
    year = WeeksChart(tuple(Week(day + timedelta(weeks=at), "kept") for at in range(52)))
    sessions = LoadChart(
        "squat", "kg", tuple(LoadPoint(day + timedelta(days=3 * at), 8.0 + at, 6, 6, 10.5) for at in range(60))
    )

    assert len(name_of(year)) < 700
    assert len(name_of(sessions)) < 1500


@given(st.text() | st.text().map(lambda text: f"chart/{text}") | st.text().map(lambda text: f"chart/load/{text}"))
def test_any_text_is_a_chart_or_none_and_never_an_error(text):
    chart_of(text)


def packed(values):
    return urlsafe_b64encode(compress(values)).decode().rstrip("=")


@pytest.mark.parametrize("values", ["{}", "[]", "5", '["squat", "kg", 5, "en"]', '[[["x"]], 1, "en"]', "[" * 5000])
@pytest.mark.parametrize("kind", ["load", "overview", "records", "weeks", "volume", "plan", "no"])
def test_packed_nonsense_is_no_chart(kind, values):
    assert chart_of(f"chart/{kind}/{packed(values.encode())}") is None


def test_a_name_that_unpacks_without_end_is_no_chart():
    assert chart_of(f"chart/load/{packed(b'[' + b' ' * 50_000_000 + b']')}") is None


def test_a_name_says_what_kind_of_chart_it_is_and_nothing_else_that_could_be_read():
    assert name_of(SQUAT).startswith("chart/load/")
    assert "squat" not in name_of(SQUAT)
