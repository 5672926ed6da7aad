"""Life: fifteen minutes, a hotel room, a race, a moved run, sore legs, weeks off; what it changes, and only that."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from core.athlete import WEEKDAYS, Equipment, Talk
from core.conversation import (
    announcing,
    beginning,
    equipping,
    giving_way,
    lifting,
    pausing,
    prescribing,
    promising,
    race_changes,
    racing,
    reshaping,
    wanting,
    welcome,
)
from core.conversation.changing import run_week
from core.conversation.keys import key, whole
from core.message import Line, Offer, Say
from core.plan import NO_LIFTING
from core.reading.loads import read_equipment
from core.values import replace

if TYPE_CHECKING:
    from core.athlete import Athlete, ForNow, Profile
    from core.conversation.scene import Scene
    from core.reading.meaning import Event
    from core.turn import Turn

LEAST_MINUTES: Final = 5
SURGERY_WEEKS: Final = 26
TAPS: Final = (10, 15, 20, 25)
# What a hotel gym can be counted on for: dumbbells in fair steps, a bench, no rack and no bands.
HOTEL_KG: Final = tuple(n * 2.5 for n in range(2, 11))
HOTEL_LB: Final = tuple(float(n) for n in range(10, 55, 5))
START: Final = ((Offer("start", Line("offer.start")),),)
WEEK_DAYS: Final = 7
HARDER: Final = ("rest", "easy", "hard", "long")


def happened(scene: Scene, event: Event) -> Turn:
    """What follows from an event."""
    match event.kind:
        case "sick" | "travelling" | "well":
            return _time_off(scene, event)
        case "minutes":
            return minutes(scene, event.minutes, event.on or scene.today)
        case "no_equipment" | "hotel_gym" as kind:
            return equipment(scene, kind, event)
        case "race":
            return (
                race_changes.run_already(scene, event)
                or race_changes.known(scene, event)
                or racing.happened(scene, event)
            )
        case "run_moved":
            return run_moved(scene, event)
        case "sore":
            return _sore(scene)
        case "away":
            return _back(scene.with_athlete(pausing.back(scene, event)), event)
        case "pregnant" | "postpartum":
            return welcome.screen_answered(scene, "pregnant")
        case "surgery":
            return _operated(scene, event)
        case "tired":
            return wanting.tired(scene)
        case "asked_ill":
            return lifting.reminder(scene, promising.told(scene, "event.asked_ill"))
        case kind:
            return lifting.reminder(scene, Line(f"event.{kind}"))


def _operated(scene: Scene, event: Event) -> Turn:
    """An operation of the last six months waits for a professional's word, as in the screen (rules.md 5)."""
    weeks = event.details.get("weeks")
    if weeks is not None and weeks > SURGERY_WEEKS:
        return lifting.reminder(scene, Line("event.surgery_long_ago"))
    profile = replace(scene.athlete.profile, cleared=False)  # what was cleared before was another matter
    scene = scene.with_athlete(replace(scene.athlete, profile=profile))
    return welcome.screen_answered(scene, "condition")


def pressed(scene: Scene, rest: list[str]) -> Turn | None:
    """A choice under one of these answers; None for a key that was never offered."""
    match rest:
        case ["minutes", count] if (n := whole(count)) is not None and n in TAPS:
            return minutes(scene, n, scene.today)
        case ["fine"]:
            return lifting.reminder(scene, Line("pain.good"))
        case _:
            return racing.pressed(scene, rest) or race_changes.pressed(scene, rest)


def _holding(scene: Scene, **values: object) -> Athlete:
    now: ForNow = replace(scene.athlete.for_now, **values)  # type: ignore[arg-type]  # each caller names fields of its own
    return replace(scene.athlete, for_now=now, talk=Talk())


# --- time off ---------------------------------------------------------------------------------------------------------------
def _time_off(scene: Scene, event: Event) -> Turn:
    """Ill, travelling (perhaps with other equipment at hand), well again."""
    besides: tuple[Line, ...] = ()
    if event.details:
        kind = "hotel_gym" if event.details.get("gym") else "no_equipment"
        trip = replace(event, until=pausing.trip_ends(scene, event))
        scene = scene.with_athlete(at_hand(scene, kind, trip))
        there = scene.athlete.for_now.equipment or Equipment()
        some = kind == "no_equipment" and bool(there.dumbbells or there.bands)
        kit = {"kit": equipping.kit_of(there, scene.athlete.profile.unit)}
        besides = (Line("equipment.at_hand_there", kit) if some else Line(f"equipment.{kind}_there"),)
    turn = pausing.happened(scene, event, *besides)
    return turn if turn is not None else lifting.reminder(scene, Line("event.well"))


