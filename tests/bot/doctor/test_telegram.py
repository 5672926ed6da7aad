"""Telegram as the doctor finds it, each fault made on a real socket."""

import asyncio
import socket
from datetime import timedelta
from email.utils import format_datetime

import pytest

from bot.clock import now
from bot.doctor.finding import line
from bot.doctor.telegram import telegram
from tests.fakes.telegram import TOKEN, FakeTelegram

URL = "https://coach.example/telegram"


@pytest.fixture
async def service():
    async with FakeTelegram() as fake:
        fake.date = format_datetime(now(), usegmt=True)
        yield fake
        assert fake.complaints == []


async def found(address, token=TOKEN, webhook=None):
    """Findings by name; no line of them tells the token."""
    findings = await asyncio.to_thread(telegram, token, address, webhook)
    assert token not in "\n".join(line(each) for each in findings)
    assert all(each.remedy for each in findings if each.level != "ok")
    return {each.name: each for each in findings}


async def test_a_good_token_with_polling_is_well(service):
    findings = await found(service.address)

    assert {each.level for each in findings.values()} == {"ok"}
    assert list(findings) == ["Telegram token", "Telegram updates", "clock"]


async def test_a_wrong_token_is_bad_and_nothing_more_is_asked(service):
    findings = await found(service.address, "123456:Another-token-that-is-wrong-and-long")

    assert findings["Telegram token"].level == "bad"
    assert "401" in findings["Telegram token"].says
    assert "@BotFather" in findings["Telegram token"].remedy
    assert "Telegram updates" not in findings


async def test_a_server_that_is_away_is_bad():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    findings = await found(f"http://127.0.0.1:{port}")

    assert findings["Telegram token"].level == "bad"
    assert "refused" in findings["Telegram token"].says
    assert findings["clock"].level == "warn"


async def test_a_server_that_never_answers_is_bad_after_a_while(service, monkeypatch):
    monkeypatch.setattr("bot.doctor.asking.WAIT_S", 0.2)
    service.trouble("getMe", "hang")

    assert "no answer" in (await found(service.address))["Telegram token"].says


@pytest.mark.parametrize("body", [b"<html>hotel wifi</html>", b"[]", b"\xff"])
async def test_a_page_of_somebody_else_is_not_taken_for_telegram(service, body):
    service.trouble("getMe", "body", body=body)

    assert "not Telegram" in (await found(service.address))["Telegram token"].says


async def test_a_webhook_is_told_of_when_polling_is_wanted(service):
    service.webhook = {"url": f"{URL}/{TOKEN}"}

    finding = (await found(service.address))["Telegram updates"]

    assert finding.level == "warn"
    assert "TELEGRAM_WEBHOOK_URL is not set" in finding.says


@pytest.mark.parametrize(("url", "said"), [("", "no webhook"), ("https://else.example/t", "another address")])
async def test_a_webhook_that_is_not_ours_is_told_of(service, url, said):
    service.webhook = {"url": url}

    finding = (await found(service.address, webhook=URL))["Telegram updates"]

    assert (finding.level, said in finding.says) == ("warn", True)


async def test_a_webhook_that_telegram_cannot_call_is_told_of_with_the_reason(service):
    service.webhook, service.webhook_error = {"url": URL}, "Wrong response from the webhook: 502 Bad Gateway"
    assert (await found(service.address, webhook=URL))["Telegram updates"].level == "ok"  # nothing waits: it is over

    service.says(7, "6")
    finding = (await found(service.address, webhook=URL))["Telegram updates"]

    assert finding.level == "warn"
    assert finding.says.startswith("1 wait")
    assert "502 Bad Gateway" in finding.says


@pytest.mark.parametrize(("off_s", "level"), [(-40, "warn"), (-20, "ok"), (20, "ok"), (3600, "warn")])
async def test_a_clock_that_is_off_is_told_of(service, off_s, level):
    service.date = format_datetime(now() + timedelta(seconds=off_s), usegmt=True)

    finding = (await found(service.address))["clock"]

    assert finding.level == level
    if level == "warn":
        assert ("behind" if off_s > 0 else "ahead") in finding.says


@pytest.mark.parametrize("date", ["", "yesterday"])
async def test_a_clock_without_a_date_is_not_compared(service, date):
    service.date = date

    assert "not compared" in (await found(service.address))["clock"].says
