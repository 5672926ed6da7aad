"""What came to the equipment or went from it is read as that, for good; what is said of these days, of sets or of a body is not."""

import pytest

from core.reading import read
from core.reading.kit_changes import read_change
from core.reading.meaning import Command, Context, Event


@pytest.mark.parametrize(
    ("text", "things"),
    [
        ("joined a gym", {"gym": True, "barbell": False}),
        ("I have a barbell now", {"gym": True, "barbell": True}),
        ("bought 12 kg dumbbells", {"dumbbells": (12,)}),
        ("I've got a pull-up bar", {"bar": True}),
        ("my wife bought me a 16 kg kettlebell yesterday", {"dumbbells": (16,)}),
        ("I have a chair", {"box": True}),
    ],
)
def test_what_came(text, things):
    change = read_change(text, "kg")

    assert change is not None
    assert change.kind == "came"
    assert {key: getattr(change.things, key) for key in things} == things


@pytest.mark.parametrize(
    ("text", "things"),
    [
        ("no box", {"box": True}),
        ("I have no bench", {"box": True}),
        ("I don't have a box any more", {"box": True}),
        ("sold my bands", {"bands": ("medium",)}),
        ("my light band snapped today", {"bands": ("light",)}),
        ("left the gym", {"gym": True}),
        ("cancelled my gym membership", {"gym": True}),
        ("no door anchor", {"anchor": True}),
    ],
)
def test_what_went(text, things):
    change = read_change(text, "kg")

    assert change is not None
    assert change.kind == "went"
    assert {key: getattr(change.things, key) for key in things} == things


@pytest.mark.parametrize("text", ["got a kettlebell", "I bought some new dumbbells", "gave away my dumbbells"])
def test_dumbbells_may_be_told_without_a_weight(text):
    change = read_change(text, "kg")

    assert change is not None
    assert change.unweighed


@pytest.mark.parametrize(
    "text",
    [
        "no box today",
        "no bench this week",
        "I have a box here",
        "no bands",
        "no gym",
        "got 6 6",
        "got 8",
        "lost 3 kg",
        "lost weight",
        "broke my wrist",
        "left work",
        "do I have a box?",
        "have 15 minutes",
        "no rows",
        "I have dumbbells 8 kg and a band",
    ],
)
def test_what_is_no_change_for_good(text):
    assert read_change(text, "kg") is None


def test_a_list_of_weights_answers_what_there_is():
    said = "I have 8 and 12 kg dumbbells now"

    assert read_change(said, "kg") is not None
    assert read_change(said, "kg", asked=True) is None


def test_a_change_is_a_word_about_equipment_also_in_a_workout():
    lifting = Context(exercise="db-front-load-box-squat", sets=2, reps=6, asked="set")

    assert read("no box", lifting) == Command("equipment", "no box")


def test_a_box_that_is_missing_today_is_told_apart():
    assert read("no box today", Context()) == Event("no_equipment", details={"without": "box"})
