"""What the person tells about themselves → the profile or the habits as they are from now on, and a line that says so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from core.athlete import WEEKDAYS, Profile, Race
from core.message import Line
from core.reading import quantities
from core.reading.dates import read_when
from core.reading.meaning import When
from core.reading.races import read_race
from core.reading.week import has_no_fixed_days, read_days, read_run_week
from core.reading.zones import read_zone
from core.scheduling import are_neighbours, day_scores, lift_days, proposed_days
from core.values import replace
from core.walltime import shown
from core.wording.formats import Weekday

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from core.athlete import Athlete
    from core.conversation.scene import Scene

SITES: Final = ("knee", "low_back", "shoulder", "wrist", "achilles")
DISTANCES: Final = frozenset({"5k", "10k", "half", "marathon", "ultra"})
LB_PER_KG: Final = 2.20462  # rules.md 3.3
MINUTES: Final = (15, 20, 25, 30, 40)  # rules.md 3.6: the choices of the product
OFF: Final = frozenset({"off", "no", "stop", "none", "no limit", "unlimited"})
ON: Final = frozenset({"on", "yes"})
MORE_OFTEN: Final = frozenset({"three", "four", "five", "six", "seven", "every day", "daily"})
EXPERIENCE: Final = {
    **dict.fromkeys(("new", "new to it", "none", "beginner", "never", "newbie", "no experience"), "new"),
    **dict.fromkeys(("some", "a bit", "a little", "a little bit", "intermediate", "some experience"), "some"),
    **dict.fromkeys(("trained", "a lot", "experienced", "advanced", "years", "pro", "very"), "trained"),
}
ONCE_OR_TWICE: Final = {"1": 1, "one": 1, "once": 1, "2": 2, "two": 2, "twice": 2}


@dataclass(frozen=True, slots=True)
class Changed:
    """The athlete with the new value, the line that confirms it, and the keys of what changed."""

    athlete: Athlete
    line: Line
    keys: tuple[str, ...]


def _profile(scene: Scene, line: Line, **values: object) -> Changed:
    profile = replace(scene.athlete.profile, **values)  # type: ignore[arg-type]  # each caller below names fields of its own
    return Changed(replace(scene.athlete, profile=profile), line, tuple(values))


def _habits(scene: Scene, line: Line, **values: object) -> Changed:
    habits = replace(scene.athlete.habits, **values)  # type: ignore[arg-type]  # each caller below names fields of its own
    return Changed(replace(scene.athlete, habits=habits), line, tuple(values))


def weekdays(days: tuple[str, ...]) -> tuple[Weekday, ...]:
    """Days of the week, as the phrasebook writes them."""
    return tuple(Weekday(WEEKDAYS.index(day)) for day in days)


# --- days and times -----------------------------------------------------------------------------------------------------------
def days(scene: Scene, text: str) -> Changed | None:
    """«tuesday and friday at 18:00»."""
    read = read_days(text)
    if read is None or not read.days:
        return None
    if len(read.days) > 2:  # noqa: PLR2004  rules.md 1: once or twice a week
        return _profile(scene, Line("set.most_twice"))
    chosen = tuple(day for day in WEEKDAYS if day in read.days)
    if are_neighbours(chosen, scene.library):
        better = proposed_days(replace(scene.athlete.profile, lifts_per_week=2), scene.library).days
        return _profile(scene, Line("set.days_close", {"days": weekdays(chosen), "better": weekdays(better)}))
    changed = _profile(
        scene,
        Line("set.days", {"days": weekdays(chosen), "n": len(chosen)}),
        lift_days=chosen,
        lifts_per_week=len(chosen),
    )
    if read.at is None:
        return changed
    timed = _habits(scene.with_athlete(changed.athlete), changed.line, lift_time=read.at.strftime("%H:%M"))
    line = Line("set.days_at", {"days": weekdays(chosen), "at": read.at, "n": len(chosen)})
    return Changed(timed.athlete, line, (*changed.keys, *timed.keys))


def time(scene: Scene, text: str) -> Changed | None:
    """«18:30», «7am»."""
    read = read_when(text, scene.context())
    if not isinstance(read, When) or read.at is None or read.day is not None or read.confirm:
        return None
    return _habits(scene, Line("set.time", {"at": read.at}), lift_time=read.at.strftime("%H:%M"))


def zone(scene: Scene, text: str) -> Changed | None:
    """«Berlin», «Europe/Berlin», «UTC+2»."""
    read = read_zone(text)
    if read is None or read.confirm:
        return None
    return _habits(
        scene, Line("set.zone_fixed" if read.fixed else "set.zone", {"zone": shown(read.zone)}), zone=read.zone
    )


# --- running --------------------------------------------------------------------------------------------------------------------
def run_days(scene: Scene, text: str) -> Changed | None:
    """«hard tue thu, long sun», «none», «it varies»."""
    told = {} if text.strip(" .!").casefold() in OFF else read_run_week(text)
    if told is not None:
        week = {**dict.fromkeys(WEEKDAYS, "rest"), **told}
        line = Line("set.run_days", {"week": run_week(week)}) if told else Line("set.no_runs")
        changed = _profile(scene, line, run_week=week)
    elif has_no_fixed_days(text):
        changed = _profile(scene, Line("set.no_run_days"), run_week=Profile().run_week)
    else:
        return None
    return replace(changed, athlete=replace(changed.athlete, answered=changed.athlete.answered | {"run_days"}))


def run_week(week: Mapping[str, str]) -> tuple[Line, ...]:
    """«Tuesday hard, Sunday long»: the days on which there is a run."""
    return tuple(
        Line("run.day", {"day": Weekday(place), "kind": Line(f"run.{week[day]}")})
        for place, day in enumerate(WEEKDAYS)
        if week.get(day, "rest") != "rest"
    ) or (Line("run.none"),)


def race(scene: Scene, text: str) -> Changed | None:
    """«3 May half marathon»; «none» forgets the races that are still ahead."""
    races = scene.athlete.profile.races
    if text.strip().casefold() in OFF:
        kept = tuple(r for r in races if r.date < scene.today)
        return _profile(scene, Line("set.no_race"), races=kept)
    read = read_race(text, scene.context())
    if read is None or read.day is None or read.confirm or read.day < scene.today:
        return None
    return race_kept(
        scene, Race(read.day, read.priority or "A", read.distance or scene.athlete.talk.about.get("distance"))
    )


def race_kept(scene: Scene, race: Race) -> Changed:
    """The race among the others, in place of one on the same day."""
    others = tuple(r for r in scene.athlete.profile.races if r.date != race.date)
    day = race.date
    told = day if day.year == scene.today.year else Line("race.on_year", {"day": day, "year": str(day.year)})
    line = Line("set.race_c" if race.priority == "C" else "set.race", {"day": told, "distance": race_words(race)})
    return _profile(scene, line, races=tuple(sorted((*others, race), key=lambda r: r.date)))


def race_words(told: Race) -> Line:
    """«half marathon», or just «race»."""
    return Line(f"race.{told.distance}" if told.distance in DISTANCES else "race.any")


# --- the body -------------------------------------------------------------------------------------------------------------------
def limits(scene: Scene, text: str) -> Changed | None:
    """«knee and lower back», «none»."""
    if text.strip().casefold() in OFF:
        return _profile(scene, Line("set.no_limits"), limits=())
    found = tuple(
        site for part in text.replace(" and ", ",").split(",") if (site := quantities.read_site(part)) in SITES
    )
    if not found:
        return None
    sites = tuple(dict.fromkeys(found))
    return _profile(scene, Line("set.limits", {"sites": tuple(Line(f"site.{site}") for site in sites)}), limits=sites)


def age(scene: Scene, text: str) -> Changed | None:
    """«41»."""
    years = quantities.read_age(text)
    if years is None:
        return None
    ages = scene.library.rules.age
    kind = "set.age.child" if years < ages.least else "set.age.young" if years < ages.adult else "set.age"
    return _profile(scene, Line(kind, {"years": years}), age=years)


def weight(scene: Scene, text: str) -> Changed | None:
    """«70 kg», «154 lb»; kept in the person's own unit."""
    read = quantities.read_mass(text, scene.athlete.profile.unit)
    if read is None:
        return None
    value, unit = read
    own = scene.athlete.profile.unit
    mass = round(value if unit == own else value / LB_PER_KG if own == "kg" else value * LB_PER_KG, 1)
    return _profile(scene, Line("set.weight", {"mass": mass, "unit": scene.athlete.profile.unit}), body_mass=mass)


