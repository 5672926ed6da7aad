"""The ticking clock: each occurrence goes out once, through the right front, whatever the platform answers."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

import pytest

from bot.desk import Desk
from bot.nudges import LAST_TICK, UNDER_WAY, ZONE_DATA, Nudges, ticking
from bot.occurrences import SENDING, Occurrences
from core.content import library
from storage import open_store
from tests.bot.world import BERLIN, World, at

TUESDAY = date(2026, 3, 3)
DUE = at("2026-03-03", "18:00")
KEY = ("lift_day", TUESDAY)


@dataclass
class Platform:
    """A front whose platform keeps what arrives and answers by a list, the last answer again and again."""

    name: str = "telegram"
    answers: list = field(default_factory=lambda: ["sent"])
    arrived: list = field(default_factory=list)
    asked: int = 0
    at_once: int = 0
    most_at_once: int = 0
    open: asyncio.Event = field(default_factory=asyncio.Event)
    can_deliver: bool = True

    def __post_init__(self):
        self.open.set()

    async def run(self, stop):
        await stop.wait()

    async def deliver(self, outgoing):
        self.asked += 1
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            await asyncio.sleep(0.001)
            await self.open.wait()
            answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
            if isinstance(answer, Exception):
                raise answer
            if answer == "sent":
                self.arrived.append(outgoing)
            return answer
        finally:
            self.at_once -= 1


@dataclass
class Clock:
    now: datetime = DUE

    def __call__(self):
        return self.now


@pytest.fixture
def world(desk):
    """Monday noon; somebody lifts on Tuesdays and Fridays at 18:00."""
    world = World(desk, at("2026-03-02", "12:00"))
    world.newcomer("telegram:1", "lift days tuesday and friday at 18:00")
    return world


def nudges(desk, *fronts, now=None, **changes):
    return Nudges(
        Occurrences(desk, BERLIN),
        {front.name: front for front in fronts},
        now or Clock(),
        tries_s=(0.0, 0.0),
        version="1",
        **changes,
    )


async def ticked(clock, times=1):
    """Tick and wait until everything that was started is done."""
    for _ in range(times):
        await clock.tick()
        await clock.idle()


async def test_what_is_due_is_sent_by_the_front_on_which_the_person_is_reached(world):
    telegram, discord = Platform("telegram"), Platform("discord")

    await ticked(nudges(world.desk, telegram, discord), times=3)

    (outgoing,) = telegram.arrived
    assert (outgoing.who, outgoing.kind) == ("telegram:1", "lift_day")
    assert outgoing.message.text.startswith("Lift day")
    assert discord.asked == 0
    assert world.became()[KEY] == ("sent", None)


async def test_nothing_is_sent_before_its_time(world):
    telegram = Platform()

    await ticked(nudges(world.desk, telegram, now=Clock(DUE - timedelta(seconds=1))))

    assert telegram.asked == 0


async def test_the_identity_used_last_is_the_one_that_is_nudged(world):
    """Both identities belong to one person; here the link is made in the database, as linking will do it."""
    world.desk.store.once(
        "link",
        DUE,
        lambda unit: unit._link._cursor.execute(
            "INSERT INTO identities (who, athlete_id) SELECT 'discord:9', athlete_id FROM identities WHERE who = 'telegram:1'"
        ),
    ).result(30)
    world.says("time 18:00", "discord:9")
    telegram, discord = Platform("telegram"), Platform("discord")

    await ticked(nudges(world.desk, telegram, discord))

    assert (telegram.asked, [one.who for one in discord.arrived]) == (0, ["discord:9"])


async def test_somebody_whose_front_does_not_run_here_waits(world):
    discord = Platform("discord")

    await ticked(nudges(world.desk, discord))

    assert KEY not in world.became()
    assert world.person().due.kind == "lift_day"


@pytest.mark.parametrize(
    ("answers", "became", "asked"),
    [
        (["sent"], ("sent", None), 1),
        (["unknown"], ("unknown", "no_answer"), 1),
        (["failed", "sent"], ("sent", None), 2),
        (["failed"], ("expired", "undelivered"), 3),
        (["blocked"], ("skipped", "blocked"), 1),
        ([OSError("cut off")], ("unknown", "no_answer"), 1),
    ],
)
async def test_what_the_platform_answers_decides_how_it_ends(world, answers, became, asked):
    telegram = Platform(answers=answers)

    await ticked(nudges(world.desk, telegram), times=2)

    assert world.became()[KEY] == became
    assert telegram.asked == asked


async def test_who_has_blocked_the_bot_hears_nothing_until_they_let_it_write_again(world):
    clock = Clock()
    telegram = Platform(answers=["blocked", "sent"])
    running = nudges(world.desk, telegram, now=clock)

    await ticked(running)
    for hours in range(72):
        clock.now = DUE + timedelta(hours=hours)
        await ticked(running)
    asked_while_blocked = telegram.asked
    world.now = at("2026-03-06", "12:00")
    world.blocks(blocked=False)
    clock.now = at("2026-03-06", "18:00")
    await ticked(running)

    assert asked_while_blocked == 1
    assert [one.occurrence.split(":")[1] for one in telegram.arrived] == ["lift_day"]


async def test_two_tickers_at_once_send_everything_once(tmp_path):
    url = f"sqlite:///{tmp_path}/shared.db"
    stores = [open_store(url), open_store(url)]
    desks = [Desk(store, library()) for store in stores]
    world = World(desks[0], at("2026-03-02", "12:00"))
    people = [f"telegram:{number}" for number in range(40)]
    for who in people:
        world.newcomer(who, "lift days tuesday and friday at 18:00")
    telegram = Platform()

    await asyncio.gather(*(ticked(nudges(desk, telegram), times=3) for desk in desks))

    assert sorted(one.who for one in telegram.arrived) == sorted(people)
    assert telegram.asked == len(people)
    for store in stores:
        store.close()


async def test_no_more_than_so_many_are_under_way_and_all_leave(world):
    people = [f"telegram:{number}" for number in range(2, 2 * UNDER_WAY)]
    for who in people:
        world.newcomer(who, "lift days tuesday and friday at 18:00")
    telegram = Platform()

    await ticked(nudges(world.desk, telegram))

    assert len(telegram.arrived) == len(people) + 1
    assert 1 < telegram.most_at_once <= UNDER_WAY


async def test_a_front_that_hangs_does_not_hold_up_the_other(world):
    world.newcomer("discord:2", "lift days tuesday and friday at 18:00")
    telegram, discord = Platform("telegram"), Platform("discord")
    telegram.open.clear()
    running = nudges(world.desk, telegram, discord)

    await running.tick()
    await asyncio.wait_for(_until(lambda: discord.arrived), 10)

    assert telegram.arrived == []
    telegram.open.set()
    await running.finish()


async def test_what_was_being_sent_when_the_process_died_is_unknown_and_not_sent_again(world):
    telegram = Platform()
    telegram.open.clear()
    dying = nudges(world.desk, telegram, finish_s=0.0)
    await dying.tick()
    await asyncio.wait_for(_until(lambda: telegram.asked), 10)
    await dying.finish()  # as good as dead: nothing was written

    clock = Clock(DUE + timedelta(seconds=1))
    await ticked(nudges(world.desk, telegram, now=clock))
    meanwhile = world.became()[KEY]
    clock.now = DUE + SENDING + timedelta(seconds=1)
    await ticked(nudges(world.desk, telegram, now=clock))

    assert meanwhile == ("sending", None)
    assert world.became()[KEY] == ("unknown", "lapsed")
    assert telegram.asked == 1


async def test_it_ticks_by_itself_until_it_is_told_to_stop(world):
    telegram, clock = Platform(), Clock(DUE - timedelta(minutes=1))

    async with ticking(nudges(world.desk, telegram, now=clock, tick_s=0.01)):
        before = telegram.asked
        clock.now = DUE
        await asyncio.wait_for(_until(lambda: telegram.arrived), 10)

    assert before == 0
    assert world.became()[KEY] == ("sent", None)


async def test_at_the_end_what_is_being_sent_may_still_arrive(world):
    telegram = Platform()
    telegram.open.clear()
    running = nudges(world.desk, telegram)
    await running.tick()
    await asyncio.wait_for(_until(lambda: telegram.asked), 10)

    asyncio.get_running_loop().call_later(0.05, telegram.open.set)
    await running.finish()

    assert world.became()[KEY] == ("sent", None)


async def test_other_zone_data_makes_every_due_time_anew_and_once(world):
    """As if the data of before had put it an hour too early."""
    wrong = world.person().due.at - timedelta(hours=1)
    world.desk.store.once(
        "wrong", DUE, lambda unit: unit._link._cursor.execute("UPDATE dues SET at = at - 3600000000")
    ).result(30)
    occurrences = Occurrences(world.desk, BERLIN)
    occurrences.note(ZONE_DATA, "0", DUE).result(30)
    clock = Clock(DUE - timedelta(hours=2))
    before = world.person().due.at

    await ticked(nudges(world.desk, Platform(), now=clock))

    assert (before, world.person().due.at) == (wrong, DUE)
    assert world.desk.store.read(lambda glance: glance.noted(ZONE_DATA)).result(30) == "1"


async def test_one_person_who_cannot_be_read_keeps_nobody_else_from_their_new_time(world):
    world.newcomer("telegram:2", "lift days tuesday and friday at 18:00", "time zone Berlin")
    right = world.person("telegram:2").due.at
    for statement in ("UPDATE dues SET at = at - 3600000000", "UPDATE athletes SET profile = '{' WHERE id = 1"):
        world.desk.store.once(statement, DUE, lambda unit, s=statement: unit._link._cursor.execute(s)).result(30)
    Occurrences(world.desk, BERLIN).note(ZONE_DATA, "0", DUE).result(30)

    await ticked(nudges(world.desk, Platform(), now=Clock(DUE - timedelta(hours=2))))

    assert world.person("telegram:2").due.at == right
    assert world.desk.store.read(lambda glance: glance.noted(ZONE_DATA)).result(30) == "1"


@pytest.fixture(params=["sqlite", "postgresql"])
def either(request, tmp_path):
    """As `world`, with a second person, on each store."""
    url = f"sqlite:///{tmp_path}/either.db"
    if request.param == "postgresql":
        url = request.getfixturevalue("postgres").new_database()
    store = open_store(url)
    world = World(Desk(store, library()), at("2026-03-02", "12:00"))
    for who in ("telegram:1", "telegram:2"):
        world.newcomer(who, "lift days tuesday and friday at 18:00")
    yield world
    store.close()


def changed(world, statement):
    """Change the database past the program; the first person's number is 1."""
    world.desk.store.once(statement, DUE, lambda unit: unit._link._cursor.execute(statement)).result(30)


