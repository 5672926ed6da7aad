"""A file handed over in a chat: first what it would bring, kept after a yes, once, and gone from the shelf afterwards."""

import asyncio
from datetime import timedelta

import pytest

from bot.desk import Desk
from bot.exporting import exported
from bot.house import House
from bot.importing.keeping import kept, previewed
from core.bringing import MOST_BYTES, MOST_ROWS
from core.content import library
from core.turn import Handed, Incoming, Pressed
from tests.bot.importing.test_others import HEVY, STRONG
from tests.core.conversation.chat import Chat
from tests.storage.raw import rows_by_table

BAD = HEVY + "".join(HEVY.splitlines()[-1].replace("15", f"{reps}") + "\n" for reps in (999, "six", 201))


class Bringing(Chat):
    def hands(self, content, name="hevy.csv", lost=None):
        content = content.encode() if isinstance(content, str) else content
        return self._turn(lambda _: Handed(name, content, lost))

    def workouts(self):
        return self.store.read(lambda g: tuple(g.workouts(g.athlete(self.who)))).result()


@pytest.fixture
def ana(desk, store):
    ana = Bringing(desk, store)
    ana.settle_in("dumbbells 8 kg and a band")
    ana.say("stop")
    return ana


@pytest.fixture
def shelf(database_url):
    return lambda: rows_by_table(database_url)["files"]


def test_a_file_is_shown_first_and_nothing_is_kept_yet(ana):
    told = ana.hands(HEVY)

    assert told.splitlines() == [
        "Hevy: 2 sessions in the file.",
        "New: 2 sessions with 5 sets, 2025-07-26 to 2025-07-28.",
        "Left out: 1 row without lifting (runs, rest timers, notes).",
    ]
    assert [choice.label for choice in ana.choices[-2:]] == ["Import", "Cancel"]
    assert len(ana.workouts()) == 1  # the one that was put away


@pytest.mark.parametrize("yes", ["tap", "yes", "Yes please", "import", "yep"])
def test_after_a_yes_it_is_kept_and_waits_no_more(ana, shelf, yes):
    ana.hands(HEVY)
    assert len(shelf()) == 1

    told = ana.press("Import") if yes == "tap" else ana.say(yes)

    assert told == "Imported: 2 sessions with 5 sets. «history» shows them."
    assert sorted(w.number for w in ana.workouts()) == [1, 2, 3]
    assert shelf() == []
    assert ana.look(lambda a: (a.talk.asked, a.workouts)) == (None, 3)


@pytest.mark.parametrize("no", ["tap", "no", "cancel", "nope"])
def test_after_a_no_nothing_is_kept_and_nothing_waits(ana, shelf, no):
    ana.hands(HEVY)

    told = ana.press("Cancel") if no == "tap" else ana.say(no)

    assert told == "Fine, nothing was imported."
    assert len(ana.workouts()) == 1
    assert shelf() == []


def test_the_same_file_again_has_nothing_new_and_asks_nothing(ana, shelf):
    ana.hands(HEVY)
    ana.press("Import")
    before = exported(ana.store, ana.who, "json")

    told = ana.hands(HEVY)

    assert told.splitlines()[1:] == [
        "Already there: 2.",
        "Left out: 1 row without lifting (runs, rest timers, notes).",
        "There is nothing new in it.",
    ]
    assert shelf() == []
    assert exported(ana.store, ana.who, "json") == before


def test_the_button_pressed_again_brings_nothing_twice(ana):
    ana.hands(HEVY)
    ana.press("Import")

    again = ana.press("Import")

    assert again.startswith("That file waits no more")
    assert len(ana.workouts()) == 3


def test_bad_rows_are_named_by_number_and_left_out(ana):
    told = ana.hands(BAD)

    assert "3 bad rows, which I would leave out:" in told
    assert "8: reps is «999»; more than 200 is not taken." in told
    assert "9: reps is «six», which is no number." in told
    assert ana.press("Import").splitlines()[:2] == [
        "Imported: 2 sessions with 5 sets. «history» shows them.",
        "Left out: 3 bad rows.",
    ]


def test_of_many_bad_rows_all_numbers_that_fit_are_told(ana):
    row = HEVY.splitlines()[-1].replace("15", "999") + "\n"

    told = ana.hands(HEVY + row * 100)

    assert "100 bad rows" in told
    assert "And 13, 14, 15" in told
    assert told.splitlines()[-1].endswith("and 65 more.")
    assert len(told) < 2000


def test_a_file_waits_through_a_restart(ana, store):
    ana.hands(HEVY)
    ana.desk = Desk(store, library())

    assert ana.say("yes").startswith("Imported: 2 sessions")


def test_a_file_waits_while_other_things_are_said(ana):
    ana.hands(HEVY)
    ana.say("start workout")
    ana.say("6")

    told = ana.press("Import")

    assert told.startswith("Imported: 2 sessions")
    assert "set 2 of 2" in told
    ana.say("5")
    assert [s.reps for s in ana.look(lambda a: a.workout).sets] == [6, 5]
    ana.say("undo")
    assert [s.reps for s in ana.look(lambda a: a.workout).sets] == [6]


def test_a_file_waits_for_a_day(ana):
    ana.hands(HEVY)

    assert ana.wait(days=1).press("Import").startswith("That file waits no more")
    assert len(ana.workouts()) == 1


