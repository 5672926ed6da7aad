"""On Telegram it looks native: buttons, pictures, silence, nods; and blocked, migrated and old chats are met with grace."""

import asyncio
from dataclasses import replace

import pytest

from bot.pictures import Picture
from bot.port import Document, Outgoing
from core.message import Choice, Message, Span
from tests.bot.telegram.conftest import serving, until
from tests.fakes.diary import says

ANA, BEN, CLUB = 501, 502, -100900
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40
YES_NO = ((Choice("health:no", "None of these"), Choice("health:yes", "One or more")),)
NUDGE = Outgoing(
    "telegram:501", Message(((Span("Lift day, 24 minutes"),),), ((Choice("start", "Start"),),)), "ana.lift.2026-03-02"
)


# --- buttons -----------------------------------------------------------------------------------------------------------
async def test_a_press_reaches_the_desk_is_answered_and_marks_its_button(front, telegram, diary):
    diary.answers["hi"] = says("Does any of this apply?", choices=YES_NO)
    telegram.says(ANA, "hi")
    await until(lambda: telegram.texts(ANA))

    pressed = telegram.presses(ANA, "None of these")
    await until(lambda: telegram.of("editMessageReplyMarkup"))

    assert diary.kept[-1] == ("telegram:501", "Pressed", "health:no")
    assert telegram.answered == [pressed["callback_query"]["id"]]
    asked, answered = telegram.in_chat(ANA)
    assert [button["text"] for button in asked.buttons] == ["✓ None of these"]
    assert answered.text == "Noted: health:no"


async def test_five_taps_at_once_are_all_answered(front, telegram, diary):
    diary.answers["hi"] = says("?", choices=YES_NO)
    telegram.says(ANA, "hi")
    await until(lambda: telegram.texts(ANA))

    taps = [telegram.presses(ANA, "None of these") for _ in range(5)]
    await until(lambda: len(telegram.answered) == 5)

    assert sorted(telegram.answered) == sorted(tap["callback_query"]["id"] for tap in taps)


async def test_a_press_is_answered_even_when_its_turn_fails(front, telegram, diary):
    diary.poison.add("bad")

    pressed = telegram.presses_old(ANA, "bad", 3)
    await until(lambda: telegram.answered)

    assert telegram.answered == [pressed["callback_query"]["id"]]
    assert diary.kept == []


async def test_a_press_is_answered_while_the_database_is_away_and_counts_later(front, telegram, diary):
    diary.away = True
    telegram.presses_old(ANA, "set:1:6", 3)
    await until(lambda: telegram.answered)

    diary.away = False
    await until(lambda: diary.kept)

    assert diary.kept == [("telegram:501", "Pressed", "set:1:6")]


async def test_an_old_button_gets_the_desks_answer(front, telegram):
    telegram.presses_old(ANA, "set:1:6", 3)

    await until(lambda: telegram.texts(ANA))

    assert telegram.texts(ANA) == ["Noted: set:1:6"]
    assert telegram.of("editMessageReplyMarkup") == []


async def test_trouble_with_a_query_or_a_keyboard_costs_nothing_else(front, telegram, diary):
    too_old = telegram.trouble("answerCallbackQuery", "error", error=(400, "Bad Request: query is too old"))
    gone = telegram.trouble("editMessageReplyMarkup", "error", error=(400, "Bad Request: message to edit not found"))
    diary.answers["hi"] = says("?", choices=YES_NO)
    telegram.says(ANA, "hi")
    await until(lambda: telegram.texts(ANA))

    telegram.presses(ANA, "None of these")
    await until(lambda: too_old.fired and gone.fired)
    telegram.says(ANA, "6")

    await until(lambda: telegram.texts(ANA)[-1] == "Noted: 6")


# --- text and pictures ---------------------------------------------------------------------------------------------------
async def test_what_a_person_typed_comes_back_as_they_typed_it(front, telegram):
    typed = '<b>6</b> & <script>alert("6")</script> &lt;'

    telegram.says(ANA, typed)
    await until(lambda: telegram.texts(ANA))

    assert telegram.texts(ANA) == [f"Noted: {typed}"]


