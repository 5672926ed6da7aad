"""The first minutes: hello with the disclaimer, and the health screen as one question."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from core.athlete import Talk
from core.conversation import beginning, finishing
from core.conversation.questions import ask_kit, ask_screen, refused
from core.message import Line, Offer, Say
from core.reading.meaning import Command, Event, Pain
from core.turn import Fact, Turn
from core.values import replace

if TYPE_CHECKING:
    from core.conversation.scene import Scene
    from core.reading.meaning import Reading

USUAL_MINUTES: Final = 30  # rules.md 3.6: the product's default

_NO = re.compile(
    r"\W*(no|none|nope|nothing|neither|none of (these|them|those)|no to all|all good|healthy|fine|i'?m (fine|healthy))\W*",
    re.IGNORECASE,
)
_YES = re.compile(r"\W*(yes|yep|yeah|one|some|one or more|several|more)\W*", re.IGNORECASE)
_CONDITION = re.compile(
    r"\b(heart|cardiac|blood pressure|hypertension|stent|pacemaker|arrhythmia|faint\w*|dizz\w*|asthma\w*|diabet\w*|epilep\w*|cancer|"
    r"copd|thyroid|kidney|hernia\w*|osteopor\w*|arthr\w*|slipped dis[ck]|dis[ck] problem|medic(ine|ines|ation)|tablets|pills|"
    r"blood thinners?|surgery|operat(ion|ed)|fractur\w*|broke\w*|joint problem|bone problem|chronic|under supervision)\b",
    re.IGNORECASE,
)
_DENIED = re.compile(r"\b(no|not|none|never|without|don'?t|dont|isn'?t)\b", re.IGNORECASE)
_PREGNANT = re.compile(r"pregnan|gave birth|postpartum|post-partum|expecting a baby", re.IGNORECASE)
_CLEARED = re.compile(r"\b(cleared|clearance|doctor (said|says) (yes|ok|it'?s (ok|fine)))\b", re.IGNORECASE)


def hello(scene: Scene, *, starting: bool) -> Turn:
    """Who I am, what I am not, and the screen."""
    profile = replace(scene.athlete.profile, max_minutes=USUAL_MINUTES)
    athlete = replace(scene.athlete, profile=profile, answered=scene.athlete.answered | {"hello"})
    asked = ask_screen(scene.with_athlete(athlete), starting=starting)
    say = asked.says[0]
    lines = (Line("hello.name"), Line("hello.disclaimer"), *say.lines)
    return replace(asked, says=(replace(say, lines=lines),))


def screen_said(scene: Scene, text: str, reading: Reading) -> Turn | None:
    """An answer to the screen in words; None when it is none."""
    if _PREGNANT.search(text):
        return screen_answered(scene, "pregnant")
    if _names_a_condition(text, reading):
        return screen_answered(scene, "condition")
    if _NO.fullmatch(text) or (isinstance(reading, Command) and reading.word == "no"):
        return screen_answered(scene, "none")
    if _YES.fullmatch(text) or (isinstance(reading, Command) and reading.word == "yes"):
        return screen_answered(scene, "yes")
    return None


def _names_a_condition(text: str, reading: Reading) -> bool:
    """«high blood pressure», «bad knees», «an operation in March»: one of the things that were asked about, in words."""
    if isinstance(reading, Pain) or (isinstance(reading, Event) and reading.kind == "surgery"):
        return True
    found = _CONDITION.search(text)
    if found is None:
        return False
    clause = re.split(r"[,;.!?]|\bbut\b", text[: found.start()], flags=re.IGNORECASE)[-1]
    return _DENIED.search(clause) is None


def screen_answered(scene: Scene, answer: str) -> Turn:
    """Keep the answer. Nothing applies: on to the equipment. Something does: ask for a professional's word first."""
    starting = bool(scene.athlete.talk.about.get("starting", True))
    athlete = replace(scene.athlete, health_on=scene.today, answered=scene.athlete.answered | {"hello", "screen"})
    if answer == "yes":
        return _which(scene.with_athlete(athlete), starting=starting)
    clear = answer == "none"
    profile = replace(
        athlete.profile,
        parq_yes=answer == "condition",
        pregnant=answer == "pregnant",
        cleared=athlete.profile.cleared and not clear,
    )
    athlete = replace(athlete, profile=profile, talk=Talk())
    scene = scene.with_athlete(athlete)
    facts = (Fact("profile_changed", {"keys": ["health"]}),)
    if clear:
        turn = on_from_screen(scene, starting=starting)
        return replace(turn, facts=(*facts, *turn.facts))
    athlete, ended = finishing.closed_now(scene)  # whatever is on: it waits
    return replace(refused(scene.with_athlete(athlete), told_now=True), facts=(*facts, *ended))


def after_all(scene: Scene) -> Turn:
    """«One or more», when the question was answered otherwise before. A slip goes back to where we were."""
    return _which(scene, starting=scene.workout is not None or bool(scene.athlete.talk.about.get("starting")))


def _which(scene: Scene, *, starting: bool) -> Turn:
    offers = (
        (
            Offer("screen:pregnant", Line("offer.screen_pregnant")),
            Offer("screen:condition", Line("offer.screen_condition")),
            Offer("screen:none", Line("offer.screen_mistake")),
        ),
    )
    # Until it is known which, the cautious answer stands.
    profile = replace(scene.athlete.profile, parq_yes=True, cleared=False)
    scene = scene.with_athlete(replace(scene.athlete, profile=profile))
    scene = scene.with_athlete(scene.asking("screen", starting=starting))
    return scene.turn(Say((Line("screen.which"),), offers))


def on_from_screen(scene: Scene, *, starting: bool) -> Turn:
    """After a clear screen: the equipment when it is not known yet, else the workout or a hand offered."""
    if "kit" not in scene.athlete.answered:
        return ask_kit(scene, starting=starting)
    return beginning.begin(scene) if starting else beginning.ready(scene)


def says_cleared(text: str) -> bool:
    """Whether the person says that a professional cleared them."""
    return bool(_CLEARED.search(text)) and not re.search(r"\bnot\b|n't\b", text)


def cleared(scene: Scene) -> Turn:
    """A professional has cleared them: the day is kept, the way is open for a year."""
    profile = replace(scene.athlete.profile, cleared=True, pregnant=False, postpartum_uncleared=False)
    athlete = replace(scene.athlete, profile=profile, health_on=scene.today, paused=None, talk=Talk())
    scene = scene.with_athlete(athlete)
    turn = on_from_screen(scene, starting=False)
    fact = Fact("profile_changed", {"keys": ["health"]})
    return replace(turn, says=(Say((Line("gate.cleared"),)), *turn.says), facts=(fact, *turn.facts))
