"""«why»: the reason of any number and of the whole session, of the workout that is on or of the next one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from core.coaching.elsewhere import is_away
from core.conversation import cards, lifting, showing
from core.conversation.standing import EXTRA, standing
from core.explaining import explained
from core.message import Line, Say
from core.plan import NO_LIFTING

if TYPE_CHECKING:
    from core.conversation.scene import Scene
    from core.plan import Prescribed, Prescription
    from core.reading.meaning import Command
    from core.turn import Turn

# What somebody asks of a session as a whole; the name of an exercise beside it asks for that one.
_WHOLE = re.compile(
    r"\b(light(er)?|eas(y|ier)|short(er)?|few(er)?|less|little|deload|today|session|workout|now|rest|these|different|back|"
    r"hard(er)?|heav(y|ier)|more|long(er)?|much|many|same|week|plan|day|(mon|tues|wednes|thurs|fri|satur|sun)day)\b",
    re.IGNORECASE,
)
LIGHTER: Final = ("GAP_REDUCE", "RESTART", "DELOAD", "TAPER", "PRIMER", "PAIN_", "MISS_REDUCE", "PLATEAU_RESET")
SHOWN: Final = 3  # reasons of single exercises under those of the session


def why(scene: Scene, command: Command) -> Turn:
    """«why», «why 7 on the press?», «why lighter?»."""
    workout = scene.workout
    here = standing(workout) if workout else None
    whole = command.exercise is None and _WHOLE.search(command.rest) is not None
    if workout is None or here is None:
        return _next(scene, command, whole=whole)
    if whole:
        return lifting.reminder(scene, *_session(scene, workout.prescription, workout.exercises))
    wanted = _among(scene, workout.exercises, command.exercise) if command.exercise else here.prescribed
    if wanted is None:
        line = Line("why.not_in", {"exercise": scene.short(command.exercise or "")})
        return lifting.reminder(scene, line)
    return lifting.reminder(scene, *_exercise(scene, wanted))


def _next(scene: Scene, command: Command, *, whole: bool) -> Turn:
    """Without a workout it is the next session that is asked about."""
    coming = showing.prescription(scene)
    if command.exercise is None and not whole:
        return showing.upcoming(scene, command)
    if coming.type in NO_LIFTING:
        return scene.turn(Say(showing.no_lifting(coming)))
    if whole:
        return scene.turn(Say((*_session(scene, coming, coming.exercises), *showing.placement(coming)), showing.START))
    wanted = _among(scene, coming.exercises, command.exercise or "")
    if wanted is None:
        return scene.turn(Say((Line("why.not_next", {"exercise": scene.short(command.exercise or "")}),)))
    return scene.turn(Say((*_exercise(scene, wanted), *showing.when(scene, coming))))


def _among(scene: Scene, exercises: tuple[Prescribed, ...], slug: str) -> Prescribed | None:
    """The exercise itself, else the one of its pattern: who asks about the press means the press of the day."""
    known = scene.library.exercises
    found = next((entry for entry in exercises if entry.slug == slug), None)
    if found is not None or slug not in known:
        return found
    return next(
        (entry for entry in exercises if entry.slug in known and known[entry.slug].pattern == known[slug].pattern), None
    )


def _exercise(scene: Scene, entry: Prescribed) -> tuple[Line, ...]:
    title = Line("why.title", {"exercise": scene.name(entry.slug)})
    if entry.slot == EXTRA:
        return (title, Line("why.extra"))
    if is_away(entry):
        return (title, cards.why(scene, entry))
    return (title, *explained(entry, scene.history(), scene.athlete.profile, scene.library))


def _session(scene: Scene, given: Prescription, exercises: tuple[Prescribed, ...]) -> tuple[Line, ...]:
    """What is special about the session, then the exercises that are lighter for a reason of their own."""
    lines = [Line(f"code.{code.lower()}") for code in given.codes]
    history = scene.history()
    lighter = [e for e in exercises if e.code.startswith(LIGHTER)]
    reasons = dict.fromkeys(cards.why_of(scene, entry, history) for entry in lighter) if not lines else {}
    lines += list(reasons)[:SHOWN]
    return tuple(lines) or (Line("why.plain_session"),)