async def test_a_long_answer_arrives_in_parts_in_order(front, telegram, diary):
    diary.answers["plan"] = says(*(f"{number}. " + "word " * 150 for number in range(12)), choices=YES_NO)

    telegram.says(ANA, "plan")
    await until(lambda: len(telegram.texts(ANA)) == 3)

    assert "\n".join(telegram.texts(ANA)) == diary.answers["plan"].messages[0].text
    assert [bool(shown.buttons) for shown in telegram.in_chat(ANA)] == [False, False, True]


@pytest.mark.parametrize(("kind", "method"), [("image/png", "sendPhoto"), ("image/gif", "sendAnimation")])
async def test_a_picture_is_uploaded_with_its_words(telegram, diary, kind, method):
    diary.answers["show me"] = says("Box squat: elbows forward", picture="squat", choices=YES_NO)

    async def drawn(name):
        return Picture(PNG, f"{name}.xyz", kind, "A squat.")

    async with serving(diary, telegram, pictures=drawn):
        telegram.says(ANA, "show me")
        await until(lambda: telegram.texts(ANA))

    (shown,) = telegram.in_chat(ANA)
    assert (shown.photo, shown.text) == (PNG, "Box squat: elbows forward")
    assert len(shown.buttons) == 2
    assert len(telegram.of(method)) == 1


async def test_a_demonstration_is_uploaded_and_drawn_once(telegram, diary):
    diary.answers["show me"] = says("Box squat", picture="demo/squat")
    asked = []

    async def drawn(name):
        asked.append(name)
        return Picture(PNG, "squat.gif", "image/gif", "A squat.")

    async with serving(diary, telegram, pictures=drawn):
        for count in (1, 2, 3):
            telegram.says(ANA, "show me")
            await until(lambda: len(telegram.texts(ANA)) == count)  # noqa: B023  used at once
            if count == 2:
                telegram.held.clear()  # Telegram forgets the file: it is uploaded again

    uploads = [bool(call.files) for call in telegram.of("sendAnimation")]
    assert uploads == [True, False, False, True]
    assert asked == ["demo/squat"] * 2
    assert [shown.photo for shown in telegram.in_chat(ANA)] == [PNG] * 3


EXPORT = Document("ironstride.json", "application/json", b'{"ironstride": 1}')


async def test_a_file_follows_its_words(front, telegram, diary):
    diary.answers["export"] = replace(says("Everything", document="export/json"), documents={"export/json": EXPORT})

    telegram.says(ANA, "export")
    await until(lambda: len(telegram.in_chat(ANA)) == 2)

    (call,) = telegram.of("sendDocument")
    words, file = telegram.in_chat(ANA)
    assert (words.text, file.photo, file.silent) == ("Everything", EXPORT.content, True)
    assert call.fields["chat_id"] == str(ANA)


async def test_no_file_is_sent_into_a_group(front, telegram, diary):
    diary.answers["export"] = replace(says("Everything", document="export/json"), documents={"export/json": EXPORT})

    telegram.says(ANA, "/export", chat=CLUB)
    await until(lambda: telegram.texts(CLUB))

    assert telegram.of("sendDocument") == []


@pytest.mark.parametrize("trouble", [None, OSError("no paint")])
async def test_a_picture_that_is_not_at_hand_leaves_the_words(telegram, diary, trouble):
    diary.answers["show me"] = says("Box squat: elbows forward", picture="squat")

    async def nothing(name):
        if trouble:
            raise trouble

    async with serving(diary, telegram, pictures=nothing):
        telegram.says(ANA, "show me")
        await until(lambda: telegram.texts(ANA))

    assert telegram.texts(ANA) == ["Box squat: elbows forward"]


async def test_a_picture_late_or_not_does_not_change_the_order(telegram, diary):
    diary.answers["show me"] = says("Box squat", picture="squat")

    async def late(name):
        await asyncio.sleep(0.3)
        return Picture(PNG, "squat.png", "image/png", "A squat.")

    async with serving(diary, telegram, pictures=late):
        telegram.says(ANA, "show me")
        telegram.says(ANA, "6")
        await until(lambda: len(telegram.texts(ANA)) == 2)

    assert telegram.texts(ANA) == ["Box squat", "Noted: 6"]


