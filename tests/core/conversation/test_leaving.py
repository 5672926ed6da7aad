"""«delete everything» through the real conversation: one question, then no row is left in any table."""

from datetime import UTC, datetime, timedelta

import pytest

from core.turn import Incoming, Pressed, Said
from storage.schema import METADATA
from tests.storage.raw import rows_by_table

AT = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)
ABOUT_NOBODY = {"deliveries", "notes"}  # digests of messages, which name nobody; what the program notes for itself


class Ana:
    """Somebody who talks with the desk, a minute between two messages."""

    def __init__(self, desk, who="ana"):
        self.desk, self.who, self.at, self.number = desk, who, AT, 0

    def does(self, act):
        self.number, self.at = self.number + 1, self.at + timedelta(minutes=1)
        return self.desk.turn_now(Incoming(self.who, act, self.at, f"{self.who}:{self.number}"))

    def says(self, *texts):
        for text in texts:
            answer = self.does(Said(text, message=f"{self.who}:{self.number}"))
        return answer

    def presses(self, label, answer):
        return self.does(
            Pressed(next(c.key for m in answer.messages for row in m.choices for c in row if c.label == label))
        )


@pytest.fixture
def ana(desk):
    ana = Ana(desk)
    ana.says("start workout", "none of these", "dumbbells 8 kg and a band", "6", "5", "knee hurts 2", "undo")
    return ana


def tables_with_rows(url):
    return {name for name, rows in rows_by_table(url).items() if rows}


@pytest.mark.parametrize("how", ["tap", "yes, delete everything", "yes", "YES please delete it all."])
def test_after_the_yes_no_table_holds_a_row_about_the_person(ana, database_url, how):
    question = ana.says("delete everything")
    assert {"athletes", "identities", "workouts", "sets"} <= tables_with_rows(database_url)

    answer = ana.presses("Delete everything", question) if how == "tap" else ana.says(how)

    assert [fact.name for fact in answer.facts] == ["deleted"]
    assert set(rows_by_table(database_url)) == {table.name for table in METADATA.sorted_tables}
    assert tables_with_rows(database_url) <= ABOUT_NOBODY


def test_the_next_message_is_a_newcomers(ana):
    ana.says("delete everything", "yes, delete everything")

    answer = ana.says("6")

    assert answer.messages[0].text.startswith("Hi, I'm Ironstride")


@pytest.mark.parametrize("text", ["no", "cancel", "keep it", "don't", "fine", "6", "what is this?", "yes and no"])
def test_anything_but_a_plain_yes_leaves_everything_and_closes_the_question(ana, database_url, text):
    ana.says("delete everything", text)

    later = ana.says("yes")

    assert not [fact for fact in later.facts if fact.name == "deleted"]
    assert "sets" in tables_with_rows(database_url)


def test_the_button_of_an_older_question_deletes_nothing(ana, database_url):
    older = ana.says("delete everything")
    ana.says("delete everything")

    ana.presses("Delete everything", older)

    assert "sets" in tables_with_rows(database_url)


def test_the_same_words_once_more_are_no_yes(ana, database_url):
    """A message that was sent twice, out of impatience or by a bad connection, must not delete anything."""
    again = ana.says("delete everything", "delete everything")

    assert "Nobody can bring it back" in again.messages[0].text
    assert "sets" in tables_with_rows(database_url)


def test_the_whole_sentence_without_the_question_asks_first(ana, database_url):
    """In a workout «everything» alone would be a report."""
    before = rows_by_table(database_url)["sets"]

    answer = ana.says("yes, delete everything")

    assert "Nobody can bring it back" in answer.messages[0].text
    assert rows_by_table(database_url)["sets"] == before


def test_the_repeat_of_the_yes_makes_nobody_new(ana, database_url):
    ana.says("delete everything")
    yes = Incoming("ana", Said("yes, delete everything"), ana.at, "the yes")
    ana.desk.turn_now(yes)

    again = ana.desk.turn_now(yes)

    assert again.repeated
    assert tables_with_rows(database_url) <= ABOUT_NOBODY


def test_others_keep_everything(ana, desk):
    ben = Ana(desk, "ben")
    ben.says("start workout", "none of these", "dumbbells 8 kg and a band", "6")

    ana.says("delete everything", "yes")

    assert "set 2 of 2" in ben.says("today").messages[0].text


def test_somebody_who_only_asked_for_help_can_be_forgotten_too(desk, database_url):
    newcomer = Ana(desk)
    newcomer.says("help", "delete everything")

    answer = newcomer.says("yes, delete everything")

    assert [fact.name for fact in answer.facts] == ["deleted"]
    assert tables_with_rows(database_url) <= ABOUT_NOBODY
