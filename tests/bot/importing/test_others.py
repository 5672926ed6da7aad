"""Hevy's and Strong's exports: their dates, units and odd rows; what is bad is named by its row, and nothing is guessed."""

import pytest

from bot.refused import Refused
from core.bringing import MOST_BYTES, MOST_ROWS
from core.wording import text

HEVY = """"title","start_time","end_time","description","exercise_title","superset_id","exercise_notes","set_index","set_type","weight_kg","reps","distance_km","duration_seconds","rpe"
"Legs","26 Jul 2025, 07:06","26 Jul 2025, 08:11","","Romanian Deadlift (Dumbbell)",,"slow, =ly",0,"warmup",8,10,,,
"Legs","26 Jul 2025, 07:06","26 Jul 2025, 08:11","","Romanian Deadlift (Dumbbell)",,"",1,"normal",12.5,8,,,8
"Legs","26 Jul 2025, 07:06","26 Jul 2025, 08:11","","Lying Leg Curl (Machine)",,"",0,"failure",40,12,,,
"Legs","26 Jul 2025, 07:06","26 Jul 2025, 08:11","","Plank",,"",0,"normal",,,,60,
"Legs","26 Jul 2025, 07:06","26 Jul 2025, 08:11","","Running",,"",0,"normal",,,5.2,1800,
"Push","28 Jul 2025, 18:00","28 Jul 2025, 18:30","","Push Up",,"",0,"dropset",,15,,,
"""
STRONG = """Date;Workout Name;Exercise Name;Set Order;Weight;Weight Unit;Reps;RPE;Distance;Distance Unit;Seconds;Notes;Workout Notes;Workout Duration
2024-01-11 12:31:54;"Legs";"Deadlift (Barbell)";W;20,5;kg;5;;;;0;"";"";1h
2024-01-11 12:31:54;"Legs";"Deadlift (Barbell)";1;60;kg;5;8;;;0;"";"";1h
2024-01-11 12:31:54;"Legs";"Deadlift (Barbell)";Rest Timer;;;;;;;120;"";"";1h
2024-01-11 12:31:54;"Legs";"Deadlift (Barbell)";Note;;;;;;;0;"felt good";"";1h
2024-01-11 12:31:54;"Legs";"Deadlift (Barbell)";D;50;kg;8;;;;0;"";"";1h
2024-01-11 12:31:54;"Legs";"Plank";1;0;kg;0;;;;45;"";"";1h
"""
STRONG_BARE = """Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE
2024-01-11 1:05:00\u202fPM,"Push",40m,"Push Up",1,0.0,12.0,0,0,"","",
2024-01-11 1:05:00\u202fPM,"Push",40m,"Push Up",F,0.0,9.0,0,0,"","",10
"""


def test_hevys_table_becomes_closed_sessions(files):
    assert files.keep("ana", HEVY) == 2

    legs, push = files.workouts("ana")
    assert legs.started.isoformat() == "2025-07-26T05:06:00+00:00"  # wall time in the host's zone
    assert (legs.date.isoformat(), legs.closed, legs.ended.isoformat()) == (
        "2025-07-26",
        "finished",
        "2025-07-26T06:11:00+00:00",
    )
    assert [(e.slug, e.slot) for e in legs.exercises] == [
        ("db-rdl", "extra"),
        ("Lying Leg Curl (Machine)", "extra"),
        ("plank", "extra"),
    ]
    assert [(s.number, s.kind, s.load, s.reps, s.seconds, s.rir) for s in legs.sets] == [
        (101, "warmup", 8.0, 10, None, None),
        (1, "normal", 12.5, 8, None, 2),
        (1, "normal", 40.0, 12, None, None),
        (1, "normal", None, None, 60, None),
    ]
    assert legs.sets[0].note == "slow, =ly"
    assert [(s.kind, s.reps, s.load) for s in push.sets] == [("drop", 15, None)]


def test_runs_are_left_out_and_counted(files):
    preview = files.preview("ana", HEVY)

    assert (preview.wrote, preview.aside, preview.bad) == ("Hevy", 1, ())


def test_hevys_pounds_become_the_persons_kilograms(files):
    files.keep("ana", HEVY.replace("weight_kg", "weight_lbs").replace("distance_km", "distance_miles"))

    assert files.workouts("ana")[0].sets[1].load == pytest.approx(12.5 / 2.20462, abs=0.001)


