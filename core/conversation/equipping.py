"""What is at home: told with a tap or in words, changed, added to, and said back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from core.athlete import Equipment, Talk
from core.conversation import beginning, lifting
from core.conversation.questions import ask_kit, ask_weights
from core.message import Line
from core.reading.loads import read_equipment
from core.reading.second_thoughts import second_thought
from core.turn import Fact, Turn
from core.values import replace

if TYPE_CHECKING:
    from core.athlete import Athlete, Profile, Unit
    from core.conversation.scene import Scene
    from core.reading.loads import EquipmentRead

UNITS: Final = frozenset({"kg", "kgs", "kilo", "kilos", "lb", "lbs", "pounds"})
GYM_KG: Final = tuple(n * 2.5 for n in range(2, 17))
GYM_LB: Final = tuple(float(n) for n in range(10, 95, 5))
LB_PER_KG: Final = 2.20462  # rules.md 3.3
ONE_BAND: Final = ("medium",)
STANDARD_BANDS: Final = ("light", "medium", "heavy")


def kit_pressed(scene: Scene, choice: str) -> Turn | None:
    """A tap on one of the four usual set-ups; None for a key that was never offered."""
    starting = bool(scene.athlete.talk.about.get("starting", True))
    unit = scene.athlete.profile.unit
    match choice:
        case "both":
            return ask_weights(scene, starting=starting, bands=ONE_BAND)
        case "band":
            return kit_kept(scene, Equipment(bands=ONE_BAND), starting=starting)
        case "none":
            return kit_kept(scene, Equipment(), starting=starting)
        case "unknown":
            return _weights_unknown(scene, starting=starting)
        case "gym":
            weights = GYM_KG if unit == "kg" else GYM_LB
            gym = Equipment(dumbbells=weights, bands=STANDARD_BANDS, bar=True, gym=True)
            return kit_kept(scene, gym, starting=starting)
        case _:
            return None


def _weights_unknown(scene: Scene, *, starting: bool) -> Turn:
    """«I don't know yet»: what is known stays. A newcomer has just said which bands there are."""
    athlete = scene.athlete
    if "kit" not in athlete.answered:
        return kit_kept(scene, Equipment(bands=_told_bands(scene)), starting=starting)
    if athlete.talk.about.get("unit"):
        scene = scene.with_athlete(scene.asking(None))
        return lifting.reminder(scene, Line("set.units_stay", {"unit": athlete.profile.unit}))
    return kit_kept(scene, athlete.profile.equipment, starting=starting)


def gym_weights(equipment: Equipment, old: Unit, new: Unit) -> tuple[float, ...] | None:
    """The dumbbells in another unit where no list of the person's own is needed: none, or those that gyms have."""
    if not equipment.dumbbells:
        return ()
    usual = {"kg": GYM_KG, "lb": GYM_LB}
    return usual[new] if equipment.gym and equipment.dumbbells == usual[old] else None


def kit_said(scene: Scene, text: str) -> Turn | None:
    """The equipment in words; None when the words name none."""
    second = second_thought(text)
    if second is not None:
        read = _read(scene, second.last)
        first = _read(scene, second.first)
        if read is None or (first is not None and first.bands and not (read.bands or read.no_bands)):
            return None  # «8 kg and a band, no wait, 10 kg»: whether the band is meant has to be said
        text = second.last
    read = _read(scene, text)
    if read is None:
        return None
    starting = bool(scene.athlete.talk.about.get("starting", True))
    if read.problems:
        asked = "weights" if scene.athlete.talk.asked == "weights" else "kit"
        ask = ask_weights if asked == "weights" else ask_kit
        return ask(scene, starting=starting, before=(Line("kit.problem", {"text": read.problems[0]}),))
    if _wants_weights(read):
        return ask_weights(scene, starting=starting, bands=read.bands)
    equipment = equipment_of(read)
    if scene.athlete.talk.asked == "weights" and not equipment.bands and not read.no_bands:
        # Only the weights were asked for. What is known besides stays; a newcomer has just said which bands there are.
        known = "kit" in scene.athlete.answered
        besides = scene.athlete.profile.equipment if known else Equipment()
        more = besides.dumbbells if scene.athlete.talk.about.get("added") else ()
        loads = tuple(sorted({*equipment.dumbbells, *more}))
        equipment = replace(besides, dumbbells=loads, bands=_told_bands(scene) or besides.bands)
    elif scene.athlete.talk.about.get("only_bands") and not equipment.dumbbells and (equipment.bands or read.nothing):
        equipment = replace(scene.athlete.profile.equipment, bands=equipment.bands)
    profile = scene.athlete.profile
    if read.unit != profile.unit:
        profile = replace(profile, unit=read.unit, body_mass=mass_in(profile, read.unit))
    return kit_kept(scene.with_athlete(replace(scene.athlete, profile=profile)), equipment, starting=starting)


def _told_bands(scene: Scene) -> tuple[str, ...]:
    """The bands that were told with the dumbbells whose weights are asked for."""
    return tuple(scene.athlete.talk.about.get("bands", ()))


