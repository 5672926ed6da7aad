"""The door of a private club: who is not known needs an invitation, and nothing about them is kept before they have one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from core.codes import MOST_WRONG, code_in
from core.conversation import lifting, welcome
from core.message import Line, Say
from core.reading import read
from core.reading.meaning import Context, Pain
from core.turn import Edited, Handed, Pressed, Previewed, Redeemed, Said, Turn, Zoned
from core.values import replace

if TYPE_CHECKING:
    from core.conversation.scene import Scene

_NAMED: Final = re.compile(
    r"\s*/?(start|invite|invitation|link|code)\b(?:@\w+)?[\s:]*(?P<code>.+)", re.IGNORECASE | re.DOTALL
)
# Ten letters may be two words («hello there»); a code alone shows by its digits, its hyphen or its capitals.
_BARE: Final = re.compile(r".*[\d-].*|[^a-z]*", re.DOTALL)


def at_the_door(scene: Scene, guesses: int) -> Turn:
    """The answer to somebody who is not known; a code of theirs is looked up (`Turn.redeem`) until ten were wrong within the hour."""
    match scene.incoming.act:
        case Said(text=text) | Edited(text=text) if (urgency := _urgency(text)) is not None:
            return _said(scene, Line(f"flag.{urgency}"))
        case Said(text=text) if (code := written(text)) is not None:
            return (
                _said(scene, Line("invite.guessing")) if guesses >= MOST_WRONG else replace(_said(scene), redeem=code)
            )
        case Redeemed(behind=None):
            return _said(scene, Line("invite.wrong"))
        case Said() | Pressed() | Edited() | Zoned() | Handed() | Previewed():
            return _said(scene, Line("invite.only"))
        case _:
            return _said(scene)


def written(text: str) -> str | None:
    """The code in «/start CODE», «invite CODE», or alone."""
    named = _NAMED.fullmatch(text)
    if named is not None:
        return code_in(named["code"])
    return code_in(text) if _BARE.fullmatch(text) else None


def passed(text: str) -> str | None:
    """The code in «invite CODE», from somebody who is known."""
    named = _NAMED.fullmatch(text)
    return code_in(named["code"]) if named is not None and named[1].casefold().startswith("invit") else None


def invited(scene: Scene, act: Redeemed) -> Turn:
    """Somebody came in with an invitation; whoever is in already keeps it for another."""
    if "hello" in scene.athlete.answered:
        return lifting.reminder(scene, Line("invite.inside"))
    turn = welcome.hello(scene, starting=False)
    return replace(turn, says=(Say((Line("invite.welcome"),)), *turn.says), spent=act.code)


def _urgency(text: str) -> str | None:
    reading = read(text, Context())
    return reading.red_flag if isinstance(reading, Pain) else None


def _said(scene: Scene, *lines: Line) -> Turn:
    return scene.turn(*((Say(lines),) if lines else ()))