def minutes(scene: Scene, text: str) -> Changed | None:
    """«25», «no limit»."""
    if text.strip().casefold() in OFF:
        return _profile(scene, Line("set.no_minutes"), max_minutes=None)
    most = quantities.read_minutes(text)
    if most is None or most < MINUTES[0]:
        return None
    return _profile(scene, Line("set.minutes", {"minutes": most}), max_minutes=most)


def experience(scene: Scene, text: str) -> Changed | None:
    """«new», «some», «trained»."""
    word = EXPERIENCE.get(text.strip().casefold())
    return _profile(scene, Line(f"set.experience.{word}"), experience=word) if word is not None else None


def lifts_per_week(scene: Scene, text: str) -> Changed | None:
    """«once», «2»."""
    word = text.strip().casefold().removesuffix(" a week").removesuffix(" times").strip()
    lifts = ONCE_OR_TWICE.get(word)
    if lifts is None:
        often = word in MORE_OFTEN or (word.isdigit() and int(word) > 2)  # noqa: PLR2004  rules.md 1: once or twice a week
        return _profile(scene, Line("set.most_twice")) if often else None
    days = scene.athlete.profile.lift_days
    if lifts < len(days):  # of their own days the one that suits the running best
        scores = day_scores(scene.athlete.profile, scene.library)
        days = (max(days, key=lambda day: scores[day]),)
    kept = days if len(days) == lifts else ()
    profile = replace(scene.athlete.profile, lifts_per_week=2 if lifts > 1 else 1, lift_days=kept)
    line = Line("set.lifts_per_week", {"n": lifts, "days": weekdays(lift_days(profile, scene.library).days)})
    return _profile(scene, line, lifts_per_week=lifts, lift_days=kept)


def season(scene: Scene, text: str) -> Changed | None:
    """«race»: once a week keeps what is there; «over»: back to building (rules.md 1, phase M)."""
    word = text.strip().casefold()
    if word not in {"race", "racing", "on", "yes", "over", *OFF}:
        return None
    racing = word in {"race", "racing", "on", "yes"}
    return _profile(scene, Line(f"set.season.{'race' if racing else 'over'}"), season="race" if racing else None)


# --- how we talk ----------------------------------------------------------------------------------------------------------------
def rest_timer(scene: Scene, text: str) -> Changed | None:
    """«on», «off»."""
    word = text.strip().casefold()
    if word not in OFF | ON:
        return None
    return _habits(scene, Line(f"set.timer.{'on' if word in ON else 'off'}"), rest_timer=word in ON)


CHANGES: Final[Mapping[str, Callable[[Scene, str], Changed | None]]] = {
    "days": days,
    "time": time,
    "time_zone": zone,
    "run_days": run_days,
    "race": race,
    "limits": limits,
    "age": age,
    "weight": weight,
    "minutes": minutes,
    "experience": experience,
    "rest_timer": rest_timer,
    "lifts_per_week": lifts_per_week,
    "season": season,
}
