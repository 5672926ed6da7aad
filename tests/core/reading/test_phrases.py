"""The table of phrases: what people type in each situation, and what it means there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from core.reading import read
from core.reading.meaning import Command, Context, Correction, Event, Pain, Sets, Unclear, When
from tests.core.reading.phrases import context, fits, phrases, shown

SHARED = Path(__file__).parents[4] / "shared" / "phrases" / "visible.jsonl"
KINDS = {
    Sets: "sets",
    Correction: "correction",
    Command: "command",
    Event: "event",
    Pain: "pain",
    When: "date",
    Unclear: "unclear",
}
KEYS = ("exercise", "reps", "left", "right", "seconds", "load", "unit", "bodyweight", "rir", "rpe", "warmup", "note")
TABLE = list(phrases())


@pytest.mark.parametrize("where", dict.fromkeys(where for where, _, _ in TABLE))
def test_a_phrase_means_what_the_table_says(where):
    found = [(text, meaning, shown(read(text, context(where)))) for at, text, meaning in TABLE if at == where]

    assert found
    assert [one for one in found if not fits(*one[1:])] == []


def test_no_phrase_stands_in_the_table_twice():
    lines = [(where, text) for where, text, _ in TABLE]

    assert [line for line in lines if lines.count(line) > 1] == []


@pytest.mark.skipif(not SHARED.exists(), reason="the shared phrases are not beside this checkout")
def test_the_shared_phrases_mean_what_they_say():
    wrong = []
    for line in SHARED.read_text("utf-8").splitlines():
        asked = json.loads(line)
        found = read(asked["text"], _context(asked["context"]))
        sets = [_set(entry) for entry in found.entries] if isinstance(found, Sets) else None
        if KINDS[type(found)] != asked["reading"] or (asked["reading"] == "sets" and sets != asked["sets"]):
            wrong.append((asked["id"], asked["text"], found))

    assert wrong == []


def _context(said):
    last = said.pop("last") or {}
    return Context(**said, last_reps=last.get("reps"), last_load=last.get("load"))


def _set(entry):
    shown = {key: getattr(entry, key) for key in KEYS}
    return {key: value for key, value in shown.items() if value is not None and value is not False}
