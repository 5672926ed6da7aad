"""Documents sent to the bot on Telegram are fetched, looked into and imported after a yes."""

import logging

import pytest

from bot.desk import Desk
from bot.secrecy import Concealment
from core.bringing import MOST_BYTES
from core.content import library
from core.turn import Handed, Said
from storage import open_store
from tests.bot.importing.test_others import HEVY
from tests.bot.telegram.conftest import serving, until
from tests.fakes.telegram import TOKEN

FILE = HEVY.encode()


@pytest.fixture
def store(tmp_path):
    store = open_store(f"sqlite:///{tmp_path}/x.db")
    yield store
    store.close()


@pytest.fixture
async def coach(store, telegram):
    """The real desk behind the front."""
    async with serving(Desk(store, library()), telegram) as front:
        yield front


async def heard(telegram, person, words):
    await until(lambda: any(words in text for text in telegram.texts(person)))
    return next(text for text in reversed(telegram.texts(person)) if words in text)


def sessions(store, who):
    return len(store.read(lambda g: tuple(g.workouts(g.athlete(who)))).result())


async def test_a_document_is_shown_imported_and_the_second_time_nothing_new(coach, telegram, store):
    telegram.hands(7, FILE)
    told = await heard(telegram, 7, "New: 2 sessions with 5 sets")
    assert sessions(store, "telegram:7") == 0

    telegram.presses(7, "Import")
    await heard(telegram, 7, "Imported: 2 sessions with 5 sets.")
    telegram.hands(7, FILE, caption="my training")
    await heard(telegram, 7, "There is nothing new in it.")

    assert told.startswith("Hevy: 2 sessions in the file.")
    assert sessions(store, "telegram:7") == 2
    assert len(telegram.downloads) == 2


async def test_a_document_that_is_too_big_is_not_even_fetched(coach, telegram):
    telegram.hands(7, FILE, size=MOST_BYTES + 1)

    assert (
        await heard(telegram, 7, "bigger than")
        == "That file is bigger than the 5 MB that I take: export a shorter time, or split it."
    )
    assert telegram.of("getFile") == []


async def test_a_document_of_another_kind_is_refused_in_one_sentence(coach, telegram):
    telegram.hands(7, b"%PDF-1.4 \x00\xff", "report.pdf", media_type="application/pdf")

    assert (await heard(telegram, 7, "can't read that file")).count(".") == 1


@pytest.mark.parametrize("times", [1, 9])
async def test_a_download_that_breaks_is_tried_again_and_then_told_of(coach, telegram, times):
    telegram.trouble("download", "cut", times=times)
    telegram.hands(7, FILE)

    await heard(telegram, 7, "New: 2 sessions" if times == 1 else "please send it again")


async def test_messages_behind_a_document_keep_their_order(diary, telegram):
    async with serving(diary, telegram):
        telegram.hands(7, FILE)
        telegram.says(7, "6")
        await until(lambda: len(diary.incoming) == 2)

    assert [type(incoming.act) for incoming in diary.incoming] == [Handed, Said]
    assert diary.incoming[0].act == Handed("hevy.csv", FILE)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ({"name": "photo.png", "media_type": "image/png", "caption": "6 6 5"}, "6 6 5"),
        ({"name": "hevy.csv", "caption": "6 6 5"}, None),
    ],
    ids=["a picture with words is its words", "a table with words is the table"],
)
async def test_words_with_a_document(diary, telegram, content, expected):
    async with serving(diary, telegram):
        telegram.hands(7, FILE, **content)
        await until(lambda: diary.incoming)

    assert getattr(diary.incoming[0].act, "text", None) == expected


async def test_a_document_in_a_group_is_nothing_to_us(diary, telegram):
    async with serving(diary, telegram):
        telegram.hands(7, FILE, chat=-100)
        telegram.says(7, "6")
        await until(lambda: diary.incoming)

    assert [incoming.act.text for incoming in diary.incoming] == ["6"]
    assert telegram.downloads == []


async def test_no_log_line_holds_the_token_of_a_download(coach, telegram, caplog):
    caplog.set_level("DEBUG")
    telegram.trouble("download", "cut")
    with Concealment([TOKEN]):
        logging.getLogger("httpx").setLevel(logging.DEBUG)
        telegram.hands(7, FILE)
        await heard(telegram, 7, "New: 2 sessions")

    assert "/documents/doc1" in caplog.text
    assert "Fake-token" not in caplog.text
