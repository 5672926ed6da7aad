"""A change of profile or habits, kept and confirmed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from core.athlete import Talk
from core.message import Line, Say
from core.turn import Fact

if TYPE_CHECKING:
    from core.conversation.changing import Changed
    from core.conversation.scene import Scene
    from core.turn import Turn


def kept(scene: Scene, changed: Changed) -> Turn:
    """Keep a change and confirm it. A workout that is going on stays as it was prescribed."""
    athlete = replace(changed.athlete, talk=Talk())
    lines = [changed.line]
    if scene.workout is not None:
        lines.append(Line("set.from_next"))
    fact = Fact("profile_changed", {"keys": list(changed.keys)})
    return scene.with_athlete(athlete).turn(Say(tuple(lines)), facts=(fact,))
