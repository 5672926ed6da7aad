"""Where somebody's clock is."""

import zoneinfo
from datetime import UTC, datetime, timedelta

import pytest

from core.reading.vocabulary import WORDS
from core.reading.zones import ZoneRead, read_zone


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ("europe/berlin", "Europe/Berlin"),
        ("Berlin", "Europe/Berlin"),
        ("berlin!", "Europe/Berlin"),
        ("I live in Berlin", "Europe/Berlin"),
        ("New York", "America/New_York"),
        ("new_york", "America/New_York"),
        ("NYC", "America/New_York"),
        ("San Francisco", "America/Los_Angeles"),
        ("Munich", "Europe/Berlin"),
        ("München", "Europe/Berlin"),
        ("London", "Europe/London"),
        ("Manchester", "Europe/London"),
        ("Mumbai", "Asia/Kolkata"),
        ("Beijing", "Asia/Shanghai"),
        ("Sydney", "Australia/Sydney"),
        ("Cape Town", "Africa/Johannesburg"),
        ("Buenos Aires", "America/Argentina/Buenos_Aires"),
        ("germany", "Europe/Berlin"),
        ("UK", "Europe/London"),
    ],
)
def test_a_city_or_a_name_gives_its_zone(text, zone):
    assert read_zone(text) == ZoneRead(zone)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("UTC+2", 120),
        ("utc +2", 120),
        ("GMT-5", -300),
        ("+05:30", 330),
        ("UTC+0530", 330),
        ("GMT+5:45", 345),
        ("UTC", 0),
        ("GMT", 0),
        ("UTC-9:30", -570),
    ],
)
def test_an_offset_gives_a_zone_that_keeps_it_and_says_so(text, minutes):
    found = read_zone(text)

    summer, winter = datetime(2026, 7, 1, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC)
    zone = zoneinfo.ZoneInfo(found.zone)
    assert summer.astimezone(zone).utcoffset() == winter.astimezone(zone).utcoffset() == timedelta(minutes=minutes)
    assert found.fixed or found.zone in {"UTC", "GMT"}


@pytest.mark.parametrize(
    ("text", "zone"),
    [("Berlni", "Europe/Berlin"), ("Amsterdm", "Europe/Amsterdam"), ("Los Angelos", "America/Los_Angeles")],
)
def test_a_near_spelling_is_confirmed(text, zone):
    found = read_zone(text)

    assert (found.zone, found.confirm) == (zone, True)


def test_a_country_with_several_clocks_offers_them():
    found = read_zone("USA")

    assert found.confirm
    assert "America/Chicago" in found.others


@pytest.mark.parametrize(
    "text", ["", "hello", "UTC+15", "GMT-13", "UTC+2:17", "x", "6", "+", "UTC+", "why do you ask me that", "8" * 500]
)
def test_what_names_no_place_is_none(text):
    assert read_zone(text) is None


def test_every_zone_that_is_named_exists():
    named = {*WORDS.table["cities"], *(zone for zones in WORDS.table["countries"].values() for zone in zones)}

    assert named <= zoneinfo.available_timezones()
