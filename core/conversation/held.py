"""Readings that wait for a yes: kept in the talk as plain JSON values, so that a restart forgets none."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from core.reading.meaning import Command, Correction, Entry, Pain, Reading, Sets
from core.values import replace

Held = Sets | Correction | Command | Pain


def kept(reading: Reading) -> dict[str, Any] | None:
    """The reading as JSON values; None for one that cannot wait."""
    match reading:
        case Sets():
            return {"is": "sets", **_lean(reading), "on": reading.on.isoformat() if reading.on else None}
        case Correction():
            return {"is": "correction", **_lean(reading)}
        case Command():
            return {"is": "command", **_lean(reading)}
        case Pain():
            return {"is": "pain", **_lean(reading)}
        case _:
            return None


def _lean(reading: Held) -> dict[str, Any]:
    whole = asdict(reading)
    if "entries" in whole:
        whole["entries"] = [_entry(entry) for entry in whole["entries"]]
    if isinstance(reading, Correction) and whole["entry"]:
        whole["entry"] = _entry(whole["entry"])
    return {name: list(value) if isinstance(value, tuple) else value for name, value in whole.items()}


def _entry(entry: dict[str, Any]) -> dict[str, Any]:
    defaults = asdict(Entry())
    return {name: value for name, value in entry.items() if value != defaults[name]}


def released(kept_value: dict[str, Any]) -> Held:
    """The reading that was kept."""
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in kept_value.items()
    }
    kind = values.pop("is")
    if "entries" in values:
        values["entries"] = tuple(Entry(**entry) for entry in values["entries"])
    if kind == "sets":
        sets = Sets(**{**values, "on": None})
        return replace(sets, on=date.fromisoformat(values["on"])) if values["on"] else sets
    if kind == "correction":
        return Correction(**{**values, "entry": Entry(**values["entry"]) if values["entry"] else None})
    return Pain(**values) if kind == "pain" else Command(**values)
