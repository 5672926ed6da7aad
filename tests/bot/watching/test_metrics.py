"""/metrics tells in numbers what happened, and nothing about anybody."""

import asyncio
import logging
import threading
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.nudges import Nudges
from bot.occurrences import Occurrences
from bot.port import Waiting
from bot.watching.turns import CountedTurns
from bot.watching.watch import Watch
from core.ports import Unavailable
from core.turn import Incoming, Said
from tests.bot.watching.conftest import Slow, now, watched

AT = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)
HELLO = ["start workout", "none of these", "dumbbells 8 kg and a band"]


async def samples(asking):
    answer = await asking.get("/metrics")
    assert answer.status_code == 200
    return {
        (sample.name, *sorted(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


def said(text, number, who="telegram:7"):
    return Incoming(who, Said(text, message=f"m{number}"), AT, f"{who}:{number}")


def outcome(name, front="telegram"):
    return ("ironstride_turns_total", ("front", front), ("outcome", name))


async def test_turns_and_sets_are_counted_by_front_and_outcome(asking):
    for number, text in enumerate([*HELLO, "6", "6"]):
        await asking.watch.turns.turn(said(text, number))
    await asking.watch.turns.turn(said("6", 4))
    await asking.watch.turns.turn(said("help", 1, "discord:9"))

    told = await samples(asking)

    assert told[outcome("kept")] == 5
    assert told[outcome("repeated")] == 1
    assert told[outcome("kept", "discord")] == 1
    assert told["ironstride_sets_total", ("front", "telegram")] == 2
    assert told["ironstride_turn_seconds_count", ("front", "telegram")] == 6


@pytest.mark.parametrize(
    ("error", "name"), [(Unavailable("no disk"), "unavailable"), (ValueError("ours"), "failed"), (None, "kept")]
)
async def test_a_turn_that_fails_is_counted_and_its_error_passed_on(store, error, name):
    slow = Slow(store)
    watch = Watch(slow, now)
    slow.fails = error
    slow.go.set()

    if error:
        with pytest.raises(type(error)):
            await watch.turns.turn(said("6", 1))
    else:
        assert await watch.turns.turn(said("6", 1)) is slow.answer

    (family,) = watch.metrics.turns.collect()
    assert [(s.labels["outcome"], s.value) for s in family.samples if s.name.endswith("_total")] == [(name, 1)]


async def test_turns_under_way_are_a_queue_with_an_age(store):
    slow = Slow(store)
    turns = CountedTurns(slow, Watch(slow, now).metrics)

    before = turns.waiting
    running = [asyncio.create_task(turns.turn(said("6", number))) for number in range(3)]
    await asyncio.sleep(0.1)
    during = turns.waiting
    slow.go.set()
    await asyncio.gather(*running)

    assert (before, turns.waiting) == (Waiting(0), Waiting(0))
    assert during.depth == 3
    assert during.age_s >= 0.05


async def test_fronts_tell_their_state_and_their_queues(asking, lamp):
    lamp.waiting = {"incoming": Waiting(3, 1.5), "outgoing": Waiting(0)}
    lamp.state = "Telegram cannot be reached (NetworkError)"

    told = await samples(asking)

    assert told["ironstride_queue_depth", ("queue", "telegram_incoming")] == 3
    assert told["ironstride_queue_age_seconds", ("queue", "telegram_incoming")] == 1.5
    assert told["ironstride_queue_depth", ("queue", "telegram_outgoing")] == 0
    assert {state: told["ironstride_front_state", ("front", "telegram"), ("state", state)] for state in (
        "connected", "standby", "away")} == {"connected": 0, "standby": 0, "away": 1}  # fmt: skip


async def test_429s_and_errors_are_counted(asking):
    limited = asking.watch.limited("discord")
    for _ in range(3):
        limited()
    logging.getLogger("bot.telegram.turns").error("Update %s is set aside", 7)
    logging.getLogger("some.library").critical("it broke")
    logging.getLogger("bot.telegram.turns").warning("not an error")

    told = await samples(asking)

    assert told["ironstride_limited_total", ("front", "discord")] == 3
    assert told["ironstride_errors_total", ("logger", "bot.telegram.turns")] == 1
    assert told["ironstride_errors_total", ("logger", "library")] == 1


async def test_a_loop_that_was_held_shows_in_its_lateness(asking):
    await asyncio.sleep(0.1)
    time.sleep(1.2)  # noqa: ASYNC251  this is the fault
    await asyncio.sleep(0.1)

    told = await samples(asking)

    assert told["ironstride_loop_lateness_seconds_count",] >= 1
    assert told["ironstride_loop_lateness_seconds_sum",] > 0.3


async def test_without_the_database_the_numbers_still_come(desk, asking, monkeypatch):
    monkeypatch.setattr("bot.watching.watch.LOOK_S", 0.1)
    let_go = threading.Event()
    desk.store.read(lambda _: let_go.wait(60))  # somebody's long look holds the reading thread

    told = await samples(asking)
    let_go.set()

    assert ("ironstride_queue_depth", ("queue", "telegram_nudges")) not in told
    assert told["ironstride_queue_depth", ("queue", "turns")] == 0


@pytest.mark.parametrize("accept", ["", "text/plain", "application/openmetrics-text; version=1.0.0", "*/*", "x" * 3000])
async def test_whoever_scrapes_gets_a_form_they_know(asking, accept):
    answer = await asking.get("/metrics", headers={"Accept": accept})

    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(("text/plain; version=", "application/openmetrics-text; version="))
    assert "ironstride_build_info" in answer.text


async def test_nothing_in_the_numbers_tells_of_anybody(asking):
    """Not who, not what, not where it hurts; and the labels are few whatever people send."""
    people = [f"telegram:{990_000 + number}" for number in range(20)]
    for number, who in enumerate(people):
        for step, text in enumerate([*HELLO, "knee hurts 6/10", "chest pain", f"squat {number} kg <b>{number}</b>"]):
            await asking.watch.turns.turn(said(text, step, who))
    await asking.watch.turns.turn(replace(said("6", 1, "myspace:1"), delivery="odd"))

    text = (await asking.get("/metrics")).text
    names = " ".join(line.rpartition(" ")[0] for line in text.lower().splitlines())  # a value may have any digits

    assert "ironstride_turns" in names
    assert not any(word in names for word in ("99000", "knee", "pain", "hurt", "chest", "squat", "myspace", "odd"))
    assert {line.split('front="')[1].split('"')[0] for line in text.splitlines() if 'front="' in line} == {
        "telegram",
        "other",
    }


# --- nudges -------------------------------------------------------------------------------------------------------------
class Mailbox:
    """A front that takes every nudge, or refuses as it is told."""

    name = "telegram"
    can_deliver = True

    def __init__(self, says):
        self.says = says

    async def deliver(self, outgoing):
        return self.says


@pytest.mark.parametrize(
    ("says", "state", "late"), [("sent", "sent", 1), ("blocked", "skipped", 0), ("unknown", "unknown", 0)]
)
async def test_nudges_are_counted_by_kind_and_end_with_their_lateness(desk, says, state, late):
    watch = Watch(desk, now)
    for number, text in enumerate([*HELLO, "all done", "remind me at 18:00"]):
        await desk.turn(said(text, number))
    due = desk.store.read(lambda glance: glance.due("telegram")).result()
    moment = due + timedelta(seconds=20)
    nudges = Nudges(Occurrences(desk, "UTC", watch.ended), {"telegram": Mailbox(says)}, lambda: moment)

    await nudges.tick()
    await nudges.idle()

    (family,) = watch.metrics.nudges.collect()
    ends = [(s.labels["state"], s.value) for s in family.samples if s.name.endswith("_total")]
    (lateness,) = watch.metrics.nudge_lateness.collect()
    took = {s.name.removeprefix("ironstride_nudge_lateness_seconds_"): s.value for s in lateness.samples}
    assert ends == [(state, 1)]
    assert (took["count"], took["sum"]) == (late, 20 * late)


async def test_nudges_that_are_due_are_a_queue_with_an_age(desk, lamp):
    async with watched(desk, lamp) as asking:
        for number, text in enumerate([*HELLO, "all done"]):
            await desk.turn(said(text, number))

        told = await samples(asking)

    assert told["ironstride_queue_depth", ("queue", "telegram_nudges")] == 1
    assert told["ironstride_queue_age_seconds", ("queue", "telegram_nudges")] > 3600
