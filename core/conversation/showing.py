"""Looking: what is on today, what comes next and why, the plan, the week, what was done. Words first."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from core.conversation import beginning, cards, lifting, prescribing
from core.conversation.words import amount
from core.message import Line, Offer, Say
from core.outlook import outlook
from core.plan import NO_LIFTING
from core.wording.formats import Weekday

if TYPE_CHECKING:
    from core.conversation.scene import Scene
    from core.outlook import PlannedWeek
    from core.plan import Prescription
    from core.reading.meaning import Command
    from core.turn import Turn

START = ((Offer("start", Line("offer.start")),),)
SESSIONS_SHOWN = 5
WEEKS_AHEAD = 6
WEEK = timedelta(days=7)


def prescription(scene: Scene) -> Prescription:
    """What the coach prescribes as of today."""
    return prescribing.upcoming(scene)


def today(scene: Scene, command: Command) -> Turn:
    """What is on today: the workout that is going on, a lift day, or when the next one is."""
    del command
    if scene.workout is not None:
        return lifting.reminder(scene, card=True)
    coming = prescription(scene)
    if coming.date != scene.today or coming.type in NO_LIFTING:
        return scene.turn(Say((Line("today.rest"), *when(coming)), START))
    return scene.turn(Say((Line("today.lift"), *lifting.overview_lines(coming), *placement(coming)), START))


def upcoming(scene: Scene, command: Command) -> Turn:
    """The next session, exercise by exercise, with the reason for each number."""
    del command
    if scene.workout is not None:
        return lifting.reminder(scene, card=True)
    coming = prescription(scene)
    if coming.type in NO_LIFTING:
        return scene.turn(Say(no_lifting(coming)))
    history = scene.history()
    lines = [*when(coming), *lifting.overview_lines(coming)[:1]]
    for exercise in coming.exercises:
        because = cards.why_of(scene, exercise, history)
        told = {"exercise": scene.short(exercise.slug), "sets": exercise.sets, "amount": amount(scene, exercise)}
        lines.append(Line("next.exercise", {**told, "why": because}))
    return scene.turn(Say((*lines, *placement(coming)), START))


def no_lifting(coming: Prescription) -> tuple[Line, ...]:
    """Why there is no lifting, and the day on which it is open again."""
    return beginning.gate_lines(coming)


def when(coming: Prescription) -> tuple[Line, ...]:
    """The day of the next session."""
    return (Line("next.day", {"day": coming.date}),) if coming.date else ()


def placement(coming: Prescription) -> tuple[Line, ...]:
    """Where the session sits relative to the day's run."""
    return (Line(f"placement.{coming.placement.lower()}"),) if coming.placement else ()


def plan(scene: Scene, command: Command) -> Turn:
    """The block: its phase, the week in it, and what follows."""
    del command
    coming = prescription(scene)
    if coming.phase is None or coming.week is None:
        return scene.turn(Say(no_lifting(coming)))
    phase = coming.phase.lower()
    lines = [Line("plan.title", {"phase": Line(f"phase.{phase}"), "week": coming.week}), Line(f"plan.{phase}")]
    ahead = outlook(scene.athlete.profile, scene.history(), scene.today, WEEKS_AHEAD, scene.library)
    lines += [_week_ahead(scene, planned) for planned in ahead]
    return scene.turn(Say((*lines, *when(coming)), START))


def _week_ahead(scene: Scene, planned: PlannedWeek) -> Line:
    """One week of the block: its days, what it is about, and a race in it."""
    monday = Line("plan.this_week") if planned.monday <= scene.today < planned.monday + WEEK else planned.monday
    if planned.races:
        return Line("plan.week_race", {"monday": monday, "day": planned.races[0].date})
    if not planned.days:
        return Line("plan.week_off", {"monday": monday})
    kind = "deload" if "deload" in planned.kinds else "taper" if {"taper", "primer"} & set(planned.kinds) else "normal"
    blanks = {
        "monday": monday,
        "days": tuple(Weekday(day.weekday()) for day in planned.days),
        "phase": Line(f"phase.{(planned.phase or 'p1').lower()}"),
        "week": planned.week or 1,
    }
    return Line(f"plan.week_{kind}", blanks)


def week(scene: Scene, command: Command) -> Turn:
    """This week: what was lifted, what is still to come, and the running around it."""
    del command
    monday = scene.today - timedelta(days=scene.today.weekday())
    done = [log for log in scene.history() if monday <= log.date <= scene.today]
    lines = [Line("week.title", {"n": len(done), "goal": scene.athlete.profile.lifts_per_week})]
    lines += [Line("week.done", {"day": Weekday(log.date.weekday())}) for log in done]
    coming = prescription(scene)
    if coming.date is not None and coming.date < monday + timedelta(days=7):
        lines.append(Line("week.coming", {"day": Weekday(coming.date.weekday())}))
    return scene.turn(Say(tuple(lines)))


def history(scene: Scene, command: Command) -> Turn:
    """The last sessions, one line an exercise."""
    del command
    sessions = scene.history()[-SESSIONS_SHOWN:]
    if not sessions:
        return scene.turn(Say((Line("history.none"),), START))
    lines: list[Line] = []
    for past in reversed(sessions):
        lines.append(Line("history.day", {"day": past.date}))
        for log in past.exercises:
            if log.done:
                told = cards.log_words(scene, log)
                lines.append(Line("history.exercise", {"exercise": scene.short(log.slug), "log": told}))
    return scene.turn(Say(tuple(lines)))


def records(scene: Scene, command: Command) -> Turn:
    """The heaviest set of each exercise that is loaded by weight."""
    del command
    best: dict[str, tuple[float, int, object]] = {}
    for past in scene.history():
        for log in past.exercises:
            exercise = scene.library.exercises.get(log.slug)
            if log.load is None or not log.done or exercise is None or exercise.load_type == "band":
                continue
            reps = max(min(d) if isinstance(d, tuple) else d for d in log.done)
            if (log.load, reps) > best.get(log.slug, (0.0, 0, None))[:2]:
                best[log.slug] = (log.load, reps, past.date)
    if not best:
        return scene.turn(Say((Line("records.none"),)))
    unit = scene.athlete.profile.unit
    lines = [Line("records.title")]
    for slug, (load, reps, day) in best.items():
        lines.append(
            Line("records.best", {"exercise": scene.short(slug), "reps": reps, "load": load, "unit": unit, "day": day})
        )
    return scene.turn(Say(tuple(lines)))


def progress(scene: Scene, command: Command) -> Turn:
    """First and latest numbers of each exercise side by side."""
    del command
    first: dict[str, Line] = {}
    last: dict[str, Line] = {}
    for past in scene.history():
        for log in past.exercises:
            if log.done:
                told = cards.log_words(scene, log)
                first.setdefault(log.slug, told)
                last[log.slug] = told
    if not first:
        return scene.turn(Say((Line("history.none"),), START))
    lines = [Line("progress.title", {"n": len(scene.history())})]
    lines += [
        Line("progress.exercise", {"exercise": scene.short(slug), "first": first[slug], "last": last[slug]})
        for slug in first
    ]
    return scene.turn(Say(tuple(lines)))
