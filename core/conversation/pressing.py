"""Choices that were pressed: each key says all that it means, and an old one gets a kind answer with today's state."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.conversation import (
    announcing,
    beginning,
    counting,
    equipping,
    events,
    finishing,
    gates,
    health,
    held,
    helping,
    hurting,
    importing,
    leaving,
    left_open,
    lifting,
    linking,
    looking_back,
    meant,
    moving,
    one_exercise,
    questions,
    reminding,
    setting,
    swapping,
    taking_back,
    unplanned,
    welcome,
    yes_no,
)
from core.conversation.keys import parts, whole
from core.conversation.recording import recorded
from core.conversation.standing import standing
from core.message import Line, Say
from core.reading.meaning import Command, Entry, Sets
from core.session import PainReport
from core.turn import Said
from core.values import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from core.conversation.scene import Scene
    from core.reading.meaning import Reading
    from core.turn import Turn


TOPICS: Final[Mapping[str, Callable[[Scene, list[str]], Turn | None]]] = {
    "extra": unplanned.pressed,
    "count": counting.pressed,
    "plyo": gates.pressed,
    "history": looking_back.pressed,
    "progress": one_exercise.pressed,
    "event": events.pressed,
    "undo": taking_back.pressed,
}


def pressed(scene: Scene, pressed_key: str) -> Turn:
    """The answer to a pressed choice; a key that was never offered is answered like an old one."""
    of = parts(pressed_key)
    if scene.athlete.talk.asked == yes_no.ASKED:
        scene = scene.with_athlete(scene.asking(None))
    if of[0] == leaving.ASKED:
        return leaving.pressed(scene, of[1:]) or old(scene)
    if of[0] == importing.ASKED:
        return importing.pressed(scene, of[1:]) or old(scene)
    if of[0] == linking.ASKED:
        return linking.unlink_pressed(scene, of[1:]) or old(scene)
    if "hello" not in scene.athlete.answered:
        return welcome.hello(scene, starting=False)
    turn = _topic(scene, of) or old(scene)
    asked = scene.athlete.talk
    return turn if of[0] == asked.asked else left_open.telling(asked, turn)


def old(scene: Scene) -> Turn:
    """That choice was for something that is over."""
    if scene.workout is not None:
        return lifting.reminder(scene, Line("old.choice"))
    return scene.turn(Say((Line("old.choice"), Line("help.short"))))


def _topic(scene: Scene, of: tuple[str, ...]) -> Turn | None:
    match of:
        case ("screen", answer) if answer in {"none", "yes", "pregnant", "condition"}:
            return _screen(scene, answer)
        case ("kit", choice):
            return equipping.kit_pressed(scene, choice) if _asked(scene, "kit", "weights") else None
        case ("cleared", *rest):
            return questions.refused(scene) if rest == ["no"] else welcome.cleared(scene)
        case ("start", *rest):
            return _start(scene, rest)
        case ("nudge", *rest):
            return moving.pressed(scene, tuple(rest)) or reminding.pressed(scene, tuple(rest))
        case ("set" | "other" | "skip" | "swap" | "swapto" | "rir" | "resume" | "finish", *rest):
            return _in_workout(scene, of[0], rest)
        case ("pain", *rest):
            return _pain(scene, rest)
        case ("hurts", choice):
            return _hurts(scene, choice)
        case ("show", slug):
            return helping.shown(scene, slug)
        case ("pick", number, choice):
            return _picked(scene, whole(number), choice)
        case (topic, *rest) if topic in TOPICS:
            return TOPICS[topic](scene, rest)
        case _:
            return setting.pressed(scene, of)


def _start(scene: Scene, rest: list[str]) -> Turn | None:
    match rest:
        case []:
            return beginning.begin(scene)
        case ["insist"]:
            return beginning.begin(scene, insisting=True)
        case ["just"]:
            return beginning.begin(scene, only=announcing.JUST)
        case ["wait"]:
            return scene.turn(Say((Line("soon.wait"),)))
        case _:
            return None


def _screen(scene: Scene, answer: str) -> Turn | None:
    if _asked(scene, "screen"):
        return welcome.screen_answered(scene, answer)
    return welcome.after_all(scene) if answer == "yes" else None  # a condition is heard whenever it is told


def _asked(scene: Scene, *questions_: str) -> bool:
    return scene.athlete.talk.asked in questions_


# --- in a workout -----------------------------------------------------------------------------------------------------------
def _in_workout(scene: Scene, what: str, rest: list[str]) -> Turn | None:
    workout = scene.workout
    if workout is None or not rest or whole(rest[0]) != workout.number:
        return None
    if what == "resume":
        return _resume(scene, rest[1:])
    if what == "finish":
        return finishing.finished(scene)
    place = whole(rest[1]) if len(rest) > 1 else None
    if place is None or place >= len(workout.exercises):
        return None
    if what == "rir":
        return _rir(scene, place, rest[2:])
    if beginning.is_stale(scene, workout):
        return beginning.resume_question(scene)
    return _set(scene, what, place, rest[2:])


def _set(scene: Scene, what: str, place: int, rest: list[str]) -> Turn | None:
    """A choice under the set that is asked for; None when that set is no longer the one."""
    workout = scene.workout
    here = standing(workout) if workout else None
    if workout is None or here is None:
        return None
    if what == "swapto":
        return swapping.swapped(scene, place, rest[0]) if len(rest) == 1 else None
    if here.place != place:
        return None
    match what, rest:
        case "set", [number, count] if whole(number) == here.number and (reps := whole(count)) is not None:
            return lifting.after(scene, recorded(scene, workout, (Entry(reps=reps),)))
        case "other", [number] if whole(number) == here.number:
            return lifting.other(scene)
        case "skip", []:
            return lifting.skipped(scene, place)
        case "swap", []:
            return swapping.choices(scene, place)
        case _:
            return None


def _rir(scene: Scene, place: int, rest: list[str]) -> Turn | None:
    if not _asked(scene, "rir") or scene.athlete.talk.about.get("place") != place:
        return None
    match rest:
        case ["skip"]:
            return lifting.rir_answered(scene, place, None)
        case [count] if (rir := whole(count)) is not None:
            return lifting.rir_answered(scene, place, rir)
        case _:
            return None


def _resume(scene: Scene, rest: list[str]) -> Turn | None:
    about = scene.athlete.talk.about
    match rest:
        case ["on"]:
            held_text, message = about.get("held"), about.get("message")
            scene = beginning.resumed(scene)
            if held_text:
                return meant.said_before(scene, held_text, message)
            return lifting.reminder(scene, Line("resume.on"), card=True)
        case ["end"]:
            return _ended_there(scene, about.get("held"), about.get("message"))
        case _:
            return None


def _ended_there(scene: Scene, held_text: str | None, message: str | None) -> Turn:
    """The open workout is over; what was said meanwhile is heard now, as if it were said after it."""
    ended = finishing.finished(scene)
    if not held_text:
        return ended
    heard = meant.said_before(scene.with_athlete(ended.athlete), held_text, message)
    return replace(heard, facts=(*ended.facts, *heard.facts), says=(*ended.says, *heard.says))


# --- pain, and what was unclear ---------------------------------------------------------------------------------------------
def _pain(scene: Scene, rest: list[str]) -> Turn | None:
    match rest:
        case []:
            return health.ask_site(scene)
        case [site] if site in hurting.SITES or site == "other":
            about = scene.athlete.talk.about if _asked(scene, "pain_site") else {}
            return health.known(scene, site, about.get("score"), worse=bool(about.get("worse")))
        case [site, count] if site in {*hurting.SITES, "other"} and (n := hurting.score(count)) is not None:
            worse = _asked(scene, "pain_score") and bool(scene.athlete.talk.about.get("worse"))
            return health.known(scene, site, n, worse=worse)
        case _:
            return None


def _hurts(scene: Scene, choice: str) -> Turn | None:
    """An answer to «How is your knee today?»."""
    about = scene.athlete.talk.about
    if not _asked(scene, "pain_today"):
        return None
    match choice:
        case "skip":
            return beginning.begin(hurting.skipped(scene), insisting=bool(about.get("insisting")))
        case "worse":
            pain = PainReport(about["site"], hurting.ASKED_FROM)
            return hurting.ask(scene, pain, insisting=bool(about.get("insisting")), worse=True)
        case _ if (score := hurting.score(choice)) is not None:
            return hurts(scene, score, worse=False)
        case _:
            return None


def hurts(scene: Scene, score: int, *, worse: bool) -> Turn:
    """Today's pain is known: the workout begins with it, or does not begin."""
    about = scene.athlete.talk.about
    pain = PainReport(about["site"], score, next_morning_worse=worse or bool(about.get("worse")))
    turn = health.kept(scene, pain)
    if hurting.effective(pain) >= health.STOP_FROM:
        return turn
    told = health.for_the_session(pain)
    begun = beginning.begin(scene.with_athlete(turn.athlete), told, insisting=bool(about.get("insisting")))
    return replace(begun, facts=(*turn.facts, *begun.facts))


