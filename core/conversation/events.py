"""Life: sick, travelling, fifteen minutes, a race; what it changes, and only that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.conversation import lifting
from core.message import Line

if TYPE_CHECKING:
    from core.conversation.scene import Scene
    from core.reading.meaning import Event
    from core.turn import Turn


def happened(scene: Scene, event: Event) -> Turn:
    """What follows from an event."""
    return lifting.reminder(scene, Line(f"event.{event.kind}"))
