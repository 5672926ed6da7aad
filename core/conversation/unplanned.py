"""Sets without a workout, and work outside the plan: noted only where the person says so."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from core.conversation import asking, held, lifting
from core.conversation.keys import key
from core.conversation.recording import recorded, set_fact
from core.message import Line, Offer, Say
from core.plan import Prescription
from core.session import Workout
from core.turn import Fact, Turn

if TYPE_CHECKING:
    from datetime import date

    from core.conversation.scene import Scene
    from core.reading.meaning import Sets

EXTRA_PLAN = Prescription("normal", None, None, None, None, None, None, (), ())


def without_workout(scene: Scene, reading: Sets, text: str) -> Turn:
    """Sets came in while no workout is going on: ask whether it is extra work or today's workout."""
    if not reading.entries:
        return scene.turn(Say((Line("nothing_on.ask"),), ((Offer("start", Line("offer.start")),),)))
    if any(entry.exercise is None for entry in reading.entries):
        scene = scene.with_athlete(scene.asking(None))
        line = Line("nothing_on.what", {"text": asking.quoted(text)})
        return scene.turn(Say((line,), ((Offer("start", Line("offer.start")),),)))
    number = lifting.question_number(scene)
    scene = scene.with_athlete(scene.asking("extra", ask=number, readings=[held.kept(reading)], message=None))
    offers = (
        (
            Offer(key("extra", number, "note"), Line("offer.note_it")),
            Offer(key("extra", number, "no"), Line("offer.no")),
        ),
    )
    words = asking.entries_words(scene, reading.entries)
    line = Line("extra.question" if reading.on is None else "extra.question_on", {"sets": words, "day": reading.on})
    return scene.turn(Say((line,), offers))


def pressed(scene: Scene, rest: list[str]) -> Turn | None:
    """The answer to that question."""
    about = scene.athlete.talk.about
    if scene.athlete.talk.asked != "extra" or len(rest) != 2 or str(about.get("ask")) != rest[0]:  # noqa: PLR2004  number, answer
        return None
    scene = scene.with_athlete(scene.asking(None))
    if rest[1] != "note":
        return scene.turn(Say((Line("pick.dropped"),)))
    reading = held.released(about["readings"][0])
    return noted(scene, reading)  # type: ignore[arg-type]  # only sets are kept here


def noted(scene: Scene, reading: Sets) -> Turn:
    """Keep the sets as extra work: in the workout that is going on, else as one of its own that is closed at once."""
    if scene.workout is not None and reading.on is None:
        return lifting.after(scene, recorded(scene, scene.workout, reading.entries))
    return _closed(scene, reading, reading.on or scene.today)


def _closed(scene: Scene, reading: Sets, on: date) -> Turn:
    number = scene.athlete.workouts + 1
    started = scene.incoming.at
    workout = Workout(number, started, on, EXTRA_PLAN, ())
    done = recorded(scene, workout, reading.entries)
    closed = replace(done.workout, closed="finished", ended=started)
    athlete = replace(scene.athlete, workouts=number)
    if scene.workout is None:
        athlete = replace(athlete, workout=closed)
    facts = (
        Fact("session_started", {"workout": number, "date": on.isoformat()}),
        *(set_fact(scene, closed, lift) for lift in done.sets),
        Fact("session_finished", {"workout": number, "date": on.isoformat(), "sets": len(done.sets)}),
    )
    lines = tuple(lifting.echo(scene, done, place) for place in done.places)
    also = () if scene.workout is None else (closed,)
    return Turn(athlete, facts=facts, says=(Say(lines),), also=also)
