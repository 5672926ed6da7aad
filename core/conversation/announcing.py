"""The words of the nudges: what is on, how long it takes, where it sits beside the run, and what can be done about it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from core.athlete import WEEKDAYS
from core.coaching.races import closed_for, open_again, recovering_until
from core.conversation import cards, prescribing
from core.conversation.keys import key
from core.conversation.promising import promise
from core.conversation.standing import standing, turn_order, working_sets
from core.message import Line, Offer, Say
from core.nudging import wall_of
from core.plan import NO_LIFTING
from core.scheduling import placement
from core.values import replace
from core.walltime import DAY, clock, shown
from core.wording.formats import Weekday

if TYPE_CHECKING:
    from core.conversation.scene import Scene
    from core.plan import Prescription

TONIGHT: Final = time(19, 30)
LATER: Final = timedelta(hours=1)
FIRST_DAYS: Final = timedelta(days=7)
NAMED: Final = timedelta(days=7)  # ahead, within which a weekday names one day
STEP_MIN: Final = 30
JUST: Final = 3  # exercises
EASED: Final = frozenset({"deload", "taper", "primer", "return"})
START: Final = Offer("start", Line("offer.start_short"))


def prescription(scene: Scene) -> Prescription | None:
    """Today's session; None when there is no lifting today."""
    coming = prescribing.for_today(scene)
    if coming.type in NO_LIFTING:
        return None
    # The day may be another one than the rules' own: it is today's run that it sits beside.
    profile = prescribing.profile_in_week(scene.athlete, scene.today)
    return replace(coming, date=scene.today, placement=placement(profile, scene.today, scene.library))


# --- the day ------------------------------------------------------------------------------------------------------------------
def lift_day(scene: Scene) -> Say | None:
    """The announcement; None when the day has closed meanwhile (a race near)."""
    coming = prescription(scene)
    if coming is None:
        return None
    lines = [_overview(scene, coming, "nudge.lift_day")]
    if coming.placement:
        lines.append(Line(f"placement.{coming.placement.lower()}"))
    if coming.type in EASED:
        lines.append(Line(f"nudge.eased.{coming.type}"))
    offers = [(START, *later_offers(scene)), (*_tomorrow(scene), skip_offer(scene.today))]
    if asks_zone(scene):
        lines.append(Line("nudge.zone", {"zone": shown(scene.incoming.host_zone)}))
        offers.append((Offer(key("nudge", "zone", "keep"), Line("offer.my_zone")),))
    return Say(tuple(lines), tuple(offers), yes=START.key, no=_not_now(scene))


def _not_now(scene: Scene) -> str:
    """What a «no» in words presses: every way to put it off is offered."""
    return key("nudge", "not", f"{scene.today:%Y%m%d}")


def asks_zone(scene: Scene) -> bool:
    """Whether this is the first nudge to somebody whose zone is not known."""
    return scene.athlete.habits.zone is None and "zone" not in scene.athlete.answered


def once_more(scene: Scene) -> Say | None:
    """The reminder the person asked for."""
    coming = prescription(scene)
    if coming is None:
        return None
    return Say(
        (_overview(scene, coming, "nudge.again"),),
        ((START, *later_offers(scene)), (*_tomorrow(scene), skip_offer(scene.today))),
        yes=START.key,
        no=_not_now(scene),
    )


def evening(scene: Scene) -> Say | None:
    """Once, and smaller: even three exercises count."""
    return _smaller(scene, "nudge.evening")


def smaller(scene: Scene) -> Say | None:
    """Somebody is too tired for the whole session."""
    return _smaller(scene, "nudge.tired")


def _smaller(scene: Scene, line: str) -> Say | None:
    coming = prescription(scene)
    if coming is None:
        return None
    just = Offer(key("start", "just"), Line("offer.just_three"))
    return Say(
        (Line(line, {"minutes": coming.minutes or 0}),),
        ((START, just), (*_tomorrow(scene), skip_offer(scene.today))),
        yes=START.key,
        no=skip_offer(scene.today).key,
    )


