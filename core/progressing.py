"""What becomes of one slot: the rules of rules.md 3.1 (7) in their order, the first that applies wins."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from core.coaching import loads
from core.coaching.changing import phase_changed
from core.coaching.day import Draft, fresh, logged, rep_range
from core.coaching.fitting import candidate, first_fitting, fits
from core.coaching.judging import failed, reserve, share_done
from core.coaching.ladder import step_up, variation
from core.coaching.past import last_done, slot_logs, state_of
from core.coaching.reducing import reduced
from core.coaching.returning import after_gap, routine_again

if TYPE_CHECKING:
    from core.coaching.day import Day
    from core.exercise import Exercise
    from core.session import ExerciseLog, SessionLog


def next_draft(day: Day, slot: str) -> Draft | None:
    """The slot's exercise and numbers today, before pain, age and time budget; None when nothing fits."""
    since = day.today - timedelta(days=day.rules.time_off.routine_again_from)
    last = last_done(day.past, slot, since=None if day.restart == "routine" else since)
    state = state_of(day.past, slot) if last else None
    if last is None or state is None:  # rules.md 3.8: a slot not done for so long counts as new
        return _calibrated(day, slot)
    session, log = state
    exercise = day.library.exercises.get(log.slug)
    if exercise is None or not fits(exercise, day.profile):
        return _swapped(day, slot)
    if day.restart == "routine":
        return routine_again(day, slot)
    gap = after_gap(day, last.date, log)
    if gap is not None:
        return gap
    if session.phase != day.phase.slug:
        return phase_changed(day, slot, log, session.phase)
    now = logged(day, log)
    if day.mode is not None:
        return _eased(day, now)
    return _ordinary(day, slot, log, now)


def _at_most_after_gap(day: Day, sets: int) -> int:
    off = day.rules.time_off
    return min(sets, off.most_sets_after) if day.weeks_off >= off.most_sets_from_weeks else sets


def _calibrated(day: Day, slot: str) -> Draft | None:
    """A slot without a log: find the level (CALIBRATE)."""
    exercise = candidate(slot, day.phase, day.profile, day.library)
    if exercise is None:
        return None
    return calibration(day, exercise)


def calibration(day: Day, exercise: Exercise) -> Draft:
    """An exercise that is new to the person, at its first load."""
    rules = day.rules
    load = loads.first_load(exercise, day.profile, rules)
    heavy = loads.much_too_heavy(exercise, load, day.profile, rules)
    code = "CALIBRATE_HEAVY" if heavy else "CALIBRATE"
    draft = fresh(day, exercise, code, load=load, spare=rules.effort.unsure)
    if draft.reps == rules.reps.heavy_range_low:
        draft = draft._replace(reps=rules.reps.heavy_first)
    return draft._replace(sets=_at_most_after_gap(day, draft.sets))


def _swapped(day: Day, slot: str) -> Draft | None:
    """What was done is not possible any more (EQUIP_SWAP)."""
    exercise = candidate(slot, day.phase, day.profile, day.library)
    if exercise is None:
        return None
    load = loads.first_load(exercise, day.profile, day.rules)
    draft = fresh(day, exercise, "EQUIP_SWAP", load=load, spare=day.rules.effort.unsure)
    return draft._replace(sets=_at_most_after_gap(day, draft.sets))


