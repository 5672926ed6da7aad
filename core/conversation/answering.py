"""Answers in words to the question that is open; what is no answer goes on as an ordinary message."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from core.conversation import (
    asking,
    beginning,
    counting,
    equipping,
    gates,
    health,
    helping,
    kit_changing,
    lifting,
    moving,
    pressing,
    questions,
    racing,
    setting,
    unplanned,
    welcome,
)
from core.conversation.changing import CHANGES, EXPERIENCE
from core.conversation.yes_no import decided
from core.message import Line
from core.reading.meaning import Command, Correction, Event, Pain, Sets, Unclear, When
from core.reading.quantities import read_pain_score, read_site
from core.reading.questions import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.conversation.scene import Scene
    from core.reading.meaning import Reading
    from core.turn import Turn

SMALL_TALK = frozenset({"hello", "thanks", "who", "fine", "excuse", "annoyed"})
GONE = re.compile(r"\b(gone|no pain|none|nothing|fine|all good|better now|pain[- ]free)\b", re.IGNORECASE)
# A tick has no number in it: where «how many more?» is asked it can only mean «go on».
TICK = re.compile(r"\D*")
UNSURE = re.compile(r"\W*(i )?((do)?n'?t know|dunno|idk|no idea|(i'?m )?not sure|hard to (say|tell))\W*", re.IGNORECASE)
# To «Finish here?»: the second word counts, one more set is none that was done, and «go» is rather «go on».
NOT_YET = re.compile(
    r"(?=.*\b(no+|nope|nah|not|go|wait|hold|hang)\b)"
    r"(\W*\b(no+|nope|nah|not yet|wait|hold on|hang on|oh|sorry|actually|go( on)?|(just )?(one|another) (more|one|set|exercise)|first)\b)+\W*",
    re.IGNORECASE,
)
# What happens to people is no answer to a setting, whatever days are in it: «sick from Wednesday» is no race on Wednesday.
LIFE = frozenset({"sick", "well", "away", "travelling", "pregnant", "postpartum", "surgery", "sore"})
# Settings that are told in the middle of the questions about equipment.
ELSEWHERE = frozenset(CHANGES) - {"weight"}


def answer(scene: Scene, text: str, reading: Reading) -> Turn | None:
    """The turn that the answer leads to; None when the text does not answer what was asked."""
    unsure = scene.athlete.talk.asked == "rir" and UNSURE.fullmatch(text)
    place = scene.athlete.talk.asked == "pain_site" and read_site(text) is not None  # «back»
    if isinstance(reading, Command) and reading.word in {"cancel", "stop", "help", "privacy"} and not (unsure or place):
        return None
    match scene.athlete.talk.asked:
        case "screen":
            return welcome.screen_said(scene, text, reading) or _again(scene, questions.ask_screen, reading)
        case "kit" | "weights":
            return _kit(scene, text, reading)
        case "rir":
            return _rir(scene, text, reading)
        case "pain_site" if isinstance(reading, Pain) is False and (site := read_site(text)) is not None:
            about = scene.athlete.talk.about
            return health.known(scene, site, about.get("score"), worse=bool(about.get("worse")))
        case "pain_score" if not _elsewhere(scene, reading) and (score := read_pain_score(text)) is not None:
            about = scene.athlete.talk.about
            return health.known(scene, about["site"], score, worse=bool(about.get("worse")))
        case "pain_today":
            return _pain_today(scene, text, reading)
        case "resume":
            return _resume(scene, reading)
        case str(asked) if asked.startswith("set:"):
            return _setting(scene, asked.removeprefix("set:"), text, reading)
        case "move" if isinstance(reading, When):
            return moving.answered(scene, reading)
        case "move":
            return moving.answered_anew(scene, text)
        case _:
            return _chosen(scene, text, reading)


def _kit(scene: Scene, text: str, reading: Reading) -> Turn | None:
    """What there is to lift with; None for what is about something else, whatever numbers are in it («age 34»)."""
    if isinstance(reading, Command) and reading.word in ELSEWHERE and reading.rest:
        return None
    if isinstance(reading, Sets) and any(entry.exercise and entry.known for entry in reading.entries):
        return None  # «squat 6 6»
    if kit_changing.change_in(scene, text) is not None or _is_of_life(scene, text, reading):
        return None  # «got a new band», «only a band today»: not all there is
    question = reading.word if isinstance(reading, Command) and reading.word in KINDS else None
    if question not in {None, "gear"}:
        return None  # «can I use a chair?»
    if question == "gear" or equipping.asks_back(scene, text):
        return helping.helped(scene, Command("help"))
    ask = questions.ask_kit if scene.athlete.talk.asked == "kit" else questions.ask_weights
    told = reading.rest if isinstance(reading, Command) and reading.word == "equipment" and reading.rest else text
    return equipping.kit_said(scene, told) or _again(scene, ask, reading)


def _elsewhere(scene: Scene, reading: Reading) -> bool:
    """Whether a pain is told of another place than the one that is asked about."""
    return isinstance(reading, Pain) and reading.site not in {None, scene.athlete.talk.about.get("site")}


def _is_of_life(scene: Scene, text: str, reading: Reading) -> bool:
    """An event that says nothing of equipment; once the equipment is known, also one that says what is at hand for now."""
    if not isinstance(reading, Event):
        return False
    for_good = reading.kind == "no_equipment" and reading.on is None and reading.until is None
    if for_good and equipping.names_loads(scene, text):
        return False  # «no bands, 8 kg», where it is asked for: all there is
    return "kit" in scene.athlete.answered or reading.kind not in {"no_equipment", "hotel_gym", "minutes"}


def _chosen(scene: Scene, text: str, reading: Reading) -> Turn | None:
    """An answer typed where buttons are shown."""
    match scene.athlete.talk.asked:
        case "finish":
            return _finish(scene, text, reading)
        case "pick":
            return pressing.picked_in_words(scene, reading)
        case "count":
            return counting.said(scene, reading)
        case "plyo" if isinstance(reading, Command) and reading.word in {"yes", "no"}:
            return gates.kept(scene, opened=reading.word == "yes")
        case "start" if (answer := decided(text, reading)) is not None:
            return beginning.begin(scene) if answer else lifting.reminder(scene, Line("soon.wait"))
        case "extra":
            return unplanned.said(scene, text, reading)
        case "race_distance":
            return racing.distance_said(scene, text)
        case "race_priority":
            return racing.priority_said(scene, text)
        case _:
            return None


def _again(scene: Scene, ask: Callable[..., Turn], reading: Reading) -> Turn | None:
    """A newcomer's question is asked again with a hint, unless the message is about something else that we know."""
    word = reading.word if isinstance(reading, Command) else None
    if word is not None and word not in {"start", "yes", "no", *SMALL_TALK}:
        return None
    if isinstance(reading, Pain | Event | When | Correction):
        return None  # something else that we understand: it is heard, and the question stays open
    line = Line(f"small.{word}") if word in SMALL_TALK else Line("first_this" if word == "start" else "again")
    starting = bool(scene.athlete.talk.about.get("starting", True)) or word == "start"
    return ask(scene, starting=starting, before=(line,))