def not_now(scene: Scene) -> Say:
    """Every way to put it off."""
    later = later_offers(scene)
    rest = (*_tomorrow(scene), skip_offer(scene.today))
    return Say((Line("nudge.not_now"),), (later, rest) if later else (rest,))


def _overview(scene: Scene, coming: Prescription, line: str) -> Line:
    names = tuple(scene.short(exercise.slug) for exercise in coming.exercises)
    return Line(line, {"minutes": coming.minutes or 0, "exercises": names})


def missed(scene: Scene, day: date, instead: date | None) -> Say:
    """A new day that suits the running, and why."""
    slipped = (
        Line("nudge.yesterday") if day == scene.today - DAY else Line("nudge.day", {"day": Weekday(day.weekday())})
    )
    lines = [Line("nudge.missed", {"day": slipped})]
    skip = skip_offer(scene.today)
    at = clock(scene.athlete.habits.lift_time)
    today = (Offer("start", Line("offer.today")),) if _is_open(scene, scene.today) else ()
    if instead is None:
        return Say(tuple(lines), ((*today, skip),))
    there = _on(scene, instead, at)
    if instead == scene.today:
        lines.append(_suits(scene, "today", instead))
        offers: tuple[tuple[Offer, ...], ...] = ((START, there), (*_tomorrow(scene), skip))
    else:
        lines.append(_suits(scene, "other", instead))
        offers = ((there, *today), (skip,))
    return Say(tuple(lines), offers, yes=there.key, no=_not_now(scene))


def _suits(scene: Scene, when: str, day: date) -> Line:
    """«Thursday suits your running better than today (long run tomorrow)», as far as the running is known."""
    told = {"day": _named(scene, day)}
    if "run_days" not in scene.athlete.answered:
        return Line(f"nudge.missed_{when}", told)
    run_week = prescribing.profile_in_week(scene.athlete, scene.today).run_week
    ahead = run_week.get(WEEKDAYS[(scene.today + DAY).weekday()], "rest")
    if day != scene.today and ahead in {"hard", "long"}:
        return Line(f"nudge.missed_{when}_before", {**told, "run": Line(f"nudge.run.{ahead}")})
    runs = run_week.get(WEEKDAYS[day.weekday()], "rest") != "rest"
    return Line(f"nudge.missed_{when}_run" if runs else f"nudge.missed_{when}", told)


# --- choices ----------------------------------------------------------------------------------------------------------------
def later_offers(scene: Scene) -> tuple[Offer, ...]:
    """«In an hour» and «Tonight 19:30», as far as the quiet hours leave room."""
    day = f"{scene.today:%Y%m%d}"
    offers = []
    hour = open_until(scene, scene.local + LATER)
    if hour is not None:
        offers.append(Offer(key("nudge", "hour", day), Line("offer.hour")))
    tonight = tonight_at(scene)
    if tonight is not None and (hour is None or abs(tonight - hour) >= timedelta(minutes=STEP_MIN)):
        told = {"at": tonight.time()}
        offers.append(Offer(key("nudge", "at", day, f"{tonight:%H%M}"), Line("offer.tonight", told)))
    return tuple(offers)


def tonight_at(scene: Scene) -> datetime | None:
    """This evening, half an hour from now at the earliest; None when that would be quiet time."""
    local = scene.local.replace(tzinfo=None, second=0, microsecond=0)
    usual = datetime.combine(local.date(), TONIGHT)
    soon = local + timedelta(minutes=2 * STEP_MIN - local.minute % STEP_MIN)
    return open_until(scene, max(usual, soon))


def open_until(scene: Scene, local: datetime) -> datetime | None:
    """That local time, to the minute, if it is still today and not quiet."""
    local = local.replace(tzinfo=None, second=0, microsecond=0)
    wall = wall_of(scene.athlete.habits, scene.incoming.host_zone)
    return local if local.date() == scene.today and not wall.is_quiet(local.time()) else None


def _tomorrow(scene: Scene) -> tuple[Offer, ...]:
    """«Tomorrow», unless a race closes that day."""
    day = scene.today + DAY
    if not _is_open(scene, day):
        return ()
    return (Offer(key("nudge", "on", f"{scene.today:%Y%m%d}", f"{day:%Y%m%d}"), Line("offer.tomorrow")),)


