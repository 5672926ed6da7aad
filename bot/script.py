"""The lines of a simulation script: parsed strictly, every flaw named with its line."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

KEYS = ("at", "who", "say", "press", "edit", "of", "restart", "delivery")
ACTS = ("say", "press", "edit")


class BadLine(ValueError):  # noqa: N818  it names what it is about
    """A line that cannot be played."""

    def __init__(self, number: int, reason: str) -> None:
        super().__init__(f"line {number}: {reason}")


@dataclass(frozen=True, slots=True)
class Step:
    """One line: at a time, somebody says, presses or edits something, or the program restarts, or time just passes."""

    at: datetime
    who: str | None = None
    say: str | None = None
    press: str | None = None
    edit: str | None = None
    of: int = 1
    restart: bool = False
    delivery: str | None = None


def step(number: int, text: str, *, not_before: datetime | None = None) -> Step:
    """The step of a line. Raises BadLine with the line's number, what is wrong and what would be right."""
    try:
        line = json.loads(text)
    except ValueError as cause:
        raise BadLine(number, f"not JSON: {cause}") from cause
    if not isinstance(line, dict):
        raise BadLine(
            number, 'a line is an object such as {"at": "2026-03-02T18:00:00+01:00", "who": "ana", "say": "hi"}'
        )
    unknown = [key for key in line if key not in KEYS]
    if unknown:
        raise BadLine(number, f"unknown key {unknown[0]!r}; known are {', '.join(KEYS)}")
    at = _at(number, line)
    if not_before is not None and at < not_before:
        raise BadLine(
            number, f"'at' lies before the line above ({not_before.isoformat()}); lines come in order of time"
        )
    _check(number, line)
    return Step(at, **{key: value for key, value in line.items() if key != "at"})


def _at(number: int, line: dict[str, Any]) -> datetime:
    if "at" not in line:
        raise BadLine(number, "'at' is missing: the time of the line, ISO 8601 with an offset")
    try:
        at = datetime.fromisoformat(line["at"])
    except (TypeError, ValueError) as cause:
        raise BadLine(number, f"'at' is {line['at']!r}; it takes ISO 8601 with an offset") from cause
    if at.tzinfo is None:
        raise BadLine(number, f"'at' is {line['at']!r} without an offset; write for example {line['at']}+01:00")
    return at


def _check(number: int, line: dict[str, Any]) -> None:
    for key in ("who", "delivery", *ACTS):
        if key in line and not isinstance(line[key], str):
            raise BadLine(number, f"{key!r} takes a text, not {json.dumps(line[key])}")
    for key in ("who", "delivery"):
        if line.get(key) == "":
            raise BadLine(number, f"{key!r} is empty")
    if "restart" in line and not isinstance(line["restart"], bool):
        raise BadLine(number, "'restart' takes true or false")
    of = line.get("of", 1)
    if not isinstance(of, int) or isinstance(of, bool) or of < 1:
        raise BadLine(number, f"'of' takes a whole number from 1 (the last message), not {json.dumps(of)}")
    acts = [key for key in ACTS if key in line]
    if len(acts) > 1:
        raise BadLine(number, f"one of {', '.join(ACTS)} a line, not {' and '.join(acts)}")
    if acts and "who" not in line:
        raise BadLine(number, f"{acts[0]!r} needs 'who'")
    if "who" in line and not acts:
        raise BadLine(number, f"'who' needs one of {', '.join(ACTS)}")
    if "of" in line and "edit" not in line:
        raise BadLine(number, "'of' belongs to 'edit'")
    if "delivery" in line and not acts:
        raise BadLine(number, "'delivery' belongs to a message")
