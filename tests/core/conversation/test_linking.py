"""One person on two platforms: a code that works once, two histories that become one, and the way apart again."""

import json
import re
from datetime import timedelta

import pytest

from bot.exporting import exported
from core.turn import Handed
from storage.schema import METADATA
from tests.bot.importing.test_others import HEVY
from tests.core.conversation.chat import START, Chat
from tests.storage.raw import rows_by_table

SET = "dumbbells 8 kg and a band"


@pytest.fixture
def telegram(desk, store):
    """Ana, known on Telegram for a week: one session, finished."""
    ana = Chat(desk, store, who="telegram:1")
    ana.settle_in(SET)
    ana.say("everything as planned")
    return ana


@pytest.fixture
def discord(desk, store):
    """The same Ana, who never wrote on Discord."""
    return Chat(desk, store, who="discord:2", at=START + timedelta(minutes=4))


def code_of(chat):
    return re.search(r"[0-9A-Z]{5}-[0-9A-Z]{5}", chat.say("link"))[0]


def workouts(chat):
    return chat.store.read(lambda g: tuple(g.workouts(g.athlete(chat.who)))).result(30)


def people(url):
    return len(rows_by_table(url)["athletes"])


def test_a_newcomer_with_a_code_is_the_person_who_asked_for_it(telegram, discord, database_url):
    answer = discord.say(f"link {code_of(telegram)}")

    assert answer.startswith("Linked: you are one person here and there now, with 1 session.")
    assert people(database_url) == 1
    assert "Squat: 6 6 @ 8 kg" in discord.say("history")
    assert discord.look(lambda a: a.profile) == telegram.look(lambda a: a.profile)


@pytest.mark.parametrize("written", ["/start {}", "link {}", "LINK {}", "/link {}"])
@pytest.mark.parametrize(
    "change", [str, str.lower, lambda code: code.replace("-", ""), lambda code: code.replace("-", " ")]
)
def test_a_code_counts_however_it_is_written(telegram, discord, written, change):
    assert discord.say(written.format(change(code_of(telegram)))).startswith("Linked")


def test_both_histories_become_one_and_two_sessions_of_one_day_stay_two(telegram, discord, database_url):
    discord.settle_in("dumbbells 10 kg and a band")
    discord.say("6 5")
    discord.say("stop")
    discord.press("Finish here")
    before = sorted((w.started, w.sets) for chat in (telegram, discord) for w in workouts(chat))

    discord.say(f"link {code_of(telegram)}")

    after = workouts(discord)
    assert sorted((w.started, w.sets) for w in after) == before
    assert [w.number for w in after] == [1, 2]
    assert {w.date for w in after} == {START.date()}
    assert people(database_url) == 1
    assert discord.look(lambda a: a.profile.equipment.dumbbells) == (8,)  # the older one's


def test_what_only_the_newer_one_knows_is_kept(telegram, discord):
    discord.settle_in()
    discord.say("stop")
    discord.say("age 41")
    discord.say("limits knee")

    telegram.say(f"link {code_of(discord)}")

    assert telegram.look(lambda a: (a.profile.age, a.profile.limits)) == (41, ("knee",))
    assert telegram.look(lambda a: a.profile.equipment.dumbbells) == (8,)


def test_a_session_that_is_going_on_goes_on_in_both_places(telegram, discord):
    discord.settle_in(SET)
    discord.say("6")

    telegram.wait(minutes=5).say(f"link {code_of(discord)}")

    assert "set 2 of 2" in telegram.say("help")
    telegram.say("5")
    assert [s.reps for s in workouts(discord)[-1].sets] == [6, 5]


def test_not_while_sessions_are_going_on_in_both_and_the_code_still_counts_afterwards(telegram, discord, database_url):
    telegram.wait(days=3).say("start workout")
    telegram.say("6")
    discord.at = telegram.at
    discord.settle_in(SET)
    discord.say("6")
    code = code_of(telegram)

    assert "going on in both places" in discord.say(f"link {code}")
    assert people(database_url) == 2

    discord.say("stop")
    discord.press("Finish here")
    assert discord.say(f"link {code}").startswith("Linked")


def test_a_code_works_once(telegram, discord, desk, store):
    code = code_of(telegram)
    discord.say(f"link {code}")
    other = Chat(desk, store, who="discord:3", at=discord.at)

    assert "doesn't count" in other.say(f"link {code}")
    assert other.look(lambda a: a.workouts) == 0


