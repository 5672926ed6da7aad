"""Help in the context of what is going on, «show me», «why», and what is stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.conversation import beginning, health, hurting, lifting, questions, setting, which_day
from core.conversation.standing import standing
from core.message import Line, Say
from core.values import replace

if TYPE_CHECKING:
    from core.conversation.scene import Scene
    from core.reading.meaning import Command
    from core.turn import Turn

OPEN_QUESTIONS = frozenset(
    {
        "count", "extra", "finish", "import", "move", "pain_score", "pain_site", "pain_today", "pick", "plyo", "race_distance", "race_priority",
        "resume", "rir", "start", "swap", "unlink", "yes_no",
    }
)  # fmt: skip
QUESTIONS = {"screen": questions.ask_screen, "kit": questions.ask_kit, "weights": questions.ask_weights}


def helped(scene: Scene, command: Command) -> Turn:
    """What can be said now."""
    athlete = scene.athlete
    if "hello" not in athlete.answered:
        return scene.turn(Say((Line("help.newcomer"),)))
    asked = athlete.talk.asked
    if asked in OPEN_QUESTIONS:
        return _about_the_question(scene, asked)
    ask = QUESTIONS.get(asked or "")
    if ask is None and scene.workout is not None and (asked is None or not asked.startswith("set:")):
        return lifting.reminder(scene, Line("help.workout"))
    if ask is not None:
        starting = bool(athlete.talk.about.get("starting", True))
        return ask(scene, starting=starting, before=(Line(f"help.{asked}"),))
    if asked is not None and asked.startswith("set:"):
        word = asked.removeprefix("set:")
        return setting.ask(scene, word, before=(Line(f"help.of.{word}"), Line("help.setting")))
    if command.rest == "unsure":
        return scene.turn(Say((Line("help.short"),)))  # «hmm» to nothing in particular
    topics = ("lift", "look", "life", "set", "rest")
    return scene.turn(Say((Line("help.title"), *(Line(f"help.{topic}") for topic in topics))))


def _about_the_question(scene: Scene, asked: str) -> Turn:
    """What the question that is open wants to know. It stays open, and its buttons stay good."""
    about = scene.athlete.talk.about
    line = Line(f"help.{asked}")
    match asked:
        case "pain_today" if (sore := hurting.before(scene)) is not None:
            return hurting.ask(scene, sore, (line,), insisting=bool(about.get("insisting")))
        case "pain_site":
            return health.ask_site(scene, about.get("score"), (line,), worse=bool(about.get("worse")))
        case "pain_score":
            return health.ask_score(scene, about["site"], (line,), worse=bool(about.get("worse")))
        case "resume" if scene.workout is not None:
            turn = beginning.resume_question(scene, held=about.get("held"), message=about.get("message"))
            return replace(turn, says=(replace(turn.says[0], lines=(line, *turn.says[0].lines)), *turn.says[1:]))
        case "rir" if scene.workout is not None:
            return lifting.reminder(scene, line)
        case "move":
            return which_day.which(scene, (line,))
        case "plyo":
            asking, say = questions.plyo(scene)
            return asking.turn(Say((line, *say.lines), say.offers))
        case _:
            return scene.turn(Say((line,)))


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
