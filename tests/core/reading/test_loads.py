"""What somebody has to lift with, in their own words."""

import pytest

from core.reading.band_names import in_order
from core.reading.load_lists import MOST_LOADS
from core.reading.loads import EquipmentRead, read_equipment


@pytest.mark.parametrize(
    ("text", "unit", "loads"),
    [
        ("8", "kg", (8,)),
        ("8 kg", "kg", (8,)),
        ("8kg", "kg", (8,)),
        ("dumbbells 8 kg", "kg", (8,)),
        ("a pair of 8 kg dumbbells", "kg", (8,)),
        ("one pair of 8s", "kg", (8,)),
        ("a pair of 12s", "kg", (12,)),
        ("2 dumbbells of 8 kg", "kg", (8,)),
        ("2x8kg", "kg", (8,)),
        ("two 8 kg dumbbells", "kg", (8,)),
        ("4, 6 and 10 kg", "kg", (4, 6, 10)),
        ("4 6 10 kg", "kg", (4, 6, 10)),
        ("10, 4, 6, 4", "kg", (4, 6, 10)),
        ("4/6/10kg", "kg", (4, 6, 10)),
        ("4kg, 6kg & 10kg", "kg", (4, 6, 10)),
        ("2.5 and 5", "kg", (2.5, 5)),
        ("2,5 kg and 5 kg", "kg", (2.5, 5)),
        ("12,5", "kg", (12.5,)),
        ("2 to 10 by 2", "kg", (2, 4, 6, 8, 10)),
        ("2-10 by 2", "kg", (2, 4, 6, 8, 10)),
        ("2 to 10 in 2s", "kg", (2, 4, 6, 8, 10)),
        ("2-10 kg in 2 kg steps", "kg", (2, 4, 6, 8, 10)),
        ("2 to 10 kg, steps of 2", "kg", (2, 4, 6, 8, 10)),
        ("adjustable 5-15 kg, 2.5 steps", "kg", (5, 7.5, 10, 12.5, 15)),
        ("adjustable dumbbells 5 to 15 kg in 2.5 kg steps", "kg", (5, 7.5, 10, 12.5, 15)),
        ("two pairs: 6 and 10 kg", "kg", (6, 10)),
        ("6 kg and 10 kg each", "kg", (6, 10)),
        ("sixteen kilos", "kg", (16,)),
        ("kettlebell 16kg", "kg", (16,)),
        ("I have 8 kg dumbbells at home", "kg", (8,)),
        ("dumbbells: 4, 6, 8, 10", "kg", (4, 6, 8, 10)),
        ("2-24 by 2", "kg", tuple(range(2, 25, 2))),
        ("2 - 24 kg by 2", "kg", tuple(range(2, 25, 2))),
        ("10 and 20", "lb", (10, 20)),
    ],
)
def test_dumbbells_are_a_sorted_list_each_load_once(text, unit, loads):
    found = read_equipment(text, unit)

    assert (found.dumbbells, found.unit, found.problems) == (loads, unit, ())


@pytest.mark.parametrize(
    ("text", "loads"), [("15 lb", (15,)), ("10, 15 and 20 lbs", (10, 15, 20)), ("a pair of 25 pounds", (25,))]
)
def test_the_unit_as_typed_is_kept(text, loads):
    found = read_equipment(text, "kg")

    assert (found.dumbbells, found.unit) == (loads, "lb")


@pytest.mark.parametrize(
    ("text", "bands"),
    [
        ("a band", ("medium",)),
        ("only a band", ("medium",)),
        ("2 bands", ("light", "heavy")),
        ("3 bands", ("light", "medium", "heavy")),
        ("three resistance bands", ("light", "medium", "heavy")),
        ("light band", ("light",)),
        ("light, medium and heavy band", ("light", "medium", "heavy")),
        ("heavy and light bands", ("light", "heavy")),
        ("light and heavy band", ("light", "heavy")),
        ("red and blue bands", ("red", "blue")),
        ("blue and red bands", ("red", "blue")),
        ("black, yellow, green bands", ("yellow", "green", "black")),
        ("a red band and a black band", ("red", "black")),
        ("bands: light, medium, heavy", ("light", "medium", "heavy")),
        ("bands (red, green)", ("red", "green")),
        ("extra heavy band", ("extra heavy",)),
    ],
)
def test_bands_stand_from_light_to_heavy(text, bands):
    found = read_equipment(text, "kg")

    assert (found.bands, found.dumbbells, found.problems) == (bands, (), ())


def test_bands_that_cannot_be_compared_stay_as_listed():
    assert in_order(("red", "heavy")) == ("red", "heavy")


def test_dumbbells_and_bands_stand_in_one_message():
    found = read_equipment("4 6 10 kg, light and heavy band", "kg")

    assert found == EquipmentRead(dumbbells=(4, 6, 10), bands=("light", "heavy"))


def test_dumbbells_8_kg_and_a_band_is_the_answer_of_the_first_two_minutes():
    found = read_equipment("dumbbells 8 kg and a band", "kg")

    assert found == EquipmentRead(dumbbells=(8,), bands=("medium",))


@pytest.mark.parametrize(
    ("text", "flag", "value"),
    [
        ("pull-up bar", "bar", True),
        ("I have a pull up bar", "bar", True),
        ("no box", "box", False),
        ("no bench", "box", False),
        ("a step", "box", True),
        ("no door anchor", "anchor", False),
        ("full gym", "gym", True),
        ("a gym", "gym", True),
        ("barbell and rack", "gym", True),
        ("no space", "space", False),
        ("no gym", "gym", False),
    ],
)
def test_things_are_told_by_yes_and_no(text, flag, value):
    assert getattr(read_equipment(text, "kg"), flag) is value


@pytest.mark.parametrize("text", ["nothing", "Nothing!", "no equipment", "none", "only bodyweight", "just me"])
def test_nothing_is_an_answer(text):
    found = read_equipment(text, "kg")

    assert found.nothing
    assert found.dumbbells == found.bands == ()


@pytest.mark.parametrize(
    ("text", "key"), [("no dumbbells", "no_dumbbells"), ("no bands", "no_bands"), ("no band, 8 kg", "no_bands")]
)
def test_what_somebody_has_not_is_said(text, key):
    assert getattr(read_equipment(text, "kg"), key)


def test_only_a_band_says_that_there_is_nothing_else():
    assert read_equipment("only a band", "kg").only


@pytest.mark.parametrize(
    ("text", "problem"), [("8 kg and 500 kg", "500 kg"), ("8 kg and a flurble", "flurble"), ("2-24 kg", "2-24 kg")]
)
def test_what_was_not_understood_is_quoted_and_the_rest_kept(text, problem):
    found = read_equipment(text, "kg")

    assert problem in found.problems
    assert found.dumbbells in {(8,), ()}


def test_more_loads_than_anybody_owns_are_refused():
    found = read_equipment(" ".join(str(load / 2) for load in range(1, 2 * MOST_LOADS)), "kg")

    assert found.dumbbells == ()
    assert found.problems


@pytest.mark.parametrize("text", ["", "hello", "why", "tomorrow", "🤷", "?"])
def test_other_talk_is_no_equipment(text):
    assert read_equipment(text, "kg") is None
