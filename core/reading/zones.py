"""Where somebody's clock is: an IANA zone from its name, a city, or an offset."""

from __future__ import annotations

import zoneinfo
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from core.reading.tokens import typed
from core.reading.vocabulary import LANGUAGE, words

ACCEPT = 75.0  # of 100, by the better of ratio and token_sort_ratio
MARGIN = 5.0
_MOST_EAST_MIN = 14 * 60
_MOST_WEST_MIN = 12 * 60
_HOUR_MIN = 60
_LONGEST = 60  # characters
_AREAS = ("Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")
# Offsets that are no whole hours, with a zone that keeps them all year round.
_ODD = {
    345: "Asia/Kathmandu",
    330: "Asia/Kolkata",
    270: "Asia/Kabul",
    390: "Asia/Yangon",
    570: "Australia/Darwin",
    525: "Australia/Eucla",
    -570: "Pacific/Marquesas",
}


@dataclass(frozen=True, slots=True)
class ZoneRead:
    """An IANA zone. `fixed`: it was an offset, which knows no summer time: say so. `others`: it may be one of these too."""

    zone: str
    fixed: bool = False
    confirm: bool = False
    others: tuple[str, ...] = ()


def read_zone(text: str) -> ZoneRead | None:
    """The zone these words name: «Europe/Berlin», «Berlin», «new york», «UTC+2», «GMT-5:30»; None when they name none.

    A spelling that is only near is to be confirmed.
    """
    said = text.strip()
    if not said or len(said) > _LONGEST:
        return None
    for zone in _zones():
        if zone.lower() == said.lower().replace(" ", "_"):
            return ZoneRead(zone)
    offset = _offset(said)
    if offset is not None:
        return offset
    return _by_city(said)


@lru_cache(maxsize=1)
def _zones() -> tuple[str, ...]:
    return tuple(
        sorted(zone for zone in zoneinfo.available_timezones() if zone.startswith(_AREAS) or zone in {"UTC", "GMT"})
    )


@lru_cache(maxsize=1)
def _cities() -> dict[str, str]:
    """City names to zones: those of the database, and the big ones it does not name."""
    cities: dict[str, str] = {}
    for zone in _zones():
        if "/" in zone:
            cities.setdefault(zone.rpartition("/")[2].replace("_", " ").replace("-", " ").lower(), zone)
    cities.update({city: zone for zone, names in words(LANGUAGE).table["cities"].items() for city in names})
    return cities


def _offset(said: str) -> ZoneRead | None:
    """«UTC+2», «GMT-5:30», «+05:30», «utc»."""
    small = "".join(sign for sign in typed(said).plain if sign != " ")
    for name in ("utc", "gmt", "z"):
        if small.startswith(name):
            small = small[len(name) :]
            if not small:
                return ZoneRead("UTC", fixed=True)
            break
    if not small or small[0] not in "+-" or not small[1:].replace(":", "").replace(".", "").isdigit() or len(small) > 6:  # noqa: PLR2004 - ±hh:mm
        return None
    hours, colon, minutes = small[1:].partition(":")
    if not colon and len(hours) == 4 and hours.isdigit():  # noqa: PLR2004 - hhmm
        hours, minutes = hours[:2], hours[2:]
    try:
        total = round(float(hours) * _HOUR_MIN) + int(minutes or 0)
    except ValueError:
        return None
    total = -total if small[0] == "-" else total
    if not -_MOST_WEST_MIN <= total <= _MOST_EAST_MIN or int(minutes or 0) >= _HOUR_MIN:
        return None
    if total % _HOUR_MIN:
        zone = _ODD.get(total)
        return ZoneRead(zone, fixed=True) if zone else None
    if total == 0:
        return ZoneRead("UTC", fixed=True)
    return ZoneRead(f"Etc/GMT{-total // _HOUR_MIN:+d}", fixed=True)  # in this family the sign is turned round


def _by_city(said: str) -> ZoneRead | None:
    line = " ".join("".join(sign if sign.isalpha() else " " for sign in said.lower()).split())
    cities = _cities()
    for lead in ("", "i live in ", "im in ", "i am in ", "i m in ", "in ", "near ", "close to ", "time zone ", "the "):
        if lead and not line.startswith(lead):
            continue
        name = line[len(lead) :].removesuffix(" time").removesuffix(" time zone")
        found = _country(name)
        if found:
            return found
        if name in cities:
            return ZoneRead(cities[name])
    parts = line.split()
    for width in (3, 2, 1):  # «Berlin Germany», «Portland Oregon»
        for start in range(len(parts) - width + 1):
            name = " ".join(parts[start : start + width])
            if name in cities and len(name) > 3:  # noqa: PLR2004 - short names stand in other words
                return ZoneRead(cities[name], confirm=len(parts) > width + 1)
    return _near(line)


def _country(name: str) -> ZoneRead | None:
    zones = words(LANGUAGE).table["countries"].get(name)
    if not zones:
        return None
    return ZoneRead(zones[0], confirm=len(zones) > 1, others=tuple(zones[1:]))


def _near(line: str) -> ZoneRead | None:
    cities = _cities()
    if len(line) < 4:  # noqa: PLR2004 - short words come near too many
        return None
    best: dict[str, float] = {}
    for scorer in (fuzz.ratio, fuzz.token_sort_ratio):
        for city, score, _ in process.extract(
            line, cities.keys(), scorer=scorer, processor=None, score_cutoff=ACCEPT, limit=6
        ):
            best[cities[city]] = max(best.get(cities[city], 0.0), score)
    ranked = sorted(best.items(), key=lambda pair: -pair[1])
    if not ranked:
        return None
    clear = len(ranked) == 1 or ranked[0][1] - ranked[1][1] >= MARGIN
    others = () if clear else tuple(zone for zone, _ in ranked[1:3])
    return ZoneRead(ranked[0][0], confirm=True, others=others)
