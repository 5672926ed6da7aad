"""What opens other work: the jump-start with body weight, and the four questions before jumps (rules.md 1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.athlete import Talk
from core.conversation import lifting, questions
from core.message import Line
from core.turn import Fact
from core.values import replace

if TYPE_CHECKING:
    from core.conversation.scene import Scene
    from core.reading.meaning import Command
    from core.turn import Turn

OFF: Final = frozenset({"off", "no"})


def jumpstart(scene: Scene, command: Command) -> Turn:
    """«jump-start»: begin with the own weight; «jump-start off»: not any more."""
    on = command.rest not in OFF
    profile = replace(scene.athlete.profile, jumpstart=on)
    scene = scene.with_athlete(replace(scene.athlete, profile=profile, talk=Talk()))
    state = "off" if not on else "under_way" if scene.history() else "on"
    return replace(
        lifting.reminder(scene, Line(f"jumpstart.{state}")), facts=(Fact("profile_changed", {"keys": ["jumpstart"]}),)
    )


def plyo(scene: Scene, command: Command) -> Turn:
    """«jumps»: the four questions in one message; «jumps off»: none any more."""
    if command.rest in OFF:
        return kept(scene, opened=False)
    asking, say = questions.plyo(scene)
    return asking.turn(say)


def kept(scene: Scene, *, opened: bool) -> Turn:
    """The answer. Jumps come when the phase for them comes, and only with four times yes."""
    profile = replace(scene.athlete.profile, plyo_gate=opened)
    answered = scene.athlete.answered | {"plyo"}
    scene = scene.with_athlete(replace(scene.athlete, profile=profile, answered=answered, talk=Talk()))
    turn = lifting.reminder(scene, Line("plyo.open" if opened else "plyo.closed"))
    return replace(turn, facts=(Fact("profile_changed", {"keys": ["plyo_gate"]}),))


def pressed(scene: Scene, rest: list[str]) -> Turn | None:
    """A tap under the questions; None for a key that was never offered."""
    return kept(scene, opened=rest == ["yes"]) if rest in (["yes"], ["no"]) else None
