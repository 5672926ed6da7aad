"""Looking ahead: what is on today, what comes next and why, the plan, the week. Words first."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from core.charts.words import words
from core.conversation import beginning, calendars, cards, charting, dues, lifting, next_day, prescribing
from core.conversation.changing import race_words, run_week
from core.conversation.promising import row
from core.conversation.promising import told as with_row
from core.conversation.words import amount
from core.message import Line, Offer, Say
from core.pausing import is_off, is_open_ended
from core.plan import NO_LIFTING
from core.scheduling import placement as beside_the_run
from core.values import replace
from core.wording import text
from core.wording.formats import Weekday

if TYPE_CHECKING:
    from core.conversation.scene import Scene
    from core.outlook import PlannedWeek
    from core.plan import Prescription
    from core.reading.meaning import Command
    from core.turn import Turn

START = ((Offer("start", Line("offer.start")),),)
WEEKS_AHEAD, BLOCKS_AHEAD = 6, 12  # week by week, and how far the picture goes
WEEK = timedelta(days=7)
FEW_REASONS = 3  # so many are said once each, below the numbers


def prescription(scene: Scene) -> Prescription:
    """What the coach prescribes as of today, on the day that was agreed: moved, or the next one after a day left out."""
    coming = prescribing.upcoming(scene)
    if coming.type in NO_LIFTING:
        return coming
    agreed, today_ = dues.shown_day(scene), scene.today
    if agreed is None or agreed == coming.date:
        return coming
    coming = prescribing.for_today(scene) if agreed == today_ else prescribing.as_usual(scene)
    profile = prescribing.profile_in_week(scene.athlete, agreed)
    return replace(coming, date=agreed, placement=beside_the_run(profile, agreed, scene.library))


def today(scene: Scene, command: Command, before: tuple[Line, ...] = ()) -> Turn:
    """What is on today: the workout that is going on, a lift day, or when the next one is."""
    del command
    if scene.workout is not None:
        return lifting.reminder(scene, card=True)
    coming = prescription(scene)
    if any(log.date == scene.today for log in scene.lifted()):
        return scene.turn(Say((*before, Line("today.done"), *when(scene, coming))))
    if coming.type in NO_LIFTING:
        return scene.turn(Say((*before, Line("today.none"), *no_lifting(coming))))
    if coming.date != scene.today or is_off(scene.athlete, scene.today):
        return scene.turn(Say((*before, Line("today.rest"), *when(scene, coming)), START))
    return scene.turn(Say((*before, Line("today.lift"), *lifting.overview_lines(coming), *placement(coming)), START))


def upcoming(scene: Scene, command: Command) -> Turn:
    """The next session, exercise by exercise, with the reason for each number."""
    del command
    if scene.workout is not None:
        return lifting.reminder(scene, card=True)
    coming = prescription(scene)
    if coming.type in NO_LIFTING:
        return scene.turn(Say(no_lifting(coming)))
    lines = (*when(scene, coming), *lifting.overview_lines(coming)[:1], *_with_reasons(scene, coming))
    return scene.turn(Say((*lines, *placement(coming)), START))


def _with_reasons(scene: Scene, coming: Prescription) -> tuple[Line, ...]:
    """Each exercise with the reason for its number; a few reasons for all of them are said once, below."""
    history = scene.history()
    told = [(entry, cards.why_of(scene, entry, history)) for entry in coming.exercises]
    reasons: dict[str, tuple[Line, list[str]]] = {}
    for entry, because in told:
        reasons.setdefault(text(because), (because, []))[1].append(scene.short(entry.slug))
    once = len(reasons) <= FEW_REASONS < len(told)
    lines = [
        Line(
            "next.plain" if once else "next.exercise",
            {"exercise": scene.short(entry.slug), "sets": entry.sets, "amount": amount(scene, entry), "why": because},
        )
        for entry, because in told
    ]
    if once and len(reasons) == 1:
        lines.append(told[0][1])
    elif once:
        lines += [
            Line("next.because", {"exercises": tuple(names), "why": because}) for because, names in reasons.values()
        ]
    return tuple(lines)


def no_lifting(coming: Prescription) -> tuple[Line, ...]:
    """Why there is no lifting, and the day on which it is open again."""
    return beginning.gate_lines(coming)


def when(scene: Scene, coming: Prescription) -> tuple[Line, ...]:
    """The day of the next session; in a pause without an end, how that ends. Nothing while a workout is on."""
    return () if scene.workout is not None else next_day.told(scene, coming.date)


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
    ahead = calendars.ahead(scene, BLOCKS_AHEAD)
    lines += [_week_ahead(scene, planned) for planned in ahead[:WEEKS_AHEAD]]
    blocks = calendars.plan_blocks(scene, ahead)
    told = words(blocks) if blocks.blocks else ()
    offers = START if scene.workout is None else ()
    return scene.turn(charting.beside((*lines, *told, *when(scene, coming)), blocks, offers))


def _week_ahead(scene: Scene, planned: PlannedWeek) -> Line:
    """One week of the block: its days, what it is about, and a race in it."""
    monday = Line("plan.this_week") if planned.monday <= scene.today < planned.monday + WEEK else planned.monday
    if planned.races:
        return Line("plan.week_race", {"monday": monday, "day": planned.races[0].date})
    lifted = sum(planned.monday <= log.date <= scene.today for log in scene.lifted())
    if not planned.days and lifted:
        return Line("plan.week_lifted", {"monday": monday, "n": lifted})
    if not planned.days:
        return Line("plan.week_off", {"monday": monday})
    lighter = tuple(day for day, kind in zip(planned.days, planned.kinds, strict=True) if kind == "deload")
    kind = "deload" if lighter else "taper" if {"taper", "primer"} & set(planned.kinds) else "normal"
    if lighter and len(lighter) < len(planned.days):  # the fourth week of a phase need not begin on a Monday
        kind = "part_deload"
    blanks = {
        "lighter": tuple(Weekday(day.weekday()) for day in lighter),
        "monday": monday,
        "days": tuple(Weekday(day.weekday()) for day in planned.days),
        "phase": Line(f"phase.{(planned.phase or 'p1').lower()}"),
        "week": planned.week or 1,
    }
    return Line(f"plan.week_{kind}", blanks)


def lighter_week(scene: Scene, command: Command) -> Turn:
    """«deload week»: when the plan has one (rules.md 1: planned, or when sessions turn hard), and what can be done until then."""
    del command
    coming = prescription(scene)
    if coming.type in NO_LIFTING:
        return lifting.reminder(scene, *no_lifting(coming))
    if coming.type == "deload":
        return lifting.reminder(scene, Line("deload.next"))
    ahead = calendars.ahead(scene, BLOCKS_AHEAD)
    days = (day for planned in ahead for day, kind in zip(planned.days, planned.kinds, strict=True) if kind == "deload")
    first = next(days, None)
    told = Line("deload.none") if first is None else Line("deload.ahead", {"day": first})
    return lifting.reminder(scene, told, with_row(scene, "deload.sooner"))


def week(scene: Scene, command: Command) -> Turn:
    """This week: what was lifted, what is still to come, and the running around it."""
    del command
    monday = prescribing.monday_of(scene.today)
    done = [log for log in scene.lifted() if monday <= log.date <= scene.today]
    lines = [Line("week.title", {"n": len(done), "goal": scene.athlete.profile.lifts_per_week})]
    for log in done:
        attempted = [entry for entry in log.exercises if entry.done]
        sets = sum(len(entry.done) for entry in attempted)
        lines.append(Line("week.done", {"day": Weekday(log.date.weekday()), "n": len(attempted), "sets": sets}))
    lines += row(scene)
    coming = prescription(scene)
    if coming.type in NO_LIFTING:
        lines += no_lifting(coming)
    elif coming.date is not None and coming.date < monday + WEEK and not is_open_ended(scene.athlete):
        blanks = {"day": Weekday(coming.date.weekday()), "minutes": coming.minutes or 0}
        lines.append(Line("week.coming", {**blanks, "n": len(coming.exercises)}))
        after = dues.following(scene, coming.date)
        if after is not None and after < monday + WEEK:
            lines.append(Line("week.coming_too", {"day": Weekday(after.weekday())}))
    else:
        lines += when(scene, coming)
    if "run_days" in scene.athlete.answered or scene.athlete.for_now.run_week is not None:
        running = prescribing.profile_in_week(scene.athlete, scene.today).run_week
        lines.append(Line("week.running", {"week": run_week(running)}))
    races = [race for race in scene.athlete.profile.races if monday <= race.date < monday + WEEK]
    lines += [Line("week.race", {"day": Weekday(race.date.weekday()), "race": race_words(race)}) for race in races]
    kept = calendars.weeks_kept(scene)
    return scene.turn(charting.beside((*lines, *(words(kept) if kept.weeks else ())), kept))
