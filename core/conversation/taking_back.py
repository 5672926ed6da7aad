"""Undo: the last things one by one, and a question before what is half a day old."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from core.athlete import Profile, Talk
from core.conversation import lifting
from core.conversation.keys import key
from core.conversation.questions import ask_kit
from core.conversation.recording import set_fact
from core.conversation.standing import standing
from core.conversation.words import listed
from core.message import Line, Offer, Say
from core.turn import Fact, Turn
from core.undoing import undone
from core.values import replace

if TYPE_CHECKING:
    from core.athlete import Athlete, Step
    from core.conversation.scene import Scene

LATELY: Final = timedelta(hours=12)  # what was lifted longer ago is taken back only after a question


def undo(scene: Scene, times: int = 1, *, sure: bool = False) -> Turn:
    """Take the last thing back, or so many, and show where that leaves us. What lies further back is asked about first."""
    lines: list[Line] = []
    facts: list[Fact] = []
    for _ in range(times):
        taken = undone(scene.athlete)
        if taken is None:
            break
        if not sure and _long_ago(scene, taken[1]):
            if not lines:
                return _ask(scene, taken[1])
            break
        line, told = _taken_back(scene, *taken)
        lines.append(line)
        facts += told
        scene = scene.with_athlete(replace(taken[0], talk=Talk()))
    if not lines:
        return lifting.reminder(scene, Line("undo.nothing"))
    if _knows_no_kit(scene.athlete):
        scene = scene.with_athlete(replace(scene.athlete, answered=scene.athlete.answered - {"kit"}))
        return replace(ask_kit(scene, starting=False, before=tuple(lines)), facts=tuple(facts))
    turn = _back_at_the_end(scene, tuple(lines)) or lifting.reminder(scene, *lines, card=True)
    return replace(turn, facts=tuple(facts))


def _knows_no_kit(athlete: Athlete) -> bool:
    """Whether a newcomer took back what they had told of their equipment: then it is not known, and not «nothing»."""
    return "kit" in athlete.answered and not athlete.workouts and athlete.profile.equipment == Profile().equipment


def _long_ago(scene: Scene, step: Step) -> bool:
    """Whether the step belongs to a workout in which nothing was said for half a day; what is told afterwards is told now."""
    workout = scene.athlete.workout
    if step.workout is None or step.did == "told" or workout is None or workout.is_open:
        return False
    last = max((lift.at for lift in workout.sets), default=workout.started)
    return scene.incoming.at - last > LATELY


def _ask(scene: Scene, step: Step) -> Turn:
    """«That takes back Monday's workout»: only after a tap."""
    workout = scene.athlete.workout
    assert workout is not None  # noqa: S101  the caller knows that the step belongs to a workout
    gone = [lift for lift in workout.sets if lift.key in step.remove]
    what = Line("undo.old_sets", {"day": workout.date, "sets": listed(scene, workout, gone)})
    line = what if gone else Line("undo.old", {"day": workout.date})
    yes, no = key("undo", len(scene.athlete.undo), "yes"), "nudge:ok"
    offers = ((Offer(yes, Line("offer.take_back")), Offer(no, Line("offer.leave_it"))),)
    return scene.turn(Say((line,), offers, yes=yes, no=no))


def pressed(scene: Scene, rest: list[str]) -> Turn | None:
    """The tap on that question; None when something else happened meanwhile."""
    return undo(scene, sure=True) if rest == [str(len(scene.athlete.undo)), "yes"] else None


def _taken_back(scene: Scene, athlete: Athlete, step: Step) -> tuple[Line, list[Fact]]:
    """What was taken back, in words and as facts; `athlete` is the one of before it."""
    before = scene.athlete.workout
    facts: list[Fact] = []
    line = Line(f"undo.{step.did}")
    if before is not None and step.workout is not None and athlete.workout is not None:
        gone = [lift for lift in before.sets if lift.key in step.remove]
        facts += [set_fact(scene, before, lift, "set_removed") for lift in gone]
        facts += [set_fact(scene, athlete.workout, lift, "set_corrected") for lift in step.put]
        if gone:
            line = Line("undo.sets_gone", {"sets": listed(scene, before, gone)})
    if step.profile is not None or step.habits is not None:
        facts.append(Fact("profile_changed", {"keys": [step.did]}))
    return line, facts


def _back_at_the_end(scene: Scene, lines: tuple[Line, ...]) -> Turn | None:
    """After the end was taken back with every set in: the question of before it is open again, else it would end at once."""
    workout = scene.workout
    if workout is None or standing(workout) is not None or not workout.sets:
        return None
    last = max(workout.sets, key=lambda lift: (lift.at, lift.exercise, lift.number))
    return lifting.rir_question(scene, last.exercise, lines, ())
