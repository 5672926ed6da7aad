"""A private club: who is not known hears one kind sentence and leaves no trace, and a code lets them in."""

import re
from datetime import timedelta

import pytest

from bot.desk import Desk
from bot.house import House
from core.content import library
from core.turn import Incoming, Pressed, Reached, Said, Zoned
from tests.core.conversation.chat import START, Chat
from tests.storage.raw import rows_by_table

OPERATOR = "telegram:1"
CLUB = House(frozenset({OPERATOR}), invite_only=True)
ONLY = "This is a private club: ask whoever runs it for an invitation, and send me the code you get."
TRACELESS = {"deliveries", "notes"}  # digests that name nobody; what the program notes for itself


@pytest.fixture
def club(store):
    return Desk(store, library(), CLUB)


@pytest.fixture
def operator(club, store):
    return Chat(club, store, who=OPERATOR)


@pytest.fixture
def stranger(club, store):
    return Chat(club, store, who="discord:2", at=START + timedelta(minutes=5))


def code_of(operator, wish="invite"):
    return re.search(r"[0-9A-Z]{5}-[0-9A-Z]{5}", operator.say(wish))[0]


def traces(url):
    return {name for name, rows in rows_by_table(url).items() if rows} - TRACELESS


@pytest.mark.parametrize(
    "text", ["hi", "start workout", "/start", "6 6 5", "stats", "invite", "", "hello there", "x" * 3000]
)
def test_a_stranger_hears_one_sentence_and_leaves_no_row(stranger, database_url, text):
    answer = stranger.say(text)

    assert answer == ONLY
    assert not any(message.choices for message in stranger.answer.messages)
    assert traces(database_url) == set()


@pytest.mark.parametrize(
    "act", [Pressed("start"), Zoned("Europe/Berlin"), Reached(blocked=False), Reached(blocked=True)]
)
def test_presses_places_and_blocks_of_strangers_leave_no_row_either(club, database_url, act):
    club.turn_now(Incoming("telegram:9", act, START, "d1"))

    assert traces(database_url) == set()


def test_an_emergency_is_answered_at_the_door_too(stranger, database_url):
    assert stranger.say("chest pain").startswith("Stop now.")
    assert traces(database_url) == set()


@pytest.mark.parametrize("written", ["/start {}", "invite {}", "Invite: {}", "{}", " {} ", "link {}", "code {}"])
@pytest.mark.parametrize("change", [str, str.lower, lambda c: c.replace("-", ""), lambda c: c.replace("-", " ")])
def test_a_code_lets_a_stranger_in_however_it_is_written(operator, stranger, written, change):
    code = "7KQ2M-XNP4T"
    incoming = Incoming(OPERATOR, Said("invite"), operator.at, "give", nonce=code.replace("-", ""))
    operator.desk.turn_now(incoming)

    answer = stranger.say(written.format(change(code)))

    assert answer.startswith("Welcome in, your invitation counts.\nHi, I'm Ironstride")
    assert "None of these" in [choice.label for choice in stranger.choices]
    assert stranger.say("none of these").startswith("What do you have at home?")


def test_a_code_counts_for_as_many_people_as_it_was_made_for(operator, club, store, database_url):
    code = code_of(operator, "invite 2")

    heard = [Chat(club, store, who=f"discord:{n}", at=operator.at).say(f"invite {code}") for n in (2, 3, 4)]

    assert [one.startswith("Welcome in") for one in heard] == [True, True, False]
    assert "doesn't count" in heard[2]
    assert {who for who, _ in rows_by_table(database_url)["identities"]} == {OPERATOR, "discord:2", "discord:3"}


def test_a_code_counts_for_as_many_days_as_it_was_made_for(operator, stranger):
    code = code_of(operator, "invite 5 people 2 days")
    given = operator.at
    stranger.at = given + timedelta(days=2)

    assert "doesn't count" in stranger.say(f"invite {code}")
    stranger.at = given + timedelta(days=2, minutes=-2)
    assert stranger.say(f"invite {code}").startswith("Welcome in")


