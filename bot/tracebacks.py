"""What is told of an exception: its kind and where it came from, not its words, which may be somebody's."""

from __future__ import annotations

import os
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bot.refused import Refused
from core.ports import Unavailable

if TYPE_CHECKING:
    from collections.abc import Iterator

HOME: Final = Path(__file__).parents[1]
MOST_FRAMES: Final = 30  # of the innermost; a recursion has a thousand
MOST_CAUSES: Final = 5


def told(error: BaseException) -> str:
    """The exception, then those it came from, each with its frames, the innermost last; a line each."""
    return "\n".join(_lines(error))


def _lines(error: BaseException) -> Iterator[str]:
    link = ""
    for _ in range(MOST_CAUSES):
        yield link + _kind(error)
        frames = traceback.extract_tb(error.__traceback__)[-MOST_FRAMES:]
        yield from (f"  {_place(frame.filename)}:{frame.lineno} in {frame.name}" for frame in frames)
        if isinstance(error, BaseExceptionGroup):
            yield from (f"  one of them: {_kind(each)}" for each in error.exceptions[:MOST_CAUSES])
        before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        if before is None:
            return
        link = "because of " if error.__cause__ else "while dealing with "
        error = before


def _kind(error: BaseException) -> str:
    """The class, with words only where they are ours or the system's own."""
    name = type(error).__name__ if type(error).__module__ == "builtins" else _qualified(type(error))
    match error:
        case Refused() | Unavailable():
            return f"{name}: {' '.join(str(error).split())}"
        case OSError(errno=int(number)):
            return f"{name}: {os.strerror(number)}"
    return name


def _qualified(kind: type[BaseException]) -> str:
    return f"{kind.__module__}.{kind.__qualname__}"


def _place(filename: str) -> str:
    """From the top of the project where it is part of it."""
    path = Path(filename)
    return str(path.relative_to(HOME)) if path.is_relative_to(HOME) else filename
