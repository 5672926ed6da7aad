"""`export` gives back exactly what was reported, and nothing that a spreadsheet would run."""

import csv
import dataclasses
import io
import json
from datetime import UTC, datetime

import pytest

from bot.cells import defused, undefused
from bot.desk import Desk
from bot.export import COLUMNS
from bot.exporting import exported
from bot.refused import Refused
from core.athlete import Athlete
from core.content import library
from core.turn import Incoming, Said

AT = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)


@pytest.fixture
def told(desk, store):
    """A workout with a plain set, a one-sided one, and a note that looks like a formula."""
    for number, text in enumerate(
        ["start workout", "none of these", "dumbbells 8 kg and a band", "6 5", "2", "L6 R5", "6 =1+1 felt heavy"]
    ):
        desk.turn_now(Incoming("ana", Said(text, message=f"m{number}"), AT, f"m{number}"))
    return store


def rows(text):
    return list(csv.DictReader(io.StringIO(text)))


def test_json_holds_the_person_and_every_set(told):
    whole = json.loads(exported(told, "ana", "json"))

    assert whole["ironstride"] == 1
    assert whole["athlete"]["profile"]["equipment"]["dumbbells"] == [8]
    (workout,) = whole["workouts"]
    assert [(s["exercise"], s["number"], s["reps"]) for s in workout["sets"]][:3] == [(0, 1, 6), (0, 2, 5), (1, 1, 5)]


def test_csv_has_hevys_columns_and_a_row_for_each_side_that_differs(told):
    text = exported(told, "ana", "csv")

    assert text.splitlines()[0] == ",".join(COLUMNS)
    assert [(r["exercise_title"], r["reps"], r["side"], r["weight_kg"]) for r in rows(text)][:4] == [
        ("Dumbbell Front Load Box Squat", "6", "", "8.0"),
        ("Dumbbell Front Load Box Squat", "5", "", "8.0"),
        ("Dumbbell Single Arm Shoulder Press", "6", "left", "8.0"),
        ("Dumbbell Single Arm Shoulder Press", "5", "right", "8.0"),
    ]


def test_nothing_in_the_csv_begins_like_a_formula(told):
    cells = [cell for row in rows(exported(told, "ana", "csv")) for cell in row.values()]

    assert cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@", "-"))]


def test_the_only_person_needs_no_name(told):
    assert exported(told, None, "json") == exported(told, "ana", "json")


def test_a_stranger_is_refused_with_the_names_that_are_known(told):
    with pytest.raises(Refused, match=r"no 'bob'.*ana"):
        exported(told, "bob", "json")


def test_json_leaves_nothing_of_the_person_out(told):
    whole = json.loads(exported(told, "ana", "json"))
    kept_in_the_chat = {"id", "tries", "past", "talk", "undo", "due", "reach", "workout", "workouts"}
    told_otherwise = {"health_on": "health_screen_on"}

    fields = {told_otherwise.get(field.name, field.name) for field in dataclasses.fields(Athlete)}

    assert set(whole["athlete"]) == fields - kept_in_the_chat
    assert {"at", "rir", "kind", "note", "outcome"} <= set(whole["workouts"][0]["sets"][0])
    assert {"pain", "fatigue", "prescription", "skipped"} <= set(whole["workouts"][0])


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx", "'=1", "''=1", "'tis fine", "fine", "", "6 =1"])
def test_a_defused_cell_runs_nowhere_and_comes_back_as_it_was(text):
    assert not defused(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert undefused(defused(text)) == text


async def test_the_word_brings_both_files_with_the_answer(told):
    desk = Desk(told, library())

    answer = await desk.turn(Incoming("ana", Said("export"), AT, "export"))

    assert [message.document for message in answer.messages] == ["export/json", "export/csv"]
    assert answer.documents["export/json"].content.decode() == exported(told, "ana", "json")
    assert answer.documents["export/csv"].content.decode() == exported(told, "ana", "csv")


@pytest.mark.parametrize(("text", "names"), [("export csv", ["export/csv"]), ("export as json", ["export/json"])])
def test_one_file_can_be_named(told, text, names):
    answer = Desk(told, library()).turn_now(Incoming("ana", Said(text), AT, "export"))

    assert list(answer.documents) == names