def rows(world, question):
    return world.desk.store.once(question, DUE, lambda unit: unit._link._cursor.execute(question).fetchall()).result(30)


async def minutes_pass(world, clock, telegram, minutes):
    """Tick once in each minute; how many claims there were of the first person's occurrence at the end of each."""
    running, fences = nudges(world.desk, telegram, now=clock), []
    for minute in range(minutes):
        clock.now = DUE + timedelta(minutes=minute, seconds=minute)
        await ticked(running)
        found = rows(world, f"SELECT MAX(fence) FROM occurrences WHERE athlete_id = 1 AND {minute} = {minute}")
        fences.append(found[0][0])
    return fences


async def test_a_nudge_whose_person_cannot_be_read_is_set_aside_after_three_tries(either, caplog):
    changed(either, "UPDATE athletes SET profile = '{' WHERE id = 1")
    telegram, clock = Platform(), Clock()

    fences = await minutes_pass(either, clock, telegram, 6)

    assert fences == [1, 2, 3, 3, 3, 3]
    ended = "SELECT kind, day, state, reason, until FROM occurrences WHERE athlete_id = 1 AND fence = 3"
    assert rows(either, ended) == [("lift_day", "2026-03-03", "expired", "poison", None)]
    assert rows(either, "SELECT kind FROM dues WHERE athlete_id = 1") == []
    assert [one.who for one in telegram.arrived] == ["telegram:2"]
    (told,) = [record for record in caplog.records if record.levelname == "ERROR"]
    assert "is set aside: it failed 3 times" in told.getMessage()
    assert told.exc_info is None