def test_strongs_semicolons_units_and_odd_rows(files):
    preview = files.preview("ana", STRONG)
    files.keep("ana", STRONG)

    (legs,) = files.workouts("ana")
    assert (preview.wrote, preview.aside, preview.bad) == ("Strong", 2, ())
    assert [(s.kind, s.load, s.reps, s.seconds, s.rir) for s in legs.sets] == [
        ("warmup", 20.5, 5, None, None),
        ("normal", 60.0, 5, None, 2),
        ("drop", 50.0, 8, None, None),
        ("normal", None, None, 45, None),
    ]


def test_strongs_commas_without_units(files):
    files.keep("ana", STRONG_BARE)

    (push,) = files.workouts("ana")
    assert push.started.isoformat() == "2024-01-11T12:05:00+00:00"
    assert [(s.kind, s.reps, s.load, s.rir) for s in push.sets] == [("normal", 12, None, None), ("normal", 9, None, 0)]


@pytest.mark.parametrize("file", [HEVY, STRONG, STRONG_BARE], ids=["hevy", "strong", "strong-bare"])
def test_the_same_file_again_adds_nothing(files, file):
    files.keep("ana", file)
    before = files.export("ana", "json")

    assert files.keep("ana", file) == 0
    assert files.export("ana", "json") == before


def test_what_has_no_prescription_is_no_history_for_the_coach(files):
    files.keep("ana", HEVY)

    assert files.history("ana") == ()


ROW = '"Legs","26 Jul 2025, 07:06","","","Squat",,"",{index},"{kind}",{weight},{reps},,{seconds},{rpe}\n'


def hevy(**changed):
    cells = {"index": 0, "kind": "normal", "weight": 10, "reps": 6, "seconds": "", "rpe": ""} | changed
    return HEVY.splitlines()[0] + "\n" + ROW.format(**cells)


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"reps": 201}, "201"), ({"reps": "six"}, "no number"), ({"reps": -1}, "cannot be"), ({"reps": "nan"}, "cannot be"),
        ({"reps": 1.5}, "no whole number"), ({"reps": ""}, "neither reps nor a time"), ({"weight": 701}, "701"),
        ({"weight": "inf"}, "cannot be"), ({"seconds": 3601}, "3601"), ({"rpe": 11}, "11"), ({"kind": "giant"}, "giant"),
        ({"index": "1,2,3"}, "cells"),
    ],
)  # fmt: skip
def test_a_bad_row_is_named_by_its_number_and_reason(files, changed, why):
    preview = files.preview("ana", hevy(**changed))

    (bad,) = preview.bad
    assert bad.number == 2
    assert why in text(bad.reason)
    assert preview.new == ()


@pytest.mark.parametrize(
    "date", ["", "soon", "31 Feb 2025, 07:00", "26 Jul 2027, 07:06", "0001-01-01", "1900-01-01 00:00"]
)
def test_a_date_that_cannot_be_is_a_bad_row(files, date):
    preview = files.preview("ana", hevy().replace("26 Jul 2025, 07:06", date))

    (bad,) = preview.bad
    assert "start_time" in text(bad.reason)


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Romanian Deadlift (Dumbbell)", "db-rdl"),
        ("DB Rows", "supported-db-single-arm-row"),
        ("Upright Row (Barbell)", None),
        ("Bench Press (Barbell)", None),
        ("Leg Press", None),
        ("Pallof Press (Band)", "banded-paloff-press"),
    ],
)
def test_a_title_is_the_catalogues_only_without_doubt(files, title, slug):
    files.keep("ana", hevy().replace('"Squat"', f'"{title}"'))

    assert files.workouts("ana")[0].exercises[0].slug == (slug or title)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"x" * (MOST_BYTES + 1), "5,000,000"),
        (("a,b\n" * (MOST_ROWS + 2)).encode(), "50,000"),
        (b'{"outcome": 1}' + b'"outcome"' * MOST_ROWS, "50,000"),
        (b"", "none of"), (b"name,age\nana,35\n", "none of"), (b"\xff\xfe\x00", "UTF-8"), (b"\x80abc", "UTF-8"), (b"\0\0\0", "none of|cannot be read"),
    ],
    ids=["bytes", "rows", "sets", "empty", "another-table", "half-a-character", "latin", "zeros"],
)  # fmt: skip
def test_what_is_too_big_or_no_such_file_is_refused_in_a_sentence(files, content, why):
    with pytest.raises(Refused, match=why):
        files.preview("ana", content)


def test_a_preview_keeps_nothing(files):
    files.preview("ana", HEVY)

    assert files.athlete("ana") is None
