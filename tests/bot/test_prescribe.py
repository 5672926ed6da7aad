"""`ironstride prescribe`: the scenarios of the rules, and what it refuses."""

import io
import json
from pathlib import Path

import pytest

from bot.prescribe import prescribe

SHARED = Path(__file__).parents[3] / "shared" / "training"
WEEK = {"mon": "rest", "tue": "hard", "wed": "easy", "thu": "hard", "fri": "rest", "sat": "easy", "sun": "long"}


def profile(**changes):
    return {
        "unit": "kg",
        "age": 35,
        "experience": "new",
        "body_mass": 70,
        "lifts_per_week": 2,
        "equipment": {"dumbbells": [8], "bands": ["light", "medium", "heavy"]},
        "run_week": WEEK,
        "lift_days": ["tue", "thu"],
        **changes,
    }


def log(**changes):
    return {
        "slot": "squat",
        "slug": "db-front-load-box-squat",
        "load": 8,
        "sets": 2,
        "reps": 6,
        "tempo": "2-1-1",
        "code": "CALIBRATE",
        "done": [6, 6],
        "rir": 3,
        **changes,
    }


def session(**changes):
    return {"id": "s1", "date": "2026-03-03", "phase": "P1", "kind": "normal", "exercises": [log()], **changes}


def scenario(**changes):
    return {"id": "x", "profile": profile(), "history": [session()], "today": "2026-03-04", "checkin": None, **changes}


def run(*lines):
    out, err = io.StringIO(), io.StringIO()
    text = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    status = prescribe(iter(text), out, err)
    return status, [json.loads(line) for line in out.getvalue().splitlines()], err.getvalue()


def told(name):
    path = SHARED / name
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


@pytest.mark.skipif(
    not SHARED.exists(), reason="the shared scenarios lie beside the project only where it is developed"
)
@pytest.mark.parametrize("name", ["golden.jsonl", "more.jsonl"])
def test_every_scenario_of_the_rules_is_answered_to_the_letter(name):
    lines = told(name)
    expected = {entry["id"]: entry["expected"] for entry in map(json.loads, lines)}

    status, answers, errors = run(*lines)

    assert (status, errors) == (0, "")
    assert [answer["id"] for answer in answers] == list(expected)
    for answer in answers:
        got, want = answer["expected"], expected[answer["id"]]
        got["codes"].sort()
        want["codes"].sort()
        assert json.dumps(got) == json.dumps(want), answer["id"]


def test_an_answer_names_its_scenario_and_has_the_shape_of_the_interface():
    status, (answer,), _ = run(scenario(id=7))

    assert status == 0
    assert answer["id"] == 7
    assert list(answer["expected"]) == [
        "type", "phase", "date", "template", "week", "exercises", "minutes", "codes", "placement",
    ]  # fmt: skip
    assert list(answer["expected"]["exercises"][0]) == [
        "slot", "slug", "sets", "reps", "per_side", "load", "load_label", "tempo", "rest_s", "rir", "code",
    ]  # fmt: skip


def test_without_a_session_there_is_no_placement():
    _, (answer,), _ = run(scenario(profile=profile(pregnant=True)))

    assert answer["expected"] == {
        "type": "refer",
        "phase": None,
        "date": None,
        "template": None,
        "week": None,
        "exercises": [],
        "minutes": 0,
        "codes": ["PREGNANCY_REFER"],
    }


def test_empty_lines_are_passed_over_but_counted():
    status, answers, errors = run(scenario(), "", "  ", scenario(today="soon"))

    assert (status, len(answers)) == (2, 1)
    assert errors.startswith("line 4: today: ")


def test_nothing_after_a_malformed_line_is_answered():
    status, answers, errors = run(scenario(id="a"), scenario(id="b", profile=profile(age="old")), scenario(id="c"))

    assert status == 2
    assert [answer["id"] for answer in answers] == ["a"]
    assert errors == "line 2: profile.age: should be a whole number from 0 to 120, is 'old'\n"


