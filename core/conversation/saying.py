"""Free text: red flags first, then the open question, then whatever was meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.codes import code_in
from core.conversation import answering, health, inviting, leaving, linking, operating, welcome, wishes
from core.conversation.meant import meant
from core.reading import read
from core.reading.meaning import Command, Pain
from core.reading.reminders import read_reminder
from core.reading.steering import read_steering

if TYPE_CHECKING:
    from core.conversation.scene import Scene
    from core.reading.meaning import Context, Reading
    from core.turn import Said, Turn

ANYWHERE = frozenset({"quiet", "summary"})
NEWCOMERS_MAY = frozenset({"help", "privacy", "cancel", "stop", "language", "delete_everything", "link"})


def said(scene: Scene, act: Said) -> Turn:
    """The answer to a text."""
    context = scene.context()
    reading = read(act.text, context)
    if isinstance(reading, Pain) and reading.red_flag is not None:
        return health.red_flag(scene, reading.red_flag)
    reading = _reminder(scene, act.text, context) or read_steering(act.text, context) or reading
    if scene.athlete.talk.asked == leaving.ASKED:
        turn = leaving.said(scene, act.text, reading)
        if turn is not None:
            return turn
        scene = scene.with_athlete(scene.asking(None))
    asked_by_operator = operating.said(scene, act.text)
    if asked_by_operator is not None:
        return asked_by_operator
    if isinstance(reading, Command) and reading.word == "start" and (code := code_in(reading.rest)):
        return linking.tried(scene, code)  # a deep link: «/start CODE»
    if (code := inviting.passed(act.text)) is not None:
        return linking.tried(scene, code)
    if leaving.says_so(act.text):
        return leaving.ask(scene)  # the question is over: «everything» must not be read as a report
    if "hello" not in scene.athlete.answered:
        return _newcomer(scene, reading)
    if welcome.says_cleared(act.text) and _waits_for_clearance(scene):
        return welcome.cleared(scene)
    answered = answering.answer(scene, act.text, reading)
    return answered if answered is not None else meant(scene, reading, act.text)


def _reminder(scene: Scene, text: str, context: Context) -> Reading | None:
    """What the text says about being reminded; in a workout only what cannot be about a set."""
    found = read_reminder(text, context)
    if scene.workout is not None and not (isinstance(found, Command) and found.word in ANYWHERE):
        return None
    return found


def _newcomer(scene: Scene, reading: Reading) -> Turn:
    if isinstance(reading, Command) and reading.word in NEWCOMERS_MAY:
        return wishes.granted(scene, reading)
    return welcome.hello(scene, starting=isinstance(reading, Command) and reading.word == "start")


def _waits_for_clearance(scene: Scene) -> bool:
    profile = scene.athlete.profile
    blocked = profile.parq_yes and not profile.cleared
    return blocked or profile.pregnant or profile.postpartum_uncleared or scene.athlete.paused == "health"
