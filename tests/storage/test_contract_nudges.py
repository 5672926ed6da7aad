"""What every store promises about what is due, and about what became of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, timedelta
from itertools import count
from threading import Event
from time import sleep

import pytest

from core.athlete import Break, Due, Nudging, Talk
from core.ports import Occurrence
from core.turn import Turn, Unsent
from tests.storage.examples import AT, change, edit, lift, person, workout

DAY = AT.date()
LEASE = timedelta(minutes=1)
DUE = Due("lift_day", DAY, AT)
_deliveries = count()


def write(store, work):
    """Run the work in a unit of its own and wait for it."""
    return store.once(f"nudges {next(_deliveries)}", AT, work).result(30)


def claim(store, front="telegram", now=AT, most=10):
    return write(store, lambda unit: unit.claim(front, now, now + LEASE, most))


def settle(store, claimed, state, reason=None, until=None):
    return write(store, lambda unit: unit.settle(claimed, state, reason, until))


def due(store, who="telegram:1", **changes):
    """Make something due for this person."""
    change(store, who, due=replace(DUE, **changes), reach=who)


def became(store, who="telegram:1"):
    """How each of the person's occurrences stands."""
    found = store.read(lambda glance: glance.occurrences(glance.athlete(who))).result(30)
    return {(one.kind, one.day): (one.state, one.reason) for one in found}


def test_what_is_due_and_what_is_known_for_nudging_is_kept_and_taken_away(store):
    nudging = Nudging(
        sent=(("lift_day", DAY), ("evening", DAY)),
        unanswered=3,
        last=AT,
        waiting=DAY,
        lift_on=date(2026, 3, 9),
        lift_at="19:30",
        again="2026-03-02T19:30",
        breaks=(Break("sick", DAY, None),),
    )

    change(store, "telegram:1", due=DUE, reach="telegram:1", nudging=nudging)
    kept = person(store, "telegram:1")
    change(store, "telegram:1", due=None, nudging=Nudging())
    gone = person(store, "telegram:1")

    assert (kept.due, kept.reach, kept.nudging) == (DUE, "telegram:1", nudging)
    assert (gone.due, gone.reach, gone.nudging) == (None, "telegram:1", Nudging())


def test_only_what_is_due_on_that_front_is_claimed_earliest_first(store):
    due(store, "telegram:1", at=AT - timedelta(minutes=1))
    due(store, "telegram:2", at=AT - timedelta(minutes=2))
    due(store, "telegram:3", at=AT + timedelta(seconds=1))
    due(store, "discord:4")

    claimed = claim(store)

    assert [one.who for one in claimed] == ["telegram:2", "telegram:1"]
    assert [(one.kind, one.day, one.fence, one.ended) for one in claimed] == [("lift_day", DAY, 1, False)] * 2


def test_no_more_is_claimed_than_was_asked_for(store):
    for number in range(5):
        due(store, f"telegram:{number}", at=AT - timedelta(minutes=number))

    first, second, third = (claim(store, most=2) for _ in range(3))

    assert [one.who for one in first] == ["telegram:4", "telegram:3"]
    assert [one.who for one in second] == ["telegram:2", "telegram:1"]
    assert [one.who for one in third] == ["telegram:0"]


def test_what_is_claimed_is_nobody_elses_until_the_lease_ends(store):
    due(store)
    (first,) = claim(store)

    meanwhile = claim(store, now=AT + LEASE - timedelta(microseconds=1))
    (second,) = claim(store, now=AT + LEASE)

    assert meanwhile == ()
    assert second.fence > first.fence
    assert write(store, lambda unit: (unit.holds(first), unit.holds(second))) == (False, True)


def test_who_lost_the_lease_can_write_nothing(store):
    due(store)
    (first,) = claim(store)
    (second,) = claim(store, now=AT + LEASE)

    assert settle(store, first, "sent") is False
    assert settle(store, second, "sending", until=AT + 2 * LEASE) is True
    assert became(store) == {("lift_day", DAY): ("sending", None)}


def test_what_may_have_been_sent_becomes_unknown_when_its_lease_ends_and_is_not_claimed_again(store):
    due(store)
    (claimed,) = claim(store)
    settle(store, claimed, "sending", until=AT + LEASE)

    before = write(store, lambda unit: unit.lapse(AT + LEASE - timedelta(microseconds=1)))
    after = write(store, lambda unit: unit.lapse(AT + LEASE))

    assert (before, after) == (0, 1)
    assert became(store) == {("lift_day", DAY): ("unknown", "lapsed")}
    assert [one.ended for one in claim(store, now=AT + 2 * LEASE)] == [True]
    assert became(store) == {("lift_day", DAY): ("unknown", "lapsed")}


def test_what_may_have_been_sent_is_unknown_also_to_who_claims_it_before_its_lease_was_seen_to_end(store):
    due(store)
    (claimed,) = claim(store)
    settle(store, claimed, "sending", until=AT + LEASE)

    (again,) = claim(store, now=AT + LEASE)

    assert again.ended
    assert became(store) == {("lift_day", DAY): ("unknown", "lapsed")}


@pytest.mark.parametrize(("state", "reason"), [("sent", None), ("expired", "late"), ("unknown", "timeout")])
def test_an_occurrence_that_has_ended_is_claimed_as_such_and_stays_as_it_ended(store, state, reason):
    due(store)
    settle(store, claim(store)[0], state, reason)

    (again,) = claim(store, now=AT + LEASE)

    assert again.ended
    assert became(store) == {("lift_day", DAY): (state, reason)}


