"""A kill -9 in the middle loses no update and doubles none."""

import asyncio
import contextlib
import csv
import io
import os
import random
import signal
import sys
from collections import Counter
from contextlib import closing
from pathlib import Path

from bot.desk import Desk
from bot.exporting import exported
from core.content import library
from core.turn import Incoming, Said
from storage import open_store
from tests.bot.telegram.conftest import until
from tests.bot.telegram.quick import now
from tests.fakes.diary import Diary
from tests.fakes.telegram import TOKEN

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
            await until(lambda: len(diary.kept) >= kill_after, within_s=20)  # noqa: B023  used at once
            process.send_signal(signal.SIGKILL)
            await process.wait()
        kept_at_kills.append(len(diary.kept))
    async with serving_process(telegram, tmp_path / "diary.db") as process:
        await until(lambda: telegram.confirmed and not telegram.waiting, within_s=20)
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
        await until(lambda: telegram.of("getUpdates"), within_s=20)
        for number in range(40):
            telegram.says(600 + number % PEOPLE, f"{number}")
        await until(lambda: telegram.of("sendMessage"))

        process.terminate()
        ended = await asyncio.wait_for(process.wait(), 10)

    diary = Diary(tmp_path / "diary.db")
    assert ended == 0
    assert telegram.confirmed - 1001 == len(diary.kept)
    diary.close()


SAYS = ("6", "6", "2", "6 6", "1", "7", "5", "3", "6 6 rir 2", "all done")
BEGINNING = ("start workout", "none", "dumbbells 8 kg and a band")


def lifted(database, people):
    """Every set of everybody, as the export tells it."""
    columns = ("exercise_title", "set_index", "weight_kg", "reps", "side", "rpe")
    with closing(open_store(database)) as store:
        files = {person: exported(store, f"telegram:{person}", "csv") for person in people}
    return {
        person: [[row[c] for c in columns] for row in csv.DictReader(io.StringIO(file))]
        for person, file in files.items()
    }


async def talked(database, people, words):
    """The same talk, one message after the other, without Telegram and without trouble."""
    with closing(open_store(database)) as store:
        desk = Desk(store, library())
        for number, text in enumerate(words):
            named = {person: f"before:{person}:{number}" for person in people}
            await asyncio.gather(
                *(
                    desk.turn(Incoming(f"telegram:{person}", Said(text, name), now(), name))
                    for person, name in named.items()
                )
            )


async def test_the_whole_program_killed_twice_has_the_sets_of_one_that_was_not(telegram, tmp_path):
    people = range(700, 730)
    calm, killed = (f"sqlite:///{tmp_path / name}.db" for name in ("calm", "killed"))
    await talked(calm, people, BEGINNING + SAYS)
    await talked(killed, people, BEGINNING)
    for text in SAYS:
        for person in people:
            telegram.says(person, text)
    environment = {
        "TELEGRAM_TOKEN": TOKEN,
        "TELEGRAM_API_URL": telegram.address,
        "DATABASE_URL": killed,
        "LOG_LEVEL": "WARNING",
    }

    chance, left_at_kills = random.Random(7), []

    for _ in range(2):
        asked = len(telegram.of("getUpdates"))
        async with a_process("-m", "bot", "serve", environment=environment) as process:
            await until(lambda: len(telegram.of("getUpdates")) > asked, within_s=30)  # noqa: B023  used at once
            await asyncio.sleep(chance.uniform(0, 0.1))
            process.send_signal(signal.SIGKILL)
            await process.wait()
        left_at_kills.append(telegram.waiting)
    async with a_process("-m", "bot", "serve", environment=environment) as process:
        await until(lambda: not telegram.waiting, within_s=30)
        process.terminate()
        ended = await asyncio.wait_for(process.wait(), 10)

    assert ended == 0
    assert all(left_at_kills), "each kill has to come in the middle"
    assert lifted(killed, people) == lifted(calm, people)
    assert all(len(sets) >= 8 for sets in lifted(calm, people).values())
