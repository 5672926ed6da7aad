"""`python -m benchmarks`: what it measures is chosen, a part that fails is told, and the JSON has the shape that the docs promise."""

import json
from importlib.util import find_spec
from pathlib import Path

import pytest

from benchmarks import running
from benchmarks.figures import Figure, Part, number, ratio, table

ROOT = Path(__file__).parents[2]
FAST = Figure("a turn", 0.5, "x", 7, goal=1, yardstick="the library: 330 µs")
SLOW = Figure("sets a second", 900.0, "/s", 5, goal=5000, sense="at least")
ONLY_TOLD = Figure("CPU", 12.0, "µs", 5)


def test_without_options_everything_is_measured_at_full_size():
    chosen = running.arguments([])

    assert (chosen.only, chosen.quick, chosen.json, chosen.markdown) == (None, False, None, False)


def test_parts_are_chosen_by_name():
    chosen = running.arguments(["--only", "reading", "--only", "durable sets", "--quick", "--json", "a.json"])

    assert chosen.only == ["reading", "durable sets"]
    assert chosen.quick
    assert chosen.json == Path("a.json")


def test_a_part_that_does_not_exist_is_refused_with_the_names_there_are(capsys):
    with pytest.raises(SystemExit) as refused:
        running.arguments(["--only", "raeding"])

    assert refused.value.code == 2
    assert "reading" in capsys.readouterr().err


@pytest.mark.parametrize("name", running.PARTS)
def test_every_part_has_its_module(name):
    assert find_spec(running.PARTS[name]) is not None
    assert "\ndef figures(*, quick: bool)" in (ROOT / f"{running.PARTS[name].replace('.', '/')}.py").read_text("utf-8")


# --- what became of a part --------------------------------------------------------------------------------------------
def test_figures_come_back_from_a_part_as_they_were():
    out = f"noise\n{running.MARK}{json.dumps([one.as_json() for one in (FAST, SLOW, ONLY_TOLD)])}\n"

    part = running.told("turn", 0, out, "", 1.5)

    assert part == Part("turn", (FAST, SLOW, ONLY_TOLD), None, 1.5)


@pytest.mark.parametrize(
    ("status", "out"), [(1, ""), (1, running.MARK + "[]"), (-9, ""), (0, "finished without a word of figures")]
)
def test_a_part_without_figures_or_with_a_bad_end_has_failed(status, out):
    part = running.told("turn", status, out, "Traceback\nAssertionError: 3 != 4", 1.5)

    assert part.figures == ()
    assert f"status {status}" in part.failure
    assert "AssertionError: 3 != 4" in part.failure


def test_one_failed_part_leaves_the_others_and_fails_the_run(monkeypatch, capsys, tmp_path):
    def run(name, quick):
        return Part(name, failure="status 1: no disk") if name == "reading" else Part(name, (FAST,))

    monkeypatch.setattr(running, "in_a_process", run)
    status = running.main(["--only", "turn", "--only", "reading", "--json", str(tmp_path / "a.json")])

    told = capsys.readouterr().out
    assert status == 1
    assert "a turn" in told
    assert "FAILED: status 1: no disk" in told
    assert [part["failure"] for part in json.loads((tmp_path / "a.json").read_text())["parts"]] == [
        None,
        "status 1: no disk",
    ]


def test_a_missed_goal_is_told_and_fails_nothing(monkeypatch, capsys):
    monkeypatch.setattr(running, "in_a_process", lambda name, _: Part(name, (SLOW,)))

    status = running.main(["--only", "turn"])

    assert status == 0
    assert "MISSED" in capsys.readouterr().out


# --- figures ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("sense", "value", "met"),
    [
        ("at most", 5.0, True),
        ("at most", 5.1, False),
        ("at least", 5.0, True),
        ("at least", 4.9, False),
        ("exactly", 5.0, True),
        ("exactly", 4.0, False),
    ],
)
def test_a_goal_is_met_in_its_sense(sense, value, met):
    assert Figure("a", value, "ms", 5, 5.0, sense).met is met


def test_without_a_goal_nothing_is_met_or_missed():
    assert ONLY_TOLD.met is None
    assert "MISSED" not in table([Part("turn", (ONLY_TOLD,))])


def test_the_ratio_is_that_of_rounds_so_that_a_busy_one_spoils_only_itself():
    assert ratio([10, 100, 12], [5, 50, 6]) == 2


def test_the_document_has_the_shape_that_the_docs_promise():
    document = running.document([Part("turn", (FAST, ONLY_TOLD), None, 2.04)], quick=True)

    assert set(document) == {"machine", "quick", "parts"}
    assert set(document["machine"]) == {"cores", "python", "system"}
    assert document["quick"] is True
    assert document["parts"] == [
        {
            "name": "turn",
            "seconds": 2.0,
            "failure": None,
            "figures": [
                {
                    "name": "a turn",
                    "value": 0.5,
                    "unit": "x",
                    "rounds": 7,
                    "goal": {"sense": "at most", "value": 1},
                    "met": True,
                    "yardstick": "the library: 330 µs",
                },
                {
                    "name": "CPU",
                    "value": 12.0,
                    "unit": "µs",
                    "rounds": 5,
                    "goal": None,
                    "met": None,
                    "yardstick": None,
                },
            ],
        }
    ]


def test_the_markdown_table_has_a_row_for_every_figure_and_every_failure():
    parts = [Part("turn", (FAST, SLOW)), Part("reading", failure="no disk")]

    lines = table(parts, markdown=True).splitlines()

    assert all(line.startswith("|") and line.endswith("|") for line in lines)
    assert len([line for line in lines if "a turn" in line or "sets a second" in line or "no disk" in line]) == 3
    assert {line.count("|") for line in lines} == {6}


@pytest.mark.parametrize(
    ("value", "shown"), [(0.14249, "0.142"), (1.0, "1"), (99.94, "99.9"), (4321.5, "4,322"), (0, "0")]
)
def test_numbers_have_three_digits_that_count(value, shown):
    assert number(value) == shown
