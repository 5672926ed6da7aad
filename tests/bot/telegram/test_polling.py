"""Polling loses nothing and doubles nothing, whatever the line and the database do."""

import asyncio
import logging
from dataclasses import replace

import pytest

from bot.serving import serve
from bot.telegram.front import TelegramFront, TelegramRefused
from bot.telegram.wording import words
from tests.bot.telegram.conftest import serving, until
from tests.bot.telegram.quick import QUICK, now
from tests.fakes.telegram import TOKEN

ANA, BEN = 501, 502


def test_the_contract_of_the_bot_api_is_at_hand(telegram):
    """Where it is not, the other tests check everything but the contract."""
    if not telegram.checks:
        pytest.skip("../shared/specs is not here: requests are not checked against the Bot API's description")
    assert telegram.complaints == []


async def test_what_is_said_is_kept_and_answered(front, telegram, diary):
    telegram.says(ANA, "6 6 5")

    await until(lambda: telegram.texts(ANA))

    assert diary.kept == [("telegram:501", "Said", "6 6 5")]
    assert telegram.texts(ANA) == ["Noted: 6 6 5"]


async def test_an_update_is_confirmed_only_after_its_commit(front, telegram, diary):
    diary.slow["telegram:501"] = committed = asyncio.Event()

    update = telegram.says(ANA, "6")
    await until(lambda: diary.tries)
    await asyncio.sleep(0.3)
    confirmed_before = telegram.confirmed
    committed.set()
    await until(lambda: telegram.confirmed > update["update_id"])

    assert confirmed_before <= update["update_id"]
    assert len(diary.kept) == 1


async def test_no_update_is_confirmed_before_an_earlier_one(front, telegram, diary):
    diary.slow["telegram:501"] = committed = asyncio.Event()

    slow = telegram.says(ANA, "slow")
    telegram.says(BEN, "quick")
    await until(lambda: diary.kept)
    kept, confirmed = diary.kept, telegram.confirmed
    committed.set()

    assert kept == [("telegram:502", "Said", "quick")]
    assert confirmed <= slow["update_id"]


async def test_one_slow_person_keeps_nobody_else_waiting(front, telegram, diary):
    diary.slow["telegram:501"] = committed = asyncio.Event()

    slow = telegram.says(ANA, "slow")
    await until(lambda: diary.tries)
    telegram.says(BEN, "later, and in another batch")
    await until(lambda: diary.kept)
    kept_meanwhile = diary.kept
    committed.set()
    await until(lambda: telegram.confirmed > slow["update_id"])

    assert kept_meanwhile == [("telegram:502", "Said", "later, and in another batch")]
    assert diary.tries.count("slow") == 1


async def test_one_persons_messages_stay_in_order(front, telegram, diary):
    diary.slow["telegram:501"] = 0.01
    said = [str(number) for number in range(150)]  # more than one batch

    for text in said:
        telegram.says(ANA, text)
        telegram.says(BEN, text)
    await until(lambda: len(diary.kept) == 300)

    assert [text for who, _, text in diary.kept if who == "telegram:501"] == said
    assert [text for who, _, text in diary.kept if who == "telegram:502"] == said


async def test_a_batch_whose_answer_was_lost_comes_again(telegram, diary):
    lost = telegram.trouble("getUpdates", "lost", times=2)
    telegram.says(ANA, "6")

    async with serving(diary, telegram):
        await until(lambda: diary.kept)

    assert lost.fired == 2
    assert len(diary.kept) == 1


async def test_the_same_message_under_two_updates_is_kept_once(front, telegram, diary):
    update = telegram.says(ANA, "6")
    telegram.again(update)
    telegram.says(ANA, "last")

    await until(lambda: len(diary.tries) == 3)

    assert [text for *_, text in diary.kept] == ["6", "last"]
    await until(lambda: telegram.texts(ANA) == ["Noted: 6", "Noted: last"])


async def test_what_was_kept_is_confirmed_at_the_end(telegram, diary):
    async with serving(diary, telegram):
        update = telegram.says(ANA, "6")
        await until(lambda: diary.kept)

    assert telegram.confirmed == update["update_id"] + 1


async def test_a_poison_update_is_set_aside_and_the_next_ones_flow(front, telegram, diary, caplog):
    diary.poison.add("poison")

    telegram.says(ANA, "poison")
    after = telegram.says(ANA, "6")
    await until(lambda: telegram.confirmed > after["update_id"])

    await until(lambda: len(telegram.texts(ANA)) == 2)
    assert diary.tries == ["poison", "poison", "poison", "6"]
    assert telegram.texts(ANA) == [words("broken"), "Noted: 6"]
    assert diary.kept == [("telegram:501", "Said", "6")]
    errors = [record.getMessage() for record in caplog.records if record.levelno == logging.ERROR]
    assert sum("set aside" in error for error in errors) == 1
    assert not any("secret thought" in error or "poison" in error for error in errors)


async def test_an_update_that_cannot_be_read_takes_no_others_with_it(front, telegram, diary):
    telegram.update(message={"message_id": "not a number", "chat": 7, "from": {"id": ANA}})
    after = telegram.says(BEN, "6")

    await until(lambda: telegram.confirmed > after["update_id"])

    assert diary.kept == [("telegram:502", "Said", "6")]


