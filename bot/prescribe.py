"""`ironstride prescribe`: scenarios in, one a line, what to lift next out (interfaces.md)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from bot.fields import Malformed
from bot.scenario import Scenario, scenario_from
from core.building import next_session
from core.content import library
from core.plan import NO_LIFTING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TextIO

    from core.plan import Prescribed, Prescription

FINE, MALFORMED = 0, 2


def prescribe(lines_in: Iterable[str | bytes], lines_out: TextIO, errors_out: TextIO) -> int:
    """Answer each line; stop at the first malformed one with its number and reason. Answers the exit status.

    Lines are best given as bytes (`sys.stdin.buffer`), so that one that is not UTF-8 is told by its number. Answers are
    flushed line by line, so that another program can talk along. Empty lines are passed over.
    """
    known = library()
    for number, line in enumerate(lines_in, start=1):
        if not line.strip():
            continue
        try:
            scenario = scenario_from(_parsed(line), known)
        except Malformed as flaw:
            errors_out.write(f"line {number}: {flaw}\n")
            return MALFORMED
        lines_out.write(json.dumps(_answer(scenario), ensure_ascii=False) + "\n")
        lines_out.flush()
    return FINE


def _parsed(line: str | bytes) -> Any:
    try:
        text = line if isinstance(line, str) else line.decode("utf-8-sig")
        return json.loads(text, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        raise Malformed("", f"is not JSON: {error.msg} (column {error.colno})") from error
    except UnicodeDecodeError as error:
        raise Malformed("", "is not UTF-8 text") from error
    except (ValueError, RecursionError) as error:
        raise Malformed("", f"is not JSON that can be read: {error}") from error


def _no_number(word: str) -> None:
    raise ValueError(f"{word} is no number")


def _answer(scenario: Scenario) -> dict[str, Any]:
    known = library()
    prescription = next_session(scenario.profile, scenario.history, scenario.today, scenario.checkin, known)
    return {"id": scenario.id, "expected": as_json(prescription)}


def as_json(prescription: Prescription) -> dict[str, Any]:
    """The prescription as an object of the interface; without a session there is no placement."""
    day = prescription.date
    shape = {
        "type": prescription.type,
        "phase": prescription.phase,
        "date": None if day is None else day.isoformat(),
        "template": prescription.template,
        "week": prescription.week,
        "exercises": [_exercise(entry) for entry in prescription.exercises],
        "minutes": prescription.minutes,
        "codes": list(prescription.codes),
    }
    return shape if prescription.type in NO_LIFTING else {**shape, "placement": prescription.placement}


def _exercise(entry: Prescribed) -> dict[str, Any]:
    return {name: getattr(entry, name) for name in type(entry).__dataclass_fields__}
