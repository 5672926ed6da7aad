"""What every store promises to somebody who wants to be forgotten."""

from __future__ import annotations

from dataclasses import replace

from core.athlete import Due, Talk
from core.codes import Code
from core.turn import Shelved, Turn, Unsent
from storage.schema import METADATA
from storage.statements import personal_tables
from storage.unit import FORGET
from tests.storage.examples import AT, change, edit, everything, lift, person, workout
from tests.storage.raw import rows_by_table

ABOUT_NOBODY = {"deliveries", "notes"}  # digests without a person; what the program notes for itself


def settle(store, who):
    """Give the person something in every table."""
    change(store, who, talk=Talk("x"), workout=workout(1, sets=(lift(),), closed="finished"), workouts=1)
    change(store, who, workout=workout(2, sets=(lift(note=f"{who} was here"),)), workouts=2)
    due = Due("lift_day", AT.date(), AT)
    edit(
        store, who, lambda a: Turn(replace(a, due=due, reach=who), unsent=(Unsent("evening", due.day, "skipped", "x"),))
    )
    edit(store, who, lambda a: Turn(a, code=Code(f"code of {who}", "link", AT)))
    edit(store, who, lambda a: Turn(a, shelved=Shelved("7KQ2MXNP4T", AT, b"x")))
    store.once(f"note {who}", AT, lambda unit: unit.note("seen", "x")).result(30)


def test_forgetting_deletes_every_row_about_the_person_in_every_table(store, url):
    settle(store, "ana")
    before = rows_by_table(url)

    edit(store, "ana", lambda athlete: Turn(athlete, forget=True))

    after = rows_by_table(url)
    assert set(before) == {table.name for table in METADATA.sorted_tables}
    assert all(before[name] for name in before), "the person has rows in every table before"
    assert {name for name, rows in after.items() if rows} == ABOUT_NOBODY
    assert person(store, "ana") is None


def test_forgetting_one_person_leaves_the_others(store):
    settle(store, "ana")
    settle(store, "ben")
    before = person(store, "ben"), everything(store, "ben")

    edit(store, "ana", lambda athlete: Turn(athlete, forget=True))

    assert (replace(before[0], past=None), before[1]) == (
        replace(person(store, "ben"), past=None),
        everything(store, "ben"),
    )


def test_the_repeat_of_the_message_that_asked_for_it_makes_nobody_new(store):
    settle(store, "ana")
    edit(store, "ana", lambda athlete: Turn(athlete, forget=True), delivery="yes, delete")

    assert store.once("yes, delete", AT, lambda unit: unit.athlete("ana", AT), who="ana").result(30) is None
    assert person(store, "ana") is None


def test_whoever_comes_back_is_somebody_new(store):
    settle(store, "ana")
    old = person(store, "ana").id
    edit(store, "ana", lambda athlete: Turn(athlete, forget=True))

    new = edit(store, "ana", Turn)

    assert new.id != old
    assert (new.workouts, new.workout, new.talk) == (0, None, Talk())


def test_every_table_is_about_a_person_or_about_nobody():
    """A table that is added later is either forgotten, or named here with its reason."""
    owned = {table.name for table in METADATA.sorted_tables if "athlete_id" in table.c} | {"athletes"}

    assert owned | ABOUT_NOBODY == {table.name for table in METADATA.sorted_tables}
    assert tuple(f"forget_{table.name}" for table in personal_tables()) == FORGET