async def test_while_the_database_is_away_nothing_is_confirmed_and_order_is_kept(front, telegram, diary):
    diary.away = True
    first = telegram.says(ANA, "one")
    telegram.says(ANA, "two")
    await until(lambda: diary.tries.count("one") > 3)
    confirmed_meanwhile = telegram.confirmed

    diary.away = False
    await until(lambda: len(diary.kept) == 2)

    assert confirmed_meanwhile <= first["update_id"]
    assert [text for *_, text in diary.kept] == ["one", "two"]
    await until(lambda: telegram.texts(ANA) == [words("away"), "Noted: one", "Noted: two"])


async def test_another_poller_is_named_and_waited_for(telegram, diary, caplog):
    conflict = telegram.trouble(
        "getUpdates", "error", times=3, error=(409, "Conflict: terminated by other getUpdates request")
    )
    telegram.says(ANA, "6")

    async with serving(diary, telegram):
        await until(lambda: diary.kept)

    assert conflict.fired == 3
    assert sum("another program polls with this token" in record.getMessage() for record in caplog.records) == 3


@pytest.mark.parametrize("kind", ["cut", "hang", "lost"])
async def test_a_broken_line_is_survived(telegram, diary, kind):
    trouble = telegram.trouble("getUpdates", kind, times=2)
    telegram.says(ANA, "6")

    async with serving(diary, telegram, timings=replace(QUICK, poll=0, answer=0.2)):
        await until(lambda: diary.kept)

    assert trouble.fired == 2
    assert len(diary.kept) == 1


@pytest.mark.parametrize(
    "body",
    [{"ok": True}, {"ok": True, "result": 7}, {"ok": True, "result": [{}]}, [], "sign in to the wireless network"],
)
async def test_an_answer_that_is_not_telegrams_is_waited_out(telegram, diary, body):
    proxy = telegram.trouble("getUpdates", "body", times=2, body=body)
    telegram.says(ANA, "6")

    async with serving(diary, telegram):
        await until(lambda: diary.kept)

    assert proxy.fired == 2


async def test_no_token_reaches_the_log_whatever_happens(telegram, diary, caplog):
    caplog.set_level(logging.DEBUG)
    troubles = [
        telegram.trouble("getUpdates", "error", error=(404, f"no such bot{TOKEN}")),
        telegram.trouble("sendMessage", "error", error=(400, f"Bad Request: bot{TOKEN}")),
    ]
    telegram.says(ANA, "6")

    front = TelegramFront(diary, TOKEN, now=now, address=telegram.address, timings=QUICK)
    stop = asyncio.Event()
    running = asyncio.create_task(serve([front], stop=stop, secrets=[TOKEN]))
    await until(lambda: telegram.of("sendMessage"))
    stop.set()
    await running

    assert [trouble.fired for trouble in troubles] == [1, 1]
    assert TOKEN.partition(":")[2].lower() not in caplog.text.lower()


@pytest.mark.parametrize("status", [429, 500, 502])
async def test_a_server_in_trouble_is_waited_for(telegram, diary, status):
    trouble = telegram.trouble("getUpdates", "error", times=2, error=(status, "in trouble"))
    telegram.says(ANA, "6")

    async with serving(diary, telegram):
        await until(lambda: diary.kept)

    assert trouble.fired == 2


async def test_a_telegram_that_is_away_at_the_start_is_waited_for(telegram, diary):
    trouble = telegram.trouble("getMe", "cut", times=3)
    telegram.says(ANA, "6")

    async with serving(diary, telegram):
        await until(lambda: diary.kept)

    assert trouble.fired == 3


async def test_a_refused_token_ends_the_front_with_the_remedy(telegram, diary):
    front = TelegramFront(diary, "99:wrong", now=now, address=telegram.address, timings=QUICK)

    with pytest.raises(TelegramRefused, match="BotFather") as refused:
        await front.run(asyncio.Event())

    assert "99:wrong" not in str(refused.value)


async def test_a_webhook_left_over_is_taken_down_without_dropping_updates(telegram, diary):
    telegram.webhook = {"url": "https://example.org/telegram"}
    telegram.says(ANA, "6")

    async with serving(diary, telegram):
        await until(lambda: diary.kept)

    assert telegram.of("deleteWebhook")[0].fields.get("drop_pending_updates") == "false"


async def test_only_updates_that_are_read_are_asked_for(front, telegram):
    await until(lambda: telegram.of("getUpdates"))

    asked = telegram.of("getUpdates")[0].fields["allowed_updates"]

    assert asked == '["message", "edited_message", "callback_query", "my_chat_member"]'


async def test_it_stops_in_order_with_turns_under_way(telegram, diary):
    diary.slow["telegram:501"] = 0.5
    async with serving(diary, telegram):
        update = telegram.says(ANA, "6")
        await until(lambda: diary.tries)

    assert len(diary.kept) == 1
    assert telegram.confirmed == update["update_id"] + 1
    assert telegram.texts(ANA) == ["Noted: 6"]


async def test_stopping_leaves_an_update_unconfirmed_when_the_database_is_away(telegram, diary):
    diary.away = True
    async with serving(diary, telegram):
        update = telegram.says(ANA, "6")
        await until(lambda: diary.tries)

    assert telegram.confirmed <= update["update_id"]