async def test_what_is_confirmed_does_not_wait_for_a_drawing(telegram, diary):
    """The confirmation goes out before the next exercise's picture is begun, and what is said meanwhile is answered meanwhile."""
    noted, following = (
        says("Press done: 6 6 @ 8 kg.").messages[0],
        says("3/7 Step-up", picture="demo/step-up").messages[0],
    )
    diary.answers["6"] = replace(says(""), messages=(noted, following))
    drawn, seen_when_begun = asyncio.Event(), []

    async def late(name):
        seen_when_begun.append(telegram.texts(ANA))
        await drawn.wait()
        return Picture(PNG, "step-up.gif", "image/gif", "A step-up.")

    async with serving(diary, telegram, pictures=late):
        telegram.says(ANA, "6")
        await until(lambda: seen_when_begun)
        telegram.says(ANA, "plan")
        await until(lambda: len(telegram.texts(ANA)) == 3)
        without = [bool(shown.photo) for shown in telegram.in_chat(ANA)]
        drawn.set()
        await until(lambda: len(telegram.in_chat(ANA)) == 4)

    assert seen_when_begun == [["Press done: 6 6 @ 8 kg."]]
    assert telegram.texts(ANA)[:3] == ["Press done: 6 6 @ 8 kg.", "3/7 Step-up", "Noted: plan"]
    assert without == [False, False, False]
    assert telegram.in_chat(ANA)[3].photo == PNG  # it follows as soon as it is there


@pytest.mark.parametrize("name", ["demo/step-up", "chart/load"])
async def test_a_late_picture_comes_once_however_often_its_words_are_tried(telegram, diary, name):
    """While Telegram holds the words, the drawing gets ready: it follows already, so it does not go with the words as well."""
    diary.answers["show me"] = says("Step-up", picture=name)
    held = telegram.trouble("sendMessage", "error", error=(429, "Too Many Requests", {"retry_after": 1}))
    drawn = asyncio.Event()

    async def late(_):
        await drawn.wait()
        return Picture(PNG, "step-up.png", "image/png", "A step-up.")

    async with serving(diary, telegram, pictures=late):
        telegram.says(ANA, "show me")
        await until(lambda: held.fired, within_s=3)
        drawn.set()
        await until(lambda: len(telegram.in_chat(ANA)) == 2)
        telegram.says(ANA, "6")
        await until(lambda: "Noted: 6" in telegram.texts(ANA))

    assert [(shown.text, bool(shown.photo)) for shown in telegram.in_chat(ANA)] == [
        ("Step-up", False),
        ("", True),
        ("Noted: 6", False),
    ]


async def test_a_picture_that_never_comes_leaves_the_words_and_a_front_that_stops(telegram, diary):
    diary.answers["show me"] = says("Box squat", picture="demo/squat")

    async with serving(diary, telegram, pictures=lambda _: asyncio.Event().wait()):
        telegram.says(ANA, "show me")
        await until(lambda: telegram.texts(ANA))

    assert telegram.texts(ANA) == ["Box squat"]


async def test_markup_that_telegram_cannot_read_goes_out_as_bare_text(front, telegram):
    unread = telegram.trouble("sendMessage", "error", error=(400, "Bad Request: can't parse entities: byte offset 3"))

    telegram.says(ANA, "6 < 7")
    await until(lambda: telegram.texts(ANA))

    assert unread.fired == 1
    assert telegram.texts(ANA) == ["Noted: 6 < 7"]
    assert "parse_mode" not in telegram.of("sendMessage")[-1].fields


# --- silence and nods ------------------------------------------------------------------------------------------------------
async def test_replies_are_silent_and_nudges_are_not(front, telegram):
    telegram.says(ANA, "6")
    await until(lambda: telegram.texts(ANA))

    delivered = await front.deliver(NUDGE)

    assert delivered == "sent"
    assert [shown.silent for shown in telegram.in_chat(ANA)] == [True, False]
    assert [button["callback_data"] for button in telegram.in_chat(ANA)[-1].buttons] == ["start"]


async def test_recorded_sets_get_a_nod(front, telegram, diary):
    diary.answers["6 6 5"] = says("Squat done.", facts=["set"])

    talk = telegram.says(ANA, "why?")
    sets = telegram.says(BEN, "6 6 5")
    await until(lambda: telegram.reactions)

    assert telegram.reactions == [(BEN, sets["message"]["message_id"])]
    assert talk["message"]["message_id"] not in {message for _, message in telegram.reactions}


