"""Free text: red flags first, then the open question, then whatever was meant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from core.codes import code_in
from core.conversation import (
    announcing,
    answering,
    beginning,
    health,
    importing,
    inviting,
    leaving,
    left_open,
    linking,
    moving,
    operating,
    pressing,
    questions,
    wanting,
    welcome,
    wishes,
    yes_no,
)
from core.conversation.meant import meant
from core.message import Line, Say
from core.reading import read
from core.reading.meaning import Command, Correction, Pain, Sets, Unclear
from core.reading.moves import asks_once
from core.reading.passing import read_small_talk
from core.reading.questions import KINDS
from core.reading.reader import as_meant
from core.reading.reminders import read_reminder, says_lifted
from core.reading.steering import read_steering
from core.values import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from core.conversation.scene import Scene
    from core.reading.meaning import Reading
    from core.turn import Said, Turn

FIRST_QUESTIONS = {"screen": questions.ask_screen, "kit": questions.ask_kit, "weights": questions.ask_weights}
_JUST = re.compile(r"\W*(just|only)( the)?( first)? (three|3)( exercises)?( then)?( please)?\W*", re.IGNORECASE)
NO_NUMBERS = frozenset(
    {
        "screen",
        "kit",
        "weights",
        "import",
        "pain_site",
        "pain_score",
        "pain_today",
        "finish",
        "plyo",
        "race_distance",
        "race_priority",
    }
)
NEWCOMERS_MAY = frozenset({"help", "privacy", "cancel", "stop", "language", "delete_everything", "link", "import"})

NEWCOMERS_ASK = frozenset({*KINDS, "injury", "faster"}) - {"who", "doctor"}  # these two the hello answers

# Questions that newcomers may have to answer too.
ANSWERS: Mapping[str, Callable[[Scene, str, Reading], Turn | None]] = {
    importing.ASKED: importing.said,
    linking.ASKED: linking.unlink_said,
}


def said(scene: Scene, act: Said) -> Turn:
    """The answer to a text, without what it takes back itself."""
    anew = replace(act, text=as_meant(act.text, scene.context()))
    return _said(scene if anew == act else replace(scene, incoming=replace(scene.incoming, act=anew)), anew)


def _said(scene: Scene, act: Said) -> Turn:
    context = scene.context()
    reading = read(act.text, context)
    if isinstance(reading, Pain) and reading.red_flag is not None:
        return health.red_flag(scene, reading.red_flag)
    spoken = read_reminder(act.text, context) or read_steering(act.text, context)
    small = None if isinstance(reading, Sets | Correction | Pain) else read_small_talk(act.text)  # «great ✓» is a set
    reading = _asked_back(scene, yes_no.meant_to(scene, act.text, spoken or small or reading))
    if scene.athlete.talk.asked == leaving.ASKED:
        turn = leaving.said(scene, act.text, reading)
        if turn is not None:
            return turn
        scene = scene.with_athlete(scene.asking(None))  # even «help» closes it: no yes to anything else must delete
        if isinstance(reading, Command) and reading.word == "help":
            return scene.turn(Say((Line("help.forget"),)))
    if scene.athlete.talk.asked == yes_no.ASKED:
        key = yes_no.pressed_by(scene, act.text, reading)
        if not (isinstance(reading, Command) and reading.word == "help"):
            scene = scene.with_athlete(scene.asking(None))
        if key is not None:
            return pressing.pressed(scene, key)
    apart = operating.said(scene, act.text) or _code(scene, act.text, reading) or _answer(scene, act.text, reading)
    if apart is not None:
        return apart
    if leaving.says_so(act.text):
        return leaving.ask(scene)  # the question is over: «everything» must not be read as a report
    if "hello" not in scene.athlete.answered:
        return _newcomer(scene, reading)
    if welcome.says_cleared(act.text) and _waits_for_clearance(scene):
        return welcome.cleared(scene)
    answered = _answered(scene, act.text, reading)
    return answered if answered is not None else _aside(scene, reading, act.text)


def _aside(scene: Scene, reading: Reading, text: str) -> Turn:
    """What it means whatever was asked; the question that was open is told or comes again."""
    if scene.workout is None:
        turn = beginning.begin(scene, only=announcing.JUST) if _JUST.fullmatch(text) else None
        turn = turn or (moving.answered_anew(scene, text) if isinstance(reading, Unclear) else None)
        if turn is not None:
            return turn
        if isinstance(reading, Unclear) and yes_no.decided(text, reading):
            reading = Command("fine")  # «ok» to nothing that was asked
    return _still_asked(scene, left_open.telling(scene.athlete.talk, meant(scene, reading, text)))


def _asked_back(scene: Scene, reading: Reading) -> Reading:
    """«why?» to a question of ours asks what that wants to know; where numbers are asked for, it asks for theirs."""
    asked = scene.athlete.talk.asked or ""
    bare = (
        isinstance(reading, Command)
        and reading.word == "why"
        and not reading.exercise
        and not reading.rest.strip(" ?!.")
    )
    return Command("help") if bare and (asked in NO_NUMBERS or asked.startswith("set:")) else reading


def _answered(scene: Scene, text: str, reading: Reading) -> Turn | None:
    """The answer to the open question, or to a nudge; None when it is neither."""
    if isinstance(reading, Command) and reading.word == "time" and asks_once(text) and wanting.is_lift_day(scene):
        return wishes.granted(scene, replace(reading, word="later"))  # «remind me at 8 pm» on a lift day is about today
    answered = answering.answer(scene, text, reading)
    if answered is None and isinstance(reading, Unclear) and says_lifted(text):
        return wanting.lifted(scene)
    return answered


def _code(scene: Scene, text: str, reading: Reading) -> Turn | None:
    """A deep link, «/start CODE», or «invite CODE»."""
    linked = code_in(reading.rest) if isinstance(reading, Command) and reading.word == "start" else None
    code = linked or inviting.passed(text)
    return None if code is None else linking.tried(scene, code)


def _answer(scene: Scene, text: str, reading: Reading) -> Turn | None:
    """The answer to a question that newcomers may have to answer too."""
    answer = ANSWERS.get(scene.athlete.talk.asked or "")
    return None if answer is None else answer(scene, text, reading)


def _still_asked(scene: Scene, turn: Turn) -> Turn:
    """A newcomer who says something else in between is heard, and the question that is still open comes again."""
    before, after = scene.athlete.talk, turn.athlete
    ask = FIRST_QUESTIONS.get(before.asked or "")
    another = after.talk.asked not in {None, before.asked}
    answered = "kit" in after.answered or another or after.paused == "health" or turn.forget
    if ask is None or answered or after.profile.parq_yes or after.profile.pregnant:
        return turn
    again = ask(scene.with_athlete(after), starting=bool(before.about.get("starting", True)))
    if turn.says and again.says[-1].lines[-1] in turn.says[-1].lines:
        return turn  # it came again with the answer
    return replace(again, facts=(*turn.facts, *again.facts), says=(*turn.says, *again.says))


def _newcomer(scene: Scene, reading: Reading) -> Turn:
    word = reading.word if isinstance(reading, Command) else None
    if isinstance(reading, Command) and word in NEWCOMERS_MAY:
        return wishes.granted(scene, reading)
    hello = welcome.hello(scene, starting=word == "start")
    if not isinstance(reading, Command) or word not in NEWCOMERS_ASK:
        return hello
    answer = wishes.granted(scene, reading)  # what they want to know before anything else comes first
    return replace(hello, says=(*answer.says, *hello.says))


def _waits_for_clearance(scene: Scene) -> bool:
    profile = scene.athlete.profile
    blocked = profile.parq_yes and not profile.cleared
    return blocked or profile.pregnant or profile.postpartum_uncleared or scene.athlete.paused == "health"
