"""A mind changed about how strong a pain is: the second number is the score, and no set is made of it."""

import pytest

from core.reading import read
from core.reading.meaning import Context, Pain, Sets

ASKED = Context(exercise="db-rdl", sets=2, reps=6, load=8, asked="set", left=2)


@pytest.mark.parametrize(("text", "site", "score"), [
    ("knee 5, no 3", "knee", 3),
    ("knee 5 no wait 3", "knee", 3),
    ("my knee is a 5, no, 3", "knee", 3),
    ("back 4, sorry, 6", "low_back", 6),
    ("my shoulder hurts 3/10, actually 5", "shoulder", 5),
    ("pain 5, make that 7", None, 7),
])  # fmt: skip
def test_the_second_score_counts(text, site, score):
    assert read(text, ASKED) == Pain(site, score)


@pytest.mark.parametrize(("text", "reps"), [("squat 5, no 3", 3), ("6, no 5", 5)])
def test_without_a_place_that_hurts_it_is_a_set(text, reps):
    found = read(text, ASKED)

    assert isinstance(found, Sets)
    assert [entry.reps for entry in found.entries] == [reps]


def test_sets_behind_a_score_stay_sets():
    found = read("knee hurts 4, actually 6 6", ASKED)

    assert isinstance(found, Pain)
    assert found.score == 4
    assert len(found.entries) == 2
