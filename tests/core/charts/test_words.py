"""A chart in words says what the picture shows, with lines that exist and blanks that are filled."""

import re
import tomllib
from datetime import date, timedelta
from importlib.resources import files

import pytest

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
from core.charts.words import words
from core.content import library
from core.message import Line
from core.wording import text

DAY = date(2026, 1, 5)


def book():
    def flat(table, prefix=""):
        for key, value in table.items():
            if isinstance(value, dict):
                yield from flat(value, f"{prefix}{key}.")
            else:
                yield prefix + key, value

    return dict(flat(tomllib.loads(files("core.wording").joinpath("en.toml").read_text("utf-8"))))


def session(at, load, reps, target, e1rm=None, *, band=""):
    return LoadPoint(DAY + timedelta(days=3 * at), load, reps, target, e1rm, reps >= target, band)


SQUAT = LoadChart(
    "squat", "kg", (session(0, 8.0, 6, 6, 10.1), session(1, 8.0, 5, 7, 9.6), session(2, 12.0, 6, 6, 14.4))
)
PUSHUP = LoadChart("push-up", "kg", (session(0, None, 6, 6), session(1, None, 9, 8)))
PLANK = LoadChart("plank", "s", (session(0, None, 30, 30), session(1, None, 35, 35)))
ONCE = LoadChart("row", "lb", (session(0, 15.0, 6, 6),))
MARKS = ("kept", "kept", "missed", "protected", "kept", "open")
WEEKS = WeeksChart(tuple(Week(DAY + timedelta(weeks=at), mark, race=at == 3) for at, mark in enumerate(MARKS)))
VOLUME = VolumeChart((PatternSets("squat", 6, 4), PatternSets("hinge", 5, 5.2), PatternSets("calf", 2.25, 4)), 4)
PLAN = PlanChart(
    (
        Block("the routine", DAY, DAY + timedelta(days=27)),
        Block("build", DAY + timedelta(days=28), DAY + timedelta(days=83)),
        Block("taper", DAY + timedelta(days=84), DAY + timedelta(days=97), "taper"),
    ),
    DAY + timedelta(days=40),
    (DAY + timedelta(days=97),),
)
PALLOF = LoadChart("Pallof", "kg", (session(0, None, 6, 6, band="light"), session(1, None, 6, 6, band="medium")))
BURPEES = LoadChart("burpees", "kg", (session(0, None, 20, 0), session(7, None, 25, 0)))
OVERVIEW = OverviewChart((SQUAT, PUSHUP, PALLOF, ONCE, LoadChart("RDL", "kg", ())))
RECORDS = RecordsChart(
    (
        Record("squat", "kg", 12.0, 6, DAY, 13.9, 14.4),
        Record("plank", "s", None, 40, DAY),
        Record("Pallof", "kg", None, 8, DAY, band="light"),
    )
)
ALL = (
    SQUAT,
    PUSHUP,
    PLANK,
    ONCE,
    PALLOF,
    BURPEES,
    OVERVIEW,
    RECORDS,
    WEEKS,
    VOLUME,
    PLAN,
    RecordsChart(()),
    LoadChart("squat", "kg", ()),
    WeeksChart(()),
)


def lines_within(value):
    if isinstance(value, Line):
        yield value
        for blank in value.blanks.values():
            yield from lines_within(blank)
    elif isinstance(value, tuple):
        for item in value:
            yield from lines_within(item)


def keyed(chart):
    return {line.key.removeprefix("chart."): line.blanks for line in words(chart)}


@pytest.mark.parametrize("chart", ALL)
def test_every_line_has_words_and_every_blank_is_filled(chart):
    said = list(lines_within(words(chart)))

    assert said
    for line in said:
        assert set(re.findall(r"\{(\w+)", book()[line.key])) <= set(line.blanks), line.key


def test_a_load_that_grew_is_told_from_first_to_last_with_the_best_set():
    said = keyed(SQUAT)

    assert said["load.moved"] == {"exercise": "squat", "first": 8.0, "last": 12.0, "unit": "kg", "since": DAY}
    assert said["load.best"]["set"] == Line("chart.load.set", {"reps": 6, "load": 12.0, "unit": "kg"})
    assert said["load.targets"] == {"hits": 2, "sessions": 3}
    assert (said["load.e1rm"]["first"], said["load.e1rm"]["last"]) == (10.1, 14.4)


def test_without_a_load_reps_are_told_and_of_what_is_held_seconds():
    assert (keyed(PUSHUP)["load.reps"]["first"], keyed(PUSHUP)["load.reps"]["last"]) == (6, 9)
    assert keyed(PLANK)["load.held"]["last"] == 35


