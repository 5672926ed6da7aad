"""Help in the context of what is going on, «show me», «why», and what is stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.conversation import hurting, lifting, questions, setting
from core.conversation.standing import standing
from core.message import Line, Say

if TYPE_CHECKING:
    from core.conversation.scene import Scene
    from core.reading.meaning import Command
    from core.turn import Turn

QUESTIONS = {"screen": questions.ask_screen, "kit": questions.ask_kit, "weights": questions.ask_weights}


def helped(scene: Scene, command: Command) -> Turn:
    """What can be said now."""
    del command
    athlete = scene.athlete
    if "hello" not in athlete.answered:
        return scene.turn(Say((Line("help.newcomer"),)))
    if scene.workout is not None:
        return lifting.reminder(scene, Line("help.workout"))
    ask = QUESTIONS.get(athlete.talk.asked or "")
    if ask is not None:
        starting = bool(athlete.talk.about.get("starting", True))
        return ask(scene, starting=starting, before=(Line(f"help.{athlete.talk.asked}"),))
    if athlete.talk.asked == "pain_today" and (sore := hurting.before(scene)) is not None:
        insisting = bool(athlete.talk.about.get("insisting"))
        return hurting.ask(scene, sore, (Line("help.pain_today"),), insisting=insisting)
    if athlete.talk.asked is not None and athlete.talk.asked.startswith("set:"):
        return setting.ask(scene, athlete.talk.asked.removeprefix("set:"), before=(Line("help.setting"),))
    return scene.turn(
        Say((Line("help.title"), Line("help.lift"), Line("help.look"), Line("help.life"), Line("help.set")))
    )


def privacy(scene: Scene, command: Command) -> Turn:
    """What is stored and why."""
    del command
    return scene.turn(Say((Line("privacy.what"), Line("privacy.why"), Line("privacy.kept"), Line("privacy.yours"))))


def shown(scene: Scene, slug: str) -> Turn | None:
    """How an exercise is done, in words and with its picture; None for a name that is not in the catalogue."""
    exercise = scene.library.exercises.get(slug)
    if exercise is None:
        return None
    lines = (
        Line("show.title", {"name": exercise.name}),
        Line("show.setup", {"setup": exercise.setup}),
        *(Line("show.cue", {"cue": cue}) for cue in exercise.cues),
        Line("show.mistake", {"mistake": exercise.mistake}),
        Line("show.why", {"why": exercise.why}),
    )
    shown_now = Say(lines, picture=f"demo/{slug}")
    # What was asked for stays in reach: the choices under the next set come again.
    return scene.turn(shown_now, *lifting.reminder(scene).says)


def show_me(scene: Scene, command: Command) -> Turn:
    """The exercise that is named, else the one that is on."""
    here = standing(scene.workout) if scene.workout else None
    slug = command.exercise or (here.prescribed.slug if here else None)
    turn = shown(scene, slug) if slug else None
    return turn or scene.turn(Say((Line("show.which"),)))