def _picked(scene: Scene, number: int | None, choice: str) -> Turn | None:
    about = scene.athlete.talk.about
    if not _asked(scene, "pick") or about.get("ask") != number:
        return None
    scene = scene.with_athlete(scene.asking(None))
    place = whole(choice)
    readings = about.get("readings", [])
    if about.get("message"):
        # The sets belong to the message that was unclear, so that editing it corrects them.
        scene = replace(scene, incoming=replace(scene.incoming, act=Said("", about["message"])))
    if place is None or place >= len(readings):
        return lifting.reminder(scene, Line("pick.dropped"))
    reading = held.released(readings[place])
    if isinstance(reading, Sets) and any(not entry.known for entry in reading.entries):
        return unplanned.noted(scene, reading)
    return meant.meant(scene, reading, about.get("whole") or about.get("text", ""))


def picked_in_words(scene: Scene, reading: Reading) -> Turn | None:
    """«yes» or «no» typed where buttons are shown; anything else is a new message."""
    number = scene.athlete.talk.about.get("ask")
    readings = scene.athlete.talk.about.get("readings", [])
    match reading:
        case Command(word="yes") if len(readings) == 1:
            return _picked(scene, number, "0")
        case Command(word="no" | "cancel"):
            return _picked(scene, number, "none")
        case _:
            return None
