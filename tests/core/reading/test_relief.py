"""Pain that is no more is no pain, and no trip either («the pain went away»)."""

import time

import pytest

from core.reading import read
from core.reading.meaning import Command, Context, Pain
from core.reading.passing import read_small_talk


@pytest.mark.parametrize(
    "text",
    [
        "pain gone", "the pain is gone", "no pain", "no more pain", "pain went away", "the pain went away", "pain free", "it doesn't hurt anymore",
        "my knee is fine again", "knee feels better", "left knee feels ok now", "good news, no knee pain anymore", "the pain in my knee is gone",
    ],
)  # fmt: skip
def test_what_hurt_is_well(text):
    assert read_small_talk(text) == Command("relief")
    assert not isinstance(read(text, Context()), Pain)


@pytest.mark.parametrize(
    "text",
    [
        "my knee is not fine",
        "knee pain 3",
        "knee is sore",
        "pain",
        "no press",
        "went away until friday",
        "knee is worse",
        "better",
    ],
)
def test_everything_else_is_none(text):
    assert read_small_talk(text) != Command("relief")


@pytest.mark.parametrize("text", ["the chest pain is gone", "the chest pain went away"])
def test_a_red_flag_stays_one(text):
    reading = read(text, Context())

    assert isinstance(reading, Pain)
    assert reading.red_flag == "emergency"


def test_a_long_row_of_small_words_is_looked_through_at_once():
    began = time.process_time()

    assert read_small_talk("my knee " + "is " * 600) is None
    assert not isinstance(read("my knee " + "is " * 600, Context()), Pain)
    assert time.process_time() - began < 2
