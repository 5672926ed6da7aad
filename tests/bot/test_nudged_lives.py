"""Whatever somebody says, wherever they travel and whenever the program is off: every nudge is accounted for."""

from __future__ import annotations

import tempfile
from contextlib import closing
from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.desk import Desk
from core.content import library
from storage import open_store
from tests.bot.world import World, at

ZONES = (
    "Europe/Berlin",
    "America/St_Johns",
    "Pacific/Auckland",
    "Pacific/Honolulu",
    "Australia/Lord_Howe",
    "Africa/Cairo",
    "Pacific/Apia",
)
SAID = (
    "start workout", "6", "everything as planned", "stop", "skip", "not today", "tomorrow", "tonight", "in an hour", "later", "move to sunday",
    "pause", "pause until friday", "resume", "I'm sick", "I'm fine again", "travelling until Friday", "rest week", "nudges off", "nudges on",
    "quiet hours 20:00 to 9:00", "quiet hours off", "time 6:30", "time 22:00", "time 12:15", "lift days monday and thursday", "week", "undo",
    "race 29 march half marathon", "week summary off", "run days: hard tue thu, long sun", "6 6", "cancel", "chest pain", "I have been cleared",
)  # fmt: skip
WHO = "telegram:1"
STEPS = st.one_of(
    st.tuples(st.just("says"), st.sampled_from(SAID)),
    st.tuples(st.just("presses"), st.integers(0, 6)),
    st.tuples(st.just("passes"), st.integers(1, 60)),
    st.tuples(st.just("outage"), st.integers(1, 40)),
    st.tuples(st.just("moves"), st.sampled_from(ZONES)),
    st.tuples(st.just("blocks"), st.booleans()),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps=st.lists(STEPS, max_size=30), starts=st.sampled_from(["2026-03-23", "2026-10-19"]))
def test_none_twice_and_none_missing_without_a_reason(steps, starts):
    with tempfile.TemporaryDirectory() as folder, closing(open_store(f"sqlite:///{folder}/life.db")) as store:
        world = World(Desk(store, library()), at(starts, "12:00"))
        world.newcomer(WHO, "lift days tuesday and friday at 18:00")

        for does, what in [*steps, ("passes", 12)]:
            lived(world, does, what)

        world.accounted()
        due = world.person(WHO).due
        assert due is None or due.at > world.now


def lived(world, does, what):
    """One step of a life."""
    match does:
        case "says":
            world.says(what, WHO)
        case "presses" if world.sent:
            choices = [c.key for row in world.sent[-1][1].answer.messages[0].choices for c in row]
            world.presses(choices[what] if what < len(choices) else "nudge:ok", WHO)
        case "passes":
            world.until(world.now + timedelta(hours=what))
        case "outage":
            world.outage(world.now + timedelta(hours=what))
        case "moves":
            world.moves_to(what, WHO)
        case "blocks":
            world.blocks(WHO, blocked=what)
