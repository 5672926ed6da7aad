"""Files as people really have them: other dates, other separators, resaved by a spreadsheet; the same sets come of each."""

from zoneinfo import ZoneInfo

import pytest

from tests.bot.importing.test_others import HEVY, STRONG, STRONG_BARE

HEVY_HEAD = '"title","start_time","end_time","description","exercise_title","superset_id","exercise_notes","set_index","set_type","weight_kg","reps","distance_km","duration_seconds","rpe"'
ANDROID = """Workout #;Date;Workout Name;Duration (sec);Exercise Name;Set Order;Weight (kg);Reps;RPE;Distance (meters);Seconds;Notes;Workout Notes
"1";"2023-05-02 06:30:00";"Legs";"2400";"Romanian Deadlift (Dumbbell)";"W";"8.0";"10";"";"";"0.0";"";""
"1";"2023-05-02 06:30:00";"Legs";"2400";"Romanian Deadlift (Dumbbell)";"1";"12.5";"8";"8.5";"";"0.0";"";""
"1";"2023-05-02 06:30:00";"Legs";"2400";"Romanian Deadlift (Dumbbell)";"Rest Timer";"";"";"";"";"90.0";"";""
"""
POUNDS = """Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Weight Unit,Reps,RPE,Distance,Distance Unit,Seconds,Notes,Workout Notes
2023-05-02 06:30:00,"Legs",40m,"Romanian Deadlift (Dumbbell)",1,25.0,lbs,8,,0,,0,,
"""
RESAVED = (
    HEVY.replace('"', "")
    .replace("26 Jul 2025, 07:06", "26.07.2025 07:06")
    .replace("26 Jul 2025, 08:11", "26.07.2025 08:11")
)
RESAVED = RESAVED.replace("28 Jul 2025, 18:00", "28.07.2025 18:00").replace("28 Jul 2025, 18:30", "28.07.2025 18:30")
RESAVED = RESAVED.replace("slow, =ly", "slow").replace(".5", "§").replace(",", ";").replace("§", ",5")


def hevy_on(written):
    return HEVY.splitlines()[0] + f'\n"Legs","{written}","","","Squat",,"",0,"normal",10,6,,,\n'


def told(files, who):
    return [
        (one.started.isoformat(), [(s.kind, s.load, s.reps, s.seconds, s.rir) for s in one.sets])
        for one in files.workouts(who)
    ]


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: "\ufeff" + text,
        lambda text: ("\ufeff" + text).encode("utf-16"),
        lambda text: text.replace("26 Jul 2025, 07:06", "Jul 26, 2025, 7:06 AM"),
        lambda text: text.replace("26 Jul 2025, 07:06", "26 Jul 2025, 7:06\u202fAM"),
        lambda text: text.replace("26 Jul 2025, 07:06", "2025-07-26 07:06:00"),
        lambda text: text.replace("26 Jul 2025, 07:06", "2025-07-26T05:06:00Z"),
        lambda text: text.replace("26 Jul 2025, 07:06", "26.07.2025 07:06"),
        lambda text: text.replace("26 Jul 2025, 07:06", "26.07.2025 07:06:00"),
        lambda text: text.replace(",", "\t").replace("Jul 2025\t", "Jul 2025,").replace("slow\t", "slow,"),
        lambda text: text + "\n\n   \n",
        lambda text: "sep=,\n" + text,
    ],
    ids=["crlf", "bom", "utf-16", "month-first", "narrow-space", "iso", "utc", "dots", "dots-seconds", "tabs", "empty-lines", "sep"],
)  # fmt: skip
def test_hevys_table_in_other_clothes_is_the_same_training(files, change):
    files.keep("ana", HEVY)
    content = change(HEVY)

    preview = files.preview("ben", content)
    files.keep("ben", content)

    assert preview.bad == ()
    assert told(files, "ben") == told(files, "ana")
    assert files.keep("ben", content) == 0


