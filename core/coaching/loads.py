"""Loads: which are owned, what comes next, what is lighter, where to begin (rules.md 2.1, 3.2, 3.3).

A load is in the person's unit, each hand for two dumbbells; a band's is its place in their list; body weight and holds have
none.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.athlete import Profile
    from core.content import Rules
    from core.content.rules import Loads
    from core.exercise import Exercise

UNLOADED = frozenset({"bodyweight", "time"})
DUMBBELL = frozenset({"one_db", "two_db"})
_HAIR = 1e-9  # so that 10 x 0.7 reaches 7


def owned(exercise: Exercise, profile: Profile, rules: Rules) -> Sequence[float]:
    """The loads there are for this exercise, light to heavy."""
    match exercise.load_type:
        case "band":
            return range(len(profile.equipment.bands))
        case "barbell":
            return _bar_loads(profile.unit, rules.loads)
        case "one_db" | "two_db":
            return sorted(profile.equipment.dumbbells)
        case _:
            return ()


def _bar_loads(unit: str, loads: Loads) -> Sequence[float]:
    return _steps(loads.bar[unit], loads.bar_step[unit], loads.heaviest_bar[unit])


@cache
def _steps(first: float, step: float, last: float) -> tuple[float, ...]:
    return tuple(first + step * i for i in range(int((last - first) / step) + 1))


def snapped(load: float, loads: Sequence[float]) -> float:
    """The heaviest owned load that is not above, or the lightest (rules.md 3.3: always down)."""
    return loads[max(0, bisect_right(loads, load + _HAIR) - 1)]


def next_heavier(load: float | None, loads: Sequence[float]) -> float | None:
    """The next owned load above, if there is one."""
    if load is None:
        return None
    above = bisect_right(loads, load + _HAIR)
    return loads[above] if above < len(loads) else None


def first_load(exercise: Exercise, profile: Profile, rules: Rules) -> float | None:
    """Where to begin: a share of the body mass for dumbbells, the empty bar, the lightest band."""
    loads = owned(exercise, profile, rules)
    if not loads:
        return None
    wanted = wanted_first(exercise, profile, rules) if exercise.load_type in DUMBBELL else None
    return loads[0] if wanted is None else snapped(wanted, loads)


def wanted_first(exercise: Exercise, profile: Profile, rules: Rules) -> float | None:
    """The first dumbbell load by body mass and experience, before it is snapped; None without a body mass."""
    if profile.body_mass is None:
        return None
    share = rules.loads.first_share.get(exercise.pattern, rules.loads.first_share_else)
    return profile.body_mass * share * rules.loads.experience[profile.experience]


def much_too_heavy(exercise: Exercise, load: float | None, profile: Profile, rules: Rules) -> bool:
    """Whether even the lightest dumbbell is far above the wanted first load (rules.md 1: CALIBRATE_HEAVY)."""
    if load is None or exercise.load_type not in DUMBBELL:
        return False
    wanted = wanted_first(exercise, profile, rules)
    return wanted is not None and load > rules.loads.much_too_heavy * wanted + _HAIR


def carried(load: float | None, before: Exercise, after: Exercise, profile: Profile, rules: Rules) -> float | None:
    """The load when one exercise takes another's place (rules.md 3.6)."""
    loads = owned(after, profile, rules)
    if not loads:
        return None
    if after.load_type == "band" or load is None or before.load_type in UNLOADED or before.load_type == "band":
        if after.load_type == "band" and before.load_type == "band" and load is not None:
            return snapped(load, loads)
        return first_load(after, profile, rules)
    if after.load_type == "barbell" and before.load_type != "barbell":
        load *= rules.ladder.barbell_factor
    elif before.load_type == "barbell" and after.load_type != "barbell":
        load /= rules.ladder.barbell_factor
    if after.one_sided and not before.one_sided:
        load *= rules.ladder.one_sided_share
    return snapped(load, loads)


def jump(exercise: Exercise, load: float, heavier: float, profile: Profile, rules: Rules) -> float:
    """How much more the whole system weighs with the heavier load, as a share (rules.md 3.2: J)."""
    return hands(exercise) * (heavier - load) / system(exercise, load, profile, rules)


def system(exercise: Exercise, load: float, profile: Profile, rules: Rules) -> float:
    """What is moved in all: both hands' load and a share of the body."""
    return hands(exercise) * load + body_part(exercise, profile, rules)


def hands(exercise: Exercise) -> int:
    """How many times the load is held."""
    return 2 if exercise.load_type == "two_db" else 1


def body_part(exercise: Exercise, profile: Profile, rules: Rules) -> float:
    """The share of the body mass that an exercise moves, in the person's unit."""
    mass = rules.loads.body_mass[profile.unit] if profile.body_mass is None else profile.body_mass
    return rules.loads.body_share.get(exercise.pattern, 0.0) * mass


def label(exercise: Exercise, load: float | None, profile: Profile) -> str:
    """The load as it is said: «8 kg each hand», «green band», «bodyweight»."""
    if load is None:
        return "bodyweight"
    match exercise.load_type:
        case "band":
            return f"{profile.equipment.bands[int(load)]} band"
        case "two_db":
            return f"{load:g} {profile.unit} each hand"
        case _:
            return f"{load:g} {profile.unit}"