def _setting(scene: Scene, word: str, text: str, reading: Reading) -> Turn | None:
    """The answer to a settings question; a known word is a new wish, anything else is asked again."""
    spoken = word == "experience" and text.strip().casefold() in EXPERIENCE
    if isinstance(reading, Command) and reading.word not in {word, "yes", "no"} and not spoken:
        return None  # another word that we know: a new wish
    if isinstance(reading, Event) and reading.kind in LIFE and word not in {"limits", "time_zone"}:
        return None
    told = reading.rest if isinstance(reading, Command) and reading.word == word and reading.rest else text
    turn = setting.told(scene, word, told)
    if turn is None and isinstance(reading, Unclear):
        line = Line("set.unclear", {"text": asking.quoted(text)})
        return setting.ask(scene, word, before=(asking.no_such_day(reading) if reading.limit == "day" else line,))
    return turn


def _rir(scene: Scene, text: str, reading: Reading) -> Turn | None:
    """A number answers, a tick goes on without one; sets are those of the next exercise."""
    about = scene.athlete.talk.about
    workout = scene.workout
    if workout is None or about.get("workout") != workout.number:
        return None
    match reading:
        case Sets(entries=(entry,)) if entry.reps is None and entry.seconds is None and entry.rir is not None:
            return lifting.rir_answered(scene, about["place"], entry.rir)
        case Sets(entries=(entry,)) if entry.reps is None and entry.seconds is None and entry.rpe is not None:
            return lifting.rir_answered(scene, about["place"], max(0, int(10 - entry.rpe)))  # rules.md E14
        case Sets(entries=entries, rest_as_planned=rest) if (
            rest != "session" and TICK.fullmatch(text) and not any(entry.exercise for entry in entries)
        ):
            return lifting.rir_answered(scene, about["place"], None)
        case Command(word="skip" | "next" | "no", exercise=None):
            return lifting.rir_answered(scene, about["place"], None)
        case Command(word="help") if UNSURE.fullmatch(text):
            return lifting.rir_answered(scene, about["place"], None)
        case _:
            return None


def _pain_today(scene: Scene, text: str, reading: Reading) -> Turn | None:
    """«3», «4, worse this morning», «gone» where today's pain is asked for."""
    if _elsewhere(scene, reading):
        return None
    worse = isinstance(reading, Pain) and reading.worse
    score = 0 if GONE.search(text) else read_pain_score(text)
    if score is None and isinstance(reading, Pain):
        score = reading.score
    if score is not None:
        return pressing.hurts(scene, score, worse=worse)
    match reading:
        case Pain(site=site) if worse and site in {None, scene.athlete.talk.about["site"]}:
            return pressing.pressed(scene, "hurts:worse")
        case Command(word="skip", exercise=None):
            return pressing.pressed(scene, "hurts:skip")
        case _:
            return None


def _finish(scene: Scene, text: str, reading: Reading) -> Turn | None:
    number = scene.athlete.workout.number if scene.athlete.workout else 0
    if isinstance(reading, Command) and reading.word == "cancel":
        return None
    if isinstance(reading, Command) and reading.word == "finish":
        return pressing.pressed(scene, f"finish:{number}")  # said again, as the button has it
    match False if NOT_YET.fullmatch(text) else decided(text, reading):
        case True:
            return pressing.pressed(scene, f"finish:{number}")
        case False:
            return pressing.pressed(scene, f"resume:{number}:on")
        case _:
            return None


def _resume(scene: Scene, reading: Reading) -> Turn | None:
    number = scene.athlete.workout.number if scene.athlete.workout else 0
    match reading:
        case Command(word="yes" | "start" | "resume"):
            return pressing.pressed(scene, f"resume:{number}:on")
        case Command(word="no" | "finish"):
            return pressing.pressed(scene, f"resume:{number}:end")
        case Sets() if scene.workout is not None and (said := getattr(scene.incoming.act, "text", None)):
            held = scene.athlete.talk.about.get("held")
            message = getattr(scene.incoming.act, "message", None)
            return beginning.resume_question(scene, held=f"{held}\n{said}" if held else said, message=message)
        case _:
            return None