def test_a_table_that_a_spreadsheet_saved_with_semicolons_and_commas_in_numbers(files):
    files.keep("ana", HEVY)

    assert files.preview("ben", RESAVED).bad == ()
    files.keep("ben", RESAVED)

    assert told(files, "ben") == told(files, "ana")


def test_strongs_android_table_has_its_unit_in_the_column(files):
    preview = files.preview("ana", ANDROID)
    files.keep("ana", ANDROID)

    assert (preview.wrote, preview.aside, preview.bad) == ("Strong", 1, ())
    assert told(files, "ana") == [
        ("2023-05-02T04:30:00+00:00", [("warmup", 8.0, 10, None, None), ("normal", 12.5, 8, None, 1)])
    ]
    assert files.keep("ana", ANDROID) == 0


def test_strongs_pounds_become_the_persons_kilograms(files):
    files.keep("ana", POUNDS)

    ((_, sets),) = told(files, "ana")
    assert sets == [("normal", pytest.approx(25 / 2.20462, abs=0.001), 8, None, None)]


@pytest.mark.parametrize("name", ["kg", "kgs", "KG"])
def test_units_however_they_are_written(files, name):
    files.keep("ana", POUNDS.replace(",lbs,", f",{name},"))

    assert told(files, "ana")[0][1][0][1] == 25.0


@pytest.mark.parametrize("table", [HEVY, STRONG, STRONG_BARE, ANDROID], ids=["hevy", "strong", "bare", "android"])
def test_bad_rows_are_counted_as_a_spreadsheet_counts_them_and_the_good_ones_are_kept(files, table):
    lines = table.splitlines()
    broken = [*lines[:2], "this,is;no row", *lines[2:], "nor is this"]

    preview = files.preview("ana", "\n".join(broken))

    assert [bad.number for bad in preview.bad] == [3, len(broken)]
    assert [len(one.sets) for one in preview.new] == [len(one.sets) for one in files.preview("ana", table).new]


@pytest.mark.parametrize("cell", ["=HYPERLINK(1)", "+1+1", "-2", "@SUM(A1)", "\tx", "'=1"])
def test_a_formula_comes_in_as_text_and_goes_out_defused(files, cell):
    row = f'\n"Legs","26 Jul 2025, 07:06","","","Squat",,"{cell}",0,"normal",10,6,,,\n'
    files.keep("ana", HEVY_HEAD + row.replace("Squat", cell))

    out = files.export("ana", "csv")
    cells = [part for line in out.splitlines()[1:] for part in line.split(",")]
    assert not any(part.lstrip('"')[:1] in tuple("=+-@\t") and part.strip('"') for part in cells)
    files.keep("ben", out)
    assert files.export("ben", "csv") == out


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("28 Mar 2025, 17:29", "2025-03-28"), ("18 sept. 2025, 17:29", "2025-09-18"), ("3 août 2025, 17:29", "2025-08-03"),
        ("28. März 2025, 17:29", "2025-03-28"), ("28 Okt. 2025, 17:29", "2025-10-28"), ("5 de mayo de 2025, 17:29", "2025-05-05"),
        ("7 gru 2025, 17:29", "2025-12-07"), ("7 мая 2025, 17:29", "2025-05-07"),
    ],
)  # fmt: skip
def test_hevy_writes_months_as_the_phone_does(files, written, day):
    files.keep("ana", hevy_on(written))

    (workout,) = files.workouts("ana")
    assert (workout.date.isoformat(), f"{workout.started.astimezone(ZoneInfo('Europe/Berlin')):%H:%M}") == (
        day,
        "17:29",
    )


@pytest.mark.parametrize("written", ["7 lip 2025, 17:29", "31 févr. 2025, 17:29", "7 foo 2025, 17:29"])
def test_a_month_that_could_be_two_or_none_is_a_bad_row(files, written):
    assert [bad.number for bad in files.preview("ana", hevy_on(written)).bad] == [2]