@pytest.mark.parametrize(
    ("spoilt", "place"),
    [
        (scenario(history={}), "history"),
        (scenario(today="2026-02-30"), "today"),
        (scenario(today="20260302"), "today"),
        (scenario(today="0001-01-01"), "today"),
        (scenario(colour="red"), "colour"),
        (scenario(checkin="fine"), "checkin"),
        (scenario(checkin={"pain": {"site": "knee"}}), "checkin.pain.score"),
        (scenario(checkin={"pain": {"site": "knee", "score": 11}}), "checkin.pain.score"),
        (scenario(checkin={"pain": {"site": "", "score": 3}}), "checkin.pain.site"),
        (scenario(checkin={"mood": 3}), "checkin.mood"),
        (scenario(checkin={"red_flag": "yes"}), "checkin.red_flag"),
        (scenario(profile=[]), "profile"),
        (scenario(profile=profile(unit="stone")), "profile.unit"),
        (scenario(profile=profile(age=True)), "profile.age"),
        (scenario(profile=profile(age=35.0)), "profile.age"),
        (scenario(profile=profile(age=-1)), "profile.age"),
        (scenario(profile=profile(shoes="new")), "profile.shoes"),
        (scenario(profile=profile(experience="old")), "profile.experience"),
        (scenario(profile=profile(lifts_per_week=3)), "profile.lifts_per_week"),
        (scenario(profile=profile(body_mass=0)), "profile.body_mass"),
        (scenario(profile=profile(lift_days=["tues"])), "profile.lift_days[0]"),
        (scenario(profile=profile(lift_days="tue")), "profile.lift_days"),
        (scenario(profile=profile(available=[1])), "profile.available[0]"),
        (scenario(profile=profile(limits=["elbow"])), "profile.limits[0]"),
        (scenario(profile=profile(max_minutes="30")), "profile.max_minutes"),
        (scenario(profile=profile(max_minutes=0)), "profile.max_minutes"),
        (scenario(profile=profile(plyo_gate=1)), "profile.plyo_gate"),
        (scenario(profile=profile(season="winter")), "profile.season"),
        (scenario(profile=profile(run_week={**WEEK, "tue": "tempo"})), "profile.run_week.tue"),
        (scenario(profile=profile(run_week={"mon": "easy"})), "profile.run_week.tue"),
        (scenario(profile=profile(run_week={**WEEK, "day": "easy"})), "profile.run_week.day"),
        (scenario(profile=profile(equipment={"dumbbells": [8, "10"]})), "profile.equipment.dumbbells[1]"),
        (scenario(profile=profile(equipment={"dumbbells": [-8]})), "profile.equipment.dumbbells[0]"),
        (scenario(profile=profile(equipment={"dumbbells": 8})), "profile.equipment.dumbbells"),
        (scenario(profile=profile(equipment={"bands": [""]})), "profile.equipment.bands[0]"),
        (scenario(profile=profile(equipment={"kettlebell": True})), "profile.equipment.kettlebell"),
        (scenario(profile=profile(equipment={"gym": None})), "profile.equipment.gym"),
        (scenario(profile=profile(races=[{"priority": "A"}])), "profile.races[0].date"),
        (scenario(profile=profile(races=[{"date": "2026-05-01", "priority": "D"}])), "profile.races[0].priority"),
        (scenario(profile=profile(races=[{"date": "2026-05-01", "distance": 10}])), "profile.races[0].distance"),
        (scenario(history=[session(), 3]), "history[1]"),
        (scenario(history=[session(date="03.03.2026")]), "history[0].date"),
        (scenario(history=[session(phase="P9")]), "history[0].phase"),
        (scenario(history=[session(kind="hard")]), "history[0].kind"),
        (scenario(history=[session(fatigue=6)]), "history[0].fatigue"),
        (scenario(history=[session(restart="no")]), "history[0].restart"),
        (scenario(history=[session(pain={"site": "knee", "score": 3, "since": "May"})]), "history[0].pain.since"),
        (scenario(history=[session(exercises=None)]), "history[0].exercises"),
        (scenario(history=[session(exercises=[log(slot="legs")])]), "history[0].exercises[0].slot"),
        (scenario(history=[session(exercises=[log(slug="leg-press")])]), "history[0].exercises[0].slug"),
        (scenario(history=[session(exercises=[log(), log(load="8 kg")])]), "history[0].exercises[1].load"),
        (scenario(history=[session(exercises=[log(load=-8)])]), "history[0].exercises[0].load"),
        (scenario(history=[session(exercises=[log(sets=0)])]), "history[0].exercises[0].sets"),
        (scenario(history=[session(exercises=[log(reps=6.5)])]), "history[0].exercises[0].reps"),
        (scenario(history=[session(exercises=[log(tempo="quick")])]), "history[0].exercises[0].tempo"),
        (scenario(history=[session(exercises=[log(done=6)])]), "history[0].exercises[0].done"),
        (scenario(history=[session(exercises=[log(done=[6, -1])])]), "history[0].exercises[0].done[1]"),
        (scenario(history=[session(exercises=[log(done=[[6, 6, 6]])])]), "history[0].exercises[0].done[0]"),
        (scenario(history=[session(exercises=[log(done=[[6, "5"]])])]), "history[0].exercises[0].done[0][1]"),
        (scenario(history=[session(exercises=[log(rir=-1)])]), "history[0].exercises[0].rir"),
        (scenario(history=[session(exercises=[log(note="easy")])]), "history[0].exercises[0].note"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_malformed_field_is_refused_by_its_name(spoilt, place):
    status, answers, errors = run(spoilt)

    assert (status, answers) == (2, [])
    assert errors.startswith(f"line 1: {place}: ")


@pytest.mark.parametrize("key", ["id", "profile", "history", "today"])
def test_a_scenario_without_a_part_is_refused_by_its_name(key):
    whole = scenario()
    del whole[key]

    status, _, errors = run(whole)

    assert (status, errors) == (2, f"line 1: {key}: is missing\n")


@pytest.mark.parametrize("key", ["unit", "age", "experience", "lifts_per_week", "equipment", "run_week"])
def test_a_profile_without_what_the_rules_need_is_refused_by_its_name(key):
    person = profile()
    del person[key]

    status, _, errors = run(scenario(profile=person))

    assert (status, errors) == (2, f"line 1: profile.{key}: is missing\n")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "is not JSON"),
        ("[1, 2]", "should be an object"),
        ('"start workout"', "should be an object"),
        ("[" * 100_000, "is not JSON that can be read"),
        ('{"id": NaN}', "NaN is no number"),
        ('{"id": ' + "9" * 5000 + "}", "is not JSON that can be read"),
        ('{"id": "\\ud800"}', "half a character"),
    ],
    ids=["broken", "list", "text", "deep", "nan", "endless", "surrogate"],
)
def test_a_line_that_is_no_scenario_is_refused(line, reason):
    status, answers, errors = run(line)

    assert (status, answers) == (2, [])
    assert errors.startswith("line 1: ")
    assert reason in errors


def test_text_that_is_not_utf8_is_refused_with_its_line():
    out, err = io.StringIO(), io.StringIO()

    status = prescribe([json.dumps(scenario()).encode(), b"\xff\xfe"], out, err)

    assert status == 2
    assert len(out.getvalue().splitlines()) == 1
    assert err.getvalue() == "line 2: is not UTF-8 text\n"


@pytest.mark.parametrize(
    "plain",
    [
        scenario(profile=profile(body_mass=None, max_minutes=None, season=None)),
        scenario(profile=profile(races=[{"date": "2026-05-01"}])),
        scenario(profile=profile(available=[], lift_days=[])),
        scenario(history=[session(exercises=[])]),
        scenario(history=[session(exercises=[log(done=[]), log(load=None), log(done=[[6, 5], 9, 9])])]),
        scenario(history=[session(pain={"site": "hip", "score": 0}, fatigue=None)]),
        scenario(checkin={}),
        scenario(checkin={"red_flag": False, "pain": None}),
    ],
)
def test_what_may_be_left_out_may_be_left_out(plain):
    status, answers, errors = run(plain)

    assert (status, len(answers), errors) == (0, 1, "")
