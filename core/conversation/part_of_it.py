"""Only legs, only the upper body, only core: today's session without the rest, which comes first the next time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.athlete import Talk
from core.conversation import beginning, lifting, prescribing, reshaping, showing
from core.message import Line, Offer, Say
from core.plan import NO_LIFTING
from core.scheduling import is_eve
from core.values import replace

if TYPE_CHECKING:
    from core.conversation.scene import Scene
    from core.reading.meaning import Command
    from core.turn import Turn

START: Final = ((Offer("start", Line("offer.start")),),)


def wished(scene: Scene, command: Command) -> Turn:
    """The part that was asked for; the whole session again with «whole»."""
    part = None if command.rest == "whole" else command.rest
    now = replace(scene.athlete.for_now, part=part, part_on=scene.today if part else None)
    told = replace(scene.athlete, for_now=now, talk=Talk())
    words = _words(command.rest)
    if scene.workout is not None and not beginning.is_stale(scene, scene.workout):
        if part is None:
            return lifting.reminder(scene, Line("part.whole_workout"))
        return reshaping.in_part(scene, part, words)
    if part is None:
        return showing.today(scene.with_athlete(told), command)
    coming = prescribing.for_today(scene.with_athlete(told))
    if coming.type in NO_LIFTING:
        return showing.today(scene, command)
    if not any(prescribing.is_of(entry.slug, part, scene.library) for entry in coming.exercises):
        return lifting.reminder(scene, Line("part.none", {"part": words}))
    names = tuple(scene.short(entry.slug) for entry in coming.exercises)
    lines = [
        Line("part.today", {"part": words}),
        Line("today.shape", {"exercises": names, "minutes": coming.minutes or 0}),
    ]
    profile = prescribing.profile_in_week(scene.athlete, scene.today)
    if "legs" in part and "run_days" in scene.athlete.answered and is_eve(profile, scene.today, scene.library):
        lines.append(Line("part.eve"))
    return scene.with_athlete(told).turn(Say(tuple(lines), START))


def _words(part: str) -> tuple[Line, ...]:
    return tuple(Line(f"part.name.{name}") for name in part.split() if name != "whole")
