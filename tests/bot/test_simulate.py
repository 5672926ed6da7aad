"""`ironstride simulate` plays a script against the whole program (interfaces.md)."""

import io
import json

import pytest

from bot.app import simulated_desks
from bot.simulate import simulate

HEAD = [
    {"at": "2026-03-02T18:00:00+01:00", "who": "ana", "say": "start workout"},
    {"at": "2026-03-02T18:00:10+01:00", "who": "ana", "press": "None of these"},
    {"at": "2026-03-02T18:00:20+01:00", "who": "ana", "say": "dumbbells 8 kg and a band"},
]
AT = "2026-03-02T18:05:00+01:00"


def run(lines, database=None):
    out, errors = io.StringIO(), io.StringIO()
    text = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    with simulated_desks(database) as open_desk:
        status = simulate(text, out, errors, open_desk, host_zone="Europe/Berlin")
    return status, [json.loads(line) for line in out.getvalue().splitlines()], errors.getvalue()


def facts(lines, name=None):
    return [fact for line in lines for fact in line.get("facts", []) if name in (None, fact["fact"])]


def test_every_line_in_is_answered_and_then_done():
    status, out, errors = run(HEAD)

    assert (status, errors) == (0, "")
    assert [line["done"] for line in out if "done" in line] == [1, 2, 3]
    assert out[-1] == {"done": 3}
    assert all(set(line) == {"at", "to", "kind", "text", "choices", "picture", "facts"} for line in out if "to" in line)


def test_a_reported_set_is_a_fact_with_all_its_numbers():
    _, out, _ = run([*HEAD, {"at": AT, "who": "ana", "say": "5"}])

    assert facts(out, "set") == [
        {
            "fact": "set",
            "exercise": "db-front-load-box-squat",
            "set": 1,
            "reps": 5,
            "left": None,
            "right": None,
            "seconds": None,
            "load": 8,
            "unit": "kg",
            "rir": None,
            "outcome": "short",
        }
    ]


@pytest.mark.parametrize("pressed", ["6 ✓", "set:1:0:1:6"], ids=["by-label", "by-key"])
def test_a_choice_is_pressed_by_label_or_key(pressed):
    _, out, _ = run([*HEAD, {"at": AT, "who": "ana", "press": pressed}])

    assert [fact["reps"] for fact in facts(out, "set")] == [6]


def test_a_repeated_delivery_records_nothing():
    six = {"at": AT, "who": "ana", "say": "6", "delivery": "d17"}

    _, out, _ = run([*HEAD, six, six])

    assert len(facts(out, "set")) == 1


def test_a_repeat_after_a_restart_is_answered_but_records_nothing():
    six = {"at": AT, "who": "ana", "say": "6", "delivery": "d17"}

    _, out, _ = run([*HEAD, six, {"at": AT, "restart": True}, six])

    assert len(facts(out, "set")) == 1
    assert "set 2 of 2" in out[-2]["text"]


def test_an_edit_corrects_the_sets_of_that_message():
    told = [{"at": AT, "who": "ana", "say": "6"}, {"at": AT, "who": "ana", "say": "help"}]

    _, out, _ = run([*HEAD, *told, {"at": AT, "who": "ana", "edit": "5", "of": 2}])

    (fixed,) = facts(out, "set_corrected")
    assert (fixed["set"], fixed["reps"], fixed["outcome"]) == (1, 5, "short")
    assert out[-2]["kind"] == "edit"


def test_time_that_passes_is_a_line_of_its_own():
    status, out, _ = run([*HEAD, {"at": "2026-03-02T18:00:30+01:00"}])

    assert (status, out[-1]) == (0, {"done": 4})


def test_a_named_database_keeps_everything(tmp_path):
    url = f"sqlite:///{tmp_path / 'kept.db'}"
    run([*HEAD, {"at": AT, "who": "ana", "say": "6"}], url)

    _, out, _ = run([{"at": AT, "who": "ana", "say": "6"}], url)

    assert [fact["set"] for fact in facts(out, "set")] == [2]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "not JSON"),
        ("[]", "a line is an object"),
        ({"at": AT, "whom": "ana"}, "unknown key 'whom'"),
        ({"who": "ana", "say": "6"}, "'at' is missing"),
        ({"at": "2026-03-02T18:05:00", "who": "ana", "say": "6"}, "without an offset"),
        ({"at": "soon", "who": "ana", "say": "6"}, "ISO 8601"),
        ({"at": "2026-03-01T18:05:00+01:00"}, "before the line above"),
        ({"at": AT, "say": "6"}, "needs 'who'"),
        ({"at": AT, "who": "ana"}, "needs one of"),
        ({"at": AT, "who": "ana", "say": "6", "press": "6"}, "one of say, press, edit"),
        ({"at": AT, "who": "ana", "say": 6}, "'say' takes a text"),
        ({"at": AT, "who": "ana", "edit": "6", "of": 0}, "'of' takes"),
        ({"at": AT, "who": "ana", "edit": "6", "of": 9}, "has said only"),
        ({"at": AT, "restart": "yes"}, "'restart' takes"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_malformed_line_stops_the_run_with_its_number(line, reason):
    status, out, errors = run([*HEAD, line, {"at": AT, "who": "ana", "say": "6"}])

    assert status == 2
    assert errors.startswith("line 4: ")
    assert reason in errors
    assert facts(out, "set") == []


# --- nudges ---------------------------------------------------------------------------------------------------------------
LIFTED = [
    *HEAD,
    {"at": AT, "who": "ana", "say": "everything as planned"},
    {"at": AT, "who": "ana", "say": "lift days friday"},
]


def nudges(out):
    return [line for line in out if line.get("kind") == "nudge"]


def test_what_is_due_comes_before_the_line_with_its_own_time_on_the_persons_clock():
    _, out, _ = run([*LIFTED, {"at": "2026-03-06T18:00:00Z", "who": "ana", "say": "next"}])

    (told,) = nudges(out)
    assert told["at"] == "2026-03-06T18:00:00+01:00"
    assert told["to"] == "ana"
    assert [choice["label"] for row in told["choices"] for choice in row][:2] == ["Start", "In an hour"]
    assert out.index(told) < next(
        place for place, line in enumerate(out) if line.get("text", "").startswith("Next lift")
    )


def test_a_line_that_only_lets_time_pass_brings_out_what_is_due_and_again_nothing():
    later = {"at": "2026-03-06T18:30:00+01:00"}

    _, out, _ = run([*LIFTED, later, {**later, "restart": True}, later])

    assert len(nudges(out)) == 1


def test_a_choice_under_a_nudge_can_be_pressed_by_its_label():
    tonight = {"at": "2026-03-06T18:10:00+01:00", "who": "ana", "press": "Tonight 19:30"}

    _, out, _ = run([*LIFTED, {"at": "2026-03-06T18:01:00+01:00"}, tonight, {"at": "2026-03-06T19:31:00+01:00"}])

    assert facts(out, "moved") == [{"fact": "moved", "from": "2026-03-06", "to": "2026-03-06", "at": "19:30"}]
    assert [line["at"] for line in nudges(out)] == ["2026-03-06T18:00:00+01:00", "2026-03-06T19:30:00+01:00"]