# --- little time ------------------------------------------------------------------------------------------------------------
def minutes(scene: Scene, most: int | None, on: date) -> Turn:
    """«only 15 minutes»: for that day; a workout that is going on is cut to what is left."""
    if most is None:
        taps = tuple(Offer(key("event", "minutes", n), Line("offer.minutes", {"n": n})) for n in TAPS)
        rows = (taps, (announcing.skip_offer(scene.today),)) if wanting.is_lift_day(scene) else (taps,)
        return scene.turn(Say((Line("minutes.how_many"),), rows))
    if most < LEAST_MINUTES:
        return lifting.reminder(scene, Line("minutes.too_few"))
    scene = scene.with_athlete(_holding(scene, minutes=most, minutes_on=on))
    if on != scene.today:
        return scene.turn(Say((Line("minutes.on", {"minutes": most, "day": on}),)))
    if scene.workout is not None and not beginning.is_stale(scene, scene.workout):
        return reshaping.in_minutes(scene, most)
    return _session_today(scene, Line("minutes.today", {"minutes": most}))


def _session_today(scene: Scene, said: Line) -> Turn:
    """What today's session looks like with what was just told."""
    coming = prescribing.for_today(scene)
    if scene.workout is not None or "kit" not in scene.athlete.answered or coming.type in NO_LIFTING:
        return lifting.reminder(scene, said)
    names = tuple(scene.short(entry.slug) for entry in coming.exercises)
    shape = Line("today.shape", {"exercises": names, "minutes": coming.minutes or 0})
    return scene.turn(Say((said, shape), START))


# --- other equipment ----------------------------------------------------------------------------------------------------------
def equipment(scene: Scene, kind: str, event: Event) -> Turn:
    """«no equipment today», «hotel gym until Friday», «only a band today»: the sessions of these days, not the profile."""
    on, until = event.on or scene.today, event.until
    told = at_hand(scene, kind, event)
    scene = scene.with_athlete(told)
    there = told.for_now.equipment or Equipment()
    bare = kind == "no_equipment" and not (there.dumbbells or there.bands)
    line = kind if bare or kind != "no_equipment" else "at_hand"
    kit = {"kit": equipping.kit_of(there, told.profile.unit)}
    said = Line(f"equipment.{line}", kit)
    if until is not None and until > on:
        said = Line(f"equipment.{line}_until", {"day": until, **kit})
    elif on != scene.today:
        said = Line(f"equipment.{line}_on", {"day": on, **kit})
    at_once = prescribing.equipment_on(scene.athlete, scene.today)
    if at_once is None:
        return scene.turn(Say((said,)))
    if scene.workout is not None and not beginning.is_stale(scene, scene.workout):
        return reshaping.on_equipment(scene, at_once, said)
    return _session_today(scene, said)


def at_hand(scene: Scene, kind: str, event: Event) -> Athlete:
    """The athlete with that equipment for these days."""
    profile = scene.athlete.profile
    on, until = event.on or scene.today, event.until
    last = until if until is not None and until > on else None
    return _holding(scene, equipment=_there(profile, kind, event), equipment_on=on, equipment_until=last)


def _there(profile: Profile, kind: str, event: Event) -> Equipment:
    """What there is then: nothing, what a hotel gym has, what was named, or the person's own without what was left at home."""
    own = profile.equipment
    if kind == "hotel_gym":
        weights = HOTEL_KG if profile.unit == "kg" else HOTEL_LB
        return Equipment(dumbbells=weights, box=True, space=own.space)
    missing = event.details.get("without")
    if missing == "box":
        return replace(own, box=False)
    if missing is not None:
        kept = {"dumbbells": own.bands, "bands": own.dumbbells}[missing]
        there = Equipment(box=own.box, space=own.space, anchor=own.anchor)
        return replace(there, bands=kept) if missing == "dumbbells" else replace(there, dumbbells=kept)  # type: ignore[arg-type]  # bands are names, dumbbells loads
    read = read_equipment(event.details.get("at_hand", ""), profile.unit)
    if read is None or read.unit != profile.unit:
        return Equipment(box=own.box, space=own.space)
    named = equipping.equipment_of(read)
    if named.bands and not set(named.bands) <= set(own.bands):  # «a band»: rather one of theirs than one we do not know
        named = replace(named, bands=own.bands or named.bands)
    return replace(named, box=own.box or bool(read.box), space=own.space)


