"""The next session: gates, race windows, phase, slots, pain, age, time and date, in the order of rules.md 3.1."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.coaching import loads, races
from core.coaching.day import Day, Draft, Pain
from core.coaching.easing import deload_code, routine_sets
from core.coaching.jumping import within_contacts
from core.coaching.minutes import cut_to, estimated_minutes, rest_s
from core.coaching.past import ordered
from core.coaching.phases import standing
from core.coaching.swapping import alternatives
from core.plan import Prescribed, Prescription
from core.progressing import next_draft
from core.safety import gate, pain_today, with_pain
from core.scheduling import appointment
from core.values import replace

__all__ = ["alternatives", "estimated_minutes", "next_session", "trimmed"]

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from core.athlete import Checkin, Profile
    from core.content import Library
    from core.plan import Kind
    from core.session import SessionLog


def next_session(
    profile: Profile, history: Sequence[SessionLog], today: date, checkin: Checkin | None, library: Library
) -> Prescription:
    """What this person lifts next, when, and why. Pure: the same arguments give the same answer (rules.md 3)."""
    past = ordered(history, today)
    rules = library.rules
    barred = gate(profile, checkin, rules)
    if barred is not None:
        return _no_session(barred[0], barred[1])
    pain, persists = pain_today(checkin, past, rules)
    codes = ("PAIN_PERSISTENT",) if persists else ()
    if pain is not None and pain.score >= rules.pain.refer:
        return _no_session("refer", *codes, "PAIN_STOP")
    recovered = races.recovering_until(profile, today, rules)
    if recovered is not None:
        return _no_session("recovery", *codes, "POST_RACE_RECOVERY", on=recovered)
    race = races.closed_for(profile, today, rules)
    if race is not None:
        return _no_session("rest", *codes, f"RACE_NO_LIFT_{race.priority}")
    return _session(*_day(profile, past, today, pain, library), codes)


def _no_session(kind: Kind, *codes: str, on: date | None = None) -> Prescription:
    return Prescription(kind, None, None, None, on, None, 0, codes, ())


def _day(
    profile: Profile, past: Sequence[SessionLog], today: date, pain: Pain | None, library: Library
) -> tuple[Day, tuple[str, ...]]:
    """The day's situation, with the codes of what changed: phase, deload."""
    rules = library.rules
    hurts = pain is not None and pain.score >= rules.pain.reduce
    eased = races.easing(profile, today, rules)
    stands = standing(profile, past, today, library, eased=eased is not None, hurts=hurts)
    phase = library.phases[stands.phase]
    target_rir = phase.target_rir + (rules.age.senior_rir if profile.age >= rules.age.senior else 0)
    days_off = (today - past[-1].date).days if past else None
    off = rules.time_off
    weeks_off = 0
    if days_off is not None and days_off >= off.first_week_from:
        weeks_off = (days_off - off.week_offset) // 7
    deload = None
    if stands.run and eased is None and weeks_off == 0:
        week = week_of(stands.run, today)
        deload = deload_code(profile, past, phase, week, target_rir=target_rir, rules=rules)
    sets = phase.sets
    if phase.slug == "P1":
        sets = routine_sets(past, stands.run, phase.sets, phase.most_sets, rules)
    day = Day(
        profile=profile,
        library=library,
        today=today,
        past=past,
        phase=phase,
        run=stands.run,
        weeks_off=weeks_off,
        restart=stands.restart,
        mode="deload" if deload else eased,
        target_rir=target_rir,
        sets=sets,
        pain=pain,
    )
    return day, tuple(code for code in (stands.code, deload) if code)


def week_of(run: Sequence[SessionLog], today: date) -> int:
    """The week of the phase: whole weeks since its first session, from 1."""
    return (today - run[0].date).days // 7 + 1 if run else 1


def _session(day: Day, changes: tuple[str, ...], before: tuple[str, ...]) -> Prescription:
    template, slots = template_of(day)
    order = _unfinished_first(day, slots)
    codes = [*before, *changes]
    if order is not None:
        codes.append("UNFINISHED_FIRST")
    exercises = _trim_to_primer(day, list(_exercises(day, order or slots, codes)))
    exercises = within_contacts(exercises, day.library)
    youth = day.profile.age < day.rules.age.adult
    if youth:
        exercises = [_for_youth(entry, day) for entry in exercises]
        codes.append("YOUTH_LIMITS")
    budget = day.profile.max_minutes
    if budget is not None:
        cut = cut_to(exercises, budget, day.phase, day.library)
        if list(cut) != exercises:
            exercises = list(cut)
            codes.append("TIME_TRIM")
    when = appointment(day.profile, day.past[-1].date if day.past else None, day.today, day.library)
    codes += [code for code in when.codes if not code.startswith("MOVED")]
    if day.weeks_off > 0 and day.restart is None:
        codes.append(f"WEEKS_OFF_{day.weeks_off}")
    codes += [code for code in when.codes if code.startswith("MOVED")]
    return Prescription(
        type=_kind(day),
        phase=day.phase.slug,
        template=template,
        week=week_of(day.run, day.today),
        date=when.date,
        placement=when.placement,
        minutes=estimated_minutes(exercises, day.phase, day.library),
        codes=tuple(codes),
        exercises=tuple(exercises),
    )


