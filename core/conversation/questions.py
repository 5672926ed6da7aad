"""The questions of the first minutes, each with its choices: the health screen, what is at home, which weights."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.message import Line, Offer, Say

if TYPE_CHECKING:
    from core.conversation.scene import Scene
    from core.session import Workout
    from core.turn import Turn

HEAVY_WEEKS: Final = 6  # rules.md 1: P3 lasts 6 to 8 weeks
SENIOR: Final = 65
SCREEN_VALID_DAYS: Final = 365  # rules.md 5: re-ask every 12 months


def screen_due(scene: Scene) -> bool:
    """Whether the health screen was never answered, or is more than a year old."""
    on = scene.athlete.health_on
    return on is None or (scene.today - on).days > SCREEN_VALID_DAYS


def ask_screen(scene: Scene, *, starting: bool, before: tuple[Line, ...] = ()) -> Turn:
    """The health screen, as one question."""
    offers = ((Offer("screen:none", Line("offer.screen_none")), Offer("screen:yes", Line("offer.screen_yes"))),)
    scene = scene.with_athlete(scene.asking("screen", starting=starting))
    return scene.turn(Say((*before, Line("screen.question")), offers))


def ask_kit(scene: Scene, *, starting: bool, before: tuple[Line, ...] = (), alone: bool = False) -> Turn:
    """What equipment is there. `alone`: the lines before it ask already."""
    offers = (
        (Offer("kit:both", Line("offer.kit_both")), Offer("kit:band", Line("offer.kit_band"))),
        (Offer("kit:none", Line("offer.kit_none")), Offer("kit:gym", Line("offer.kit_gym"))),
    )
    scene = scene.with_athlete(scene.asking("kit", starting=starting))
    return scene.turn(Say(before if alone else (*before, Line("kit.question")), offers))


def ask_weights(
    scene: Scene,
    *,
    starting: bool,
    before: tuple[Line, ...] = (),
    bands: tuple[str, ...] | None = None,
    added: bool = False,
) -> Turn:
    """Which weights the dumbbells have; they decide every number of the plan.

    A unit that was asked for waits with the question, and so do the bands that were told with the dumbbells. `added`: the dumbbells came to
    what is there.
    """
    offers = ((Offer("kit:unknown", Line("offer.kit_unknown")),),)
    waiting = {key: value for key, value in scene.athlete.talk.about.items() if key in {"unit", "bands", "added"}}
    if bands is not None:
        waiting["bands"] = list(bands)
    if added:
        waiting["added"] = True
    scene = scene.with_athlete(scene.asking("weights", starting=starting, **waiting))
    return scene.turn(Say((*before, Line("kit.weights")), offers, wants_number=True))


def plyo_due(scene: Scene, workout: Workout) -> bool:
    """Whether the heavy phase is nearly over and the gate before jumps was never asked about (rules.md 1: P3 exit)."""
    given, profile = workout.prescription, scene.athlete.profile
    late = given.phase == "P3" and (given.week or 1) >= HEAVY_WEEKS
    return late and not profile.plyo_gate and "plyo" not in scene.athlete.answered and profile.age < SENIOR


def plyo(scene: Scene) -> tuple[Scene, Say]:
    """The four questions before jumps, in one message."""
    offers = ((Offer("plyo:yes", Line("offer.plyo_yes")), Offer("plyo:no", Line("offer.plyo_no"))),)
    return scene.with_athlete(scene.asking("plyo")), Say((Line("plyo.question"),), offers)


def refused(scene: Scene, *, told_now: bool = False) -> Turn:
    """Why there is no workout now, and what opens the way. `told_now`: the reason is news."""
    profile = scene.athlete.profile
    reason = "pregnant" if profile.pregnant or profile.postpartum_uncleared else "screen"
    line = Line(f"gate.{reason}" if told_now else f"gate.{reason}_still")
    return scene.turn(Say((line,), ((Offer("cleared", Line("offer.cleared")),),)))
