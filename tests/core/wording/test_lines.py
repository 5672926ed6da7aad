"""Every line that the code can say has words, and its blanks are filled."""

import ast
from pathlib import Path

import pytest

from core.message import Line, Say, Spaced, Span
from core.wording import message, phrases, text

ROOT = Path(__file__).parents[3]


FLAWS = {
    "BadCell": "import.cell.",
    "Misshapen": "import.shape.",
}  # what names the lines of a file's flaws: {place} is always there


def spoken():
    """(place, key, blanks or None) of every line written out in the code."""
    for path in (path for folder in ("core", "bot") for path in sorted((ROOT / folder).rglob("*.py"))):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name, place = getattr(node.func, "id", ""), f"{path.name}:{node.lineno}"
            if name == "Line" and node.args and isinstance(node.args[0], ast.Constant):
                yield place, node.args[0].value, blanks(node)
            elif name in FLAWS:
                key = next(
                    (one.value for one in node.args[name == "Misshapen" :] if isinstance(one, ast.Constant)), None
                )
                if key:
                    yield place, FLAWS[name] + key, {"place", *(word.arg for word in node.keywords)}


def blanks(call):
    if len(call.args) == 1:
        return set()
    given = call.args[1]
    if isinstance(given, ast.Dict) and all(isinstance(k, ast.Constant) for k in given.keys):
        return {k.value for k in given.keys}
    return None  # made elsewhere; the conversations of the tests fill it


def test_every_line_that_is_said_has_words_and_all_its_blanks():
    said, wording = list(spoken()), phrases("en")

    assert len(said) > 500
    assert [(place, key) for place, key, _ in said if key not in wording] == []
    unfilled = [(place, key, wording[key].blanks - given) for place, key, given in said if given is not None]
    assert [one for one in unfilled if one[-1]] == []


def test_what_somebody_typed_never_becomes_markup():
    say = Say((Line("not_understood.all", {"text": "**bold** {reps} <b>"}),))

    (paragraph,) = message(say).paragraphs

    assert Span("**bold** {reps} <b>") in paragraph


@pytest.mark.parametrize(("n", "words"), [(1, "1 rep"), (6, "6 reps"), (0, "0 reps")])
def test_the_plural_follows_the_number(n, words):
    assert text(Line("amount.reps", {"reps": n})) == words


def test_values_side_by_side_are_spaced_and_lists_have_commas():
    spaced = text(Line("sets.alone", {"sets": Spaced((6, 6, 5))}))
    listed = text(Line("finish.left", {"exercises": ("squat", "row"), "n": 2}))

    assert spaced == "6 6 5"
    assert "squat, row" in listed


def test_a_line_begins_with_a_capital():
    say = Say((Line("echo.done", {"exercise": "squat", "sets": "6 6"}),))

    assert message(say).text.startswith("Squat done")