def _kind(day: Day) -> Kind:
    if day.mode is not None:
        return day.mode
    return "return" if day.weeks_off >= day.rules.time_off.most_sets_from_weeks else "normal"


def template_of(day: Day) -> tuple[str, tuple[str, ...]]:
    """Name and slots of today's template: C at once a week and in M, else A and B in turn (rules.md 2.1)."""
    templates = day.phase.templates
    if "C" in templates and (day.profile.lifts_per_week == 1 or "A" not in templates):
        name = "C"
    else:
        name = "B" if "B" in templates and len(day.run) % 2 else "A"
    return name, templates[name]


def _unfinished_first(day: Day, slots: Sequence[str]) -> list[str] | None:
    """The slots with those in front that the last session of this phase left; None when it left none."""
    if not day.past or day.past[-1].phase != day.phase.slug:
        return None
    left = [log.slot for log in day.past[-1].exercises if not log.done and log.slot in slots]
    return [*left, *(slot for slot in slots if slot not in left)] if left else None


def _exercises(day: Day, slots: Sequence[str], codes: list[str]) -> Iterator[Prescribed]:
    """The slots' exercises; `codes` learns of jumps left out, slots that stay empty, and pain that moved something."""
    no_jumps = _no_jumps(day)
    for slot in slots:
        if no_jumps and day.library.slots[slot].pattern == "plyo":
            _once(codes, "NO_JUMPS")
            continue
        draft = next_draft(day, slot)
        if draft is None:
            codes.append(f"NO_EXERCISE_{slot.upper()}")
            continue
        eased = with_pain(day, slot, draft)
        if eased is None or eased.code == "PAIN_SWAP":
            _once(codes, "PAIN_REMOVE")
        if eased is not None:
            yield _prescribed(day, slot, eased)


def _no_jumps(day: Day) -> bool:
    hurts = day.pain is not None and day.pain.score >= day.rules.pain.reduce
    return hurts or races.jumps_closed(day.profile, day.today, day.rules)


def _once(codes: list[str], code: str) -> None:
    if code not in codes:
        codes.append(code)


def _prescribed(day: Day, slot: str, draft: Draft) -> Prescribed:
    exercise, rules = draft.exercise, day.rules
    return Prescribed(
        slot=slot,
        slug=exercise.slug,
        sets=draft.sets,
        reps=draft.reps,
        per_side=exercise.one_sided,
        load=draft.load,
        load_label=loads.label(exercise, draft.load, day.profile),
        tempo=draft.tempo,
        rest_s=rest_s(
            day.phase,
            accessory=day.library.slots[slot].accessory,
            senior=day.profile.age >= rules.age.senior,
            rules=rules,
        ),
        rir=min(rules.effort.most, day.target_rir + draft.spare),
        code=draft.code,
    )


def _trim_to_primer(day: Day, exercises: list[Prescribed]) -> list[Prescribed]:
    """A primer has no jumps and no calf work, and only the first four exercises (rules.md 3.6)."""
    if day.mode != "primer":
        return exercises
    kept = [entry for entry in exercises if day.library.slots[entry.slot].pattern not in ("plyo", "calf")]
    return kept[: day.rules.primer.exercises]


def _for_youth(entry: Prescribed, day: Day) -> Prescribed:
    """16-17: not heavier than six repetitions allow, never close to the limit; holds stay (rules.md 3.7)."""
    if day.library.exercises[entry.slug].held:
        return entry
    age = day.rules.age
    return replace(entry, reps=max(entry.reps, age.youth_reps), rir=max(entry.rir, age.youth_rir))


def trimmed(prescription: Prescription, minutes: int, library: Library) -> Prescription:
    """The session cut to the minutes there are today, by the rule that cuts to `max_minutes` (rules.md 3.6: TIME_TRIM)."""
    if prescription.phase is None:
        return prescription
    phase = library.phases[prescription.phase]
    kept = cut_to(prescription.exercises, minutes, phase, library)
    if kept == prescription.exercises:
        return prescription
    codes = prescription.codes if "TIME_TRIM" in prescription.codes else (*prescription.codes, "TIME_TRIM")
    return replace(prescription, exercises=kept, minutes=estimated_minutes(kept, phase, library), codes=codes)
