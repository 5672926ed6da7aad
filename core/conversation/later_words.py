"""Words that are known and whose time is still to come, each with a kind answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.conversation import lifting
from core.message import Line

if TYPE_CHECKING:
    from core.conversation.scene import Scene
    from core.reading.meaning import Command
    from core.turn import Turn


def coming(scene: Scene, command: Command) -> Turn:
    """«club», «coach»."""
    return lifting.reminder(scene, Line(f"coming.{command.word}"))


def language(scene: Scene, command: Command) -> Turn:
    """«language»: English so far."""
    del command
    return lifting.reminder(scene, Line("coming.language"))
