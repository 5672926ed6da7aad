"""What every store promises about codes, about two people who become one, and about an identity that leaves."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from core.athlete import Due
from core.codes import Code
from core.turn import Turn, Unsent
from tests.storage.examples import AT, edit, everything, lift, person, workout
from tests.storage.raw import rows_by_table

CODE = "7KQ2MXNP4T"
GIVEN = Code(CODE, "link", AT + timedelta(minutes=10))


def give(store, who, code=GIVEN, **changes):
    edit(store, who, lambda athlete: Turn(replace(athlete, **changes), code=code))


def behind(store, code=CODE, at=AT):
    return store.once(f"look {code} {at}", at, lambda unit: unit.behind(code, at)).result(30)


def join(store, mine, delivery="join"):
    """Whoever is behind the code keeps everything; `mine` is gone."""

    def work(unit):
        gone = unit.athlete(mine, AT)
        found = unit.behind(CODE, AT)
        also = tuple(replace(one, number=one.number + 10) for one in unit.workouts(gone))
        unit.keep(found.athlete, Turn(replace(found.athlete, workouts=11), also=also, spent=CODE, absorbed=gone))

    return store.once(delivery, AT, work, who=mine).result(30)


def test_a_code_leads_to_its_giver_and_all_their_workouts(store):
    give(store, "ana", workout=workout(1, sets=(lift(),)), workouts=1)

    found = behind(store)

    assert (found.kind, found.athlete.id) == ("link", person(store, "ana").id)
    assert found.workouts == everything(store, "ana")


def test_a_code_that_ended_or_was_never_given_leads_nowhere(store):
    give(store, "ana")

    assert behind(store, at=GIVEN.until) is None
    assert behind(store, code="0000000000") is None


def test_a_code_counts_as_often_as_it_was_given_for(store):
    give(store, "ana", replace(GIVEN, uses=2))

    for uses_left in (True, False):
        edit(store, "ben", lambda athlete: Turn(athlete, spent=CODE))
        assert (behind(store, at=AT + timedelta(seconds=uses_left)) is not None) is uses_left


def test_no_code_stands_in_the_database(store, url):
    give(store, "ana")

    assert rows_by_table(url)["codes"]
    assert CODE not in str(rows_by_table(url))


def test_two_become_one_with_both_identities_and_no_row_of_the_other_is_left(store, url):
    due = Due("lift_day", AT.date(), AT)
    give(store, "ana", workout=workout(1, sets=(lift(),), closed="finished"), workouts=1, due=due, reach="ana")
    give(store, "ben", replace(GIVEN, text="B" * 10), workout=workout(1, sets=(lift(note="ben"),)), workouts=1)
    gone = person(store, "ben").id
    edit(
        store,
        "ben",
        lambda a: Turn(replace(a, due=due, reach="ben"), unsent=(Unsent("evening", due.day, "skipped", "x"),)),
    )

    join(store, "ben")

    one = person(store, "ana")
    assert person(store, "ben").id == one.id != gone
    assert [(w.number, w.sets[0].note) for w in everything(store, "ben")] == [(1, ""), (11, "ben")]
    assert store.read(lambda g: g.athlete("ben").past.identities).result(30) == ("ana", "ben")
    rows = rows_by_table(url)
    assert {name: len(rows[name]) for name in ("athletes", "identities", "dues", "occurrences", "codes")} == {
        "athletes": 1, "identities": 2, "dues": 1, "occurrences": 1, "codes": 1,
    }  # fmt: skip
    assert behind(store) is None


def test_what_was_sent_to_either_is_not_sent_again(store):
    """The occurrences of both are kept; where both have one, the one of whoever stays."""
    give(store, "ana")
    for who, kinds in (("ana", ("lift_day",)), ("ben", ("lift_day", "evening"))):
        unsent = tuple(Unsent(kind, AT.date(), "skipped", who) for kind in kinds)
        edit(store, who, lambda a, unsent=unsent: Turn(a, unsent=unsent))

    join(store, "ben")

    kept = store.read(lambda g: g.occurrences(g.athlete("ana"))).result(30)
    assert sorted((one.kind, one.reason) for one in kept) == [("evening", "ben"), ("lift_day", "ana")]


def test_joining_is_all_or_nothing(store):
    give(store, "ana")
    edit(store, "ben", Turn)

    def work(unit):
        gone = unit.athlete("ben", AT)
        found = unit.behind(CODE, AT)
        unit.keep(found.athlete, Turn(found.athlete, spent=CODE, absorbed=gone))
        raise RuntimeError("the power is gone")

    with pytest.raises(RuntimeError):
        store.once("broken", AT, work, who="ben").result(30)

    assert person(store, "ben").id != person(store, "ana").id
    assert behind(store) is not None


def test_an_identity_that_leaves_is_somebody_new_next_time(store):
    give(store, "ana", workouts=0)
    edit(store, "ben", Turn)
    join(store, "ben")

    edit(store, "ben", lambda athlete: Turn(athlete, parts="ben"))

    assert person(store, "ben") is None
    assert store.read(lambda g: g.athlete("ana").past.identities).result(30) == ("ana",)
    assert edit(store, "ben", Turn).id != person(store, "ana").id


def test_wrong_codes_of_strangers_are_counted_for_an_hour_without_a_row_about_them(store, url):
    for minutes in range(12):
        at = AT + timedelta(minutes=minutes)
        store.once(f"guess {minutes}", at, lambda unit, at=at: unit.guess("telegram:9", at)).result(30)

    def guesses(who, minutes):
        at = AT + timedelta(minutes=minutes)
        return store.once(f"look {who} {minutes}", at, lambda unit: unit.guesses(who, at)).result(30)

    assert guesses("telegram:9", 12) == 10
    assert guesses("telegram:9", 64) == 5  # those of the minutes 5 to 9; the last two found no room
    assert guesses("telegram:9", 90) == 0
    assert guesses("telegram:8", 12) == 0
    assert {name for name, rows in rows_by_table(url).items() if rows} == {"deliveries"}


def test_looking_whether_somebody_is_known_makes_nobody(store, url):
    assert store.once("look", AT, lambda unit: unit.known("ana")).result(30) is None
    edit(store, "ana", lambda athlete: Turn(replace(athlete, workouts=0)))

    assert store.once("again", AT, lambda unit: unit.known("ana").id).result(30) == person(store, "ana").id
    assert len(rows_by_table(url)["athletes"]) == 1


def test_invitations_go_with_whoever_becomes_one_with_another_and_links_do_not(store):
    give(store, "ana")
    give(store, "ben", Code("B" * 10, "invite", AT + timedelta(days=7), uses=3))
    give(store, "ben", Code("C" * 10, "link", AT + timedelta(minutes=10)))

    join(store, "ben")

    assert behind(store, "B" * 10).athlete.id == person(store, "ana").id
    assert behind(store, "C" * 10) is None


def test_the_tally_counts_and_names_nobody(store):
    give(store, "ana", workout=workout(1, sets=(lift(), lift(number=2)), closed="finished"), workouts=1)
    give(store, "ben", replace(GIVEN, text="B" * 10), workout=workout(1, closed="abandoned"), workouts=1)
    unsent = tuple(Unsent(kind, AT.date(), end, "x") for kind, end in (("lift_day", "skipped"), ("evening", "expired")))
    edit(store, "ben", lambda a: Turn(a, unsent=unsent))

    def tally(days):
        return store.read(lambda glance: glance.tally(AT + timedelta(days=days))).result(30)

    found = tally(1)
    assert (found.people, found.active_7, found.active_28, found.workouts, found.sets) == (2, 1, 1, 1, 2)
    assert found.nudges == {"skipped": 1, "expired": 1}
    assert [(tally(days).active_7, tally(days).active_28) for days in (8, 29)] == [(0, 1), (0, 0)]
