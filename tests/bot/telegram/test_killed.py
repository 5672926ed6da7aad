"""A kill -9 in the middle loses no update and doubles none."""

import asyncio
import contextlib
import os
import random
import signal
import sys
from collections import Counter
from pathlib import Path

from tests.bot.telegram.conftest import until
from tests.fakes.diary import Diary

ROOT = Path(__file__).parents[3]
PEOPLE, SAID = 20, 300


def serving_process(telegram, path):
    return a_process("-m", "tests.bot.telegram.served", telegram.address, str(path))


@contextlib.asynccontextmanager
async def a_process(*arguments, environment=None):
    process = await asyncio.create_subprocess_exec(
        sys.executable, *arguments, cwd=ROOT, env=os.environ | (environment or {})
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def test_300_waiting_updates_and_kills_at_random_are_each_recorded_exactly_once(telegram, tmp_path):
    chance = random.Random(300)
    diary = Diary(tmp_path / "diary.db")
    for number in range(SAID):
        telegram.says(600 + number % PEOPLE, f"{number}")

    kept_at_kills = []
    for kill_after in (chance.randint(20, 90), chance.randint(110, 190), chance.randint(210, 290)):
        async with serving_process(telegram, tmp_path / "diary.db") as process:
            await until(lambda: len(diary.kept) >= kill_after)  # noqa: B023  used at once
            process.send_signal(signal.SIGKILL)
            await process.wait()
        kept_at_kills.append(len(diary.kept))
    async with serving_process(telegram, tmp_path / "diary.db") as process:
        await until(lambda: telegram.confirmed and not telegram.waiting)
        process.terminate()
        ended = await asyncio.wait_for(process.wait(), 10)

    kept = diary.kept
    diary.close()
    assert all(0 < count < SAID for count in kept_at_kills), "each kill has to come in the middle"
    assert Counter(words for *_, words in kept) == Counter({str(number): 1 for number in range(SAID)})
    for person in range(PEOPLE):
        said = [int(words) for who, _, words in kept if who == f"telegram:{600 + person}"]
        assert said == sorted(said)
    assert ended == 0


async def test_sigterm_ends_it_in_order_within_ten_seconds(telegram, tmp_path):
    async with serving_process(telegram, tmp_path / "diary.db") as process:
        await until(lambda: telegram.of("getUpdates"))
        for number in range(40):
            telegram.says(600 + number % PEOPLE, f"{number}")
        await until(lambda: telegram.of("sendMessage"))

        process.terminate()
        ended = await asyncio.wait_for(process.wait(), 10)

    diary = Diary(tmp_path / "diary.db")
    assert ended == 0
    assert telegram.confirmed - 1001 == len(diary.kept)
    diary.close()
