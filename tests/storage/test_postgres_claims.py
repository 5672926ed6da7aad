"""Two processes that claim at the same moment: what one of them has, the other leaves alone."""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta

import psycopg
import pytest

from bot.desk import Desk
from bot.occurrences import Occurrences, Overtaken
from core.content import library
from storage import open_store
from tests.bot.world import World, at
from tests.storage.test_contract_nudges import AT, LEASE, became, claim, due, settle

PAUSE = 4711  # the lock on which a claim in the middle of its way is held up


@pytest.fixture
def url(postgres):
    return postgres.new_database()


@pytest.fixture
def two(url):
    """Two stores on one database, as two processes have them."""
    stores = open_store(url), open_store(url)
    yield stores
    for store in stores:
        store.close()


def test_a_claim_that_began_before_another_one_ended_takes_nothing_from_it(two, url):
    """The slow one has taken one person and comes to the next, whom the quick one claimed and released meanwhile."""
    slow, quick = two
    due(slow, "telegram:1", at=AT - timedelta(seconds=1))
    due(slow, "telegram:2")
    with closing(psycopg.connect(url, autocommit=True)) as other:
        other.execute(
            "CREATE FUNCTION held_up() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            "IF NEW.athlete_id = 1 THEN PERFORM pg_advisory_xact_lock(4711); END IF; RETURN NEW; END $$"
        )
        other.execute("CREATE TRIGGER held_up BEFORE INSERT ON occurrences FOR EACH ROW EXECUTE FUNCTION held_up()")
        other.execute("SELECT pg_advisory_lock(%s)", [PAUSE])

        under_way = slow.once("slow", AT, lambda unit: unit.claim("telegram", AT, AT + LEASE, 10))
        until_held_up(other)
        (second,) = claim(quick)
        other.execute("SELECT pg_advisory_unlock(%s)", [PAUSE])
        first = under_way.result(30)

    assert second.who == "telegram:2"
    assert [one.who for one in first] == ["telegram:1"]
    assert settle(quick, second, "sent")
    assert became(quick, "telegram:2") == {("lift_day", AT.date()): ("sent", None)}


def test_a_nudge_whose_lease_ended_in_the_middle_of_its_turn_is_left_to_who_claimed_it_then(two, url):
    """The turn of the first waits for the person's row for longer than its lease."""
    first, second = (Occurrences(Desk(store, library()), "Europe/Berlin") for store in two)
    world = World(first.desk, at("2026-03-02", "12:00"))
    world.newcomer("telegram:1", "lift days tuesday and friday at 18:00")
    now = at("2026-03-03", "18:00")
    (claimed,) = first.claim("telegram", now, 1).result(30)
    with closing(psycopg.connect(url)) as other:
        other.execute("SELECT 1 FROM athletes FOR UPDATE")

        deciding = first.decide(claimed, now)
        until_held_up(other, "transactionid")
        (taken,) = second.claim("telegram", now + LEASE, 1).result(30)
        other.rollback()

        with pytest.raises(Overtaken):
            deciding.result(30)
    nudge = second.decide(taken, now + LEASE).result(30)
    assert nudge is not None
    assert second.settle(taken, "sent", now + LEASE).result(30)


def until_held_up(other, kind="advisory"):
    """Return once somebody waits for such a lock."""
    while not other.execute("SELECT 1 FROM pg_locks WHERE locktype = %s AND NOT granted", [kind]).fetchone():
        pass
