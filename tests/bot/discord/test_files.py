"""Files attached on Discord are fetched, looked into and imported after a yes."""

import pytest

from bot.desk import Desk
from core.bringing import MOST_BYTES
from core.content import library
from core.turn import Handed, Said
from tests.bot.importing.test_others import HEVY
from tests.fakes.discord_payloads import GUILD

FILE = HEVY.encode()
EPHEMERAL = 1 << 6


@pytest.fixture
def coach(store):
    return Desk(store, library())


@pytest.fixture
def heard(discord):
    async def heard(person, words):
        await discord.until(lambda: any(words in text for text in discord.heard_by(person)))
        return next(text for text in reversed(discord.heard_by(person)) if words in text)

    return heard


def sessions(store, who):
    return len(store.read(lambda g: tuple(g.workouts(g.athlete(who)))).result())


class TestWithTheCoach:
    @pytest.fixture
    def desk(self, coach):
        return coach

    async def test_an_attachment_is_shown_imported_and_the_second_time_nothing_new(
        self, running, discord, heard, store
    ):
        async with running():
            ana = discord.person()
            await discord.hands(ana, FILE)
            told = await heard(ana, "New: 2 sessions with 5 sets")
            before = sessions(store, f"discord:{ana.id}")
            await discord.presses(ana, discord.last_for(ana), "Import")
            await heard(ana, "Imported: 2 sessions with 5 sets.")
            await discord.hands(ana, FILE, text="my training")
            await heard(ana, "There is nothing new in it.")

        assert told.startswith("Hevy: 2 sessions in the file.")
        assert (before, sessions(store, f"discord:{ana.id}")) == (0, 2)

    async def test_an_attachment_that_is_too_big_is_not_even_fetched(self, running, discord, heard):
        async with running():
            ana = discord.person()
            await discord.hands(ana, FILE, size=MOST_BYTES + 1)
            await heard(ana, "That file is bigger than the 5 MB that I take")

        assert discord.downloads == []

    async def test_a_file_given_with_the_command_is_shown_and_imported_after_a_yes(self, running, discord, store):
        async with running():
            ana = discord.person()
            asked = await discord.commands_with(ana, "import", FILE)
            await discord.until(lambda: asked.original is not None)
            before = sessions(store, f"discord:{ana.id}")
            pressed = await discord.presses(ana, asked.original, "Import")
            await discord.until(lambda: pressed.answers)

        assert "New: 2 sessions with 5 sets" in asked.answers[0]["data"]["content"]
        assert (before, sessions(store, f"discord:{ana.id}")) == (0, 2)

    async def test_in_a_server_only_the_person_sees_what_is_in_their_file(self, running, discord):
        async with running():
            asked = await discord.commands_with(discord.person(), "import", FILE, server=GUILD)
            await discord.until(lambda: asked.answers)

        assert asked.answers[0]["data"]["flags"] & EPHEMERAL
        assert "New: 2 sessions" in asked.answers[0]["data"]["content"]

    async def test_the_command_without_a_file_says_how(self, running, discord):
        async with running():
            asked = await discord.asks(discord.person(), 2, {"name": "import"})
            await discord.until(lambda: asked.answers)

        assert "Send me the file" in asked.answers[0]["data"]["content"]

    async def test_a_file_that_is_too_big_is_not_fetched_for_a_command_either(self, running, discord):
        async with running():
            asked = await discord.commands_with(discord.person(), "import", FILE, size=MOST_BYTES + 1)
            await discord.until(lambda: asked.answers)

        assert "bigger than the 5 MB" in asked.answers[0]["data"]["content"]
        assert discord.downloads == []

    async def test_an_attachment_of_another_kind_is_refused_in_one_sentence(self, running, discord, heard):
        async with running():
            ana = discord.person()
            await discord.hands(ana, b"%PDF-1.4 \x00\xff", "report.pdf", content_type="application/pdf")

            assert (await heard(ana, "can't read that file")).count(".") == 1

    @pytest.mark.parametrize("times", [1, 9])
    async def test_a_download_that_breaks_is_tried_again_and_then_told_of(self, running, discord, heard, times):
        async with running():
            ana = discord.person()
            discord.lost_downloads = times
            await discord.hands(ana, FILE)
            await heard(ana, "New: 2 sessions" if times == 1 else "please send it again")


async def test_messages_behind_an_attachment_keep_their_order(desk, running, discord):
    async with running():
        ana = discord.person()
        await discord.hands(ana, FILE)
        await discord.says(ana, "6")
        await discord.until(lambda: len(desk.told) == 2)

    assert desk.acts[0] == Handed("hevy.csv", FILE)
    assert isinstance(desk.acts[1], Said)


@pytest.mark.parametrize(
    ("name", "expected"), [("photo.png", "6 6 5"), ("hevy.csv", None)], ids=["a picture", "a table"]
)
async def test_words_with_an_attachment_count_unless_it_is_a_table(desk, running, discord, name, expected):
    async with running():
        ana = discord.person()
        await discord.hands(ana, FILE, name, text="6 6 5")
        await discord.until(lambda: desk.told)

    assert getattr(desk.acts[0], "text", None) == expected