def _is_open(scene: Scene, day: date) -> bool:
    """Whether no race, ahead or behind, closes that day."""
    profile, rules = scene.athlete.profile, scene.library.rules
    return closed_for(profile, day, rules) is None and recovering_until(profile, day, rules) is None


def _named(scene: Scene, day: date) -> Weekday | date:
    """A day of the next week by its name, one further ahead by its date."""
    return Weekday(day.weekday()) if day - scene.today < NAMED else day


def _on(scene: Scene, day: date, at: time) -> Offer:
    label = Line("offer.today_at", {"at": at})
    if day != scene.today:
        label = Line("offer.day_at", {"day": _named(scene, day), "at": at})
    return Offer(key("nudge", "on", f"{scene.today:%Y%m%d}", f"{day:%Y%m%d}"), label)


def skip_offer(day: date) -> Offer:
    """«Skip»: that day is left out."""
    return Offer(key("nudge", "skip", f"{day:%Y%m%d}"), Line("offer.skip_day"))


# --- in a workout -------------------------------------------------------------------------------------------------------------
def rest_over(scene: Scene) -> Say | None:
    """The rest is over, and what comes now."""
    workout = scene.workout
    here = standing(workout) if workout else None
    if workout is None or here is None:
        return None
    return Say(
        (Line("nudge.rest_over"), cards.prompt(scene, here)), cards.set_offers(scene, workout, here), wants_number=True
    )


def forgotten(scene: Scene) -> Say | None:
    """A workout in which nothing was heard for a while: asked about, never ended."""
    workout = scene.workout
    if workout is None:
        return None
    planned = turn_order(workout)
    done = sum(1 for place in planned if working_sets(workout, place))
    line = "nudge.forgotten" if workout.date == scene.today else "nudge.forgotten_day"
    yes, no = key("resume", workout.number, "on"), key("finish", workout.number)
    offers = (Offer(yes, Line("offer.resume")), Offer(no, Line("offer.finish")))
    blanks = {"n": done, "of": len(planned), "day": Weekday(workout.date.weekday())}
    return Say((Line(line, blanks),), (offers,), yes=yes, no=no)


# --- the week, the race, the silence ------------------------------------------------------------------------------------------
def week_summary(scene: Scene) -> Say | None:
    """What became of this week's promise, the row of weeks, and when the next session is; None in somebody's first days."""
    from core.conversation import dues  # noqa: PLC0415  it asks here for words, we ask there for the day

    told = promise(scene)
    if not told.done and scene.athlete.since > scene.incoming.at - FIRST_DAYS:
        return None
    kept = "kept" if told.done >= told.goal else "some" if told.done else "none"
    if kept == "none" and told.is_protected:
        kept = "safe" if told.streak else "off"
    lines = [Line(f"nudge.week.{kept}", {"n": told.done, "goal": told.goal})]
    if told.streak > 1:
        lines.append(Line("promise.row", {"weeks": told.streak}))
    coming = dues.lift_day(scene)
    if coming == scene.today:
        coming = dues.coach_day(scene, scene.today + DAY)  # today is nearly over
    if coming is not None:
        lines.append(Line("next.day", {"day": coming}))
    return Say(tuple(lines), ((Offer("nudge:summary:off", Line("offer.no_summary")),),))


def race_week(scene: Scene, day: date) -> Say | None:
    """What a race near means for lifting."""
    ahead = [race for race in scene.athlete.profile.races if race.date > day]
    if not ahead:
        return None
    race = min(ahead, key=lambda race: race.date)
    days = (race.date - day).days
    closed = race.date - timedelta(days=scene.library.rules.races[race.priority].closed_days)
    told = {"n": days, "day": race.date, "last": closed - DAY, "again": open_again(race, scene.library.rules)}
    return Say((Line("nudge.race.eve" if days == 1 else "nudge.race.week", told),))


def silence() -> Say:
    """Said once; then nothing more until the person writes."""
    return Say((Line("nudge.silence"),), ((START,),))