def _read(scene: Scene, text: str) -> EquipmentRead | None:
    return read_equipment(text, scene.athlete.talk.about.get("unit") or scene.athlete.profile.unit)


def names_loads(scene: Scene, text: str) -> bool:
    """Whether dumbbells are named by their weights."""
    read = _read(scene, text)
    return read is not None and bool(read.dumbbells) and not read.problems


def is_kit(scene: Scene, text: str) -> bool:
    """Whether the message, which nobody asked for, names dumbbells with other things, as one tells what there is."""
    read = _read(scene, text)
    if read is None or read.problems or not read.dumbbells:
        return False
    words = set(re.findall(r"[a-z]+", text.casefold()))
    return bool(read.bands) or (len(read.dumbbells) > 1 and not UNITS.isdisjoint(words))


def asks_back(scene: Scene, text: str) -> bool:
    """«do I need a gym?»: a question, which says nothing of what is there."""
    return text.rstrip().endswith("?") and not names_loads(scene, text)


def mass_in(profile: Profile, unit: Unit) -> float | None:
    """The body mass in another unit; it only helps to choose first loads, so a rounded one does no harm."""
    if profile.body_mass is None or unit == profile.unit:
        return profile.body_mass
    return round(profile.body_mass * LB_PER_KG if unit == "lb" else profile.body_mass / LB_PER_KG, 1)


def _wants_weights(read: EquipmentRead) -> bool:
    """Dumbbells were named without a single weight."""
    named = read.some_dumbbells and not read.no_dumbbells
    return named and not read.dumbbells and not read.gym and not read.nothing


def equipment_of(read: EquipmentRead) -> Equipment:
    """What was said as equipment; a gym has what gyms have, unless it was told apart. A barbell is no more than itself."""
    weights, bands = read.dumbbells, read.bands
    if read.gym and not read.barbell:
        weights = weights or (GYM_KG if read.unit == "kg" else GYM_LB)
        bands = bands or (() if read.no_bands else STANDARD_BANDS)
    usual = Equipment()
    return Equipment(
        dumbbells=weights,
        bands=bands,
        box=usual.box if read.box is None else read.box,
        anchor=usual.anchor if read.anchor is None else read.anchor,
        space=usual.space if read.space is None else read.space,
        bar=bool(read.bar) or (bool(read.gym) and not read.barbell and read.bar is None),
        gym=bool(read.gym),
    )


def kit_kept(scene: Scene, equipment: Equipment, *, starting: bool) -> Turn:
    """Keep the equipment, say back what was understood, go on."""
    athlete = scene.athlete
    profile = replace(athlete.profile, equipment=equipment)
    athlete = replace(athlete, profile=profile, answered=athlete.answered | {"kit"}, talk=Talk())
    scene = scene.with_athlete(athlete)
    told = Line("kit.kept", {"kit": kit_words(athlete)})
    fact = Fact("profile_changed", {"keys": ["equipment"]})
    if scene.workout is not None:
        turn = lifting.reminder(scene, told, Line("set.from_next"))
    else:
        turn = beginning.begin(scene, (told,)) if starting else beginning.ready(scene, (told,))
    return replace(turn, facts=(fact, *turn.facts))


def kit_words(athlete: Athlete) -> Line:
    """«one pair of 8 kg and a medium band»: what the person has."""
    return kit_of(athlete.profile.equipment, athlete.profile.unit)


def kit_of(equipment: Equipment, unit: Unit) -> Line:
    """Any equipment in words, loads in `unit`; of what usually is there, what is not."""
    parts: list[Line] = []
    if equipment.gym:
        parts.append(Line("kit.gym"))
    if len(equipment.dumbbells) == 1:
        parts.append(Line("kit.one", {"load": equipment.dumbbells[0], "unit": unit}))
    elif len(equipment.dumbbells) > 6:  # noqa: PLR2004  longer than one reads in a line
        low, high = equipment.dumbbells[0], equipment.dumbbells[-1]
        parts.append(Line("kit.range", {"n": len(equipment.dumbbells), "low": low, "high": high, "unit": unit}))
    elif equipment.dumbbells:
        parts.append(Line("kit.several", {"loads": equipment.dumbbells, "unit": unit}))
    if equipment.bands:
        parts.append(Line("kit.bands", {"bands": equipment.bands, "n": len(equipment.bands)}))
    if equipment.bar and not equipment.gym:
        parts.append(Line("kit.bar"))
    missing = _missing(equipment)
    if not parts:
        return Line("kit.body_without", {"missing": missing}) if missing else Line("kit.body")
    return Line("kit.parts_without" if missing else "kit.parts", {"parts": tuple(parts), "missing": missing})


def _missing(equipment: Equipment) -> tuple[Line, ...]:
    there = {"box": equipment.box, "anchor": equipment.anchor or not equipment.bands, "space": equipment.space}
    return tuple(Line(f"kit.no_{name}") for name, is_there in there.items() if not is_there)
