"""A change of profile or habits, kept and confirmed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.athlete import Talk
from core.conversation import finishing, lifting
from core.message import Line, Say
from core.safety import gate
from core.turn import Fact
from core.values import replace

AT_ONCE: Final = frozenset(
    {"zone", "rest_timer", "lift_time", "body_mass"}
)  # what a workout that is going on is not made of

if TYPE_CHECKING:
    from core.conversation.changing import Changed
    from core.conversation.scene import Scene
    from core.turn import Turn


def kept(scene: Scene, changed: Changed, *, asks: bool = False) -> Turn:
    """Keep a change and confirm it. A workout that is going on stays as it was prescribed. `asks`: a question will follow."""
    scene = scene.with_athlete(replace(changed.athlete, talk=Talk()))
    fact = Fact("profile_changed", {"keys": list(changed.keys)})
    if scene.workout is not None and gate(scene.athlete.profile, None, scene.library.rules) is not None:
        athlete, ended = finishing.closed_now(scene)  # what was told keeps from lifting: it does so at once
        return scene.with_athlete(athlete).turn(Say((changed.line,)), facts=(fact, *ended))
    if scene.workout is None:
        return scene.turn(Say((changed.line,)), facts=(fact,))
    later = () if AT_ONCE.issuperset(changed.keys) else (Line("set.from_next"),)
    if asks:
        return scene.turn(Say((changed.line, *later)), facts=(fact,))
    return replace(lifting.reminder(scene, changed.line, *later), facts=(fact,))
