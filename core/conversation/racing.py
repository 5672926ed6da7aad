"""A race told in passing: kept like the setting keeps it; what is missing and matters is asked with one tap."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from core.athlete import Race
from core.conversation import keeping
from core.conversation.changing import DISTANCES, Changed, race_kept
from core.conversation.keys import key
from core.message import Line, Offer, Say
from core.reading import read as read_any
from core.reading.meaning import Unclear
from core.reading.races import read_race
from core.reading.second_thoughts import second_thought
from core.values import replace

if TYPE_CHECKING:
    from core.conversation.scene import Scene
    from core.reading.meaning import Event
    from core.turn import Turn

ORDER: Final = ("5k", "10k", "half", "marathon", "ultra")
PRIORITIES: Final = ("A", "B", "C")
LETTERS: Final = frozenset({"a", "b", "c"})


def happened(scene: Scene, event: Event) -> Turn:
    """«race on 3 May»; of two days in one message the second counts, and what is not clear about it is asked."""
    second = second_thought(getattr(scene.incoming.act, "text", ""))
    if second is not None and second.taken_back and second.first and any(sign.isdigit() for sign in second.last):
        again = read_race(second.last, scene.context())
        if again is None or again.day is None or again.confirm or again.other:
            scene = scene.with_athlete(scene.asking("set:race", distance=event.details.get("distance")))
            return scene.turn(Say((Line("race.which_day"),)))
        event = replace(event, on=again.day, details={**event.details, "other": None, "confirm": False})
    day, other = event.on, event.details.get("other")
    if day is None:
        return _ask_day(scene)
    days = [d for d in (day, other) if isinstance(d, date) and d >= scene.today]
    if not days:
        return _ask_day(scene, Line("race.past", {"day": day}))
    distance, priority = event.details.get("distance"), event.details.get("priority")
    if len(days) > 1 or event.details.get("confirm"):
        return which_day(scene, days, distance, priority)
    before = _race_on(scene, days[0].isoformat()) or Race(days[0])  # told again: what was known of it stays
    race = Race(days[0], priority or before.priority, distance or before.distance)
    return kept(scene, race, asked=priority is not None or before.distance is not None)


def _ask_day(scene: Scene, *before: Line) -> Turn:
    return scene.with_athlete(scene.asking("set:race")).turn(Say((*before, Line("ask.race"))))


def which_day(scene: Scene, days: list[date], distance: str | None, priority: str | None) -> Turn:
    """The days that the race can be on, one of them perhaps: a tap decides."""
    row = tuple(
        Offer(key("event", "race", day.isoformat(), distance or "-", priority or "-"), Line("offer.day", {"day": day}))
        for day in sorted(set(days))
    )
    return scene.turn(Say((Line("race.which_day"),), (row,)))


def kept(scene: Scene, race: Race, *, asked: bool = False) -> Turn:
    """Keep the race; then ask for the distance, or how much it matters beside another one. `asked`: it was told."""
    others = [r for r in scene.athlete.profile.races if r.date >= scene.today and r.date != race.date]
    matters = bool(others) and not asked
    far = race.distance is None and "kit" in scene.athlete.answered  # a newcomer has other questions to answer
    turn = keeping.kept(scene, race_kept(scene, race), asks=far or matters)
    day = race.date.isoformat()
    if far:
        question = Line("ask.race_distance")
        taps = tuple(Offer(key("event", "far", day, name), Line(f"race.{name}")) for name in ORDER)
        offers = (taps[:3], taps[3:])
        about = {"day": day}
        athlete = scene.with_athlete(turn.athlete).asking("race_distance", **about)
        return replace(turn, athlete=athlete, says=_with(turn, question, offers))
    if matters:
        taps = tuple(Offer(key("event", "matters", day, p), Line(f"race.priority.{p.lower()}")) for p in PRIORITIES)
        athlete = scene.with_athlete(turn.athlete).asking("race_priority", day=day)
        return replace(turn, athlete=athlete, says=_with(turn, Line("ask.race_priority"), (taps,)))
    return turn


def _with(turn: Turn, question: Line, offers: tuple[tuple[Offer, ...], ...]) -> tuple[Say, ...]:
    say = turn.says[0]
    return (replace(say, lines=(*say.lines, question), offers=offers), *turn.says[1:])


def _race_on(scene: Scene, day: str) -> Race | None:
    return next((race for race in scene.athlete.profile.races if race.date.isoformat() == day), None)


def pressed(scene: Scene, rest: list[str]) -> Turn | None:
    """A tap on a day, a distance or a priority; None for a key that was never offered."""
    match rest:
        case ["race", day, distance, priority] if distance in {*DISTANCES, "-"} and priority in {*PRIORITIES, "-"}:
            try:
                on = date.fromisoformat(day)
            except ValueError:
                return None
            if on < scene.today:
                return None
            race = Race(on, "A" if priority == "-" else priority, None if distance == "-" else distance)  # type: ignore[arg-type]  # one of the three
            return kept(scene, race, asked=priority != "-")
        case ["far", day, distance] if distance in DISTANCES and (known := _race_on(scene, day)) is not None:
            return kept(scene, replace(known, distance=distance))
        case ["matters", day, priority] if priority in PRIORITIES and (known := _race_on(scene, day)) is not None:
            return kept(scene, replace(known, priority=priority), asked=True)  # type: ignore[arg-type]  # one of the three
        case _:
            return None


def distance_said(scene: Scene, text: str) -> Turn | None:
    """The answer to «how far?» in words; None when it is none."""
    read = read_race(text, scene.context())
    known = _race_on(scene, scene.athlete.talk.about["day"])
    if read is None or read.day is not None or known is None:
        return None
    told = replace(known, distance=read.distance or known.distance, priority=read.priority or known.priority)
    return kept(scene, told, asked=read.priority is not None) if told != known else None


def priority_said(scene: Scene, text: str) -> Turn | None:
    """The answer to «how much does it matter?» in words; None when it is none."""
    read = read_race(f"{text} race" if text.strip().casefold() in LETTERS else text, scene.context())
    known = _race_on(scene, scene.athlete.talk.about["day"])
    if read is None or read.priority is None or known is None:
        return None
    return kept(scene, replace(known, priority=read.priority), asked=True)


def unsure(scene: Scene, text: str) -> Turn | None:
    """«10k»: on which day? «next Saturday», «3/5»: people mean different days by it, so the tap says which. None for a day that is clear."""
    read = read_race(text, scene.context())
    if read is not None and read.day is None and read.distance is not None and not _no_such_day(scene, text):
        scene = scene.with_athlete(scene.asking("set:race", distance=read.distance))
        return scene.turn(Say((Line("race.which_day"),)))
    if read is None or read.day is None or not (read.confirm or read.other):
        return None
    days = [day for day in (read.day, read.other) if day is not None and day >= scene.today]
    distance = read.distance or scene.athlete.talk.about.get("distance")
    return which_day(scene, days, distance, read.priority) if days else None


def _no_such_day(scene: Scene, text: str) -> bool:
    understood = read_any(text, scene.context())
    return isinstance(understood, Unclear) and understood.limit == "day"


def told(scene: Scene, changed: Changed) -> Turn:
    """A race told as a setting («race 3 May»): kept, and what is missing is asked."""
    ahead = [race for race in changed.athlete.profile.races if race not in scene.athlete.profile.races]
    # A main race is what is taken for granted: anything else was told.
    return kept(scene, ahead[0], asked=ahead[0].priority != "A") if len(ahead) == 1 else keeping.kept(scene, changed)
