"""A yes or a no in words, where a question with two answers is open."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from core.athlete import Talk
from core.reading.meaning import Command
from core.reading.reminders import says_lifted
from core.turn import Nudged
from core.values import replace

if TYPE_CHECKING:
    from core.conversation.scene import Scene
    from core.reading.meaning import Reading
    from core.turn import Turn

ASKED: Final = "yes_no"
TO_START: Final = "start"  # «No workout is on right now. Start one?»
CLEARED: Final = "cleared"  # a professional's word is only taken from a plain yes

# What means «done» elsewhere, and here can only be the answer.
_YES: Final = re.compile(
    r"\W*(yes|yep|yup|yea+h?|ok(ay)?|k|sure( thing)?|go|agreed|(yes,? )?(i'?m )?still (here|lifting|at it|going)|👍.?|✓|✔.?|✅)\W*",
    re.IGNORECASE,
)
_NO: Final = re.compile(r"\W*(no|nope|nah|no thanks?( you)?|not now|never ?mind|leave it|👎.?|❌)\W*", re.IGNORECASE)


def decided(text: str, reading: Reading) -> bool | None:
    """True for a yes, False for a no; None when the message is about something else."""
    if _YES.fullmatch(text) or (isinstance(reading, Command) and reading.word == "yes"):
        return True
    if _NO.fullmatch(text) or (isinstance(reading, Command) and reading.word in {"no", "cancel"}):
        return False
    return None


def open_after(scene: Scene, turn: Turn) -> Turn:
    """The turn with the yes/no question that it ends in kept open, unless it opened a question of its own."""
    talk = turn.athlete.talk
    question = next((say for say in reversed(turn.says) if say.yes is not None), None)
    if question is not None and talk.asked in {None, ASKED}:
        talk = Talk(ASKED, {"yes": question.yes, "no": question.no})
    elif talk.asked in {ASKED, TO_START} and turn.says and isinstance(scene.incoming.act, Nudged):
        talk = Talk()  # something newer was said of our own accord
    return turn if talk is turn.athlete.talk else replace(turn, athlete=replace(turn.athlete, talk=talk))


def meant_to(scene: Scene, text: str, reading: Reading) -> Reading:
    """«done» to «Still lifting?»: the workout rather than the set that was asked for long ago, so it is asked about."""
    no = scene.athlete.talk.about.get("no") if scene.athlete.talk.asked == ASKED else None
    return Command("finish") if no is not None and no.startswith("finish:") and says_lifted(text) else reading


def pressed_by(scene: Scene, text: str, reading: Reading) -> str | None:
    """The key that this answer presses; None when it answers nothing."""
    about, yes = scene.athlete.talk.about, decided(text, reading)
    if yes and about["yes"] == CLEARED and not (isinstance(reading, Command) and reading.word == "yes"):
        return None
    key: str | None = None if yes is None else about["yes" if yes else "no"]
    return key
