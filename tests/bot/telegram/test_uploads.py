"""A demonstration is uploaded to Telegram once in the life of its drawing: across restarts and by all replicas together."""

import asyncio
from dataclasses import dataclass, field

import pytest

from bot.notes import Notes
from bot.pictures import Picture, lasting
from bot.telegram.uploads import Uploads
from core.ports import Unavailable
from storage import open_store
from tests.bot.telegram.conftest import serving, until
from tests.bot.telegram.quick import now
from tests.fakes.diary import says

ANA = 501
GIF = b"GIF89a" + bytes(range(256)) * 40
NAME = "demo/db-rdl"


@dataclass
class Studio:
    """Counts what it was asked to draw."""

    asked: list = field(default_factory=list)

    async def __call__(self, name):
        self.asked.append(name)
        return Picture(GIF, "db-rdl.gif", "image/gif", "An RDL.")


@pytest.fixture
def studio():
    return Studio()


async def shows(diary, telegram, studio, notes, *, sealed=lasting):
    """A run of the program in which somebody asks once to be shown it."""
    diary.answers["show me"] = says("RDL", picture=NAME)
    before = len(telegram.in_chat(ANA))
    async with serving(diary, telegram, pictures=studio, uploads=Uploads(notes, sealed)):
        telegram.says(ANA, "show me")
        await until(lambda: len(telegram.in_chat(ANA)) > before)


def uploads(telegram):
    """For each animation that was sent, whether its bytes went along."""
    return [bool(call.files) for call in telegram.of("sendAnimation")]


async def test_after_a_restart_nothing_is_drawn_or_uploaded_again(telegram, diary, studio, database_url):
    for _ in range(3):
        store = open_store(database_url)
        await shows(diary, telegram, studio, Notes(store, now))
        await asyncio.to_thread(store.close)

    assert uploads(telegram) == [True, False, False]
    assert studio.asked == [NAME]
    assert [shown.photo for shown in telegram.in_chat(ANA)] == [GIF] * 3


async def test_a_file_that_telegram_refuses_is_uploaded_again_and_the_new_one_is_kept(telegram, diary, studio, store):
    await shows(diary, telegram, studio, Notes(store, now))
    telegram.held = {"other": b"x", "others": b"y"}  # it forgot ours

    await shows(diary, telegram, studio, Notes(store, now))
    await shows(diary, telegram, studio, Notes(store, now))

    assert uploads(telegram) == [True, False, True, False]
    assert studio.asked == [NAME] * 2


@pytest.mark.parametrize(
    "said", ["Bad Request: not enough rights to send animations to the chat", "Bad Request: message thread not found"]
)
async def test_a_refusal_that_says_nothing_about_the_file_leaves_it_as_known(telegram, diary, studio, store, said):
    await shows(diary, telegram, studio, Notes(store, now))
    refused = telegram.trouble("sendAnimation", "error", error=(400, said))
    async with serving(diary, telegram, pictures=studio, uploads=Uploads(Notes(store, now), lasting)):
        telegram.says(ANA, "show me")
        await until(lambda: refused.fired == 1)

    await shows(diary, telegram, studio, Notes(store, now))

    assert uploads(telegram) == [True, False, False]
    assert studio.asked == [NAME]


@pytest.mark.parametrize(
    "said",
    [
        "Bad Request: wrong remote file identifier specified: can't unserialize it",
        "Bad Request: wrong file_id or the file is temporarily unavailable",
        "Bad Request: FILE_REFERENCE_EXPIRED",
        "Bad Request: can't use file of type Photo as Animation",
    ],
)
async def test_whatever_says_that_the_file_is_bad_has_it_uploaded_again(telegram, diary, studio, store, said):
    await shows(diary, telegram, studio, Notes(store, now))
    telegram.trouble("sendAnimation", "error", error=(400, said))

    await shows(diary, telegram, studio, Notes(store, now))

    assert uploads(telegram) == [True, False, True]


async def test_markup_that_telegram_cannot_read_goes_without_it_and_with_the_known_file(telegram, diary, studio, store):
    await shows(diary, telegram, studio, Notes(store, now))
    telegram.trouble("sendAnimation", "error", error=(400, "Bad Request: can't parse entities: no end tag"))

    await shows(diary, telegram, studio, Notes(store, now))

    assert uploads(telegram) == [True, False, False]
    assert telegram.in_chat(ANA)[-1].photo == GIF


async def test_replicas_share_what_one_of_them_uploaded(telegram, diary, studio, store):
    diary.answers["show me"] = says("RDL", picture=NAME)
    first, second = Uploads(Notes(store, now), lasting), Uploads(Notes(store, now), lasting)
    async with serving(diary, telegram, pictures=studio, uploads=first):
        telegram.says(ANA, "show me")
        await until(lambda: len(telegram.in_chat(ANA)) == 1)
    async with serving(diary, telegram, pictures=studio, uploads=second):
        telegram.says(ANA, "show me")
        await until(lambda: len(telegram.in_chat(ANA)) == 2)
    telegram.held = {"other": b"x", "others": b"y"}
    async with serving(diary, telegram, pictures=studio, uploads=first):  # notices, and uploads
        telegram.says(ANA, "show me")
        await until(lambda: len(telegram.in_chat(ANA)) == 3)
    async with serving(diary, telegram, pictures=studio, uploads=second):  # is refused, and finds the new one
        telegram.says(ANA, "show me")
        await until(lambda: len(telegram.in_chat(ANA)) == 4)

    assert uploads(telegram) == [True, False, False, True, False, False]
    assert studio.asked == [NAME] * 2


async def test_a_drawing_that_changed_is_uploaded_anew(telegram, diary, studio, store):
    await shows(diary, telegram, studio, Notes(store, now), sealed=lambda name: f"{name}-1")
    await shows(diary, telegram, studio, Notes(store, now), sealed=lambda name: f"{name}-2")

    assert uploads(telegram) == [True, True]


async def test_a_file_belongs_to_the_bot_that_uploaded_it(store):
    notes = Notes(store, now)
    await notes.note(f"telegram:1:{lasting(NAME)}", "image/gif file-1")

    assert (await Uploads(notes, lasting).known(1, NAME)).data == "file-1"
    assert await Uploads(notes, lasting).known(2, NAME) is None


@pytest.mark.parametrize("name", ["chart/load/eNq", None, "", "demo/flurbles"])
async def test_charts_and_strange_names_are_never_kept(store, name):
    assert await Uploads(Notes(store, now), lasting).known(1, name) is None
    assert lasting(name or "") is None


@pytest.mark.parametrize("value", ["", "file-1", "text/html file-1", "image/gif "])
async def test_a_note_that_cannot_be_one_of_ours_is_no_file(store, value):
    notes = Notes(store, now)
    await notes.note(f"telegram:1:{lasting(NAME)}", value)

    assert await Uploads(notes, lasting).known(1, NAME) is None


async def test_without_the_database_the_picture_is_sent_all_the_same(telegram, diary, studio):
    class Away:
        async def noted(self, name):
            raise Unavailable

        async def note(self, name, value):
            raise Unavailable

    await shows(diary, telegram, studio, Away())

    assert uploads(telegram) == [True]
