"""«delete everything»: asked once, and then every row about the person is gone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from core.conversation import lifting
from core.conversation.keys import key
from core.message import Line, Offer, Say
from core.turn import Fact, Turn

if TYPE_CHECKING:
    from core.conversation.scene import Scene
    from core.reading.meaning import Command, Reading

ASKED: Final = "forget"
# A yes to this question must be one: «fine», a lone ✓ or the same words once more say too little to delete a year of training.
_WHOLE = re.compile(r"\W*yes\W+(please )?(delete|erase|remove) (everything|it all|all|it)( please)?\W*", re.IGNORECASE)
_YES = re.compile(r"\W*yes( please)?\W*", re.IGNORECASE)
_NO = re.compile(r"\W*(no|nope|keep( it| everything)?|don'?t|do not)\b.*", re.IGNORECASE | re.DOTALL)


def wished(scene: Scene, command: Command) -> Turn:
    """The word itself."""
    del command
    return ask(scene)


def ask(scene: Scene) -> Turn:
    """The question, with what would go. The buttons carry its number, so that an old one deletes nothing."""
    number = lifting.question_number(scene)
    offers = (
        (
            Offer(key(ASKED, number, "yes"), Line("offer.forget")),
            Offer(key(ASKED, number, "no"), Line("offer.keep")),
        ),
    )
    sessions = scene.athlete.workouts
    what = Line("forget.sessions", {"n": sessions}) if sessions else Line("forget.answers")
    scene = scene.with_athlete(scene.asking(ASKED, ask=number))
    return scene.turn(Say((what, Line("forget.how")), offers))


def says_so(text: str) -> bool:
    """Whether this is the whole sentence «yes, delete everything», which answers that question and nothing else."""
    return _WHOLE.fullmatch(text) is not None


def said(scene: Scene, text: str, reading: Reading) -> Turn | None:
    """An answer in words; None when the message is about something else, and then nothing is deleted either."""
    if says_so(text) or _YES.fullmatch(text):
        return _gone(scene)
    if _NO.fullmatch(text.strip()) or getattr(reading, "word", None) in {"no", "cancel"}:
        return _kept(scene)
    return None


def pressed(scene: Scene, rest: tuple[str, ...]) -> Turn | None:
    """A tap on one of the two buttons; None when it belongs to a question that is not open."""
    talk = scene.athlete.talk
    if talk.asked != ASKED or len(rest) != 2 or rest[0] != str(talk.about.get("ask")):  # noqa: PLR2004  number, answer
        return None
    return _gone(scene) if rest[1] == "yes" else _kept(scene)


def _gone(scene: Scene) -> Turn:
    return Turn(
        scene.athlete, facts=(Fact("deleted"),), says=(Say((Line("forget.done"), Line("forget.again"))),), forget=True
    )


def _kept(scene: Scene) -> Turn:
    scene = scene.with_athlete(scene.asking(None))
    if scene.workout is not None:
        return lifting.reminder(scene, Line("forget.kept"))
    return scene.turn(Say((Line("forget.kept"),)))
