"""The notation of phrases.txt, and what a reading looks like in it.

A set is `6@12kg`, `6/5@10kg` (left, right), `45s`, `8bw`, `5bw+10kg`, with `rir2`, `rpe8`, `wu` (warm-up), `drop`, `band:red`, `note:…`
behind it. Sets are joined by `; `, an exercise stands in front of its first set (`db-rdl: 10; 10`), with a `?` when it is
the person's own words. `x20` behind the only set says how often.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from pathlib import Path

from core.reading.meaning import Command, Context, Correction, Event, Pain, Sets, Unclear, When

TODAY = date(2026, 3, 4)  # a Wednesday
YESTERDAY = date(2026, 3, 3)

_SQUAT = {"exercise": "db-front-load-box-squat", "sets": 3, "reps": 6, "load": 12, "asked": "set"}
CONTEXTS = {
    "squat": Context(**_SQUAT, left=3),
    "squat again": Context(**_SQUAT, left=2, last_reps=6, last_load=12),
    "last": Context(**_SQUAT, left=1, last_reps=6, last_load=12),
    "row": Context("supported-db-single-arm-row", 2, 6, per_side=True, load=10, asked="set", left=2),
    "push-up": Context("elevated-hands-pushup", 2, 6, asked="set", left=2),
    "plank": Context("plank", 3, 30, asked="set", left=3),
    "pounds": Context("db-rdl", 3, 10, load=20, unit="lb", asked="set", left=3),
    "band": Context("banded-paloff-press", 2, 10, per_side=True, asked="set", left=2),
    "nothing": Context(),
    "day": Context(asked="day"),
    "rir": Context("db-front-load-box-squat", 3, 6, load=12, asked="rir", last_reps=6, last_load=12, left=0),
}


def phrases():
    """(context name, text, meaning) for each line of the table."""
    where = ""
    for line in Path(__file__).with_name("phrases.txt").read_text("utf-8").splitlines():
        if line.startswith("=="):
            where = line.removeprefix("==").partition(":")[0].strip()
        elif line and not line.startswith("#"):
            text, _, meaning = line.rpartition(" => ")
            yield where, text.replace("\\n", "\n"), meaning.strip()


def context(name):
    return replace(CONTEXTS[name], today=TODAY, now=time(12, 0))


def shown(reading):
    """The reading in the notation of the table."""
    match reading:
        case Sets():
            return _sets(reading)
        case Correction():
            if reading.undo:
                many = f" x{reading.times}" if reading.times > 1 else ""
                of = f" {reading.exercise}" if reading.exercise else ""
                return f"undo #{reading.number}{of}" if reading.number else f"undo{many}{of}"
            number = f" #{reading.number}" if reading.number else ""
            exercise = f" {reading.exercise}" if reading.exercise else ""
            return f"correct{number}{exercise} {_set(reading.entry)}"
        case Command():
            rest = f" [{reading.rest}]" if reading.rest else ""
            return f"command {reading.word}{rest}" + (f" {reading.exercise}" if reading.exercise else "")
        case Event():
            return _event(reading)
        case Pain():
            parts = ["pain", reading.site, reading.red_flag, reading.score, "worse" if reading.worse else None]
            parts += ["lasting"] if reading.lasting else []
            said = " ".join(str(part) for part in parts if part is not None)
            return f"{said} with {_entries(reading.entries)}" if reading.entries else said
        case When():
            return "date"
        case Unclear():
            return "unclear" + (": " + " | ".join(shown(way) for way in reading.readings) if reading.readings else "")


def _sets(reading):
    if reading.rest_as_planned == "session":
        but = f" but {', '.join(reading.except_)}" if reading.except_ else ""
        return "session" + but + (f"; {_entries(reading.entries)}" if reading.entries else "")
    said = _entries(reading.entries)
    if reading.problems:
        said += f" (problem: {', '.join(reading.problems)})"
    if reading.on is not None:
        said += " on yesterday" if reading.on == YESTERDAY else " on a day"
    return said


def _entries(entries):
    if len(entries) > 4 and len(set(entries)) == 1:
        name = f"{entries[0].exercise}{'' if entries[0].known else '?'}: " if entries[0].exercise else ""
        return f"{name}{_set(entries[0])} x{len(entries)}"
    said, exercise = [], None
    for entry in entries:
        if entry.exercise != exercise:
            exercise = entry.exercise
            said.append(f"{exercise}{'' if entry.known else '?'}: {_set(entry)}")
        else:
            said.append(_set(entry))
    return "; ".join(said)


def _set(entry):
    if entry.left is not None:
        amount = f"{entry.left}/{entry.right}" + ("s" if entry.seconds is not None else "")
    elif entry.seconds is not None:
        amount = f"{entry.seconds}s"
    else:
        amount = "" if entry.reps is None else str(entry.reps)
    load = "" if entry.load is None else f"{entry.load:g}{entry.unit}"
    if entry.bodyweight:
        load = "bw" + (f"{entry.load:+g}{entry.unit}" if entry.load is not None else "")
    elif load:
        load = f"@{load}"
    marks = [
        f"rir{entry.rir}" if entry.rir is not None else "",
        f"rpe{entry.rpe:g}" if entry.rpe is not None else "",
        "wu" if entry.warmup else "",
        "drop" if entry.drop else "",
        f"band:{entry.band}" if entry.band else "",
        f"note:{entry.note}" if entry.note else "",
    ]
    return " ".join(part for part in (amount + load, *marks) if part)


def _event(event):
    parts = ["event", event.kind, str(event.minutes) if event.minutes else ""]
    parts += [str(value) for key, value in event.details.items() if key in {"distance", "run", "days"}]
    parts += ["no_equipment"] if event.details.get("no_equipment") else []
    parts += [f"[{event.details[key]}]" for key in ("at_hand", "without") if key in event.details]
    return " ".join(part for part in parts if part)


def fits(meaning, found):
    """Whether the reading is the one in the table; a bare «unclear» there leaves the readings open."""
    return found == meaning or (meaning == "unclear" and found.startswith("unclear"))
