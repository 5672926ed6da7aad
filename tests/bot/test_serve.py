"""`ironstride serve` as hosts run it: the real process, a fake Telegram on a real socket, kills and the end."""

import asyncio
import contextlib
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import httpx

from bot.rubbish import NEW_ONES
from storage import open_store
from tests.bot.telegram.conftest import until
from tests.bot.watching.conftest import free_address
from tests.fakes.telegram import TOKEN, FakeTelegram

ROOT = Path(__file__).parents[2]
HELLO = ["start workout", "none of these", "dumbbells 8 kg and a band"]
PEOPLE, SETS = 8, 12  # 8 people, 3 + 12 messages each: 120 updates


# The program itself, which says in the end how its collector was set up.
TELLING = """
import atexit, gc, runpy, sys
atexit.register(lambda: print(gc.get_freeze_count(), gc.get_threshold()[0], flush=True))
sys.argv = ["bot", "serve"]
runpy.run_module("bot", run_name="__main__")
"""


@contextlib.asynccontextmanager
async def served(telegram, url, how=("-m", "bot", "serve"), **more):
    environment = {**os.environ, "TELEGRAM_TOKEN": TOKEN, "TELEGRAM_API_URL": telegram.address, "DATABASE_URL": url}
    environment |= more
    process = await asyncio.create_subprocess_exec(
        sys.executable, *how, cwd=ROOT, env=environment, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


def kept(url):
    """(exercise, set) of everything that each person reported."""
    store = open_store(url)
    try:
        return store.read(
            lambda glance: {
                who: [lift.key for workout in glance.workouts(glance.athlete(who)) for lift in workout.sets]
                for who in glance.people()
            }
        ).result()
    finally:
        store.close()


async def test_120_waiting_messages_and_a_kill_end_as_each_set_once(database_url):
    async with FakeTelegram() as telegram:
        for said in [*HELLO, *["6 rir 2"] * SETS]:
            for person in range(PEOPLE):
                telegram.says(600 + person, said)

        async with served(telegram, database_url) as process:
            await until(lambda: len(telegram.of("sendMessage")) >= 15)
            process.send_signal(signal.SIGKILL)
            await process.wait()
        killed_with = {who: len(sets) for who, sets in kept(database_url).items()}
        async with served(telegram, database_url) as process:
            await until(lambda: telegram.confirmed and not telegram.waiting)
            process.terminate()
            _, told = await asyncio.wait_for(process.communicate(), 10)

        assert sum(killed_with.values()) < PEOPLE * SETS, "the kill has to come in the middle"
        wanted = [(exercise, number) for exercise in range(SETS // 2) for number in (1, 2)]
        assert kept(database_url) == {f"telegram:{600 + person}": wanted for person in range(PEOPLE)}
        assert process.returncode == 0
        assert TOKEN not in told.decode()
        assert {json.loads(line)["level"] for line in told.decode().splitlines()} == {"info"}
        assert not any(said in told.decode() for said in (*HELLO, "rir"))
        assert telegram.complaints == []


async def test_while_it_serves_what_was_loaded_is_not_looked_through(database_url):
    async with FakeTelegram() as telegram, served(telegram, database_url, ("-c", TELLING)) as process:
        await until(lambda: telegram.of("getUpdates"))
        process.terminate()
        told, _ = await asyncio.wait_for(process.communicate(), 15)

    frozen, threshold = map(int, told.split())
    assert frozen > 50_000
    assert threshold == NEW_ONES


def test_without_a_token_it_says_what_to_do():
    environment = {key: value for key, value in os.environ.items() if not key.endswith("_TOKEN")}

    ran = subprocess.run(
        [sys.executable, "-m", "bot", "serve"], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )

    assert ran.returncode == 1
    assert "TELEGRAM_TOKEN" in ran.stderr
    assert "ironstride chat" in ran.stderr


# --- what a host sees from outside --------------------------------------------------------------------------------------
async def asked(client, path, within_s=60):
    """(status, reasons) of /healthz or /readyz; None while nobody answers."""
    try:
        answer = await client.get(path, timeout=within_s)
    except httpx.TransportError:
        return None
    return answer.status_code, answer.json()["reasons"]


async def test_a_host_sees_from_outside_how_it_stands(database_url):
    """LISTEN without a webhook: alive and ready, then the platform goes away and comes back, then the process is frozen."""
    listen = free_address()
    async with FakeTelegram() as telegram, httpx.AsyncClient(base_url=f"http://{listen}") as client:

        async def ready(wanted):
            async with asyncio.timeout(30):
                while await asked(client, "/readyz") != wanted:  # noqa: ASYNC110  another process
                    await asyncio.sleep(0.02)

        async with served(telegram, database_url, LISTEN=listen) as process:
            await ready((200, []))
            telegram.says(987123, "start workout")
            await until(lambda: telegram.of("sendMessage"))
            fault = telegram.trouble("getUpdates", "cut", times=10_000)
            await ready((503, ["telegram: Telegram cannot be reached (NetworkError)"]))
            alive = await asked(client, "/healthz")
            fault.times = 0
            await ready((200, []))
            metrics = (await client.get("/metrics")).text
            process.send_signal(signal.SIGSTOP)
            frozen = await asked(client, "/healthz", within_s=1)
            process.send_signal(signal.SIGCONT)
            process.terminate()
            _, said = await asyncio.wait_for(process.communicate(), 15)

        assert fault.fired
        assert (alive, frozen) == ((200, []), None)
        assert 'ironstride_turns_total{front="telegram",outcome="kept"} 1.0' in metrics
        assert TOKEN not in metrics + said.decode()
        assert "987123" not in metrics
        assert process.returncode == 0
        events = [json.loads(line)["event"] for line in said.decode().splitlines()]
        assert f"listening at {listen}" in events
        assert "ready again" in events
