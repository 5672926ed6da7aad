"""Which part of the body is wanted today, and how lifting sits beside the run of a day: read as such, sets and days are not."""

import pytest

from core.reading.meaning import Command, Context
from core.reading.steering import read_steering


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("only legs", "legs"),
        ("legs only please", "legs"),
        ("only upper body today", "upper"),
        ("just core today", "core"),
        ("can I just do legs and core?", "legs core"),
        ("arms today", "upper"),
        ("skip legs today", "upper core"),
        ("no legs today", "upper core"),
        ("full body", "whole"),
    ],
)
def test_a_part_of_the_body(text, part):
    assert read_steering(text, Context()) == Command("part", part)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("can I run first?", ""),
        ("should I run before or after?", ""),
        ("run or lift first?", ""),
        ("can I run after lifting?", ""),
        ("can I lift and run on the same day?", ""),
        ("how long between run and lift", ""),
        ("can I lift on a run day", "day"),
        ("can I lift after my long run?", "long"),
        ("is it ok to train after a hard run", "hard"),
        ("can I lift after an easy run", "easy"),
        ("can I lift the day before my long run?", "eve"),
    ],
)
def test_lifting_beside_a_run(text, kind):
    assert read_steering(text, Context()) == Command("run_order", kind)


@pytest.mark.parametrize(
    "text", ["legs 6 6", "only 6", "core hurts", "only 15 minutes", "can I run tomorrow?", "run", "left leg 6"]
)
def test_what_is_neither(text):
    found = read_steering(text, Context())

    assert not (isinstance(found, Command) and found.word in {"part", "run_order"})
