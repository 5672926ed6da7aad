"""How well a logged exercise went (rules.md 3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.content.rules import Rules
    from core.session import ExerciseLog


def _counted(log: ExerciseLog) -> Iterator[int]:
    """Repetitions of each set that count: the weaker side's, never more than prescribed, no surplus sets."""
    for done in log.done[: log.sets]:
        reps = done if isinstance(done, int) else min(done)
        yield min(reps, log.reps)


def share_done(log: ExerciseLog) -> float:
    """What was done of what was prescribed, 0 to 1 (rules.md 3: q). Sets that nobody spoke of are left out on both sides."""
    prescribed = (log.sets - log.unknown) * log.reps
    return sum(_counted(log)) / prescribed if prescribed else 1.0


def reserve(log: ExerciseLog, rules: Rules) -> int | None:
    """Reps in reserve as reported; more than can be told apart counts as the most (rules.md 1, E14)."""
    return None if log.rir is None else min(log.rir, rules.effort.most)


def failed(log: ExerciseLog, target_rir: int, rules: Rules) -> bool:
    """Too little done, or far closer to the limit than intended (rules.md 3: fail)."""
    too_hard = log.rir is not None and log.rir <= target_rir - rules.progress.failed_rir_below
    return share_done(log) < rules.progress.on_target or too_hard
