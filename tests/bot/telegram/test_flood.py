"""A flood of one person on Telegram: others go on, and what is not taken is told of."""

import asyncio

from bot.backoff import Backoff
from bot.crowd import MOST_IN_A_RUSH, MOST_WAITING
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
    assert [answer.messages[0].text[:26] for answer in refused if answer.messages] == ["That is more than I can ta"]
    order = [arrival.incoming.who for arrival, answer in answered if not answer.refused]
    assert order.index("telegram:8") < 10


async def test_a_press_that_is_refused_leaves_its_buttons(diary, telegram):
    async with serving(diary, telegram) as front:
        telegram.says(7, "start")
        await until(lambda: telegram.texts(7))
        refused = []
        front._turns._crowd.room = lambda who, *_: refused.append(who) or "tell"
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


async def test_polled_in_a_row_so_many_of_one_person_are_taken_and_the_rest_is_refused_until_it_is_calm(diary):
    """Telegram hands updates over in order, so each one that is taken keeps everybody behind it waiting."""
    people, answered = People(), []
    turns = Turns(diary, Reader(ME["id"], ME["username"]), now, lambda *answer: answered.append(answer), None)
    patience = Backoff(0.01, 0.1)

    for n in range(MOST_IN_A_RUSH + 2 * MORE):
        await turns.take(people.says(7, f"{n}"), patience)
    await turns.take(people.says(8, "mine"), patience)
    turns.calm()
    await turns.take(people.says(7, "again"), patience)

    assert [words for who, _, words in diary.kept if who == "telegram:7"] == [
        *(str(n) for n in range(MOST_IN_A_RUSH)),
        "again",
    ]
    assert ("telegram:8", "Said", "mine") in diary.kept
    assert len([answer for _, answer in answered if answer.refused and answer.messages]) == 1


async def test_300_waiting_messages_of_one_person_are_all_recorded_and_the_one_behind_them_too(telegram, tmp_path):
    """More than anybody writes while the program is down: nothing of it is refused."""
    store = open_store(f"sqlite:///{tmp_path}/x.db")
    for _ in range(MOST_IN_A_RUSH):
        telegram.says(7, "help")
    telegram.says(8, "hi")
    async with serving(Desk(store, library()), telegram):
        await until(lambda: not telegram.waiting)
        await until(lambda: any("Ironstride" in text for text in telegram.texts(8)))
    store.close()

    assert not any("not recorded" in text for text in telegram.texts(7))
