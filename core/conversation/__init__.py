"""One message in, one turn out: `respond` and a module for each topic."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.athlete import Athlete, NoPast
from core.conversation import (
    among_others,
    correcting,
    dues,
    importing,
    inviting,
    lifting,
    linking,
    nudges,
    operating,
    pressing,
    reminding,
    saying,
    yes_no,
)
from core.conversation.scene import Scene
from core.message import Line
from core.turn import Edited, Handed, Nudged, Pressed, Previewed, Reached, Redeemed, Retimed, Said, Zoned
from core.undoing import remembering
from core.values import replace

if TYPE_CHECKING:
    from core.content import Library
    from core.message import Say
    from core.tally import Tally
    from core.turn import Incoming, Turn


AGREED: Final = frozenset({"moved", "skipped", "paused", "resumed"})  # facts about the days on which there is lifting


def respond(athlete: Athlete, incoming: Incoming, library: Library) -> Turn:
    """What a message leads to. Pure and total: every text, key and edit has an answer.

    Whatever the turn changed can be taken back by «undo», save taking back itself.
    """
    scene = Scene(dues.heard(athlete, incoming), incoming, library)
    turn = _turn(scene)
    if turn.forget:
        return turn
    turn = yes_no.open_after(scene, turn)
    clash = reminding.clash(athlete.habits.lift_time, scene.with_athlete(turn.athlete))
    turn = dues.scheduled(athlete, scene, replace(turn, says=(*turn.says, *clash)) if clash else turn)
    if isinstance(incoming.act, Previewed):
        return turn  # what was brought is not taken back step by step
    if turn.absorbed is not None or turn.parts is not None:
        return replace(turn, athlete=replace(turn.athlete, undo=()))
    if len(turn.athlete.undo) < len(athlete.undo):
        return turn
    if turn.athlete.workouts != athlete.workouts:
        # A workout was begun: undo stays within it, and what was told before it is changed by telling it anew.
        mine = tuple(step for step in turn.athlete.undo if step.workout == turn.athlete.workouts)
        return replace(turn, athlete=replace(turn.athlete, undo=mine))
    agreed = not AGREED.isdisjoint(fact.name for fact in turn.facts)
    return replace(turn, athlete=remembering(athlete, turn.athlete, _what(turn), agreed=agreed))


def unknown(incoming: Incoming, library: Library, guesses: int = 0) -> Turn:
    """What to say to somebody who is not known and about whom nothing is to be kept: in a group, or at the door of a private club.

    `guesses` are their wrong codes of the last hour. The turn's athlete is nobody; only `redeem` asks for anything to be done.
    """
    scene = Scene(Athlete(0, incoming.at, NoPast()), incoming, library)
    return among_others.answered(scene) if among_others.is_among_others(scene) else inviting.at_the_door(scene, guesses)


def tallied(tally: Tally) -> Say:
    """The counts of the house in words, for its operators."""
    return operating.counted(tally)


def where_we_are(athlete: Athlete, incoming: Incoming, library: Library) -> tuple[Say, ...]:
    """What to show somebody whose message was recorded but may never have been answered; nothing is decided."""
    scene = Scene(athlete, incoming, library)
    if among_others.is_among_others(scene):
        return among_others.answered(scene).says
    return lifting.reminder(scene, Line("recorded_already")).says


def _turn(scene: Scene) -> Turn:
    if among_others.is_among_others(scene):
        return among_others.answered(scene)
    match scene.incoming.act:
        case Said() as act:
            return saying.said(scene, act)
        case Pressed(key=pressed):
            return pressing.pressed(scene, pressed)
        case Edited() as act:
            return correcting.edited(scene, act)
        case Redeemed() as act:
            return linking.redeemed(scene, act)
        case Handed() as act:
            return importing.handed(scene, act)
        case Previewed() as act:
            return importing.previewed(scene, act)
        case Nudged() as act:
            return nudges.nudged(scene, act)
        case Zoned() as act:
            return reminding.zoned(scene, act.zone)
        case Reached(blocked=blocked):
            return reminding.reached(scene, blocked=blocked)
        case Retimed():
            return nudges.retimed(scene)


def _what(turn: Turn) -> str:
    """What undo will say that it took back."""
    names = [fact.name for fact in turn.facts]
    if "skipped" in names and all("date" in fact.details for fact in turn.facts if fact.name == "skipped"):
        return "let_go"  # a day, not an exercise
    for name in (
        "set",
        "moved",
        "paused",
        "resumed",
        "skipped",
        "set_corrected",
        "pain",
        "swapped",
        "session_finished",
        "profile_changed",
    ):
        if name in names:
            return name
    return "change"