async def test_after_a_poisoned_nudge_the_person_hears_the_next_one(either):
    """What is due is of a kind that nobody can put into words; the person is as they should be."""
    changed(either, "UPDATE dues SET kind = 'riddle' WHERE athlete_id = 1")
    telegram, clock = Platform(), Clock()

    await minutes_pass(either, clock, telegram, 5)

    assert either.became()["riddle", TUESDAY] == ("expired", "poison")
    assert sorted((one.who, one.kind) for one in telegram.arrived) == [
        ("telegram:1", "lift_day"),
        ("telegram:2", "lift_day"),
    ]


async def test_what_went_out_and_trips_later_keeps_its_end(either):
    """Sent, but what is due was not computed anew: the same occurrence comes up again and cannot be decided."""
    telegram, clock = Platform(), Clock()
    await ticked(nudges(either.desk, telegram, now=clock))
    changed(either, f"UPDATE dues SET kind = 'lift_day', day = '2026-03-03', at = {round(DUE.timestamp() * 1e6)}")
    changed(either, "UPDATE athletes SET profile = '{' WHERE id = 1")

    await minutes_pass(either, clock, telegram, 6)

    sent = "SELECT state, reason FROM occurrences WHERE athlete_id = 1 AND kind = 'lift_day' AND day = '2026-03-03'"
    assert rows(either, sent) == [("sent", None)]
    assert rows(either, "SELECT kind FROM dues WHERE athlete_id = 1") == []
    assert sorted(one.who for one in telegram.arrived) == ["telegram:1", "telegram:2"]