def test_what_waited_too_long_is_swept_away_by_anybodys_message(ana, desk, store, shelf):
    ana.hands(HEVY)
    Chat(desk, store, who="ben", at=ana.at + timedelta(days=1, minutes=3)).say("hi")

    assert shelf() == []


def test_a_newer_file_takes_the_place_of_the_one_that_waits(ana, shelf):
    ana.hands(HEVY)
    older = ana.choices[-2].key
    ana.hands(STRONG)

    assert len(shelf()) == 1
    ana.desk.turn_now(Incoming(ana.who, Pressed(older), ana.at, "older"))
    assert len(ana.workouts()) == 1
    assert ana.say("yes").startswith("Imported: 1 session with 4 sets")


def test_a_file_of_ours_restores_a_newcomer(ana, desk, store):
    ana.say("start workout")
    ana.say("everything as planned")
    file = exported(store, ana.who, "json")
    ben = Bringing(desk, store, who="telegram:9", at=ana.at)

    told = ben.hands(file, "ironstride.json")
    assert "Your profile and settings come along." in told
    assert ben.press("Import").splitlines()[1:2] == ["Your profile and settings are back too."]

    assert ben.look(lambda a: a.profile) == ana.look(lambda a: a.profile)
    assert "Squat: 6 6 @ 8 kg" in ben.say("history")
    assert ben.look(lambda a: a.due) is not None


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"x" * (MOST_BYTES + 1), "That file is bigger than the 5 MB that I take: export a shorter time, or split it."),
        (b"a,b\n" * (MOST_ROWS + 2), "That file has more rows than the 50,000 that I take: split it by years."),
        (b"\x89PNG\r\n\x1a\n\x00\xff\xfe", "I can't read that file: I take exports of mine (JSON or CSV), of Hevy and of Strong (CSV)."),
        (b"name,age\nana,35\n", "I can't read that file: I take exports of mine (JSON or CSV), of Hevy and of Strong (CSV)."),
        (b"{}", "I can't read that file: I take exports of mine (JSON or CSV), of Hevy and of Strong (CSV)."),
        (b"", "I can't read that file: I take exports of mine (JSON or CSV), of Hevy and of Strong (CSV)."),
    ],
    ids=["bytes", "rows", "picture", "another-table", "another-json", "empty"],
)  # fmt: skip
def test_what_cannot_be_taken_is_refused_in_one_sentence(ana, shelf, content, told):
    assert ana.hands(content) == told
    assert shelf() == []


@pytest.mark.parametrize(
    ("lost", "told"), [("too_big", "bigger than the 5 MB"), ("unreachable", "please send it again")]
)
def test_a_file_that_did_not_arrive_is_told_of(ana, lost, told):
    assert told in ana.hands(b"", lost=lost)


def test_a_formula_in_a_cell_is_a_note_and_leaves_the_house_defused(ana):
    ana.hands(HEVY.replace('"slow, =ly"', '"\'=1+1"'))
    ana.press("Import")

    assert "=1+1" in {lift.note for workout in ana.workouts() for lift in workout.sets}
    assert "'=1+1" in exported(ana.store, ana.who, "csv")


def test_a_repeat_of_the_yes_brings_nothing_twice(ana):
    ana.hands(HEVY)
    yes = Incoming(ana.who, Pressed(ana.choices[-2].key), ana.at, "the yes")
    ana.desk.turn_now(yes)

    again = ana.desk.turn_now(yes)

    assert again.repeated
    assert len(ana.workouts()) == 3


async def test_two_yeses_at_once_bring_it_once(ana):
    ana.hands(HEVY)
    key = ana.choices[-2].key
    yeses = [Incoming(ana.who, Pressed(key), ana.at, f"yes {n}") for n in range(2)]

    answers = await asyncio.gather(*(ana.desk.turn(yes) for yes in yeses))

    assert sum(answer.messages[0].text.startswith("Imported: 2") for answer in answers) == 1
    assert len(ana.workouts()) == 3


def test_what_came_to_be_there_meanwhile_is_not_brought_again(ana):
    """The same file, by both ways: in the chat and on the command line."""
    ana.hands(HEVY)
    found = previewed(ana.store, ana.who, HEVY.encode(), library(), host_zone="Europe/Berlin", now=ana.at)
    kept(ana.store, ana.who, found, ana.at)

    assert ana.press("Import") == "There is nothing new in it."
    assert len(ana.workouts()) == 3


def test_deleting_everything_takes_the_waiting_file_along(ana, database_url):
    ana.hands(HEVY)
    ana.say("delete everything")
    ana.say("yes, delete everything")

    assert {name for name, rows in rows_by_table(database_url).items() if rows} <= {"deliveries", "notes"}


def test_a_stranger_at_the_door_hands_over_nothing(store, database_url):
    stranger = Bringing(Desk(store, library(), House(invite_only=True)), store, who="discord:3")

    assert stranger.hands(HEVY).startswith("This is a private club")
    assert {name for name, rows in rows_by_table(database_url).items() if rows} <= {"deliveries", "notes"}


def test_import_alone_says_how(ana):
    assert ana.say("import").startswith("Send me the file right here")
    assert ana.say("/import").startswith("Send me the file right here")


def test_help_about_a_file_that_waits_leaves_it_waiting(ana):
    ana.hands(HEVY)

    assert ana.say("help").startswith("«yes» brings the file in")
    assert ana.say("yes").startswith("Imported: 2 sessions")
