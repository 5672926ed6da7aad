"""What came to the equipment or went from it: only that changes, it is said back, and what is not clear is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.athlete import Equipment, Talk
from core.conversation import beginning, equipping, lifting, reshaping
from core.conversation.questions import ask_kit, ask_weights
from core.message import Line, Say
from core.reading.band_names import in_order
from core.reading.kit_changes import read_change
from core.turn import Fact
from core.values import replace

if TYPE_CHECKING:
    from core.conversation.scene import Scene
    from core.reading.kit_changes import KitChange
    from core.turn import Turn


def change_in(scene: Scene, text: str) -> KitChange | None:
    """The change that these words tell of equipment that is known; None for everything else."""
    if "kit" not in scene.athlete.answered:
        return None  # whatever is told, it is all that is known
    asked = scene.athlete.talk.asked in {"kit", "weights"}
    return read_change(text, scene.athlete.profile.unit, asked=asked)


def changed(scene: Scene, change: KitChange) -> Turn | None:
    """What follows from it; None where the weights are told in another unit, which needs the whole list."""
    if change.things.unit != scene.athlete.profile.unit:
        return None
    return _came(scene, change) if change.kind == "came" else _went(scene, change)


def _came(scene: Scene, change: KitChange) -> Turn:
    owned = scene.athlete.profile.equipment
    if change.unweighed:
        return ask_weights(scene, starting=False, added=True)
    if change.things.bands and owned.bands and not _names_its_bands(change):
        return _which_band(scene, Line("kit.which_band", {"known": _bands(owned)}))
    new = equipping.equipment_of(change.things)
    both = together(owned, new)
    # What nobody spoke of stays as it is, also where it is usually there.
    spoken = change.things
    equipment = replace(
        both,
        box=owned.box or bool(spoken.box),
        anchor=owned.anchor or bool(spoken.anchor) or bool(spoken.gym and not spoken.barbell),
        space=owned.space or bool(spoken.space) or bool(spoken.gym and not spoken.barbell),
    )
    besides = (Line("kit.barbell"),) if spoken.barbell and not owned.gym else ()
    return _kept(scene, equipment, *besides)


def together(owned: Equipment, new: Equipment) -> Equipment:
    """What was there and what came to it."""
    return replace(
        owned,
        dumbbells=tuple(sorted({*owned.dumbbells, *new.dumbbells})),
        bands=in_order((*owned.bands, *(band for band in new.bands if band not in owned.bands))),
        bar=owned.bar or new.bar,
        gym=owned.gym or new.gym,
    )


def _went(scene: Scene, change: KitChange) -> Turn:
    owned, things = scene.athlete.profile.equipment, change.things
    if things.gym and not things.barbell:
        return _without_a_gym(scene)
    if things.bands and len(owned.bands) > 1 and not _names_its_bands(change) and "bands" not in change.said:
        return _which_band(scene, Line("kit.which_band_left", {"known": _bands(owned)}))
    if change.unweighed:
        dumbbells: tuple[float, ...] = ()
    else:
        dumbbells = tuple(load for load in owned.dumbbells if load not in things.dumbbells)
    named = things.bands if _names_its_bands(change) else owned.bands if things.bands else ()
    equipment = replace(
        owned,
        dumbbells=dumbbells,
        bands=tuple(band for band in owned.bands if band not in named),
        box=owned.box and not things.box,
        anchor=owned.anchor and not things.anchor,
        space=owned.space and not things.space,
        bar=owned.bar and not things.bar,
        gym=owned.gym and not things.gym,
    )
    besides = (Line("kit.chair_does"),) if things.box and owned.box else ()
    return _kept(scene, equipment, *besides)


def _without_a_gym(scene: Scene) -> Turn:
    """What was in the gym and what is at home nobody can tell apart, so it is asked; until then nothing changes."""
    if not scene.athlete.profile.equipment.gym:
        return _kept(scene, scene.athlete.profile.equipment)
    return ask_kit(scene, starting=False, before=(Line("kit.without_gym"),))


def _which_band(scene: Scene, line: Line) -> Turn:
    """The bands are asked for, and nothing else: the answer leaves the rest as it is."""
    return scene.with_athlete(scene.asking("kit", starting=False, only_bands=True)).turn(Say((line,)))


def _bands(owned: Equipment) -> Line:
    return Line("kit.bands", {"bands": owned.bands, "n": len(owned.bands)})


def _names_its_bands(change: KitChange) -> bool:
    """Whether the band was told by its strength or colour: a bare «band» is read as one of usual strength."""
    return all(band in change.said for band in change.things.bands)


def _lacks(now: Equipment, before: Equipment) -> bool:
    """Whether something is missing that was there."""
    flags = ("box", "anchor", "space", "bar", "gym")
    lists = set(before.dumbbells) <= set(now.dumbbells) and set(before.bands) <= set(now.bands)
    return not lists or any(getattr(before, flag) and not getattr(now, flag) for flag in flags)


def _kept(scene: Scene, equipment: Equipment, *besides: Line) -> Turn:
    """Keep it and say back all there is; a workout that is going on does without what went."""
    athlete = scene.athlete
    before = athlete.profile.equipment
    if equipment == before:
        scene = scene.with_athlete(replace(athlete, talk=Talk()))
        return lifting.reminder(scene, Line("kit.as_before", {"kit": equipping.kit_words(athlete)}))
    profile = replace(athlete.profile, equipment=equipment)
    after = replace(athlete, profile=profile, talk=Talk())
    told = Line("kit.kept", {"kit": equipping.kit_words(after)})
    lines = (told, *besides)
    if scene.workout is None:
        turn = beginning.ready(scene.with_athlete(after), lines)
    elif beginning.is_stale(scene, scene.workout) or not _lacks(equipment, before):
        turn = lifting.reminder(scene.with_athlete(after), *lines, Line("set.from_next"))
    else:
        # The loads of the workout are those of the equipment with which it was given.
        turn = reshaping.on_equipment(scene, equipment, told)
        turn = replace(turn, athlete=replace(turn.athlete, profile=profile))
    return replace(turn, facts=(Fact("profile_changed", {"keys": ["equipment"]}), *turn.facts))
