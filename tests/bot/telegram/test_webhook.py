"""The webhook: only Telegram is heard, and it hears 200 only after the commit."""

import asyncio
import contextlib
import json
import socket

import httpx
import pytest

from bot.secrecy import secret_of
from bot.serving import serve
from bot.telegram.front import TelegramFront
from bot.telegram.webhook import LARGEST_BYTES, SECRET_HEADER, Webhook
from tests.bot.telegram.conftest import until
from tests.bot.telegram.quick import QUICK, now
from tests.fakes.telegram import TOKEN

ANA, BEN = 501, 502
SECRET = "agreed-on_1"


@contextlib.asynccontextmanager
async def called(diary, telegram):
    """A served webhook, and a way to call it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        listen = f"127.0.0.1:{probe.getsockname()[1]}"
    webhook = Webhook("https://example.org/telegram", SECRET)
    front = TelegramFront(diary, TOKEN, now=now, address=telegram.address, webhook=webhook, timings=QUICK)
    stop = asyncio.Event()
    running = asyncio.create_task(serve([front], listen=listen, routes=front.routes, stop=stop))
    await until(lambda: front.connected or running.done())
    try:
        async with httpx.AsyncClient(base_url=f"http://{listen}") as client:

            async def call(update, secret=SECRET):
                content = update if isinstance(update, bytes) else json.dumps(update).encode()
                return await client.post(
                    "/telegram", content=content, headers={SECRET_HEADER: secret} if secret is not None else {}
                )

            call.stop = stop
            yield call
    finally:
        stop.set()
        await asyncio.wait_for(running, 10)


@pytest.fixture
async def call(diary, telegram):
    async with called(diary, telegram) as call:
        yield call


async def test_the_webhook_is_registered_with_its_secret_and_drops_nothing(call, telegram):
    assert telegram.webhook["url"] == "https://example.org/telegram"
    assert telegram.webhook["secret_token"] == SECRET
    assert telegram.webhook["drop_pending_updates"] == "false"


async def test_an_address_that_telegram_refuses_is_told_with_the_setting_to_mend(diary, telegram, caplog):
    said = "Bad Request: bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443"
    refused = telegram.trouble("setWebhook", "error", error=(400, said), times=1000)
    webhook = Webhook("https://example.org:99/telegram", SECRET)
    front = TelegramFront(diary, TOKEN, now=now, address=telegram.address, webhook=webhook, timings=QUICK)
    stop = asyncio.Event()
    running = asyncio.create_task(front.run(stop))

    await until(lambda: "TELEGRAM_WEBHOOK_URL" in front.state)
    stop.set()
    await asyncio.wait_for(running, 10)

    assert refused.fired
    assert "Telegram refuses TELEGRAM_WEBHOOK_URL (" in caplog.text
    assert "only on ports 80, 88, 443 or 8443" in caplog.text


async def test_200_comes_after_the_commit(call, telegram, diary):
    diary.slow["telegram:501"] = 0.2

    answer = await call(telegram.says(ANA, "6"))

    assert answer.status_code == 200
    assert diary.kept == [("telegram:501", "Said", "6")]
    await until(lambda: telegram.texts(ANA) == ["Noted: 6"])


@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET + "x", SECRET[:-1], "é"])
async def test_without_the_secret_nobody_is_heard(call, telegram, diary, secret):
    answer = await call(telegram.says(ANA, "6"), secret and secret.encode())

    assert answer.status_code == 403
    assert diary.tries == []


async def test_503_while_the_database_is_away_and_the_redelivery_is_kept(call, telegram, diary):
    update = telegram.says(ANA, "6")
    diary.away = True
    first = await call(update)

    diary.away = False
    second = await call(update)

    assert (first.status_code, second.status_code) == (503, 200)
    assert len(diary.kept) == 1


async def test_a_redelivery_is_kept_once(call, telegram, diary):
    update = telegram.says(ANA, "6")

    answers = [(await call(update)).status_code for _ in range(3)]

    assert answers == [200] * 3
    assert len(diary.kept) == 1


async def test_a_poison_update_is_not_sent_for_ever(call, telegram, diary):
    diary.poison.add("poison")

    answers = [(await call(telegram.says(ANA, text))).status_code for text in ("poison", "6")]

    assert answers == [200, 200]
    assert diary.kept == [("telegram:501", "Said", "6")]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"not json", 400),
        (b"[]", 400),
        (b"{}", 400),
        (b'{"update_id": "7"}', 400),
        (b"\xff\xfe", 400),
        (b"[" * 100_000, 400),
        (b" " * (LARGEST_BYTES + 1), 413),
        (b'{"update_id": 7}', 200),
        (b'{"update_id": 7, "message": {"from": 3}}', 200),
        (b'{"update_id": 7, "message": ' + b'{"reply_to_message": ' * 300 + b"{}" + b"}" * 301, 200),
    ],
)
async def test_what_is_no_update_is_refused_and_what_cannot_be_read_is_set_aside(call, diary, body, status):
    answer = await call(body)

    assert answer.status_code == status
    assert diary.kept == []


async def test_a_hundred_calls_at_once_are_all_kept(call, telegram, diary):
    updates = [telegram.says(person, f"{number}") for number in range(5) for person in range(1, 21)]

    answers = await asyncio.gather(*(call(update) for update in updates))

    assert {answer.status_code for answer in answers} == {200}
    assert len(diary.kept) == 100


async def test_a_call_under_way_is_finished_at_the_stop_and_later_ones_come_again(diary, telegram):
    diary.slow["telegram:501"] = 0.4
    async with called(diary, telegram) as call:
        under_way = asyncio.create_task(call(telegram.says(ANA, "6")))
        await until(lambda: diary.tries)
        call.stop.set()
        answer = await under_way

    assert answer.status_code == 200
    assert len(diary.kept) == 1


def test_a_secret_made_from_the_token_is_stable_and_does_not_tell_it():
    assert secret_of(TOKEN) == secret_of(TOKEN)
    assert secret_of(TOKEN) != secret_of(TOKEN + "x")
    assert TOKEN.partition(":")[2] not in secret_of(TOKEN)
