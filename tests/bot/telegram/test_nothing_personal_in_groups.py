"""With the real coach: whatever somebody asks for in a group, the others see nothing of it."""

import pytest

from bot.desk import Desk
from core.content import library
from storage import open_store
from tests.bot.telegram.conftest import serving, until

CLUB, ANA = -100200, 7
WORDS = ("/today", "/history", "/export", "/settings@ironstride_bot", "/link", "/delete_everything", "/start_workout", "@ironstride_bot 6",
         "@ironstride_bot knee hurts 4", "@ironstride_bot import", "/stats", "/invite", "/start 7KQ2MXNP4T", "/undo")  # fmt: skip
PRIVATELY = "Others read along here, so write to me privately: everything about your training stays between us."


@pytest.fixture
def store(tmp_path):
    store = open_store(f"sqlite:///{tmp_path}/x.db")
    yield store
    store.close()


def kept(store):
    return store.read(
        lambda g: [(who, g.athlete(who).talk, tuple(g.workouts(g.athlete(who)))) for who in g.people()]
    ).result()


def sets_offered(telegram):
    keys = [button["callback_data"] for shown in telegram.in_chat(ANA) for button in shown.buttons]
    return [key for key in keys if key.startswith("set:")]


async def test_every_word_is_answered_with_the_way_to_privacy_and_changes_nothing(store, telegram):
    async with serving(Desk(store, library()), telegram):
        for text in ("start workout", "none of these", "dumbbells 8 kg and a band", "6"):
            before = len(telegram.texts(ANA))
            telegram.says(ANA, text)
            await until(lambda: len(telegram.texts(ANA)) > before)  # noqa: B023  used at once
        await until(lambda: any("set 2 of 2" in text for text in telegram.texts(ANA)))
        stood = kept(store)
        for text in WORDS:
            telegram.says(ANA, text, chat=CLUB)
        telegram.says(99, "/start_workout", chat=CLUB)
        await until(lambda: telegram.confirmed and not telegram.waiting)
        await until(lambda: len(telegram.texts(CLUB)) >= 3)

    assert set(telegram.texts(CLUB)) == {PRIVATELY}
    assert not any(shown.buttons or shown.photo for shown in telegram.in_chat(CLUB))
    assert kept(store) == stood


async def test_a_press_that_comes_out_of_a_group_changes_nothing(store, telegram):
    async with serving(Desk(store, library()), telegram):
        for text in ("start workout", "none of these", "dumbbells 8 kg and a band"):
            before = len(telegram.texts(ANA))
            telegram.says(ANA, text)
            await until(lambda: len(telegram.texts(ANA)) > before)  # noqa: B023  used at once
        await until(lambda: sets_offered(telegram))
        stood, key = kept(store), sets_offered(telegram)[0]
        telegram.says(ANA, "/help", chat=CLUB)
        await until(lambda: telegram.texts(CLUB))
        shown = telegram.in_chat(CLUB)[0]
        shown.markup = {"inline_keyboard": [[{"text": "6", "callback_data": key}]]}
        telegram.presses(ANA, "6", shown=shown)
        await until(lambda: telegram.answered and PRIVATELY in telegram.texts(CLUB))

    assert kept(store) == stood
