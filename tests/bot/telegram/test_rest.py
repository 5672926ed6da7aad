"""The rest timer counts down in one message, silently, and never stands in the way."""

import asyncio

import pytest
from telegram.error import BadRequest, RetryAfter

from bot.telegram.incoming import Place
from bot.telegram.limits import Limits
from bot.telegram.rest import Rests, countdown
from bot.telegram.sender import Sender
from tests.bot.telegram.conftest import until
from tests.fakes.diary import says
from tests.fakes.jumping import run

ANA = 501


class Screen:
    """Stands for the Bot API: one chat's timer as it is seen, with the time of each change."""

    def __init__(self, error=None):
        self.seen, self.error = [], error

    async def send_text(self, chat, text):
        self.seen.append((round(asyncio.get_running_loop().time()), text))
        return 9

    async def edit_message_text(self, text, chat, message):
        if self.error:
            raise self.error
        self.seen.append((round(asyncio.get_running_loop().time()), text))

    async def delete_message(self, chat, message):
        self.seen.append((round(asyncio.get_running_loop().time()), "gone"))


def counted(screen, rest_s, *, back_after_s=None):
    async def given():
        rests = Rests(screen, Sender(Limits()))
        rests.start(Place(ANA), rest_s)
        await asyncio.sleep(back_after_s or rest_s + 60)
        rests.stop(ANA)
        await asyncio.sleep(120)

    run(given())
    return screen.seen


def test_it_counts_down_every_few_seconds_to_nought():
    seen = counted(Screen(), 60)

    assert [at for at, _ in seen] == list(range(0, 61, 5))
    assert [text.split()[2] for _, text in seen[:3]] == ["1:00", "0:55", "0:50"]
    assert seen[-1][1] == "✓ Rest over"


def test_a_long_rest_is_shown_more_slowly():
    assert [at for at, _ in counted(Screen(), 180)][:4] == [0, 10, 20, 30]


def test_it_goes_away_when_the_person_is_back():
    seen = counted(Screen(), 60, back_after_s=12)

    assert [at for at, _ in seen] == [0, 5, 10, 12]
    assert seen[-1][1] == "gone"


@pytest.mark.parametrize("error", [BadRequest("message to edit not found"), RetryAfter(30)])
def test_a_tick_that_does_not_work_is_no_loss(error):
    seen = counted(Screen(error), 60, back_after_s=45)

    assert [text for _, text in seen] == ["⏳ Rest 1:00 ▰▰▰▰▰▰▰▰▰▰", "gone"]


@pytest.mark.parametrize(
    ("left", "whole", "shown"),
    [(45, 90, "⏳ Rest 0:45 ▰▰▰▰▰▱▱▱▱▱"), (0, 90, "✓ Rest over"), (600, 600, "⏳ Rest 10:00 ▰▰▰▰▰▰▰▰▰▰")],
)
def test_the_time_left_stands_in_figures_beside_the_bar(left, whole, shown):
    assert countdown(left, whole) == shown


async def test_a_rest_begins_with_its_answer_and_ends_with_the_next_set(front, telegram, diary):
    diary.answers["6"] = says("Squat 1/2: 6 @ 8 kg. Rest 60 s.", rest_s=60, facts=["set"])
    diary.answers["7"] = says("Squat done.", facts=["set"])

    telegram.says(ANA, "6")
    await until(lambda: any("1:00" in text for text in telegram.texts(ANA)))
    assert all(shown.silent for shown in telegram.in_chat(ANA))
    telegram.says(ANA, "7")
    await until(lambda: telegram.of("deleteMessage"))

    await until(lambda: telegram.texts(ANA) == ["Squat 1/2: 6 @ 8 kg. Rest 60 s.", "Squat done."])


async def test_a_question_in_between_leaves_the_rest_alone(front, telegram, diary):
    diary.answers["6"] = says("Rest 60 s.", rest_s=60, facts=["set"])

    telegram.says(ANA, "6")
    await until(lambda: len(telegram.texts(ANA)) == 2)
    telegram.says(ANA, "why?")
    await until(lambda: len(telegram.texts(ANA)) == 3)

    assert telegram.of("deleteMessage") == []


async def test_a_group_sees_no_timer(front, telegram, diary):
    diary.answers["help"] = says("Rest 60 s.", rest_s=60)

    telegram.says(ANA, "/help", chat=-100900)
    await until(lambda: telegram.texts(-100900))
    await asyncio.sleep(0.2)

    assert telegram.texts(-100900) == ["Rest 60 s."]