def _eased(day: Day, now: Draft) -> Draft:
    """A deload, taper or primer: less work at the same load (rules.md 1, 3.7)."""
    rules = day.rules
    spare = rules.effort.easy_day
    if day.mode == "deload":
        sets = rules.deload.sets.get(str(now.sets), (now.sets + 1) // 2)
        return now._replace(sets=sets, code="DELOAD", spare=spare)
    halved = (now.sets + 1) // 2
    if day.mode == "taper":
        return now._replace(sets=halved, code="TAPER", spare=spare)
    most = rules.reps.held_primer_s if now.exercise.held else rules.primer.reps
    return now._replace(sets=min(now.sets, rules.primer.sets), reps=min(now.reps, most), code="PRIMER", spare=spare)


def _ordinary(day: Day, slot: str, log: ExerciseLog, now: Draft) -> Draft:
    """The table of rules.md 3.1."""
    rules, progress = day.rules, day.rules.progress
    routine = day.phase.slug == "P1"
    if routine:
        now = now._replace(sets=day.sets)
    done, rir = share_done(log), reserve(log, rules)
    spare = (rir if rir is not None else day.target_rir) - day.target_rir
    if done < progress.big_miss or _failures(day, slot, log) >= progress.failures_in_a_row:
        return reduced(day, now, progress.reduce_by)._replace(code="MISS_REDUCE")
    if day.phase.plateaus:
        flat = _plateau(day, slot, log, now)
        if flat is not None:
            return flat
    if done < progress.all_done:
        return now._replace(code="MISS_HOLD")
    if spare < 0:
        return now._replace(code="HARD_HOLD")
    if routine:
        return _routine_step(day, now, rir, spare)
    if day.phase.slug == "M" and spare < progress.maintain_easy_rir:
        return now._replace(code="M_HOLD")
    return step_up(day, now, reps=2 if spare >= progress.too_easy_rir_above else 1)


def _failures(day: Day, slot: str, log: ExerciseLog) -> int:
    """Failed normal or return logs in a row at this exercise and load, newest first (rules.md 3.6)."""
    count = 0
    for session, before in slot_logs(day.past, slot):
        if session.kind not in ("normal", "return"):
            continue
        if (before.slug, before.load) != (log.slug, log.load) or not failed(before, day.target_rir, day.rules):
            break
        count += 1
        if count >= day.rules.progress.failures_in_a_row:
            break
    return count


def _plateau(day: Day, slot: str, log: ExerciseLog, now: Draft) -> Draft | None:
    """Nothing has moved for four logs: a step back the first time, another exercise the next (rules.md 3.1, 3.6)."""
    rules = day.rules
    normal = [before for _, before in _normal_logs(day, slot, rules.progress.plateau_logs)]
    if len(normal) < rules.progress.plateau_logs or len({_numbers(before) for before in normal}) > 1:
        return None
    if _was_reset(day, slot, log.slug):
        other = first_fitting((*now.exercise.harder, *now.exercise.easier), day.profile, day.library)
        if other is not None:
            return variation(day, now, other, "PLATEAU_SWAP")
    back = reduced(day, now, rules.progress.reduce_by)._replace(code="PLATEAU_RESET")
    if back.load == now.load:
        return back
    bottom, _ = rep_range(now.exercise, day.phase, rules)
    return back._replace(reps=min(back.reps, bottom))


def _normal_logs(day: Day, slot: str, most: int) -> list[tuple[SessionLog, ExerciseLog]]:
    found = []
    for session, log in slot_logs(day.run, slot):
        if session.kind == "normal":
            found.append((session, log))
            if len(found) == most:
                break
    return found


def _was_reset(day: Day, slot: str, slug: str) -> bool:
    return any(log.slug == slug and log.code == "PLATEAU_RESET" for _, log in slot_logs(day.run, slot))


def _numbers(log: ExerciseLog) -> tuple[str, float | None, int, int, str]:
    return (log.slug, log.load, log.reps, log.sets, log.tempo)


def _routine_step(day: Day, now: Draft, rir: int | None, spare: int) -> Draft:
    """P1: the routine stays as it is until it is too easy (rules.md 3.1, 3.2)."""
    rules = day.rules
    if rir is None or spare < rules.progress.routine_ready_rir:
        return now._replace(code="HOLD_TARGET")
    bottom, top = rep_range(now.exercise, day.phase, rules)
    heavier = loads.next_heavier(now.load, loads.owned(now.exercise, day.profile, rules))
    if heavier is not None and now.load is not None:
        band = now.exercise.load_type == "band"
        more = rules.ladder.band_jump if band else loads.jump(now.exercise, now.load, heavier, day.profile, rules)
        epley = rules.ladder.epley
        reps_left = epley * ((1 + (now.reps + rir) / epley) / (1 + more) - 1)
        if reps_left - 1 >= bottom - 1e-9:  # one rep in reserve at the least
            return now._replace(load=heavier, reps=bottom, code="LOAD_UP")
    if now.reps < top:
        step = rules.reps.held_step_s if now.exercise.held else 1
        return now._replace(reps=min(now.reps + step, top), code="REP_UP")
    return now._replace(code="CAP_HOLD")
