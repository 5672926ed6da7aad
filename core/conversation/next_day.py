"""The next lift day in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.message import Line
from core.pausing import is_open_ended

if TYPE_CHECKING:
    from datetime import date

    from core.conversation.scene import Scene


def told(scene: Scene, day: date | None) -> tuple[Line, ...]:
    """That day; in a pause without an end none is known, so how the pause ends. Nothing without either."""
    if is_open_ended(scene.athlete):
        return (Line("today.paused"),)
    return (Line("next.day", {"day": day}),) if day is not None else ()
