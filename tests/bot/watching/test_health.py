"""/healthz says whether the bot lives, /readyz whether it can serve and why not; each with the fault really made."""

import asyncio
import re
import sqlite3
import threading
import time
from contextlib import closing
from dataclasses import replace

import httpx
import pytest

from bot.desk import Desk
from bot.port import CONNECTED, STANDBY
from bot.telegram.front import TelegramFront
from bot.telegram.webhook import Webhook
from bot.watching.heartbeat import Heartbeat
from core.content import library
from storage import open_store
from tests.bot.telegram.conftest import until
from tests.bot.telegram.quick import QUICK
from tests.bot.watching.conftest import Lamp, now, watched
from tests.fakes.telegram import TOKEN, FakeTelegram
from tests.storage.server import new_server, why_not


async def reasons(asking):
    answer = await asking.get("/readyz", timeout=20)
    assert answer.status_code == (503 if answer.json()["reasons"] else 200)
    assert answer.json()["ready"] == (answer.status_code == 200)
    return answer.json()["reasons"]


async def test_a_bot_in_which_all_is_well_is_alive_and_ready(asking):
    alive, ready = await asking.get("/healthz"), await asking.get("/readyz")

    assert (alive.status_code, alive.json()) == (200, {"alive": True, "reasons": []})
    assert (ready.status_code, ready.json()) == (200, {"ready": True, "reasons": []})
    assert {answer.headers["cache-control"] for answer in (alive, ready)} == {"no-store"}


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics"])
async def test_head_is_answered_without_a_body_and_other_methods_are_refused(asking, path):
    head = await asking.head(path)
    others = {method: (await asking.request(method, path)).status_code for method in ("POST", "PUT", "DELETE")}

    assert (head.status_code, head.content) == (200, b"")
    assert others == {"POST": 405, "PUT": 405, "DELETE": 405}


@pytest.mark.parametrize(
    "path", ["/", "/telegram", "/healthz/", "/HEALTHZ", "/metrics/../etc", "/%00", "/" + "x" * 4000]
)
async def test_nothing_else_is_there(asking, path):
    assert (await asking.get(path)).status_code == 404


async def test_a_front_that_does_not_serve_is_named_with_its_reason(desk):
    fronts = [Lamp("telegram"), Lamp("discord")]
    async with watched(desk, *fronts) as asking:
        well = await reasons(asking)
        fronts[1].state = "there is no session with Discord's gateway"
        away = await reasons(asking)
        fronts[1].state = CONNECTED
        back = await reasons(asking)

    assert (well, away, back) == ([], ["discord: there is no session with Discord's gateway"], [])


async def test_a_replica_on_standby_is_ready(asking, lamp):
    lamp.state = STANDBY

    assert await reasons(asking) == []


async def test_not_ready_is_still_alive(asking, lamp):
    lamp.state = "Telegram cannot be reached (NetworkError)"

    assert await reasons(asking) != []
    assert (await asking.get("/healthz")).status_code == 200


async def test_a_change_is_logged_once(asking, lamp, caplog):
    caplog.set_level("INFO", "bot.watching")
    lamp.state = "Telegram refuses the token"

    for _ in range(3):
        await reasons(asking)
    lamp.state = CONNECTED
    for _ in range(3):
        await reasons(asking)

    told = [record.message for record in caplog.records if record.name.startswith("bot.watching")]
    assert told == ["not ready: telegram: Telegram refuses the token", "ready again"]


async def test_tables_that_somebody_else_migrated_are_a_reason(asking, database_url):
    with closing(sqlite3.connect(database_url.removeprefix("sqlite:///"))) as other, other:
        other.execute("UPDATE alembic_version SET version_num = '9999_next'")

    (reason,) = await reasons(asking)

    assert reason.startswith("database: its tables are at version 9999_next, and this program needs ")


async def test_a_database_file_that_was_removed_is_a_reason(asking, tmp_path):
    (tmp_path / "ironstride.db").unlink()

    assert await reasons(asking) == [
        "database: the database's file was removed or replaced: stop the program before you do so"
    ]


