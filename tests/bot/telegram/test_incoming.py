"""What an update means, and for whom its answer is."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.telegram.incoming import Place, Press, Reader, zone_at
from core.turn import Edited, Pressed, Reached, Said, Zoned
from tests.fakes.telegram_people import ME, People, group, user

ANA = 501
CLUB = -100900
SAID = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)
READER = Reader(ME["id"], ME["username"], "Europe/Berlin")


@pytest.fixture
def people():
    return People()


def read(raw, now=SAID):
    body = raw.get("message") or raw.get("edited_message")
    if body and "date" in body:
        body["date"] = int(SAID.timestamp())
    return READER.arrival(raw, now)


def test_a_message_says_who_what_and_when(people):
    arrival = read(people.says(ANA, "6 6 5", message=77))

    assert arrival.incoming.who == "telegram:501"
    assert arrival.incoming.act == Said("6 6 5", "telegram:501:77")
    assert arrival.incoming.delivery == "telegram:501:77"
    assert arrival.incoming.at == SAID
    assert arrival.incoming.host_zone == "Europe/Berlin"
    assert arrival.incoming.private
    assert arrival.place == Place(ANA)


def test_a_message_that_waited_counts_from_when_it_was_sent(people):
    arrival = read(people.says(ANA, "6"), now=SAID + timedelta(hours=5))

    assert arrival.incoming.at == SAID


def test_a_fresh_message_and_a_press_share_one_clock(people):
    now = SAID + timedelta(seconds=3)

    arrival = read(people.says(ANA, "6"), now=now)

    assert arrival.incoming.at == now


def test_an_edit_names_the_message_it_corrects(people):
    arrival = read(people.edits(ANA, 77, "6 6 6", at=int(SAID.timestamp())))

    assert arrival.incoming.act == Edited("6 6 6", "telegram:501:77")
    assert arrival.incoming.delivery.startswith(f"telegram:501:77:e{int(SAID.timestamp())}")


def test_two_edits_within_a_second_are_two_and_one_told_twice_is_one(people):
    at = int(SAID.timestamp())

    first, second, again = (read(people.edits(ANA, 77, text, at=at)) for text in ("6 6 5", "6 6 6", "6 6 6"))

    assert first.incoming.delivery != second.incoming.delivery == again.incoming.delivery


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("/start", "/start"),
        ("/start CODE-7", "/start CODE-7"),
        ("/start_workout", "start workout"),
        ("/START_WORKOUT", "start workout"),
        ("/days tuesday and friday", "days tuesday and friday"),
        ("/run_days@Ironstride_Bot hard tue", "run days hard tue"),
        ("/race\n3 May", "race 3 May"),
        ("/flurble 3", "/flurble 3"),
        ("/", "/"),
        ("6/6/5", "6/6/5"),
        ("half \ud83d of a pair", "half � of a pair"),
        ("", None),
    ],
)
def test_a_command_says_the_words_it_stands_for(people, typed, said):
    arrival = read(people.says(ANA, typed))

    assert (arrival and arrival.incoming.act.text) == said


def test_a_command_for_another_bot_is_not_for_us(people):
    assert read(people.says(ANA, "/today@other_bot", chat=CLUB)) is None


def test_a_sticker_says_its_emoji_and_a_photo_its_caption(people):
    sticker = {
        "file_id": "x",
        "file_unique_id": "x",
        "type": "regular",
        "width": 1,
        "height": 1,
        "is_animated": False,
        "is_video": False,
    }
    photo = [{"file_id": "x", "file_unique_id": "x", "width": 1, "height": 1}]

    thumb = read(people.sends(ANA, sticker=sticker | {"emoji": "👍"}))
    pictured = read(people.sends(ANA, photo=photo, caption="6 6 5"))
    bare = read(people.sends(ANA, photo=photo))

    assert [arrival.incoming.act.text for arrival in (thumb, pictured, bare)] == ["👍", "6 6 5", ""]


@pytest.mark.parametrize(
    "service",
    [{"group_chat_created": True}, {"migrate_to_chat_id": -1005}, {"new_chat_title": "Club"}, {"pinned_message": None}],
)
def test_what_the_platform_says_about_itself_is_not_for_us(people, service):
    assert read(people.sends(ANA, chat=CLUB, **service)) is None


def test_another_bot_is_not_listened_to(people):
    raw = people.says(ANA, "6")
    raw["message"]["from"]["is_bot"] = True

    assert read(raw) is None


# --- buttons -----------------------------------------------------------------------------------------------------------
def test_a_press_carries_its_key_and_the_message_it_stands_under(people):
    keyboard = {"inline_keyboard": [[{"text": "6 ✓", "callback_data": "set:1:6"}]]}
    raw = people.update(
        callback_query={
            "id": "9",
            "from": user(ANA),
            "chat_instance": "1",
            "data": "set:1:6",
            "message": people._message(ANA, None, 40) | {"text": "?", "reply_markup": keyboard},
        }
    )

    arrival = read(raw)

    assert arrival.incoming.act == Pressed("set:1:6")
    assert arrival.incoming.delivery == "telegram:cb:9"
    assert (arrival.press.query, arrival.press.message) == ("9", 40)
    assert arrival.press.keyboard["inline_keyboard"][0][0]["callback_data"] == "set:1:6"


def test_a_press_under_a_message_that_is_too_old_still_counts(people):
    arrival = read(people.presses_old(ANA, "set:1:6", 3))

    assert arrival.incoming.act == Pressed("set:1:6")
    assert arrival.press == Press(arrival.press.query)
    assert arrival.place.chat == ANA


def test_a_press_without_key_is_still_a_press_that_has_to_be_answered(people):
    raw = people.presses_old(ANA, "x", 3)
    del raw["callback_query"]["data"]

    assert read(raw).incoming.act == Pressed("")


# --- groups ------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("text", ["6 6 5", "anybody up for a run?", "@ironstride_bots are two", "mail ironstride_bot"])
def test_in_a_group_talk_among_people_is_not_for_us(people, text):
    assert read(people.says(ANA, text, chat=CLUB)) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [("/help", "help"), ("@ironstride_bot help", "help"), ("help, @Ironstride_Bot", "help")],
)
def test_in_a_group_commands_and_mentions_are(people, text, said):
    arrival = read(people.says(ANA, text, chat=CLUB, message=12))

    assert arrival.incoming.act.text == said
    assert not arrival.incoming.private
    assert arrival.incoming.who == "telegram:501"
    assert arrival.place == Place(CLUB, private=False, reply_to=12)


def test_in_a_group_a_reply_to_the_bot_is_and_one_to_somebody_else_is_not(people):
    ours = people._message(ANA, CLUB, 5) | {"from": ME, "text": "How was it?"}
    theirs = people._message(502, CLUB, 6) | {"text": "How was it?"}

    assert read(people.says(ANA, "good", chat=CLUB, reply_to_message=ours)).incoming.act.text == "good"
    assert read(people.says(ANA, "good", chat=CLUB, reply_to_message=theirs)) is None


def test_an_answer_stays_in_its_topic(people):
    arrival = read(
        people.says(ANA, "/help", chat=group(CLUB) | {"is_forum": True}, message_thread_id=8, is_topic_message=True)
    )

    assert arrival.place.thread == 8


def test_in_a_group_a_location_is_nobodys_business(people):
    assert read(people.sends(ANA, chat=CLUB, location={"latitude": 52.5, "longitude": 13.4})) is None


# --- where and whether --------------------------------------------------------------------------------------------------
def test_a_location_becomes_its_zone_and_nothing_else(people):
    arrival = read(people.sends(ANA, location={"latitude": 52.5, "longitude": 13.4}))

    assert arrival.incoming.act == Zoned("Europe/Berlin")
    assert "52.5" not in repr(arrival)
    assert "13.4" not in repr(arrival)


def test_a_location_that_moves_is_read_once(people):
    raw = people.edits(ANA, 77, "")
    del raw["edited_message"]["text"]
    raw["edited_message"]["location"] = {"latitude": 52.5, "longitude": 13.4}

    assert read(raw) is None


@pytest.mark.parametrize(
    ("place", "zone"),
    [((-33.9, 151.2), "Australia/Sydney"), ((0, -30), "Etc/GMT+2"), ((999, 999), None), ((float("nan"), 1), None)],
)
def test_the_zone_of_a_place(place, zone):
    assert zone_at(*place) == zone


@pytest.mark.parametrize("blocks", [True, False])
def test_a_block_and_an_unblock_are_told(people, blocks):
    raw = people.blocks(ANA, blocks=blocks)

    arrival = read(raw)

    assert arrival.incoming.act == Reached(blocked=blocks)
    assert arrival.incoming.delivery == f"telegram:update:{raw['update_id']}"


def test_being_put_out_of_a_group_says_nothing_about_the_person(people):
    raw = people.blocks(ANA)
    raw["my_chat_member"]["chat"] = group(CLUB)

    assert read(raw) is None
