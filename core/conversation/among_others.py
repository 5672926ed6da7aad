"""Where others read along: nothing personal is said and nothing is kept; whoever means it writes in private."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.conversation import helping
from core.message import Line, Say
from core.reading import read
from core.reading.meaning import Command, Context, Event, Pain
from core.turn import Edited, Pressed, Said

if TYPE_CHECKING:
    from core.conversation.scene import Scene
    from core.turn import Turn


def is_among_others(scene: Scene) -> bool:
    """Whether somebody did something in a group."""
    return not scene.incoming.private and isinstance(scene.incoming.act, Said | Pressed | Edited)


def answered(scene: Scene) -> Turn:
    """What can be said before others. It is read without what is going on, so that nothing of it can show."""
    act = scene.incoming.act
    reading = read(act.text, Context()) if isinstance(act, Said) else None
    match reading:
        case Pain(red_flag=str(urgency)):
            return scene.turn(Say((Line(f"flag.{urgency}"),)))
        case Event(kind="other_unwell"):
            return scene.turn(Say((Line("event.other_unwell"),)))
        case Command(word="privacy"):
            return helping.privacy(scene, reading)
        case Command(word="help"):
            return scene.turn(Say((Line("among_others.who"), Line("among_others.privately"))))
        case _:
            return scene.turn(Say((Line("among_others.privately"),)))
