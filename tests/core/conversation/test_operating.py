"""«invite» and «stats»: words that only operators have."""

from datetime import timedelta

import pytest

from bot.desk import Desk
from bot.house import House
from bot.occurrences import Occurrences, sent_until
from core.content import library
from core.turn import Incoming, Said
from tests.core.conversation.chat import START, Chat
from tests.storage.raw import rows_by_table

OPERATOR = "telegram:1"


@pytest.fixture
def house(store):
    return Desk(store, library(), House(frozenset({OPERATOR})))


@pytest.fixture
def operator(house, store):
    return Chat(house, store, who=OPERATOR).settle_in("dumbbells 8 kg and a band")


@pytest.fixture
def runner(house, store):
    return Chat(house, store, who="discord:2").settle_in("dumbbells 8 kg and a band")


def test_stats_are_counts(operator, runner, house, store):
    runner.say("everything as planned")
    long_ago = Chat(house, store, who="discord:3", at=START - timedelta(days=20)).settle_in("dumbbells 8 kg and a band")
    long_ago.say("everything as planned")
    away = Chat(house, store, who="discord:4")
    away.say("hi")
    operator.say("stop")

    told = operator.say("stats").splitlines()

    assert told == [
        "4 people.",
        "Began a session in the last 7 days: 1. In the last 28: 2.",
        "Sessions: 2. Sets: 28.",
        "Reminders of the last two months: 0 sent, 0 expired, 0 skipped, 0 unknown.",
    ]


def test_stats_tell_how_nudges_ended(operator, house):
    operator.say("everything as planned")
    sent = list(sent_until(Occurrences(house, "Europe/Berlin"), START + timedelta(days=9), operator.at))
    operator.at = START + timedelta(days=9)

    assert sent
    assert f"{len(sent)} sent" in operator.say("/stats")


@pytest.mark.parametrize("text", ["stats", "Stats", "/stats", " stats. ", "/stats@ironstride_bot"])
def test_stats_however_they_are_asked_for(operator, text):
    assert "Sessions: " in operator.say(text)


def test_for_everybody_else_stats_is_progress(operator, runner, desk, store):
    alone = Chat(desk, store, who="discord:8").settle_in("dumbbells 8 kg and a band")

    assert "Sessions:" not in runner.say("stats")
    assert runner.say("stats") == alone.say("stats") == alone.say("progress")


@pytest.mark.parametrize("text", ["invite", "invite 5", "/invite", "invite 5 people 14 days"])
def test_for_everybody_else_invite_is_a_word_like_any_other(runner, database_url, text):
    unknown = runner.say(text.replace("invite", "flurble"))
    runner.say("no")  # it may have been an exercise of theirs

    told = runner.say(text)

    assert "Invitation" not in told
    assert told == unknown.replace("flurble", "invite")
    assert rows_by_table(database_url)["codes"] == []


@pytest.mark.parametrize(
    ("wish", "people", "until"),
    [
        ("invite", "1 person", 7), ("/invite", "1 person", 7), ("Invite 5", "5 people", 7), ("invite 5 people", "5 people", 7),
        ("invite for 3 days", "1 person", 3), ("invite 20 people for 2 weeks", "20 people", 14), ("invite 12, 30 days", "12 people", 30),
    ],
)  # fmt: skip
def test_an_invitation_is_for_people_and_days(operator, wish, people, until):
    told = operator.say(wish).splitlines()

    assert f"It lets {people} in, until" in told[0]
    day = START + timedelta(days=until)
    assert f"{day.day} {day:%b}" in told[0]
    assert told[1].startswith("They write «invite ")


@pytest.mark.parametrize(
    "wish",
    ["invite 0", "invite 1001", "invite 5 people 31 days", "invite 0 days", "invite my friends", "invite 5 weeks"],
)
def test_what_cannot_be_an_invitation_is_explained(operator, database_url, wish):
    assert operator.say(wish).startswith("«invite» makes a code for one person")
    assert rows_by_table(database_url)["codes"] == []


def test_where_a_platform_has_links_the_invitation_is_one_too(house):
    link = "https://t.me/ironstride_bot?start={code}"
    incoming = Incoming(OPERATOR, Said("invite"), START, "d1", nonce="7KQ2MXNP4T", deep_link=link)

    told = house.turn_now(incoming).messages[0].text

    assert "«invite 7KQ2M-XNP4T»" in told
    assert told.endswith("https://t.me/ironstride_bot?start=7KQ2MXNP4T")


def test_in_a_group_an_operator_is_a_member_like_any_other(operator):
    group = Incoming(OPERATOR, Said("stats"), operator.at, "g1", private=False)

    assert "write to me privately" in operator.desk.turn_now(group).messages[0].text
