"""The JSON lines of `ironstride read`: a message and its context in, what it means out (the shapes are in docs/interfaces.md)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TextIO

from core.reading import read
from core.reading.meaning import Command, Context, Correction, Entry, Event, Pain, Sets, Unclear, When

if TYPE_CHECKING:
    from collections.abc import Iterable

    from core.reading.meaning import Limit, Reading

_KEYS = {"id", "text", "context"}
_CONTEXT: dict[str, tuple[type, ...]] = {
    "exercise": (str, type(None)),
    "sets": (int, type(None)),
    "reps": (int, type(None)),
    "per_side": (bool,),
    "load": (int, float, type(None)),
    "unit": (str,),
    "asked": (str, type(None)),
    "last": (dict, type(None)),
    "left": (int,),
}
_LAST: dict[str, tuple[type, ...]] = {"reps": (int, type(None)), "load": (int, float, type(None))}
_UNITS = {"kg", "lb"}
_SET_KEYS = (
    "exercise",
    "reps",
    "left",
    "right",
    "seconds",
    "load",
    "unit",
    "bodyweight",
    "rir",
    "rpe",
    "warmup",
    "note",
)
LIMITS: dict[Limit, str] = {
    "sets": "more than 20 sets of an exercise: report them in smaller parts",
    "reps": "more than 200 repetitions of an exercise: check the number",
    "seconds": "more than 3,600 seconds: check the time",
    "load": "more than 700 kg: check the load",
    "length": "longer than 2,000 characters: send it in parts",
    "day": "no calendar has that day",
    "mind": "it takes back what it says, and not clearly",
}


class MalformedLine(ValueError):  # noqa: N818 - named for what it is
    """A line is not what interfaces.md describes."""


def read_lines(lines_in: Iterable[str], lines_out: TextIO, errors_out: TextIO) -> int:
    """Answer each line; the exit status. At a malformed line its number and the reason go to `errors_out`, and nothing follows."""
    for number, line in enumerate(lines_in, 1):
        if not line.strip():
            continue
        try:
            answer = _answered(line)
        except MalformedLine as reason:
            errors_out.write(f"line {number}: {reason}\n")
            return 2
        lines_out.write(json.dumps(answer, ensure_ascii=False) + "\n")
        lines_out.flush()
    return 0


def _answered(line: str) -> dict[str, Any]:
    try:
        asked = json.loads(line)
    except (ValueError, RecursionError) as wrong:
        raise MalformedLine(f"not JSON ({wrong})") from wrong
    if not isinstance(asked, dict):
        raise MalformedLine('not an object like {"id": …, "text": "…", "context": {…}}')
    _no_others(asked, _KEYS, "")
    if "id" not in asked:
        raise MalformedLine("no «id»")
    if not isinstance(asked.get("text"), str):
        raise MalformedLine("no «text», or it is no string")
    context = _context(asked.get("context", {}))
    return {"id": asked["id"], **_shown(read(asked["text"], context), context)}


def _no_others(found: dict[str, Any], known: Iterable[str], where: str) -> None:
    for key in found:
        if key not in known:
            raise MalformedLine(f"unknown key «{where}{key}»")


def _checked(found: dict[str, Any], shape: dict[str, tuple[type, ...]], where: str) -> None:
    _no_others(found, shape, where)
    for key, value in found.items():
        if not isinstance(value, shape[key]) or (isinstance(value, bool) and bool not in shape[key]):
            kinds = " or ".join("null" if kind is type(None) else kind.__name__ for kind in shape[key])
            raise MalformedLine(f"«{where}{key}» should be {kinds}, not {json.dumps(value)[:40]}")


def _context(found: object) -> Context:
    if not isinstance(found, dict):
        raise MalformedLine("«context» is no object")
    _checked(found, _CONTEXT, "context.")
    if found.get("unit", "kg") not in _UNITS:
        raise MalformedLine(f"«context.unit» should be kg or lb, not {found['unit']!r}")
    last = found.get("last") or {}
    _checked(last, _LAST, "context.last.")
    return Context(
        exercise=found.get("exercise"),
        sets=found.get("sets"),
        reps=found.get("reps"),
        per_side=found.get("per_side", False),
        load=found.get("load"),
        unit=found.get("unit", "kg"),
        asked=found.get("asked"),
        last_reps=last.get("reps"),
        last_load=last.get("load"),
        left=found.get("left", 0),
    )


def _shown(reading: Reading, context: Context) -> dict[str, Any]:
    match reading:
        case Sets():
            entries = (*reading.entries, *_as_planned(reading, context))
            return {"reading": "sets", "sets": [_set(entry) for entry in entries], "problems": list(reading.problems)}
        case Correction():
            return {"reading": "correction", "sets": [_set(reading.entry)] if reading.entry else [], "problems": []}
        case Pain():
            return {"reading": "pain", "sets": [_set(entry) for entry in reading.entries], "problems": []}
        case Unclear():
            problems = [*reading.problems, *([LIMITS[reading.limit]] if reading.limit else [])]
            return {"reading": "unclear", "sets": [], "problems": problems}
        case Command() | Event() | When():
            kind = {"Command": "command", "Event": "event", "When": "date"}[type(reading).__name__]
            return {"reading": kind, "sets": [], "problems": []}


def _as_planned(reading: Sets, context: Context) -> tuple[Entry, ...]:
    """The rest of the exercise asked for, when it went as planned: all of it that such a line knows of the session."""
    if reading.rest_as_planned is None or context.reps is None or context.exercise in reading.except_:
        return ()
    told = [entry for entry in reading.entries if entry.exercise in {None, context.exercise}]
    if reading.rest_as_planned == "session" and told:
        return ()
    planned = read("as planned", context)
    entries = planned.entries if isinstance(planned, Sets) else ()
    return entries * max(0, context.left - len(told))


def _set(entry: Entry) -> dict[str, Any]:
    """The set with the keys of interfaces.md; what is not known is left out."""
    shown = {key: getattr(entry, key) for key in _SET_KEYS}
    return {key: value for key, value in shown.items() if value is not None and value is not False}