async def test_a_database_server_that_was_killed_is_a_reason_until_it_is_back():
    if why := why_not():
        pytest.skip(why)
    server = await asyncio.to_thread(new_server)
    url = server.new_database()
    store = open_store(url)
    try:
        async with watched(Desk(store, library()), Lamp()) as asking:
            well = await reasons(asking)
            server.kill()
            gone = await reasons(asking)
            await asyncio.to_thread(server.start)
            back = await reasons(asking)
    finally:
        store.close()
        server.stop()

    assert (well, gone, back) == ([], ["database: it cannot be reached"], [])


async def test_a_database_that_does_not_answer_is_a_reason(desk, lamp, monkeypatch):
    monkeypatch.setattr("bot.watching.health.Health.__init__.__kwdefaults__", {"database_s": 0.2})
    async with watched(desk, lamp) as asking:
        let_go = threading.Event()
        desk.store.read(lambda _: let_go.wait(60))  # somebody's long look holds the reading thread

        answers = await asyncio.gather(*(reasons(asking) for _ in range(5)))
        let_go.set()

    assert answers == [["database: no answer within 0 s"]] * 5


async def test_a_webhook_that_somebody_changed_is_a_reason_and_so_is_a_telegram_that_is_away(desk):
    timings = replace(QUICK, look=0.05)
    async with FakeTelegram() as telegram:
        webhook = Webhook("https://example.org/telegram", "agreed-on")
        front = TelegramFront(desk, TOKEN, now=now, address=telegram.address, webhook=webhook, timings=timings)
        async with watched(desk, front) as asking:
            await until(lambda: front.state == CONNECTED)
            well = await reasons(asking)

            ours, telegram.webhook = telegram.webhook, {"url": "https://elsewhere.example/"}
            await until(lambda: front.state != CONNECTED)
            elsewhere = await reasons(asking)
            telegram.webhook = ours
            await until(lambda: front.state == CONNECTED)
            fault = telegram.trouble("getWebhookInfo", "cut", times=1000)
            await until(lambda: front.state != CONNECTED)
            away = await reasons(asking)

    assert fault.fired
    assert well == []
    assert elsewhere == [
        "telegram: Telegram sends the updates elsewhere: another program with this token changed or deleted the webhook"
    ]
    assert away == ["telegram: Telegram cannot be reached (NetworkError)"]


# --- the loop itself ----------------------------------------------------------------------------------------------------
async def until_it_is(alive):
    """Patient with a busy machine, on which a loop is late though nothing holds it."""
    async with asyncio.timeout(30):
        while not await alive():  # noqa: ASYNC110  it is asked from outside
            await asyncio.sleep(0.1)


async def test_a_loop_that_stands_still_again_and_again_is_not_alive(desk, lamp):
    heart = Heartbeat(lambda _: None, beat_s=0.05, stalled_s=0.3)
    async with watched(desk, lamp, heartbeat=heart) as asking:

        async def alive():
            return (await asking.get("/healthz", timeout=60)).status_code == 200

        await until_it_is(alive)

        async def hold():
            while True:
                time.sleep(0.6)  # noqa: ASYNC251  this is the fault
                await asyncio.sleep(0)

        holding = asyncio.create_task(hold())
        stalled = await asking.get("/healthz", timeout=60)
        holding.cancel()
        await until_it_is(alive)

    assert stalled.status_code == 503
    assert re.fullmatch(r"the event loop stood still for \d+ s", stalled.json()["reasons"][0])


async def test_while_the_loop_stands_still_nothing_is_answered(asking):
    address, done = asking.address, threading.Event()

    def ask():
        try:
            return httpx.get(f"http://{address}/healthz", timeout=0.5).status_code
        except httpx.TimeoutException:
            return "no answer"
        finally:
            done.set()

    asked = asyncio.get_running_loop().run_in_executor(None, ask)
    done.wait(60)  # this is the fault
    during = await asked

    assert during == "no answer"
    assert (await asking.get("/healthz")).status_code == 200
