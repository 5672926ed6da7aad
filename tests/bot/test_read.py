"""`ironstride read`: one JSON line in, one out; a malformed line stops it with its number and the reason."""

import io
import json
from typing import get_args

import pytest

from bot.read import LIMITS, read_lines
from core.reading.meaning import Limit

SQUAT = {
    "exercise": "db-front-load-box-squat",
    "sets": 3,
    "reps": 6,
    "per_side": False,
    "load": 12,
    "unit": "kg",
    "asked": "set",
    "last": None,
    "left": 3,
}


def answers(*lines):
    out, errors = io.StringIO(), io.StringIO()
    status = read_lines([line if isinstance(line, str) else json.dumps(line) for line in lines], out, errors)
    return status, [json.loads(line) for line in out.getvalue().splitlines()], errors.getvalue()


def answer(text, **context):
    status, found, errors = answers({"id": 1, "text": text, "context": {**SQUAT, **context}})

    assert (status, errors, len(found)) == (0, "", 1)
    return found[0]


def test_sets_carry_only_what_is_known():
    assert answer("6 6 5, rir 2") == {
        "id": 1,
        "reading": "sets",
        "sets": [
            {"reps": 6, "load": 12, "unit": "kg"},
            {"reps": 6, "load": 12, "unit": "kg"},
            {"reps": 5, "load": 12, "unit": "kg", "rir": 2},
        ],
        "problems": [],
    }


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("6", "sets"),
        ("actually that was 5", "correction"),
        ("skip", "command"),
        ("I am sick", "event"),
        ("knee hurts", "pain"),
        ("8-10", "unclear"),
    ],
)
def test_every_kind_has_its_word(text, reading):
    assert answer(text)["reading"] == reading


def test_a_date_is_a_date():
    assert answer("tomorrow 7am", exercise=None, asked="day")["reading"] == "date"


@pytest.mark.parametrize(("left", "sets"), [(3, 3), (1, 1)])
def test_everything_as_planned_is_the_rest_of_the_exercise_that_the_line_knows_of(left, sets):
    assert answer("everything as planned", left=left)["sets"] == [{"reps": 6, "load": 12, "unit": "kg"}] * sets


def test_all_but_the_exercise_asked_for_reports_none_of_it():
    assert answer("everything but squats")["sets"] == []


def test_the_last_set_said_in_the_context_is_the_same_again():
    found = answer("same", last={"reps": 5, "load": 14})

    assert found["sets"] == [{"reps": 5, "load": 14, "unit": "kg"}]


def test_a_cap_is_named_in_the_problems():
    assert "more than 200 repetitions" in answer("250")["problems"][-1]


def test_what_was_not_understood_is_quoted():
    found = answer("squat 6 6, row 8-10")

    assert (len(found["sets"]), found["problems"]) == (2, ["row 8-10"])


def test_sets_beside_pain_are_kept():
    assert len(answer("6 6 5, knee a bit sore")["sets"]) == 3


def test_empty_lines_are_passed_over():
    status, found, _ = answers("", {"id": "a", "text": "6"}, "  ")

    assert (status, [one["id"] for one in found]) == (0, ["a"])


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "not JSON"),
        ("[]", "not an object"),
        ('{"text": "6"}', "no «id»"),
        ('{"id": 1}', "no «text»"),
        ('{"id": 1, "text": 6}', "no «text»"),
        ('{"id": 1, "text": "6", "flurble": 1}', "unknown key «flurble»"),
        ('{"id": 1, "text": "6", "context": []}', "«context» is no object"),
        ('{"id": 1, "text": "6", "context": {"flurble": 1}}', "unknown key «context.flurble»"),
        ('{"id": 1, "text": "6", "context": {"sets": "3"}}', "«context.sets» should be int or null"),
        ('{"id": 1, "text": "6", "context": {"sets": true}}', "«context.sets» should be int or null"),
        ('{"id": 1, "text": "6", "context": {"unit": "stone"}}', "«context.unit» should be kg or lb"),
        ('{"id": 1, "text": "6", "context": {"last": {"flurble": 1}}}', "unknown key «context.last.flurble»"),
    ],
)
def test_a_malformed_line_stops_it_with_its_number_and_the_reason(line, reason):
    status, found, errors = answers({"id": 1, "text": "6"}, line, {"id": 3, "text": "6"})

    assert (status, len(found)) == (2, 1)
    assert errors.startswith("line 2: ")
    assert reason in errors


@pytest.mark.parametrize("limit", get_args(Limit))
def test_every_limit_has_a_reason_in_words(limit):
    assert LIMITS[limit]


def test_a_day_that_no_calendar_has_is_a_problem_and_no_crash():
    found = answer("race on 31 feb", asked=None)

    assert found["reading"] == "unclear"
    assert "no calendar has that day" in found["problems"]
