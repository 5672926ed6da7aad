"""Discord as the doctor finds it, each fault made on a real socket."""

import asyncio

import pytest

from bot.doctor.discord import discord
from bot.doctor.finding import line
from tests.fakes.discord_service import FakeDiscord, Refused

CONTENT, CONTENT_LIMITED, MEMBERS = 1 << 18, 1 << 19, 1 << 14


@pytest.fixture
async def service():
    async with FakeDiscord() as fake:
        yield fake


async def found(service, token=None, gateway=None, intents=None, shards=None):
    """Findings by name; no line of them tells the token."""
    token = token or service.token
    findings = await asyncio.to_thread(discord, token, service.api_url, gateway, shards, intents)
    assert token not in "\n".join(line(each) for each in findings)
    assert all(each.remedy for each in findings if each.level != "ok")
    return {each.name: each for each in findings}


async def test_a_good_token_is_well_and_no_privileged_intent_is_needed(service):
    findings = await found(service)

    assert {each.level for each in findings.values()} == {"ok"}
    assert list(findings) == ["Discord token", "Discord intents", "Discord gateway", "clock"]


async def test_a_wrong_token_is_bad(service):
    finding = (await found(service, "wrong.token"))["Discord token"]

    assert finding.level == "bad"
    assert "401" in finding.says
    assert "Reset Token" in finding.remedy


@pytest.mark.parametrize(("flags", "level"), [(0, "bad"), (MEMBERS, "bad"), (CONTENT, "ok"), (CONTENT_LIMITED, "ok")])
async def test_an_intent_that_is_needed_must_be_granted(service, flags, level):
    service.flags = flags

    finding = (await found(service, intents={"guilds", "message_content"}))["Discord intents"]

    assert finding.level == level
    assert "message" in finding.says


async def test_a_gateway_that_is_away_is_bad(service):
    finding = (await found(service, gateway="ws://127.0.0.1:1/"))["Discord gateway"]

    assert finding.level == "bad"
    assert "refused" in finding.says


@pytest.mark.parametrize(
    ("left", "shards", "level"), [(0, None, "warn"), (1, None, "ok"), (2, 3, "warn"), (3, 3, "ok")]
)
async def test_too_few_sessions_left_for_all_shards_are_told_of(service, left, shards, level):
    service.sessions_left = left

    assert (await found(service, shards=shards))["Discord gateway"].level == level


@pytest.mark.parametrize(("shards", "level"), [(1, "warn"), (2, "warn"), (3, "ok"), (4, "ok"), (None, "ok")])
async def test_more_shards_than_there_are_are_told_of_when_discord_recommends_them(service, shards, level):
    service.shards = 3

    finding = (await found(service, shards=shards))["Discord gateway"]

    assert finding.level == level
    assert ("recommends 3 shards" in finding.says) == (level == "warn")
    assert ("DISCORD_SHARDS=3" in finding.remedy) == (level == "warn")


async def test_a_line_that_breaks_is_bad(service):
    service.fault("GET", "/users/@me", cut="before")

    assert "cannot be reached" in (await found(service))["Discord token"].says


async def test_a_redirection_is_not_followed_with_the_token(service):
    elsewhere = {"Location": f"{service.api_url}/oauth2/applications/@me"}
    service.fault("GET", "/users/@me", Refused(302, headers=elsewhere))

    assert (await found(service))["Discord token"].level == "bad"
    assert [request.path for request in service.requests] == ["/users/@me"]