async def test_a_tick_that_is_cut_short_by_the_stop_is_no_error(world, caplog):
    telegram, stop = Platform(), asyncio.Event()
    running = nudges(world.desk, telegram, tick_s=0.01)
    held, ticks = asyncio.Event(), []

    class Held(Nudges):
        async def tick(self):
            ticks.append(True)
            held.set()
            await asyncio.sleep(60)

    under_way = asyncio.create_task(Held(running.occurrences, running.fronts, running.now, tick_s=0.01).run(stop))
    await asyncio.wait_for(held.wait(), 10)
    stop.set()
    await asyncio.wait_for(under_way, 10)
    await asyncio.sleep(0)

    assert ticks
    assert [record.getMessage() for record in caplog.records if record.levelno >= 40] == []


async def test_a_wall_time_that_moved_into_the_future_is_not_sent_early(world):
    """The same, but nobody came to compute anew: the turn itself notices."""
    world.desk.store.once(
        "wrong", DUE, lambda unit: unit._link._cursor.execute("UPDATE dues SET at = at - 3600000000")
    ).result(30)
    telegram, clock = Platform(), Clock(DUE - timedelta(hours=1))
    running = nudges(world.desk, telegram, now=clock)

    await ticked(running)
    early = telegram.asked
    clock.now = DUE
    await ticked(running)

    assert early == 0
    assert [one.kind for one in telegram.arrived] == ["lift_day"]
    assert world.became()[KEY] == ("sent", None)


async def test_a_clock_that_was_set_back_does_not_silence_anybody(world):
    clock = Clock(at("2027-03-02", "12:00"))
    telegram = Platform()
    running = nudges(world.desk, telegram, now=clock)
    await ticked(running, times=3)
    a_year_ahead = world.person().due

    clock.now = at("2026-03-02", "12:30")
    await ticked(running, times=2)
    set_right = world.person().due
    clock.now = at("2026-03-06", "18:00")
    await ticked(running, times=8)  # what was due in between is gone through one by one

    assert a_year_ahead.day.year == 2027
    assert set_right.day.year == 2026
    assert [one.kind for one in telegram.arrived] == ["lift_day"]


async def test_that_the_clock_was_set_back_is_noticed_after_a_restart_too(world):
    clock = Clock(at("2027-03-02", "12:00"))
    await ticked(nudges(world.desk, Platform(), now=clock), times=3)
    noted = world.desk.store.read(lambda glance: glance.noted(LAST_TICK)).result(30)

    clock.now = at("2026-03-02", "12:30")
    await ticked(nudges(world.desk, Platform(), now=clock), times=2)

    assert datetime.fromisoformat(noted).year == 2027
    assert world.person().due.day.year == 2026


async def _until(condition):
    while not condition():  # noqa: ASYNC110  what it waits for happens in the database's threads
        await asyncio.sleep(0.005)