# --- running ----------------------------------------------------------------------------------------------------------------
def run_moved(scene: Scene, event: Event) -> Turn:
    """«long run moved to Saturday», «no run today»: this week's running, not the usual one."""
    day = _target(scene, event)
    kind = event.details.get("run")
    off = bool(event.details.get("off"))
    week = dict(prescribing.profile_in_week(scene.athlete, day).run_week)
    to = WEEKDAYS[day.weekday()]
    if off and event.details.get("week"):
        week.update(dict.fromkeys(WEEKDAYS[scene.today.weekday() :], "rest"))
    elif off:
        runs = [name for name in WEEKDAYS if week.get(name) == kind] if kind and event.on is None else [to]
        week.update(dict.fromkeys(runs, "rest"))
    else:
        today = WEEKDAYS[scene.today.weekday()]
        kind = "easy" if kind is None and event.details.get("extra") else kind
        kind = kind or (week.get(today, "rest") if week.get(today, "rest") != "rest" else "easy")
        # A long run moves as a whole; of several easy or hard ones it is today's that moves. An extra one takes no other's place.
        from_ = today if week.get(today) == kind else next((n for n in WEEKDAYS if week.get(n) == kind), None)
        if from_ is not None and (kind == "long" or from_ == today) and not event.details.get("extra"):
            week[from_] = "rest"
        week[to] = kind if not event.details.get("extra") else max(kind, week.get(to, "rest"), key=HARDER.index)
    before = scene
    scene = scene.with_athlete(_holding(scene, run_week=week, run_week_of=prescribing.monday_of(day)))
    this = prescribing.monday_of(day) == prescribing.monday_of(scene.today)
    said = Line("event.run_moved" if this else "event.run_moved_next", {"week": run_week(week)})
    return giving_way.after_run(before, scene, said)


def _target(scene: Scene, event: Event) -> date:
    """The day that the run moves to, or falls out on: today or later."""
    named = event.details.get("to")
    if named in WEEKDAYS and (event.on is None or event.on == scene.today):
        ahead = (WEEKDAYS.index(named) - scene.today.weekday()) % WEEK_DAYS
        return scene.today + timedelta(days=ahead)
    return event.on or scene.today


# --- the body ---------------------------------------------------------------------------------------------------------------
def _sore(scene: Scene) -> Turn:
    """Sore muscles are no pain: what to do with them, and the way to tell pain."""
    line = Line("event.sore")
    if scene.workout is not None:
        return lifting.reminder(scene, line)
    return scene.turn(Say((line,), ((Offer("pain", Line("offer.it_is_pain")),),)))


def _back(scene: Scene, event: Event) -> Turn:
    """«I was ill for three weeks»: welcome back, and what today looks like by the rules for time off."""
    if scene.workout is not None or "kit" not in scene.athlete.answered:
        return lifting.reminder(scene, Line("event.away"))
    history = scene.history()
    off = (scene.today - history[-1].date).days if history else 0
    days = max(off, int(event.details.get("days") or 0))
    lines = [Line("event.back_weeks", {"weeks": days // WEEK_DAYS}) if days >= 2 * WEEK_DAYS else Line("event.back")]
    coming = prescribing.for_today(scene)
    if coming.type in NO_LIFTING:
        return scene.turn(Say((*lines, *beginning.gate_lines(coming))))
    was, now = _most_sets(history[-1].exercises if history else ()), _most_sets(coming.exercises)
    lighter = any(e.code.startswith(("GAP_REDUCE", "RESTART")) for e in coming.exercises)
    if was > now and lighter:
        lines.append(Line("event.back_fewer", {"now": now, "was": was}))
    elif lighter:
        lines.append(Line("event.back_lighter"))
    else:
        lines.append(Line("event.back_same"))
    if event.details.get("reason") == "sick" and promising.promise(scene).streak:
        lines.append(Line("event.back_streak"))
    return scene.turn(Say(tuple(lines), START))


def _most_sets(exercises: tuple[object, ...]) -> int:
    return max((getattr(entry, "sets", 0) for entry in exercises), default=0)
