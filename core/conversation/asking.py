"""When a message is not clear: each possible meaning as a button, and nothing recorded before one is chosen."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from core.conversation import equipping, held, lifting
from core.conversation.keys import key
from core.conversation.recording import lift_set, message_name, recorded, set_fact
from core.conversation.standing import standing
from core.conversation.words import sets_words
from core.message import Line, Offer, Say, Spaced
from core.reading.meaning import Command, Correction, Entry, Pain, Sets
from core.values import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.conversation.scene import Scene
    from core.reading.meaning import Reading, Unclear
    from core.turn import Fact, Turn

LOAD_ALONE = re.compile(r"(with |at |@ ?)?\d{1,3}([.,]\d{1,2})? ?(kg|kgs|kilos?|lbs?|pounds?)", re.IGNORECASE)
ABOUT_EXERCISE = frozenset({"first", "show_me", "swap", "skip", "why"})


def quoted(text: str) -> str:
    """What somebody wrote, short enough to quote."""
    text = " ".join(text.split())
    return text if len(text) <= lifting.QUOTED else text[: lifting.QUOTED - 1] + "…"


def unclear(scene: Scene, reading: Unclear, text: str) -> Turn:
    """Ask which meaning is right; without any, say so and show what is asked for."""
    ahead = next((r.on for r in reading.readings if isinstance(r, Sets) and r.on and r.on > scene.today), None)
    if ahead is not None:
        return lifting.reminder(scene, Line("extra.ahead", {"day": ahead}))
    readings = [r for r in reading.readings if held.kept(r) is not None and _told(scene, r) is not None]
    if readings:
        return which(scene, readings, text)
    line = Line("not_understood.all", {"text": quoted(text)})
    if scene.workout is not None and LOAD_ALONE.fullmatch(text.strip()):
        line = Line("not_understood.load", {"text": quoted(text)})
    if equipping.is_kit(scene, text):
        line = Line("not_understood.kit", {"text": quoted(text)})
    if reading.limit is not None:
        line = (
            no_such_day(reading) if reading.limit == "day" else Line(f"limit.{reading.limit}", {"text": quoted(text)})
        )
    if scene.workout is None and text.strip()[:1].isdigit() and not reading.limit:
        return scene.turn(
            Say((Line("nothing_on.what", {"text": quoted(text)}),), ((Offer("start", Line("offer.start")),),))
        )
    if not text.strip():
        line = Line("not_understood.empty")
    helped = scene.workout is not None or reading.limit is not None
    return lifting.reminder(scene, line, *(() if helped else (Line("help.short"),)))


def no_such_day(reading: Unclear) -> Line:
    """«There is no 31 Feb in any year»."""
    return Line("limit.day", {"text": quoted(reading.problems[0])})


def which(scene: Scene, readings: Sequence[Reading], text: str) -> Turn:
    """One button for each reading, and one for none of them."""
    number = lifting.question_number(scene)
    labels = [_told(scene, r) for r in readings]
    offers = [(Offer(key("pick", number, place), label),) for place, label in enumerate(labels) if label]
    offers.append((Offer(key("pick", number, "none"), Line("offer.neither")),))
    act = scene.incoming.act
    scene = scene.with_athlete(
        scene.asking(
            "pick",
            ask=number,
            readings=[held.kept(r) for r in readings],
            message=getattr(act, "message", None),
            text=quoted(text),
            whole=text if len(text) > lifting.QUOTED else None,
        )
    )
    lines = (Line("pick.question", {"text": quoted(text)}),)
    return scene.turn(Say(lines, tuple(offers)))


def unknown_exercises(scene: Scene, reading: Sets) -> Turn:
    """Good entries are kept at once; work the catalogue does not know is noted only after a yes."""
    good = tuple(e for e in reading.entries if e.known)
    strange = tuple(e for e in reading.entries if not e.known)
    first = entries_words(scene, strange)
    number = lifting.question_number(scene)
    offers = (
        (
            Offer(key("pick", number, 0), Line("offer.note_it")),
            Offer(key("pick", number, "none"), Line("offer.no")),
        ),
    )
    facts: tuple[Fact, ...] = ()
    told: tuple[Line, ...] = ()
    if good and scene.workout is not None:
        done = recorded(scene, scene.workout, good)
        scene = scene.with_athlete(replace(scene.athlete, workout=done.workout))
        facts = tuple(set_fact(scene, done.workout, lift) for lift in done.sets)
        told = tuple(lifting.echo(scene, done, place) for place in done.places)
    waiting = [held.kept(Sets(strange))]
    about = {"readings": waiting, "message": message_name(scene), "text": lifting.said_words(scene)}
    scene = scene.with_athlete(scene.asking("pick", ask=number, **about))
    return scene.turn(Say((*told, Line("unknown.exercise", {"text": first})), offers), facts=facts)


def entries_words(scene: Scene, entries: Sequence[Entry]) -> Line:
    """«bench press 8 8 8»: the first exercise of the entries, in the words of the message."""
    name = scene.short(entries[0].exercise or "")
    mine = [e for e in entries if e.exercise == entries[0].exercise]
    if len({(e.load, e.unit) for e in mine}) == 1:
        sets = _loaded(mine[0], Spaced(tuple(_entry_words(scene, e) for e in mine)))
    else:
        sets = Spaced(tuple(_loaded(e, _entry_words(scene, e)) for e in mine))
    return Line("unknown.words", {"exercise": name, "sets": sets})


def _loaded(entry: Entry, sets: Spaced | Line) -> Spaced | Line:
    """The sets with the load that was told of them, if any was."""
    if entry.load is None or entry.unit is None:
        return sets
    return Line("sets.at", {"sets": sets, "load": Line("load.weight", {"load": entry.load, "unit": entry.unit})})


def _entry_words(scene: Scene, entry: Entry) -> Line:
    del scene
    if entry.seconds is not None:
        return Line("set.seconds", {"seconds": entry.seconds})
    return Line("set.reps", {"reps": entry.reps or 0})


def _told(scene: Scene, reading: Reading) -> Line | None:
    """A reading in the words of a button."""
    workout = scene.workout
    match reading:
        case Sets(entries=entries) if entries and workout is not None:
            place = scene_place(scene, entries[0])
            if place is None:
                return entries_words(scene, entries)
            lifts = [lift_set(scene, workout, place, entry, number=n) for n, entry in enumerate(entries, 1)]
            told = Line("pick.sets", {"sets": sets_words(scene, workout.exercises[place].slug, lifts)})
            effort = entries[-1].rpe if entries[-1].rpe is not None else entries[-1].rir
            if effort is None:
                return told
            return Line("pick.rpe" if entries[-1].rpe is not None else "pick.rir", {"told": told, "effort": effort})
        case Sets(entries=entries) if entries:
            return entries_words(scene, entries)
        case Correction(undo=True, number=int(number), exercise=None):
            return Line("pick.undo_set", {"n": number})
        case Correction(undo=True, times=times):
            return Line("pick.undo", {"n": times}) if times > 1 else Line("pick.undo_one")
        case Command(word=word, exercise=slug):
            if slug is not None and word in ABOUT_EXERCISE:
                return Line(f"pick.about.{word}", {"exercise": scene.short(slug)})
            return Line("pick.finish" if word == "finish" else "pick.command", {"word": word.replace("_", " ")})
        case Correction(entry=entry) if entry is not None:
            return Line("pick.correction", {"reps": entry.reps if entry.reps is not None else entry.seconds or 0})
        case Pain(site=site) if site is not None:
            return Line("pick.pain", {"site": site})
        case _:
            return None


def scene_place(scene: Scene, entry: Entry) -> int | None:
    """Where in today's workout an entry belongs, None when it names something else."""
    workout = scene.workout
    if workout is None:
        return None
    if entry.exercise is None:
        here = standing(workout)
        return here.place if here else None
    return next((p for p, e in enumerate(workout.exercises) if e.slug == entry.exercise), None)
