"""When a session is lighter on purpose, and when the routine earns its third set (rules.md 1, 3.1, 3.7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.coaching.judging import failed, reserve, share_done

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.athlete import Profile
    from core.content import Phase, Rules
    from core.session import SessionLog


def deload_code(
    profile: Profile, past: Sequence[SessionLog], phase: Phase, week: int, *, target_rir: int, rules: Rules
) -> str | None:
    """DELOAD_PLANNED in each fourth week at two lifts a week, DELOAD_TRIGGERED when the last sessions say so.

    Never in a phase's first session, in a taper or after time off: the caller sees to that.
    """
    if not phase.deloads:
        return None
    if profile.lifts_per_week > 1 and week % rules.deload.each_weeks == 0:
        return "DELOAD_PLANNED"
    if past[-1].kind != "deload" and _worn_out(past, target_rir, rules):
        return "DELOAD_TRIGGERED"
    return None


def _worn_out(past: Sequence[SessionLog], target_rir: int, rules: Rules) -> bool:
    tired = past[-2:]
    if len(tired) > 1 and all(s.fatigue is not None and s.fatigue >= rules.deload.fatigue for s in tired):
        return True
    failing = sum(1 for log in past[-1].exercises if log.done and failed(log, target_rir, rules))
    return failing >= rules.deload.failing_exercises


def routine_sets(past: Sequence[SessionLog], run: Sequence[SessionLog], usual: int, most: int, rules: Rules) -> int:
    """P1's sets today: the third is earned by a last session that went well (rules.md 3.1, 3.7)."""
    if len(run) < rules.progress.routine_sessions:
        return usual
    last = past[-1]
    attempted = [log for log in last.exercises if log.done]
    if not attempted or (last.pain is not None and last.pain.score >= rules.pain.reduce):
        return usual
    if any(share_done(log) < rules.progress.on_target for log in attempted):
        return usual
    rirs = [rir for rir in (reserve(log, rules) for log in attempted) if rir is not None]
    return usual if rirs and sum(rirs) < rules.progress.routine_rir * len(rirs) else most
