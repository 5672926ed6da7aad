"""Safety before everything: who may lift today, what pain changes, what is never said (rules.md 3.1, 3.4, 5)."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from core.coaching import loads
from core.coaching.day import PROGRESS, Draft, Pain, fresh, logged, rep_range, usual_tempo
from core.coaching.fitting import candidate, has_equipment
from core.coaching.past import state_of
from core.coaching.reducing import reduced
from core.content import library as own_library

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.athlete import Checkin, Profile
    from core.coaching.day import Day
    from core.content import Rules
    from core.plan import Kind
    from core.session import SessionLog


def gate(profile: Profile, checkin: Checkin | None, rules: Rules) -> tuple[Kind, str] | None:
    """Why there is no session, of what kind and by which code; None when the way is free (rules.md 3.6: order of gates).

    Pain is the last of these gates and stands in `refers_for_pain`.
    """
    if checkin is not None and checkin.red_flag:
        return "refer", "RED_FLAG"
    if profile.pregnant or profile.postpartum_uncleared:
        return "refer", "PREGNANCY_REFER"
    if profile.parq_yes and not profile.cleared:
        return "blocked", "SCREEN_BLOCK"
    if profile.age < rules.age.least:
        return "refer", "YOUTH_SUPERVISED"
    return None


def pain_today(checkin: Checkin | None, past: Sequence[SessionLog], rules: Rules) -> tuple[Pain | None, bool]:
    """Today's pain as the rules judge it, and whether it has persisted: a third session in a row at 4-5 counts as 6."""
    if checkin is None or checkin.pain is None:
        return None, False
    report, bands = checkin.pain, rules.pain
    score = report.score + (bands.worse_adds if report.next_morning_worse else 0)
    persists = bands.reduce <= score < bands.swap and _twice(past, report.site, bands.reduce)
    return Pain(report.site, bands.swap if persists else score), persists


def _twice(past: Sequence[SessionLog], site: str, score: int) -> bool:
    last = past[-2:]
    return len(last) > 1 and all(s.pain is not None and s.pain.site == site and s.pain.score >= score for s in last)


def with_pain(day: Day, slot: str, draft: Draft) -> Draft | None:
    """The exercise as today's pain allows it; None when the slot has to rest (rules.md 3.4, 3.7)."""
    bands = day.rules.pain
    pain = day.pain
    if pain is None or pain.score < bands.hold or pain.site not in draft.exercise.cautions:
        return draft
    if pain.score < bands.reduce:
        held = _undone(day, slot, draft)
        return held._replace(code="PAIN_HOLD")
    if pain.score < bands.swap:
        return _eased_for_pain(day, _undone(day, slot, draft))
    return _replaced_for_pain(day, slot, pain)


def _undone(day: Day, slot: str, draft: Draft) -> Draft:
    """Today's progress taken back: the numbers of the last log, in P1 today's sets."""
    if draft.code not in PROGRESS:
        return draft
    state = state_of(day.past, slot)
    if state is None:
        return draft
    before = logged(day, state[1], draft.code)
    return before._replace(sets=day.sets) if day.phase.slug == "P1" else before


def _eased_for_pain(day: Day, draft: Draft) -> Draft:
    """4-5: one regression, or a fifth less; one set fewer; more in reserve."""
    rules = day.rules
    easier = next(
        (
            day.library.exercises[slug]
            for slug in draft.exercise.easier
            if has_equipment(day.library.exercises[slug], day.profile.equipment)
        ),
        None,
    )
    if easier is not None:
        bottom, _ = rep_range(easier, day.phase, rules)
        load = loads.carried(draft.load, draft.exercise, easier, day.profile, rules)
        draft = draft._replace(exercise=easier, load=load, reps=max(rules.reps.floor, bottom))
    elif not draft.code.startswith(("GAP_REDUCE", "RESTART")):
        draft = reduced(day, draft, rules.pain.reduce_by)
    return draft._replace(
        sets=max(1, draft.sets - 1),
        tempo=usual_tempo(draft.exercise, day.phase, rules),
        code="PAIN_REDUCE",
        spare=rules.effort.easy_day,
    )


def _replaced_for_pain(day: Day, slot: str, pain: Pain) -> Draft | None:
    """6-7: another exercise of the slot that leaves the site alone."""
    rules = day.rules
    other = candidate(slot, day.phase, day.profile, day.library, free_of=pain.site)
    if other is None:
        return None
    load = loads.first_load(other, day.profile, rules)
    return fresh(day, other, "PAIN_SWAP", load=load, spare=rules.effort.unsure)._replace(sets=rules.pain.swap_sets)


def forbidden_claims(text: str) -> tuple[str, ...]:
    """The kinds of claim in a text that must never be made (rules.md 5), by their names in `plans/safety.toml`."""
    return tuple(kind for kind, patterns in _forbidden().items() if any(p.search(text) for p in patterns))


@cache
def _forbidden() -> dict[str, tuple[re.Pattern[str], ...]]:
    return {
        kind: tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)
        for kind, patterns in own_library().forbidden.items()
    }
