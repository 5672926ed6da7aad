"""A slot's first session in another phase (rules.md 1, 3.6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.coaching import loads
from core.coaching.day import Draft, fresh, logged, rep_range
from core.coaching.fitting import candidate, first_fitting
from core.coaching.judging import reserve, share_done
from core.coaching.ladder import variation

if TYPE_CHECKING:
    from core.coaching.day import Day
    from core.exercise import Exercise
    from core.session import ExerciseLog

CLAMPED = frozenset({"P3", "P4", "M"})  # phases that keep the reps, within their range
EARLY = frozenset({"P0", "P1"})


def phase_changed(day: Day, slot: str, log: ExerciseLog, came_from: str) -> Draft:
    """The slot in the new phase: kept, a variation harder, on the barbell, or heavier."""
    before = logged(day, log)
    if day.phase.slug == "P1":
        return _into_routine(day, slot, before)
    if day.phase.slug == "P2" and came_from in EARLY:
        return _out_of_routine(day, log, before)
    if day.phase.slug == "P3":
        return _into_heavy(day, slot, log, before)
    return _kept(day, before)


def _kept(day: Day, before: Draft) -> Draft:
    bottom, top = rep_range(before.exercise, day.phase, day.rules)
    reps = max(bottom, min(before.reps, top)) if day.phase.slug in CLAMPED else bottom
    return fresh(day, before.exercise, "PHASE_KEEP", load=before.load)._replace(reps=reps)


def _into_routine(day: Day, slot: str, before: Draft) -> Draft:
    """P0 -> P1: the exercise of the routine, if it is another one."""
    seed = candidate(slot, day.phase, day.profile, day.library)
    if seed is None or seed.slug == before.exercise.slug:
        return _kept(day, before)
    load = loads.first_load(seed, day.profile, day.rules)
    return fresh(day, seed, "CALIBRATE", load=load, spare=day.rules.effort.unsure)


def _out_of_routine(day: Day, log: ExerciseLog, before: Draft) -> Draft:
    """P0 or P1 -> P2: «progress or change it up» [SEED], one variation for what went well."""
    rules = day.rules
    rir = reserve(log, rules)
    if share_done(log) >= rules.progress.on_target and (rir is None or rir >= rules.effort.spare_for_variation):
        slugs = [s for s in before.exercise.harder if day.library.exercises[s].load_type != "barbell"]
        harder = first_fitting(slugs, day.profile, day.library)
        if harder is not None:
            return variation(day, before, harder, "VAR_UP", spare=rules.effort.unsure)
    return _kept(day, before)


def _into_heavy(day: Day, slot: str, log: ExerciseLog, before: Draft) -> Draft:
    """P2 -> P3: to the barbell in a gym; else as heavy as five reps allow."""
    rules = day.rules
    barbell = _barbell(day, slot)
    if barbell is not None and before.exercise.load_type != "barbell":
        draft = variation(day, before, barbell, "CALIBRATE", spare=rules.effort.unsure)
        return draft._replace(reps=rules.reps.heavy_first)
    bottom, _ = rep_range(before.exercise, day.phase, rules)
    if bottom == rules.reps.heavy_range_low and before.load is not None and not day.library.slots[slot].accessory:
        heavier = load_for_five(day, log, before)
        if heavier > before.load:
            draft = fresh(day, before.exercise, "PHASE_LOAD", load=heavier)
            return draft._replace(reps=rules.reps.heavy_first)
    return _kept(day, before)


def _barbell(day: Day, slot: str) -> Exercise | None:
    if not day.profile.equipment.gym:
        return None
    return first_fitting(day.library.slots[slot].gym.get(day.phase.slug, ()), day.profile, day.library)


def load_for_five(day: Day, log: ExerciseLog, before: Draft) -> float:
    """The owned load for five reps at the target, from the e1RM of the whole system (rules.md 1: P2 -> P3 load)."""
    rules, exercise = day.rules, before.exercise
    assert before.load is not None  # noqa: S101  the caller looked
    owned = loads.owned(exercise, day.profile, rules)
    most = before.load * (1 + rules.ladder.heavier_by_at_most)
    rir = reserve(log, rules)
    until_failure = before.reps + (day.target_rir if rir is None else rir)
    if until_failure > rules.ladder.e1rm_most_reps:
        heavier = loads.next_heavier(before.load, owned)
        return heavier if heavier is not None and heavier <= most + 1e-9 else before.load
    epley = rules.ladder.epley
    system = loads.system(exercise, before.load, day.profile, rules)
    five = rules.reps.heavy_first + day.target_rir
    wanted = system * (1 + until_failure / epley) / (1 + five / epley)
    wanted_load = (wanted - loads.body_part(exercise, day.profile, rules)) / loads.hands(exercise)
    return loads.snapped(min(wanted_load, most), owned)
