"""Looking back over what was lifted; sessions lie oldest first, and every look starts at the newest."""

from __future__ import annotations

from itertools import islice
from operator import lt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from core.session import ExerciseLog, SessionLog

LIGHTER = frozenset({"deload", "taper", "primer"})  # kinds that change a session, not what the person can do


def ordered(history: Sequence[SessionLog], today: date) -> Sequence[SessionLog]:
    """The history as the rules read it: nothing after today, one entry an id (the last wins), by date and id (rules.md 3)."""
    if not history or (history[-1].date <= today and _in_order(history)):
        return history
    one_each = {session.id: session for session in history if session.date <= today}
    return sorted(one_each.values(), key=lambda session: (session.date, session.id))


def _in_order(history: Sequence[SessionLog]) -> bool:
    """Whether nothing needs sorting; days are told apart at once, two sessions of one day are left to the sorting."""
    days = [session.date for session in history]
    return all(map(lt, days, islice(days, 1, None))) and len({session.id for session in history}) == len(days)


def run_of_phase(past: Sequence[SessionLog]) -> Sequence[SessionLog]:
    """The unbroken run of the last session's phase, from its first session or one marked `restart` (rules.md 2.1)."""
    start = len(past)
    for at in range(len(past) - 1, -1, -1):
        if past[at].phase != past[-1].phase:
            break
        start = at
        if past[at].restart:
            break
    return past[start:]


def slot_logs(past: Sequence[SessionLog], slot: str) -> Iterator[tuple[SessionLog, ExerciseLog]]:
    """The slot's logs with something done, newest first, each with its session."""
    for session in reversed(past):
        for log in session.exercises:
            if log.slot == slot and log.done:
                yield session, log


def last_done(past: Sequence[SessionLog], slot: str, *, since: date | None = None) -> SessionLog | None:
    """The session in which something was last done in the slot, of any kind; with `since`, only after that day."""
    for session in reversed(past):
        if since is not None and session.date <= since:
            return None
        if any(log.slot == slot and log.done for log in session.exercises):
            return session
    return None


def state_of(past: Sequence[SessionLog], slot: str) -> tuple[SessionLog, ExerciseLog] | None:
    """Where a slot stands: its last normal or return log, else the last one it has (rules.md 3.6, 3.8)."""
    lighter = None
    for session, log in slot_logs(past, slot):
        if session.kind not in LIGHTER:
            return session, log
        lighter = lighter or (session, log)
    return lighter
