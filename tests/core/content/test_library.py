"""The catalogue and the plans: what they hold, and that flaws are reported all at once."""

import json
import shutil
from importlib.resources import files
from pathlib import Path

import pytest

from core.content import Flaw, FlawedContent, library, library_from
from core.content.checks import spoken

SHARED = Path(__file__).parents[4] / "shared" / "training" / "exercises.json"


@pytest.fixture
def content(tmp_path):
    """A copy of the content files that a test may spoil."""
    source = files("core.content")
    for name in ("exercises", "plans"):
        shutil.copytree(str(source / name), tmp_path / name)
    return tmp_path


def spoil(path, before, after):
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


def flaws_of(folder):
    with pytest.raises(FlawedContent) as raised:
        library_from(folder)
    return raised.value.flaws


@pytest.mark.skipif(
    not SHARED.exists(), reason="the shared catalogue lies beside the project only where it is developed"
)
def test_the_catalogue_is_the_one_of_the_rules_in_our_own_words():
    theirs = {e["slug"]: e for e in json.loads(SHARED.read_text(encoding="utf-8"))}

    ours = library().exercises

    assert set(ours) == set(theirs)
    for slug, exercise in ours.items():
        their = theirs[slug]
        assert exercise.name == their["name"]
        assert (exercise.pattern, exercise.load_type) == (their["pattern"], their["load_type"])
        sides = "alternating" if their["alternating"] else "per_side" if their["unilateral"] else "both"
        assert exercise.sides == sides
        assert list(exercise.needs) == their["equipment"]
        assert list(exercise.muscles) == their["muscles"]
        assert exercise.posterior_chain == their["posterior_chain"]
        assert list(exercise.easier) == their["regressions"]
        assert list(exercise.harder) == their["progressions"]
        assert list(exercise.cautions) == their["contraindications"]
        assert exercise.setup != their["setup"]
        assert exercise.why != their["why"]


def test_the_seven_of_the_routine_come_in_the_order_of_the_article():
    lib = library()

    names = [lib.exercise(lib.slots[slot].candidates[0]).short for slot in lib.phases["P1"].templates["A"]]

    assert names == ["squat", "press", "step-up", "push-up", "RDL", "row", "Pallof"]


@pytest.mark.parametrize(
    ("said", "slug"),
    [
        ("rdl", "db-rdl"),
        ("rows", "supported-db-single-arm-row"),
        ("split squats", "db-split-squat"),
        ("Paloff", "banded-paloff-press"),
        ("pallof press", "banded-paloff-press"),
        ("bulgarians", "db-rfe-split-squat"),
    ],
)
def test_what_people_type_names_one_exercise(said, slug):
    meant = {
        exercise.slug
        for exercise in library().exercises.values()
        for word in (exercise.name, exercise.short, *exercise.aliases)
        if spoken(word) == spoken(said)
    }

    assert meant == {slug}


def test_the_library_is_read_once():
    assert library() is library()


def test_every_flaw_is_reported_at_once_with_its_place(content):
    spoil(content / "exercises/squat.toml", 'sides = "both"', 'sides = "left"')
    spoil(content / "exercises/hinge.toml", 'needs = ["band"]', 'needs = ["rope"]')
    spoil(content / "plans/slots.toml", '"band-front-squat", ', '"band-front-sqat", ')
    spoil(content / "plans/rules.toml", "hold = 3\n", 'hold = "three"\n')
    spoil(content / "plans/phases.toml", "weeks = 3\n", "")

    flaws = flaws_of(content)

    assert (
        Flaw("exercises/squat.toml", "bw-box-squat.sides", "should be one of both, per_side, alternating, is 'left'")
        in flaws
    )
    assert Flaw("plans/rules.toml", "rules.pain.hold", "should be a whole number, is 'three'") in flaws
    assert Flaw("plans/phases.toml", "P0.weeks", "is missing") in flaws


def test_references_between_files_are_followed(content):
    spoil(content / "exercises/hinge.toml", 'needs = ["band"]', 'needs = ["rope"]')
    spoil(content / "plans/slots.toml", '"band-front-squat", ', '"band-front-sqat", ')
    spoil(content / "plans/phases.toml", '"h_pull", "core"]', '"h_pull", "cor"]')
    spoil(content / "exercises/core.toml", 'aliases = ["planks"', 'aliases = ["dead bugs"')
    spoil(content / "exercises/plyo.toml", 'cues = ["Push backwards", "Knee up and through", ', "cues = [")
    spoil(content / "exercises/calf.toml", 'why = "Where strong calves begin."', 'why = " "')
    spoil(content / "exercises/v_pull.toml", 'cautions = ["shoulder"]', 'cautions = ["elbow"]')

    reported = {(flaw.file, flaw.place) for flaw in flaws_of(content)}

    assert reported == {
        ("exercises/hinge.toml", "band-rdl.needs"),
        ("plans/slots.toml", "squat.candidates"),
        ("plans/phases.toml", "P1.templates.A"),
        ("exercises/core.toml", "plank.aliases"),
        ("exercises/plyo.toml", "bounding.cues"),
        ("exercises/calf.toml", "calf-raise-double.why"),
        ("exercises/v_pull.toml", "band-pulldown.cautions"),
    }


def test_a_chain_that_goes_in_a_circle_is_a_flaw(content):
    spoil(content / "exercises/plyo.toml", "harder = []", 'harder = ["landing-stick"]')

    (flaw,) = flaws_of(content)

    assert flaw.place.endswith(".harder")
    assert "goes in a circle" in flaw.reason
    assert "bounding → landing-stick" in flaw.reason


def test_a_slot_that_needs_equipment_is_a_flaw(content):
    spoil(
        content / "plans/slots.toml",
        'candidates = ["banded-paloff-press", "dead-bug"]',
        'candidates = ["banded-paloff-press"]',
    )

    assert flaws_of(content) == (Flaw("plans/slots.toml", "core.candidates", "has no body-weight exercise"),)


def test_a_file_that_is_missing_or_broken_is_a_flaw(content):
    (content / "exercises/squat.toml").unlink()
    (content / "plans/safety.toml").write_text("[forbidden\n", encoding="utf-8")

    flaws = flaws_of(content)

    assert Flaw("exercises/squat.toml", "the file", "is missing") in flaws
    assert any(f.file == "plans/safety.toml" and f.reason.startswith("is not TOML") for f in flaws)


def test_an_unknown_key_is_named(content):
    spoil(content / "exercises/core.toml", 'mistake = "Hips sagging."', 'mistake = "Hips sagging."\ncolour = "red"')

    (flaw,) = flaws_of(content)

    assert flaw.place == "plank.colour"
    assert flaw.reason.startswith("unknown key")


def test_a_slug_that_stands_twice_is_a_flaw(content):
    plank = '[plank]\nname = "P"\nshort = "p"\naliases = []\npattern = "calf"\nsides = "both"\nload = "time"\nneeds = []\nmuscles = []\nposterior_chain = false\neasier = []\nharder = []\ncautions = []\nsetup = "x"\ncues = ["a", "b"]\nmistake = "m"\nwhy = "w"\n'
    with (content / "exercises/calf.toml").open("a", encoding="utf-8") as file:
        file.write(plank)

    assert Flaw("exercises/calf.toml", "plank", "stands in exercises/core.toml already") in flaws_of(content)
