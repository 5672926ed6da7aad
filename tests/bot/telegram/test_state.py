"""What Telegram's front says of itself: whether it serves, why not, what waits, and how often it was told to wait."""

import asyncio
from dataclasses import replace

import pytest

from bot.port import CONNECTED
from bot.telegram.front import TelegramFront, TelegramRefused
from bot.telegram.webhook import Webhook
from tests.bot.telegram.conftest import serving, until
from tests.bot.telegram.quick import QUICK, now
from tests.fakes.telegram import TOKEN

ANA = 501
WEBHOOK = {"webhook": Webhook("https://example.org/telegram", "agreed-on"), "timings": replace(QUICK, look=0.05)}


async def test_it_is_connected_while_updates_come(diary, telegram):
    before = TelegramFront(diary, TOKEN, now=now, address=telegram.address).state

    async with serving(diary, telegram) as front:
        await until(lambda: front.state == CONNECTED)

    assert before == "Telegram has not been asked yet"


@pytest.mark.parametrize(
    ("trouble", "reason"),
    [
        ({"kind": "cut", "times": 1000}, "Telegram cannot be reached (NetworkError)"),
        ({"kind": "error", "times": 1000, "error": (502, "Bad Gateway")}, "Telegram cannot be reached (NetworkError)"),
        ({"kind": "error", "times": 1000, "error": (401, "Unauthorized")}, "Telegram refuses the token"),
        ({"kind": "error", "times": 1000, "error": (409, "Conflict: terminated by other getUpdates request")}, "409"),
        (
            {"kind": "error", "times": 3, "error": (429, "Too Many Requests", {"retry_after": 1})},
            "Telegram asks to wait (429)",
        ),
    ],
)
async def test_a_poll_that_fails_is_a_reason_until_it_works_again(diary, telegram, trouble, reason):
    async with serving(diary, telegram) as front:
        await until(lambda: front.state == CONNECTED)

        fault = telegram.trouble("getUpdates", **trouble)
        await until(lambda: reason in front.state)
        fault.times = fault.fired
        await until(lambda: front.state == CONNECTED)

    assert fault.fired


async def test_a_refused_token_stays_the_reason_after_the_end(diary, telegram):
    front = TelegramFront(diary, "987:wrong", now=now, address=telegram.address, timings=QUICK)

    with pytest.raises(TelegramRefused):
        await front.run(asyncio.Event())

    assert front.state == "Telegram refuses the token"


@pytest.mark.parametrize("changed", [None, {"url": "https://elsewhere.example/hook"}])
async def test_a_webhook_that_somebody_changed_is_a_reason(diary, telegram, changed):
    async with serving(diary, telegram, **WEBHOOK) as front:
        ours, before = telegram.webhook, front.state

        telegram.webhook = changed
        await until(lambda: "elsewhere" in front.state)
        telegram.webhook = ours
        await until(lambda: front.state == CONNECTED)

    assert before == CONNECTED


async def test_with_a_webhook_too_telegram_has_to_be_reached(diary, telegram):
    async with serving(diary, telegram, **WEBHOOK) as front:
        fault = telegram.trouble("getWebhookInfo", "cut", times=1000)
        await until(lambda: front.state == "Telegram cannot be reached (NetworkError)")

    assert fault.fired


async def test_a_server_that_cannot_say_where_it_calls_is_believed(diary, telegram):
    async with serving(diary, telegram, **WEBHOOK) as front:
        fault = telegram.trouble("getWebhookInfo", "error", times=1000, error=(404, "Not Found: method not found"))
        await until(lambda: fault.fired > 2)

        assert front.state == CONNECTED


async def test_updates_in_hand_and_what_has_not_left_are_counted_with_their_age(diary, telegram):
    diary.slow["telegram:501"] = 0.3
    async with serving(diary, telegram) as front:
        nothing = front.waiting

        telegram.says(ANA, "6")
        await until(lambda: front.waiting["incoming"].age_s > 0.05)
        in_hand = front.waiting["incoming"].depth
        telegram.trouble("sendMessage", "error", times=2, error=(429, "Too Many Requests", {"retry_after": 1}))
        await until(lambda: front.waiting["outgoing"].age_s > 0.05)

        assert (nothing["incoming"].depth, nothing["outgoing"].depth) == (0, 0)
        assert in_hand == 1
        assert front.waiting["outgoing"].depth == 1


async def test_every_429_is_counted(diary, telegram):
    counted = []
    async with serving(diary, telegram, limited=lambda: counted.append(1)):
        telegram.trouble("sendMessage", "error", times=2, error=(429, "Too Many Requests", {"retry_after": 1}))
        telegram.says(ANA, "6")
        await until(lambda: telegram.texts(ANA))

    assert len(counted) == 2
