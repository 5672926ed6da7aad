"""The questions of the first minutes, each with its choices: the health screen, what is at home, which weights."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.message import Line, Offer, Say

if TYPE_CHECKING:
    from core.conversation.scene import Scene
    from core.turn import Turn

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


def ask_kit(scene: Scene, *, starting: bool, before: tuple[Line, ...] = ()) -> Turn:
    """What equipment is there."""
    offers = (
        (Offer("kit:both", Line("offer.kit_both")), Offer("kit:band", Line("offer.kit_band"))),
        (Offer("kit:none", Line("offer.kit_none")), Offer("kit:gym", Line("offer.kit_gym"))),
    )
    scene = scene.with_athlete(scene.asking("kit", starting=starting))
    return scene.turn(Say((*before, Line("kit.question")), offers))


def ask_weights(scene: Scene, *, starting: bool, before: tuple[Line, ...] = ()) -> Turn:
    """Which weights the dumbbells have; they decide every number of the plan."""
    offers = ((Offer("kit:unknown", Line("offer.kit_unknown")),),)
    scene = scene.with_athlete(scene.asking("weights", starting=starting))
    return scene.turn(Say((*before, Line("kit.weights")), offers, wants_number=True))


def refused(scene: Scene) -> Turn:
    """Why there is no workout now, and what opens the way."""
    profile = scene.athlete.profile
    if profile.pregnant or profile.postpartum_uncleared:
        return scene.turn(Say((Line("gate.pregnant"),), ((Offer("cleared", Line("offer.cleared")),),)))
    return scene.turn(Say((Line("gate.screen"),), ((Offer("cleared", Line("offer.cleared")),),)))
