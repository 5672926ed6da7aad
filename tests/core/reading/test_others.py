"""A red flag of somebody else is no emergency of the person who writes; whatever leaves a doubt stays one."""

import pytest

from core.reading import read
from core.reading.meaning import Context, Event, Pain


@pytest.mark.parametrize(
    "text",
    [
        "my dad had a heart attack",
        "My dad's had a heart attack",
        "Mum had a stroke yesterday",
        "sorry, my best friend fainted",
        "can't lift today, my dad had a heart attack",
        "my dad had a heart attack so I can't train this week",
        "my wife has chest pain, I have to go to the hospital with her",
        "our neighbour collapsed",
    ],
)
def test_a_red_flag_of_another_person(text):
    assert read(text, Context()) == Event("other_unwell")


@pytest.mark.parametrize(
    "text",
    [
        "I had a heart attack",
        "heart attack",
        "heart attack like my dad",
        "my dad had a heart attack and I have chest pain",
        "my dad had a heart attack, chest pain",
        "my dad had a heart attack and now my arm is numb",
        "my dad thinks it's a heart attack",
        "my wife says I fainted",
        "my dad had a heart attack and I feel the same",
        "my friend fainted and then me too",
        "my coach made me faint",
        "my chest hurts",
        "my heart is racing, my mum had a heart attack",
        "he fainted",
        "my friend is here, chest pain",
        "my dad had a heart attack, I feel strange",
        "is my chest pain like when my dad had a heart attack",
    ],
)
def test_a_doubt_about_who_is_meant_stays_an_emergency(text):
    found = read(text, Context())

    assert isinstance(found, Pain)
    assert found.red_flag == "emergency"


def test_in_a_workout_too():
    lifting = Context(exercise="db-rdl", sets=2, reps=6, asked="set")

    assert read("my dad had a heart attack", lifting) == Event("other_unwell")
