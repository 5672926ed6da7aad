"""Answers that are one quantity."""

import pytest

from core.reading.quantities import read_age, read_mass, read_minutes, read_number, read_pain_score, read_site


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("6", 6),
        ("six", 6),
        ("twenty five", 25),
        ("about 20", 20),
        ("12.5", 12.5),
        ("12,5", 12.5),
        ("½", 0.5),
        ("\uff16", 6),
        ("6️⃣", 6),
    ],
)
def test_one_number_is_found(text, value):
    assert read_number(text) == value


@pytest.mark.parametrize("text", ["", "hello", "6 6", "6-8", "1.2.3", "18:30", "2026-05-03"])
def test_none_or_several_numbers_are_none(text):
    assert read_number(text) is None


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("only 15 minutes", 15),
        ("15", 15),
        ("15 min", 15),
        ("20min", 20),
        ("half an hour", 30),
        ("1 hour", 60),
        ("an hour", 60),
        ("1.5 hours", 90),
        ("0:45", 45),
        ("fifteen", 15),
    ],
)
def test_minutes_are_found(text, minutes):
    assert read_minutes(text) == minutes


@pytest.mark.parametrize("text", ["", "no idea", "0", "601", "15 or 20 minutes", "6 6 5", "20 hours"])
def test_what_is_no_session_length_is_none(text):
    assert read_minutes(text) is None


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("4", 4),
        ("four", 4),
        ("4/10", 4),
        ("4 out of 10", 4),
        ("a 4", 4),
        ("0", 0),
        ("10", 10),
        ("10/10", 10),
        ("none", 0),
        ("no pain", 0),
    ],
)
def test_a_pain_score_is_found(text, score):
    assert read_pain_score(text) == score


@pytest.mark.parametrize("text", ["", "11", "4-5", "4.5", "bad", "-1 or 2"])
def test_what_is_no_score_is_none(text):
    assert read_pain_score(text) is None


@pytest.mark.parametrize(
    ("text", "site"),
    [
        ("knee", "knee"),
        ("my left knee", "knee"),
        ("Knees", "knee"),
        ("lower back", "low_back"),
        ("back", "low_back"),
        ("upper back", "upper_back"),
        ("shoulder", "shoulder"),
        ("sholder", "shoulder"),
        ("wrist", "wrist"),
        ("achilles", "achilles"),
        ("achillies tendon", "achilles"),
        ("hip flexor", "hip"),
        ("ankle", "ankle"),
        ("calf", "calf"),
        ("shin splints", "shin"),
        ("heel", "foot"),
        ("plantar fascia", "foot"),
        ("neck", "neck"),
        ("elbow", "elbow"),
        ("it band", "knee"),
    ],
)
def test_a_place_of_the_body_is_found(text, site):
    assert read_site(text) == site


@pytest.mark.parametrize("text", ["", "hello", "6", "nowhere"])
def test_what_is_no_place_of_the_body_is_none(text):
    assert read_site(text) is None


@pytest.mark.parametrize(
    ("text", "unit", "mass"),
    [
        ("70 kg", "kg", (70, "kg")),
        ("70", "kg", (70, "kg")),
        ("72,5kg", "kg", (72.5, "kg")),
        ("154 lb", "kg", (154, "lb")),
        ("154", "lb", (154, "lb")),
        ("11 stone", "kg", (154, "lb")),
        ("11 st 4", "kg", (158, "lb")),
        ("I weigh 70 kilos", "lb", (70, "kg")),
    ],
)
def test_a_body_mass_keeps_its_unit(text, unit, mass):
    assert read_mass(text, unit) == mass


@pytest.mark.parametrize("text", ["", "7", "7000", "70-75", "heavy", "-5"])
def test_what_nobody_weighs_is_none(text):
    assert read_mass(text) is None


@pytest.mark.parametrize(("text", "age"), [("35", 35), ("I'm 35", 35), ("thirty five", 35), ("35 years old", 35)])
def test_an_age_is_found(text, age):
    assert read_age(text) == age


@pytest.mark.parametrize("text", ["", "2", "150", "35.5", "old", "35 or 36"])
def test_what_is_no_age_is_none(text):
    assert read_age(text) is None