def test_after_ten_wrong_codes_in_an_hour_not_even_a_right_one_counts_until_it_is_over(
    operator, stranger, database_url
):
    code = code_of(operator)
    for n in range(10):
        assert "doesn't count" in stranger.say(f"invite 0000{n}-00000")

    assert "too many codes" in stranger.say(f"invite {code}")
    assert traces(database_url) == {"athletes", "identities", "codes"}
    assert len(rows_by_table(database_url)["athletes"]) == 1
    assert stranger.wait(minutes=61).say(f"invite {code}").startswith("Welcome in")


def test_wrong_codes_are_counted_across_a_restart(operator, stranger, store):
    code = code_of(operator)
    for n in range(10):
        stranger.say(f"invite 0000{n}-00000")
    stranger.desk = Desk(store, library(), CLUB)

    assert "too many codes" in stranger.say(f"invite {code}")


def test_somebody_elses_wrong_codes_are_their_own(operator, stranger, club, store):
    code = code_of(operator)
    for n in range(10):
        stranger.say(f"invite 0000{n}-00000")

    assert Chat(club, store, who="discord:3", at=stranger.at).say(f"invite {code}").startswith("Welcome in")


def test_whoever_was_there_before_is_never_locked_out(desk, club, store):
    ana = Chat(desk, store, who="discord:5").settle_in("dumbbells 8 kg and a band")
    ana.desk = club

    assert "Squat 1/2" in ana.say("6")


def test_operators_are_always_let_in(operator):
    assert operator.say("hi").startswith("Hi, I'm Ironstride")


def test_a_known_person_comes_in_on_another_platform_by_a_link_code(operator, stranger, database_url):
    operator.settle_in("dumbbells 8 kg and a band")
    code = re.search(r"[0-9A-Z]{5}-[0-9A-Z]{5}", operator.say("link"))[0]

    assert stranger.say(f"link {code}").startswith("Linked")
    assert len(rows_by_table(database_url)["athletes"]) == 1


def test_whoever_is_in_already_does_not_use_an_invitation_up(operator, stranger, club, store):
    code = code_of(operator)
    stranger.say(f"invite {code}")
    stranger.say("none of these")
    second = code_of(operator)

    assert "in already" in stranger.say(f"/start {second}")
    assert Chat(club, store, who="discord:3", at=stranger.at).say(f"invite {second}").startswith("Welcome in")


def test_the_repeat_of_a_code_uses_it_up_once(operator, stranger, club, store):
    code = code_of(operator, "invite 2")
    stranger.say(f"invite {code}")
    stranger.number -= 1
    stranger.say(f"invite {code}")

    assert stranger.answer.repeated
    assert Chat(club, store, who="discord:3", at=stranger.at).say(f"invite {code}").startswith("Welcome in")


def test_a_stranger_whose_answer_was_lost_is_answered_after_a_restart(stranger, store):
    stranger.say("hi")
    stranger.desk, stranger.number = Desk(store, library(), CLUB), stranger.number - 1

    assert stranger.say("hi") == ONLY


@pytest.mark.parametrize("house", [House(), CLUB])
def test_a_stranger_in_a_group_leaves_no_row(store, database_url, house):
    group = Incoming("telegram:9", Said("start workout"), START, "g1", private=False)

    told = Desk(store, library(), house).turn_now(group)

    assert "write to me privately" in told.messages[0].text
    assert traces(database_url) == set()


def test_an_open_house_takes_everybody_and_an_invitation_does_no_harm(desk, store, operator):
    code = code_of(operator)
    newcomer = Chat(desk, store, who="discord:7", at=operator.at)

    assert "Hi, I'm Ironstride" in newcomer.say(f"/start {code}")


def test_delete_everything_takes_the_codes_one_gave_out_along(operator, stranger, database_url):
    code_of(operator, "invite 20 30 days")
    operator.say("delete everything")
    operator.say("yes, delete everything")

    assert traces(database_url) == set()


def test_linking_keeps_the_invitations_that_either_gave_out(store, club, stranger):
    """The operator's row may be the one that goes."""
    known = Chat(Desk(store, library()), store, who="discord:3", at=START - timedelta(days=9))
    known.settle_in("dumbbells 8 kg and a band")
    operator = Chat(club, store, who=OPERATOR)
    code = code_of(operator)
    known.at = operator.at
    link = re.search(r"[0-9A-Z]{5}-[0-9A-Z]{5}", known.say("link"))[0]
    operator.say(f"link {link}")

    assert stranger.say(f"invite {code}").startswith("Welcome in")