# --- people who are not there -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "error",
    [
        (403, "Forbidden: bot was blocked by the user"),
        (403, "Forbidden: user is deactivated"),
        (400, "Bad Request: chat not found"),
    ],
)
async def test_a_person_who_cannot_be_reached_is_told_to_the_desk(front, telegram, diary, error):
    telegram.trouble("sendMessage", "error", times=2, error=error, chat=ANA)

    delivered = await front.deliver(NUDGE)
    telegram.says(ANA, "6")
    await until(lambda: len(diary.kept) == 3)

    assert delivered == "blocked"
    assert [(kind, words) for _, kind, words in diary.kept] == [("Reached", True), ("Said", "6"), ("Reached", True)]


async def test_block_and_unblock_reach_the_desk(front, telegram, diary):
    telegram.blocks(ANA)
    telegram.blocks(ANA, blocks=False)

    await until(lambda: len(diary.kept) == 2)

    assert [blocked for *_, blocked in diary.kept] == [True, False]


async def test_a_bot_put_out_of_a_group_does_not_pause_the_person(front, telegram, diary):
    gone = telegram.trouble("sendMessage", "error", error=(403, "Forbidden: bot was kicked from the supergroup chat"))

    telegram.says(ANA, "/help", chat=CLUB)
    await until(lambda: gone.fired)
    await asyncio.sleep(0.1)

    assert [kind for _, kind, _ in diary.kept] == ["Said"]


# --- doubt -------------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("kind", ["lost", "late"])
async def test_a_nudge_that_may_have_arrived_is_not_sent_again(front, telegram, kind):
    trouble = telegram.trouble("sendMessage", kind)

    delivered = await front.deliver(NUDGE)

    assert trouble.fired == 1
    assert delivered == "unknown"
    assert telegram.texts(ANA) == ["Lift day, 24 minutes"]


@pytest.mark.parametrize("kind", ["cut", "hang"])
async def test_from_outside_a_request_that_was_never_read_looks_the_same(front, telegram, kind):
    telegram.trouble("sendMessage", kind)

    assert await front.deliver(NUDGE) == "unknown"


async def test_a_reply_that_may_have_arrived_is_sent_again(front, telegram):
    trouble = telegram.trouble("sendMessage", "lost")

    telegram.says(ANA, "6")
    await until(lambda: len(telegram.texts(ANA)) == 2)

    assert trouble.fired == 1
    assert set(telegram.texts(ANA)) == {"Noted: 6"}


async def test_429_is_waited_out_in_that_chat_alone(front, telegram):
    held = telegram.trouble(
        "sendMessage", "error", error=(429, "Too Many Requests: retry after 1", {"retry_after": 1}), chat=ANA
    )

    telegram.says(ANA, "6")
    telegram.says(BEN, "6")
    await until(lambda: telegram.texts(BEN))
    others_first = not telegram.texts(ANA)
    await until(lambda: telegram.texts(ANA))

    assert held.fired == 1
    assert others_first
    first, second = (call.at for call in telegram.of("sendMessage") if call.chat == ANA)
    assert second - first >= 1


# --- groups ------------------------------------------------------------------------------------------------------------------
async def test_in_a_group_the_answer_refers_to_the_question(front, telegram, diary):
    asked = telegram.says(ANA, "/help", chat=CLUB)

    await until(lambda: telegram.texts(CLUB))

    assert diary.incoming[-1].private is False
    assert (
        f'"message_id": {asked["message"]["message_id"]}' in telegram.of("sendMessage")[-1].fields["reply_parameters"]
    )


async def test_a_group_that_moved_gets_its_answer_in_its_new_place(front, telegram):
    telegram.trouble(
        "sendMessage",
        "error",
        error=(400, "Bad Request: group chat was upgraded to a supergroup chat", {"migrate_to_chat_id": -5}),
    )

    telegram.says(ANA, "/help", chat=CLUB)
    await until(lambda: telegram.texts(-5))

    assert telegram.texts(CLUB) == []


async def test_a_shared_place_becomes_a_zone(front, telegram, diary):
    telegram.sends(ANA, location={"latitude": 52.5, "longitude": 13.4})

    await until(lambda: diary.kept)

    assert diary.kept == [("telegram:501", "Zoned", "Europe/Berlin")]


async def test_an_edited_message_reaches_the_desk(front, telegram, diary):
    said = telegram.says(ANA, "6 6 5")
    telegram.edits(ANA, said["message"]["message_id"], "6 6 6")

    await until(lambda: len(diary.kept) == 2)

    assert diary.kept[1] == ("telegram:501", "Edited", "6 6 6")
    assert diary.incoming[1].act.message == diary.incoming[0].act.message
