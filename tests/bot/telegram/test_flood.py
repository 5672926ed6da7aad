"""A flood of one person on Telegram: others go on, and what is not taken is told of."""

import asyncio

from bot.backoff import Backoff
from bot.crowd import MOST_WAITING
from bot.desk import Desk
from bot.telegram.incoming import Reader
from bot.telegram.turns import Turns
from core.content import library
from storage import open_store
from tests.bot.telegram.conftest import serving, until
from tests.bot.telegram.quick import now
from tests.fakes.telegram_people import ME, People

MORE = 30


async def test_beyond_what_may_wait_one_sentence_is_said_and_nothing_else_is_recorded(diary):
    """As a webhook brings them: nothing holds them back on the way."""
    people, answered = People(), []
    diary.slow["telegram:7"] = 0.0005
    turns = Turns(diary, Reader(ME["id"], ME["username"]), now, lambda *answer: answered.append(answer), None)
    updates = [people.says(7, f"{n}") for n in range(MOST_WAITING + MORE)] + [people.says(8, "mine")]

    tasks = [asyncio.create_task(turns.take(update, Backoff(0.01, 0.1))) for update in updates]
    await asyncio.gather(*tasks)
    await turns.take(people.says(7, "again"), Backoff(0.01, 0.1))

    kept = [words for who, _, words in diary.kept if who == "telegram:7"]
    assert kept == [*(str(n) for n in range(MOST_WAITING)), "again"]
    refused = [answer for _, answer in answered if answer.refused]
    assert len(refused) == MORE
    assert [answer.messages[0].text[:26] for answer in refused if answer.messages] == ["That is more than I can ta"]
    order = [arrival.incoming.who for arrival, answer in answered if not answer.refused]
    assert order.index("telegram:8") < 10


async def test_a_press_that_is_refused_leaves_its_buttons(diary, telegram):
    async with serving(diary, telegram) as front:
        telegram.says(7, "start")
        await until(lambda: telegram.texts(7))
        refused = []
        front._turns._crowd.room = lambda who, _: refused.append(who) or "tell"
        shown = telegram.in_chat(7)[0]
        shown.markup = {
            "inline_keyboard": [[{"text": "6", "callback_data": "set:6"}, {"text": "5", "callback_data": "set:5"}]]
        }
        telegram.presses(7, "6")
        await until(lambda: len(telegram.texts(7)) == 2)

    assert refused == [7]
    assert len(telegram.answered) == 1
    assert len(shown.buttons) == 2
    assert "is not recorded" in telegram.texts(7)[1]


async def test_600_waiting_messages_of_one_person_are_all_recorded_and_the_one_behind_them_too(telegram, tmp_path):
    """Polling takes no more from Telegram than it can hold, so nothing is refused."""
    store = open_store(f"sqlite:///{tmp_path}/x.db")
    for _ in range(600):
        telegram.says(7, "help")
    telegram.says(8, "hi")
    async with serving(Desk(store, library()), telegram):
        await until(lambda: not telegram.waiting)
        await until(lambda: any("Ironstride" in text for text in telegram.texts(8)))
    store.close()

    assert not any("not recorded" in text for text in telegram.texts(7))