def test_a_claim_that_was_overtaken_ends_as_skipped(store):
    due(store)
    claim(store)
    change(store, "telegram:1", due=Due("lift_day", DAY + timedelta(days=2), AT + timedelta(days=2)))

    write(store, lambda unit: unit.lapse(AT + LEASE))

    assert became(store) == {("lift_day", DAY): ("skipped", "overtaken")}
    assert store.read(lambda glance: glance.lease_ends()).result(30) is None


def test_a_claim_that_is_still_due_waits_for_whoever_claims_it_next(store):
    due(store)
    claim(store)

    write(store, lambda unit: unit.lapse(AT + LEASE))

    assert became(store) == {("lift_day", DAY): ("claimed", None)}
    assert len(claim(store, now=AT + LEASE)) == 1


def test_what_a_turn_skips_is_taken_from_whoever_claimed_it(store):
    due(store)
    (claimed,) = claim(store)

    edit(
        store,
        "telegram:1",
        lambda a: Turn(replace(a, due=None), unsent=(Unsent("lift_day", DAY, "skipped", "started"),)),
    )

    assert write(store, lambda unit: unit.holds(claimed)) is False
    assert became(store) == {("lift_day", DAY): ("skipped", "started")}


def test_what_was_skipped_can_become_due_again(store):
    edit(store, "telegram:1", lambda a: Turn(a, unsent=(Unsent("lift_day", DAY, "skipped", "paused"),)))
    due(store)

    (claimed,) = claim(store)

    assert not claimed.ended
    assert became(store) == {("lift_day", DAY): ("claimed", None)}


@pytest.mark.parametrize("state", ["sending", "sent", "unknown"])
def test_skipping_does_not_touch_what_went_out(store, state):
    due(store)
    settle(store, claim(store)[0], state)

    edit(store, "telegram:1", lambda a: Turn(a, unsent=(Unsent("lift_day", DAY, "skipped", "started"),)))

    assert became(store) == {("lift_day", DAY): (state, None)}


def test_a_person_is_due_where_they_were_heard_of_last(store):
    due(store, "telegram:1")
    change(store, "telegram:1", reach="discord:7")

    assert claim(store, "telegram") == ()
    assert [one.who for one in claim(store, "discord")] == ["discord:7"]


def test_the_times_at_which_something_has_to_be_done_are_told(store):
    due(store, "telegram:1", at=AT + timedelta(hours=1))
    due(store, "telegram:2", at=AT)
    due(store, "ana", at=AT + timedelta(hours=2))

    def looked(glance):
        return glance.due("telegram"), glance.due("discord"), set(glance.fronts()), glance.lease_ends()

    before = store.read(looked).result(30)
    claim(store)
    after = store.read(looked).result(30)

    assert before == (AT, None, {"telegram", ""}, None)
    assert after[3] == AT + LEASE
    assert before[0].tzinfo == UTC


def test_everybody_with_something_due_is_found_in_portions(store):
    names = [f"telegram:{number}" for number in range(5)]
    for who in names:
        due(store, who)
    change(store, "telegram:6")

    found, after = [], 0
    while portion := store.read(lambda glance, after=after: glance.due_after(after, 2)).result(30):
        found += [who for _, who in portion]
        after = portion[-1][0]

    assert found == names


def test_occurrences_of_long_ago_are_let_go(store):
    due(store, day=DAY - timedelta(days=100))
    settle(store, claim(store)[0], "sent")
    due(store)
    settle(store, claim(store)[0], "sent")

    assert set(became(store)) == {("lift_day", DAY)}


def test_an_occurrence_tells_when_it_was_due(store):
    due(store)
    claim(store)

    found = store.read(lambda glance: glance.occurrences(glance.athlete("telegram:1"))).result(30)

    assert found == (Occurrence("lift_day", DAY, AT, "claimed", None),)


def test_the_program_notes_things_for_itself(opened):
    write(opened(), lambda unit: unit.note("zones", "2026a"))
    store = opened()
    write(store, lambda unit: unit.note("zones", "2026b"))

    assert store.read(lambda glance: (glance.noted("zones"), glance.noted("other"))).result(30) == ("2026b", None)


def test_of_two_turns_at_once_the_second_sees_all_that_the_first_wrote(opened):
    """Also what is due, which stands in a table of its own beside the row that is locked."""
    one, two = opened(), opened()
    change(one, "telegram:1", reach="telegram:1", due=Due("lift", date(2026, 3, 3), AT), workout=workout(), workouts=1)
    loaded, go = Event(), Event()
    later = Due("lift", date(2026, 3, 4), AT + timedelta(days=1))

    def first(unit):
        before = unit.athlete("telegram:1", AT)
        loaded.set()
        assert go.wait(30)
        after = replace(before, due=later, talk=Talk("x"), workout=before.workout.with_sets(lift()))
        unit.keep(before, Turn(after))

    def second(unit):
        athlete = unit.athlete("telegram:1", AT)
        return athlete.due, athlete.talk, athlete.workout.sets

    writing = one.once("first", AT, first)
    assert loaded.wait(30)
    reading = two.once("second", AT, second)
    while not reading.running():
        sleep(0.01)
    sleep(0.3)  # so that it stands before the lock
    go.set()

    assert writing.result(30) is None
    assert reading.result(30) == (later, Talk("x"), (lift(),))
