"""The steps that a person can take back, a line of JSON for each, so that only new ones are written anew."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from core.athlete import Step
from core.session import LiftSet
from storage.values import compact, instant, micros, text_of, value_of

if TYPE_CHECKING:
    from core.athlete import Athlete

# Positions in the JSON; fields are only ever appended.
SET: Final = (
    "exercise", "number", "at", "reps", "left", "right", "seconds", "load", "unit", "rir", "outcome", "kind", "note", "message", "band",
)  # fmt: skip
AT: Final = SET.index("at")
PLAIN: Final = (
    ",null,null,null,null,null]"  # neither head nor profile nor habits nor for_now nor agreed, which hold mappings
)


def steps_of(text: str) -> tuple[Step, ...]:
    """The steps of the column `undo`."""
    return tuple(_frozen_step(line) if line.endswith(PLAIN) else _step(line) for line in text.split("\n"))


def text_of_steps(steps: tuple[Step, ...], before: Athlete, stored: str | None) -> str | None:
    """The column `undo` for these steps; `stored` is what it holds for `before`."""
    if not steps:
        return None
    lines = dict(zip(map(id, before.undo), stored.split("\n"), strict=True)) if stored else {}
    return "\n".join([lines.get(id(step)) or _line(step) for step in steps])


def _line(step: Step) -> str:
    parts = (step.head, step.profile, step.habits, step.for_now, step.agreed)
    rest = [None if part is None else text_of(part) for part in parts]
    return compact([step.did, step.workout, [_set_row(lift) for lift in step.put], step.remove, *rest])


@lru_cache(maxsize=4096)  # the next turn reads all but the oldest of them again, and nothing in them can change
def _frozen_step(line: str) -> Step:
    return _step(line)


def _step(line: str) -> Step:
    did, workout, put, remove, head, profile, habits, for_now, *later = json.loads(line)
    agreed = later[0] if later else None  # steps written before there was such a part have none
    return Step(
        did=did,
        workout=workout,
        put=tuple(_set(lift) for lift in put),
        remove=tuple((exercise, number) for exercise, number in remove),
        head=None if head is None else value_of(head),
        profile=None if profile is None else value_of(profile),
        habits=None if habits is None else value_of(habits),
        for_now=None if for_now is None else value_of(for_now),
        agreed=None if agreed is None else value_of(agreed),
    )


def _set_row(lift: LiftSet) -> list[Any]:
    row = [getattr(lift, name) for name in SET]
    row[AT] = micros(lift.at)
    return row


def _set(row: list[Any]) -> LiftSet:
    exercise, number, at, *rest = row
    return LiftSet(exercise, number, instant(at), *rest)