def test_a_code_works_for_ten_minutes(telegram, discord):
    code = code_of(telegram)
    discord.at = telegram.at + timedelta(minutes=10)

    assert "doesn't count" in discord.say(f"link {code}")


def test_ones_own_code_links_nothing(telegram, database_url):
    assert "your own code" in telegram.say(f"link {code_of(telegram)}")
    assert people(database_url) == 1


def test_five_codes_an_hour(telegram):
    for _ in range(5):
        assert code_of(telegram)

    assert "five codes" in telegram.say("link")
    assert code_of(telegram.wait(hours=1))


def test_ten_wrong_guesses_an_hour_and_then_not_even_a_right_one(telegram, discord):
    for n in range(10):
        assert "doesn't count" in discord.say(f"link 0000{n}-00000")

    assert "too many codes" in discord.say(f"link {code_of(telegram)}")
    discord.wait(hours=1)
    telegram.at = discord.at
    assert discord.say(f"link {code_of(telegram)}").startswith("Linked")


def test_the_repeat_of_a_link_links_nothing_twice(telegram, discord, database_url):
    code = code_of(telegram)
    discord.say(f"link {code}")
    discord.number -= 1

    discord.say(f"link {code}")

    assert discord.answer.repeated
    assert people(database_url) == 1


def test_codes_are_never_the_same_and_have_fifty_bits(telegram):
    codes = {code_of(telegram.wait(hours=1)) for _ in range(20)}

    assert len(codes) == 20
    assert all(len(code) == 11 for code in codes)


def test_unlinking_leaves_the_history_on_the_other_side(telegram, discord, database_url):
    discord.say(f"link {code_of(telegram)}")

    assert "begin anew" in discord.say("unlink")
    discord.press("Separate")

    assert discord.say("history").startswith("Hi, I'm Ironstride")
    assert people(database_url) == 2
    assert len(workouts(telegram)) == 1


def test_unlinking_asks_and_may_be_left(telegram, discord, database_url):
    discord.say(f"link {code_of(telegram)}")
    discord.say("unlink")
    discord.press("Stay linked")

    discord.press("Separate")

    assert people(database_url) == 1
    assert "over" in discord.answer.messages[0].text


def test_alone_there_is_nothing_to_unlink(telegram):
    assert "Nothing is linked" in telegram.say("unlink")


def test_deleting_everything_deletes_both_identities(telegram, discord, database_url):
    discord.say(f"link {code_of(telegram)}")
    discord.say("link")

    discord.say("delete everything")
    discord.say("yes, delete everything")

    rows = rows_by_table(database_url)
    assert set(rows) == {table.name for table in METADATA.sorted_tables}
    assert {name for name, found in rows.items() if found} <= {"deliveries", "notes"}


def imported(chat, content, name="file.csv"):
    chat._turn(lambda _: Handed(name, content.encode()))
    return chat.press("Import")


@pytest.mark.parametrize("form", ["json", "csv"])
def test_what_was_carried_over_as_a_file_before_is_there_once_after_linking(telegram, discord, store, form):
    imported(discord, exported(store, telegram.who, form))
    assert len(workouts(discord)) == 1

    discord.say(f"link {code_of(telegram)}")

    (only,) = workouts(telegram)
    assert len(only.sets) == 14


@pytest.mark.parametrize("unit", ["8 kg", "20 lb"])
def test_the_same_file_imported_on_both_sides_is_there_once_after_linking(telegram, discord, unit):
    discord.settle_in(f"dumbbells {unit} and a band")
    discord.say("stop")
    for chat in (telegram, discord):
        imported(chat, HEVY)

    discord.say(f"link {code_of(telegram)}")

    starts = [one.started for one in workouts(telegram) if one.sets]
    assert len(starts) == len(set(starts)) == 3


def test_a_session_that_was_carried_over_half_done_is_whole_after_linking(telegram, discord, store):
    telegram.wait(days=3).say("start workout")
    telegram.say("6")
    file = exported(store, telegram.who, "json")
    telegram.say("everything as planned")
    discord.at = telegram.at
    imported(discord, file)
    before = {one.started: len(one.sets) for one in workouts(telegram)}

    discord.say(f"link {code_of(telegram)}")

    assert {one.started: len(one.sets) for one in workouts(discord)} == before
    assert len(workouts(discord)) == 2


def test_the_export_names_every_place_where_one_is_known(telegram, discord, store):
    discord.say(f"link {code_of(telegram)}")

    assert json.loads(exported(store, telegram.who, "json"))["identities"] == ["discord:2", "telegram:1"]