def test_a_band_or_a_load_that_came_is_told_with_its_set():
    added = LoadChart("push-up", "kg", (session(0, None, 8, 8), session(7, 5.0, 6, 6)))

    assert text(words(PALLOF)[0]) == "Pallof: 6 @ light band → 6 @ medium band since Monday 5 Jan."
    assert text(words(added)[0]) == "push-up: 8 reps → 6 @ 5 kg since Monday 5 Jan."


@pytest.mark.parametrize(
    ("chart", "told"),
    [
        (LoadChart("push-up", "kg", (session(0, None, 8, 8), session(7, None, 8, 8))), "push-up: 8 reps"),
        (LoadChart("plank", "s", (session(0, None, 30, 30), session(7, None, 30, 30))), "plank: 30 s"),
        (
            LoadChart("row", "kg", (session(0, None, 8, 8, band="red"), session(7, None, 8, 8, band="red"))),
            "row: 8 @ red band",
        ),
    ],
)
def test_what_stayed_the_same_is_not_told_twice(chart, told):
    assert text(words(chart)[0]) == f"{told} since Monday 5 Jan."


def test_a_first_session_is_no_trend():
    assert list(keyed(ONCE)) == ["load.once"]


def test_protected_weeks_are_neither_kept_nor_missed_and_the_open_week_is_not_counted():
    said = keyed(WEEKS)

    assert said["weeks.kept"] == {"kept": 3, "weeks": 4}
    assert said["weeks.protected"] == {"weeks": 1}
    assert said["weeks.races"] == {"weeks": (DAY + timedelta(weeks=3),)}
    assert "weeks.open" not in said


def test_in_the_first_week_there_is_no_count_yet():
    assert list(keyed(WeeksChart((Week(DAY, "open"),)))) == ["weeks.open"]


def test_volume_names_what_became_more_and_less_but_not_what_hardly_moved():
    said = keyed(VOLUME)

    assert said["volume.more"] == {"patterns": ("squat",)}
    assert said["volume.less"] == {"patterns": ("calf",)}


def test_the_plan_says_where_one_is_and_what_comes():
    said = keyed(PLAN)

    assert said["plan.here"] == {"block": "build", "until": DAY + timedelta(days=83)}
    assert [line.blanks["block"] for line in said["plan.then"]["blocks"]] == ["taper"]
    assert said["plan.races"] == {"races": (DAY + timedelta(days=97),)}


def test_where_the_last_block_ends_is_open():
    said = keyed(PlanChart(PLAN.blocks[:2], PLAN.today))

    assert "plan.here" not in said
    assert said["plan.here_on"]["block"] == "build"


def test_extra_work_has_no_target_that_could_be_missed():
    assert "load.targets" not in keyed(BURPEES)


def test_several_exercises_are_told_one_by_one_with_targets_and_estimates():
    assert [text(line) for line in words(OVERVIEW)] == [
        "squat: 6 @ 8 kg → 6 @ 12 kg, target in 2 of 3, once about 10.1 → 14.4 kg",
        "push-up: 6 reps → 9 reps, target in 2 of 2",
        "Pallof: 6 @ light band → 6 @ medium band, target in 2 of 2",
        "row: 6 @ 15 lb (new)",
    ]


def test_best_sets_are_told_with_their_day_and_an_estimate_where_there_is_one():
    assert [text(line) for line in words(RECORDS)] == [
        "squat: 6 @ 12 kg on Monday 5 Jan, once about 13.9\N{EN DASH}14.4 kg.",
        "plank: 40 s on Monday 5 Jan.",
        "Pallof: 8 @ light band on Monday 5 Jan.",
    ]


def test_no_line_makes_a_forbidden_claim():
    for claims in library().forbidden.values():
        for pattern in claims:
            assert not any(re.search(pattern, text, re.IGNORECASE) for text in book().values())


@pytest.mark.parametrize("chart", ALL)
def test_the_phrasebook_says_every_line(chart):
    for line in words(chart):
        assert "{" not in text(line)


def test_how_it_sounds():
    assert [text(line) for line in words(WEEKS)] == [
        "3 of 4 weeks kept.",
        "1 week of rest, illness or racing: the row goes on after.",
        "Race in the week of Monday 26 Jan.",
    ]
    assert (
        text(words(VOLUME)[0])
        == "Sets a week, last 4 weeks: squat 6 (4 before), hinge 5 (5.2 before), calf 2.2 (4 before)."
    )
