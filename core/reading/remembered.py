"""Reading with a memory for rows of numbers: what «6 6 5» means depends on a few numbers, and many people say the same."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from core.reading import reader
from core.reading.meaning import Context

if TYPE_CHECKING:
    from core.reading.meaning import Reading

_OF_A_SET: Final = frozenset({"set", "rir"})
# Numbers, and what stands beside them in a row of sets: nothing that could be a name, a day or how somebody feels.
ROW: Final = re.compile(
    r"(?:(?:\d{1,4}(?:\.\d{1,2})?(?![.\d])|(?:kgs?|lbs?|reps?|rir|rpe)(?![a-z])|[x×@,/]) ?){1,16}", re.IGNORECASE
)


def read(text: str, context: Context) -> Reading:
    """See `core.reading.reader.read`."""
    if context.exercise is None or context.asked not in _OF_A_SET or ROW.fullmatch(text) is None:
        return reader.read(text, context)
    return _row(
        text,
        context.exercise,
        context.sets,
        context.reps,
        context.per_side,
        context.load,
        context.unit,
        context.asked,
        context.last_reps,
        context.last_load,
        context.left,
    )


@lru_cache(maxsize=4096, typed=True)  # 8 and 8.0 are the same load and not written alike
def _row(  # noqa: PLR0917  the cache makes no difference between these and names
    text: str,
    exercise: str,
    sets: int | None,
    reps: int | None,
    per_side: bool,  # noqa: FBT001  fields of a context
    load: float | None,
    unit: str,
    asked: str,
    last_reps: int | None,
    last_load: float | None,
    left: int,
) -> Reading:
    """A row names no day and no exercise, so neither the time nor the other exercises of today say anything about it."""
    context = Context(exercise, sets, reps, per_side, load, unit, asked, last_reps, last_load, left)
    return reader.read(text, context)
