"""A race that is off, moves to another day, or is run already."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from core.athlete import Race
from core.conversation import beginning, keeping, prescribing, setting
from core.conversation.changing import Changed, race_kept, race_words
from core.conversation.keys import key
from core.message import Line, Offer, Say
from core.plan import NO_LIFTING
from core.reading.meaning import Event
from core.reading.races import of_known, read_race
from core.values import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.conversation.scene import Scene
    from core.reading.meaning import Command
    from core.turn import Turn

_OFF: Final = re.compile(r"(?:is |was |got |has been )?(?:cancelled|canceled|called off|off)", re.IGNORECASE)
_STILL_FELT: Final = timedelta(days=28)  # longer than any recovery after a race (rules.md 1)


def wished(scene: Scene, command: Command) -> Turn | None:
    """«race cancelled», «race moved to 10 May», «race yesterday»; anything else is a race to be noted."""
    told = command.rest.strip(" .!")
    if _OFF.fullmatch(told):
        return _called_off(scene)
    read = read_race(told, scene.context()) if told else None
    day = None if read is None or read.confirm or read.other else read.day
    if read is not None and day is not None and of_known(f" race {told} ".casefold()) == "moved":
        moved = known(scene, Event("race", on=day, details={"known": "moved", "distance": read.distance}))
        if moved is not None:
            return moved
    if read is not None and day is not None and day < scene.today:
        return behind(scene, Race(day, read.priority or "A", read.distance)) or setting.asked(scene, command)
    return setting.asked(scene, command)


def run_already(scene: Scene, event: Event) -> Turn | None:
    """«ran a marathon yesterday»; None for a race ahead, or one whose day is not clear."""
    day = event.on
    if day is None or day >= scene.today or event.details.get("other") or event.details.get("confirm"):
        return None
    return behind(scene, Race(day, event.details.get("priority") or "A", event.details.get("distance")))


def known(scene: Scene, event: Event) -> Turn | None:
    """«race is on 5 April now»: the race that is noted moves, or is asked about; None for a race that is a new one.

    A distance that was told says which race is meant; where none noted is so long, it is another race.
    """
    if event.on is None:
        return _matters(scene, event)
    day, told = event.on, event.details.get("known")
    if told is None or day < scene.today or event.details.get("other") or event.details.get("confirm"):
        return None
    distance = event.details.get("distance")
    meant = [one for one in _ahead(scene) if distance is None or one.distance in {None, distance}]
    if not meant or any(one.date == day for one in meant):
        return None
    if told == "moved" and len(meant) == 1:
        return _to(scene, replace(meant[0], distance=meant[0].distance or distance), day, was=meant[0])
    if told == "moved":
        return _which(scene, Line("race.which_moves", {"day": day}), "race_to", day)
    return _moves_or_another(scene, meant, event)


def _matters(scene: Scene, event: Event) -> Turn | None:
    """«it's my A race»: the one race ahead; None where there is none, or more than one."""
    ahead, priority = _ahead(scene), event.details.get("priority")
    if len(ahead) != 1 or priority is None or set(event.details) != {"priority"}:
        return None
    return keeping.kept(scene, race_kept(scene, replace(ahead[0], priority=priority)))


def _moves_or_another(scene: Scene, meant: Sequence[Race], event: Event) -> Turn:
    """«10 km on Sunday 3 May is noted. Does it move, or is this another one?»."""
    day = event.on
    assert day is not None  # noqa: S101  the caller looked
    new = key(
        "event", "race", day.isoformat(), event.details.get("distance") or "-", event.details.get("priority") or "-"
    )
    another = Offer(new, Line("offer.race_another"))
    if len(meant) > 1:
        moves = [Offer(key("event", "race_to", one.date.isoformat(), day.isoformat()), _named(one)) for one in meant]
        return scene.turn(Say((Line("race.which_moves", {"day": day}),), (tuple(moves), (another,))))
    move = Offer(key("event", "race_to", meant[0].date.isoformat(), day.isoformat()), Line("offer.race_moves"))
    line = Line("race.moves_or_another", {"race": race_words(meant[0]), "day": meant[0].date, "to": day})
    return scene.turn(Say((line,), ((move, another),), yes=move.key, no=another.key))


def behind(scene: Scene, race: Race) -> Turn | None:
    """A race that was run lately is kept, because its recovery counts; None for one of long ago."""
    if race.date < scene.today - _STILL_FELT:
        return None
    known = next((one for one in scene.athlete.profile.races if one.date == race.date), race)
    race = replace(race, distance=race.distance or known.distance)  # how long it takes to recover from it
    changed = race_kept(scene, race)
    coming = prescribing.as_usual(scene.with_athlete(changed.athlete))
    said = Line("race.run", {"race": race_words(race), "day": race.date})
    turn = keeping.kept(scene, replace(changed, line=said))
    if coming.type not in NO_LIFTING or scene.workout is not None:
        return turn
    return replace(turn, says=(Say((said, *beginning.gate_lines(coming))), *turn.says[1:]))


def _ahead(scene: Scene) -> tuple[Race, ...]:
    return tuple(race for race in scene.athlete.profile.races if race.date >= scene.today)


def _called_off(scene: Scene) -> Turn:
    ahead = _ahead(scene)
    if not ahead:
        return scene.turn(Say((Line("race.none"),)))
    return _off(scene, ahead[0]) if len(ahead) == 1 else _which(scene, Line("race.which_off"), "race_off")


def _off(scene: Scene, race: Race) -> Turn:
    line = Line("race.off", {"race": race_words(race), "day": race.date})
    if scene.athlete.paused is None and _ahead(scene) == (race,):
        line = Line("joined", {"first": line, "second": Line("race.off_usual")})
    return keeping.kept(scene, Changed(_without(scene, race).athlete, line, ("races",)))


def _without(scene: Scene, race: Race) -> Scene:
    profile = scene.athlete.profile
    races = tuple(one for one in profile.races if one != race)
    return scene.with_athlete(replace(scene.athlete, profile=replace(profile, races=races)))


def _to(scene: Scene, race: Race, day: date, was: Race | None = None) -> Turn:
    return keeping.kept(scene, race_kept(_without(scene, was or race), replace(race, date=day)))


def _which(scene: Scene, line: Line, what: str, *days: date) -> Turn:
    offers = tuple(
        Offer(key("event", what, race.date.isoformat(), *(day.isoformat() for day in days)), _named(race))
        for race in _ahead(scene)
    )
    return scene.turn(Say((line,), (offers,)))


def _named(race: Race) -> Line:
    return Line("race.choice", {"race": race_words(race), "day": race.date})


def pressed(scene: Scene, rest: list[str]) -> Turn | None:
    """A tap on the race that is meant; None for a key that was never offered, or a race that is not noted any more."""
    try:
        days = [date.fromisoformat(part) for part in rest[1:]]
    except ValueError:
        return None
    race = next((one for one in _ahead(scene) if days and one.date == days[0]), None)
    match rest[:1], days:
        case ["race_off"], [_] if race is not None:
            return _off(scene, race)
        case ["race_to"], [_, to] if race is not None and to >= scene.today:
            return _to(scene, race, to)
        case _:
            return None
