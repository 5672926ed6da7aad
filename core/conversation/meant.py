"""A reading → the topic that answers it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from core.conversation import (
    asking,
    beginning,
    correcting,
    counting,
    events,
    health,
    lifting,
    moving,
    prescribing,
    unplanned,
    wishes,
)
from core.conversation.yes_no import decided
from core.message import Line
from core.reading import read
from core.reading.meaning import Command, Correction, Event, Pain, Sets, Unclear, When
from core.turn import Said
from core.values import replace

NOON_H: Final = 12
# What is gone has no name, so it can only be the pain that was told today.
GONE: Final = re.compile(
    r"\W*(wait |no |oh |ok )*(it'?s|it is|that'?s|it went) ?(all |much )?(gone|away|fine|ok(ay)?|better|over)( now| again| already)*\W*",
    re.IGNORECASE,
)

if TYPE_CHECKING:
    from core.conversation.scene import Scene
    from core.reading.meaning import Reading
    from core.turn import Turn


def meant(scene: Scene, reading: Reading, text: str) -> Turn:
    """The answer to a reading, whatever was asked."""
    match reading:
        case Pain():
            return health.said(scene, reading)
        case Correction():
            return correcting.corrected(scene, reading)
        case Sets():
            return sets(scene, reading, text)
        case Command():
            return wishes.granted(scene, reading)
        case Event():
            return events.happened(scene, reading)
        case When():
            if (turn := moving.answered(scene, reading)) is not None:
                return turn
            return lifting.reminder(scene, _what_for(reading))
        case Unclear(readings=readings) if _of_a_stale_workout(scene, readings):
            return beginning.resume_question(scene, held=text, message=getattr(scene.incoming.act, "message", None))
        case Unclear() if GONE.fullmatch(text) and prescribing.pain_on(scene.athlete, scene.today):
            return health.relief(scene, Command("relief"))
        case Unclear() if scene.workout is None and decided(text, reading):
            return lifting.reminder(scene, Line("small.fine"))  # «ok» to what only informs: heard, and nothing begins
        case Unclear():
            return asking.unclear(scene, reading, text)


def _what_for(reading: When) -> Line:
    """A day or a time that nothing was asked about; «7» may be of the morning or the evening."""
    if reading.day is not None or reading.at is None:
        return Line("date.what_for")
    if reading.confirm and 0 < reading.at.hour < NOON_H:
        return Line("date.time_either", {"at": reading.at, "late": reading.at.replace(hour=reading.at.hour + NOON_H)})
    return Line("date.time_for", {"at": reading.at})


def _of_a_stale_workout(scene: Scene, readings: tuple[Reading, ...]) -> bool:
    """Whether sets may be meant while going on with the workout has to be asked first; how to read them is asked after that."""
    return (
        scene.workout is not None
        and beginning.is_stale(scene, scene.workout)
        and any(isinstance(reading, Sets) and reading.on is None for reading in readings)
    )


def sets(scene: Scene, reading: Sets, text: str) -> Turn:
    """Sets were reported: into the workout that is going on, or asked about."""
    workout = scene.workout
    if workout is not None and reading.on in {None, workout.date} and any(not e.known for e in reading.entries):
        return asking.unknown_exercises(scene, reading)
    if workout is None or (reading.on is not None and reading.on != workout.date):
        return unplanned.without_workout(scene, reading, text)
    if beginning.is_stale(scene, workout):
        return beginning.resume_question(scene, held=text, message=getattr(scene.incoming.act, "message", None))
    if not reading.entries and reading.rest_as_planned is None:
        return lifting.reminder(scene, Line("not_understood.all", {"text": asking.quoted(text)}))
    return counting.question(scene, reading) or lifting.report(scene, reading)


def said_before(scene: Scene, text: str, message: str | None) -> Turn:
    """What a text means that had to wait for an answer, as if it were said now."""
    scene = replace(scene, incoming=replace(scene.incoming, act=Said(text, message)))
    return meant(scene, read(text, scene.context()), text)
