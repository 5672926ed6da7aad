"""A number never stands in front of a word of the wrong number: «last 1 week», «1 exercises»."""

import re
import tomllib
from importlib.resources import files

from core.message import Line
from core.wording import text

ENGLISH = files("core.wording").joinpath("en.toml").read_text("utf-8")
COUNTED = "exercises|minutes|weeks|days|sets|sessions|things|pairs|reps|rows|cells|people|times|codes"


def lines(table, path=()):
    for name, value in table.items():
        if isinstance(value, dict):
            yield from lines(value, (*path, name))
        else:
            yield ".".join((*path, name)), value


def test_what_is_counted_is_counted_in_its_form():
    fixed = [
        key for key, said in lines(tomllib.loads(ENGLISH)) if re.search(rf"\{{\w+\}}(?: \w+)? (?:{COUNTED})\b", said)
    ]

    assert fixed == []


def test_a_form_may_hold_the_number_itself():
    told = {"patterns": ("squat 4",)}

    assert text(Line("chart.volume.sets", {"weeks": 1, **told})) == "Sets in the last week: squat 4."
    assert text(Line("chart.volume.sets", {"weeks": 4, **told})) == "Sets a week, last 4 weeks: squat 4."
