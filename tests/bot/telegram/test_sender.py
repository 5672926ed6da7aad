"""What leaves when, and what became of it; on a clock that jumps, so an hour of sending takes no time."""

import asyncio
import logging
from bisect import bisect_left

import httpx
import pytest
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter, TimedOut

from bot.telegram.limits import Limits
from bot.telegram.outcome import reason
from bot.telegram.sender import Sender, Urgency
from tests.fakes.jumping import run

ANA, BEN, CLUB = 501, 502, -100900
TRIP_S = 0.05  # to Telegram and back


class Line:
    """Stands for Telegram: notes what arrived when, and fails as told, once for each error."""

    def __init__(self):
        self.arrived = []
        self.errors = {}

    def sends(self, chat, what, *errors):
        self.errors[what] = list(errors)

        async def request(to):
            await asyncio.sleep(TRIP_S)
            self.arrived.append((round(asyncio.get_running_loop().time(), 3), to, what))
            if self.errors[what]:
                raise self.errors[what].pop(0)
            return True

        return chat, request

    def whats(self):
        return [what for _, _, what in self.arrived]

    def times(self):
        return [at for at, _, _ in self.arrived]


def caused(error, cause):
    error.__cause__ = cause
    return error


UNSENT = caused(NetworkError("httpx.ConnectError"), httpx.ConnectError("no route"))
DOUBT = caused(TimedOut(), httpx.ReadTimeout("late"))


@pytest.fixture
def line():
    return Line()


def most_in(times, span_s):
    """The most that arrived in any span."""
    return max(bisect_left(times, start + span_s - 1e-6) - number for number, start in enumerate(times))


def test_each_chat_gets_its_messages_in_order(line):
    async def given():
        sender = Sender(Limits())
        await asyncio.gather(
            *(sender.put(*line.sends(chat, (chat, number))) for number in range(8) for chat in (ANA, BEN))
        )

    run(given())

    for chat in (ANA, BEN):
        assert [what for what in line.whats() if what[0] == chat] == [(chat, number) for number in range(8)]


def test_a_chat_gets_a_short_burst_and_then_one_a_second(line):
    async def given():
        sender = Sender(Limits())
        await asyncio.gather(*(sender.put(*line.sends(ANA, number)) for number in range(12)))

    run(given())

    assert most_in(line.times(), 1.0) <= 3
    assert line.times()[-1] == pytest.approx(9 + TRIP_S, abs=0.2)


def test_a_group_gets_twenty_a_minute(line):
    async def given():
        sender = Sender(Limits())
        await asyncio.gather(*(sender.put(*line.sends(CLUB, number)) for number in range(70)))

    run(given())

    assert most_in(line.times(), 60.0) <= 20
    assert line.times()[-1] < 190


def test_over_all_chats_never_more_than_thirty_leave_in_a_second(line):
    async def given():
        sender = Sender(Limits())
        replies = [sender.put(*line.sends(chat, chat)) for chat in range(1, 200)]
        nudges = [sender.put(*line.sends(chat, chat), Urgency.NUDGE) for chat in range(1000, 1200)]
        await asyncio.gather(*replies, *nudges)

    run(given())

    assert most_in(line.times(), 1.0) <= 30


def test_ten_thousand_nudges_leave_at_telegrams_rate_and_a_reply_passes_them(line):
    waits = []

    async def reply(sender, chat):
        asked = asyncio.get_running_loop().time()
        await sender.put(*line.sends(chat, f"reply {chat}"))
        waits.append(asyncio.get_running_loop().time() - asked - TRIP_S)

    async def given():
        sender = Sender(Limits())
        nudges = [sender.put(*line.sends(chat, chat), Urgency.NUDGE) for chat in range(1, 10_001)]
        for chat in range(20_001, 20_101):
            await asyncio.sleep(3)
            await reply(sender, chat)
        sent = await asyncio.gather(*nudges)
        assert {one.delivered for one in sent} == {"sent"}

    run(given())

    assert max(waits) <= 0.1
    assert line.times()[-1] <= 10_100 / 28
    assert most_in(line.times(), 1.0) <= 30


def test_in_one_chat_a_reply_passes_the_nudges_too(line):
    async def given():
        sender = Sender(Limits())
        nudges = [sender.put(*line.sends(ANA, f"nudge {number}"), Urgency.NUDGE) for number in range(5)]
        await asyncio.gather(*nudges, sender.put(*line.sends(ANA, "reply")))

    run(given())

    assert line.whats().index("reply") <= 1


def test_429_holds_that_chat_alone_for_as_long_as_it_says(line):
    async def given():
        sender = Sender(Limits())
        held = sender.put(*line.sends(ANA, "held", RetryAfter(20)))
        others = [sender.put(*line.sends(BEN, number)) for number in range(3)]
        return [(await one).delivered for one in (held, *others)]

    delivered = run(given())

    assert delivered == ["sent"] * 4
    assert [at for at, chat, _ in line.arrived if chat == BEN][-1] < 1
    first, second = (at for at, chat, _ in line.arrived if chat == ANA)
    assert second - first >= 20


def test_a_nudge_that_telegram_holds_too_long_goes_back_to_the_clock(line):
    async def given():
        sender = Sender(Limits())
        return (await sender.put(*line.sends(ANA, "nudge", RetryAfter(300)), Urgency.NUDGE)).delivered

    assert run(given()) == "failed"
    assert len(line.arrived) == 1


@pytest.mark.parametrize(
    ("errors", "reply", "nudge"),
    [
        ([Forbidden("Forbidden: bot was blocked by the user")], ("blocked", 1), ("blocked", 1)),
        ([BadRequest("Bad Request: chat not found")], ("blocked", 1), ("blocked", 1)),
        ([BadRequest("Bad Request: message is too long")], ("failed", 1), ("failed", 1)),
        ([UNSENT], ("sent", 2), ("sent", 2)),
        ([UNSENT] * 9, ("failed", 5), ("failed", 5)),
        ([DOUBT], ("sent", 2), ("unknown", 1)),
        ([DOUBT, DOUBT], ("unknown", 2), ("unknown", 1)),
        ([NetworkError("Bad Gateway")], ("sent", 2), ("unknown", 1)),
        ([ChatMigrated(-5)], ("sent", 2), ("sent", 2)),
        ([ValueError("a mistake of ours")], ("failed", 1), ("failed", 1)),
    ],
)
def test_what_becomes_of_a_message_that_meets_trouble(errors, reply, nudge):
    """A set's reply may come twice, a nudge may not; what certainly did not leave is tried again."""

    async def given(line, urgency):
        return (await Sender(Limits()).put(*line.sends(ANA, "it", *errors), urgency)).delivered

    for urgency, expected in ((Urgency.REPLY, reply), (Urgency.NUDGE, nudge)):
        line = Line()
        assert (run(given(line, urgency)), len(line.arrived)) == expected


def test_after_a_group_moved_everything_goes_to_its_new_chat(line):
    async def given():
        sender = Sender(Limits())
        await asyncio.gather(
            sender.put(*line.sends(CLUB, "first", ChatMigrated(-5))),
            sender.put(*line.sends(CLUB, "second")),
        )

    run(given())

    assert [(chat, what) for _, chat, what in line.arrived] == [(CLUB, "first"), (-5, "first"), (-5, "second")]


def test_trouble_in_one_message_does_not_hold_up_the_next(line):
    async def given():
        sender = Sender(Limits())
        return [
            one.delivered
            for one in await asyncio.gather(
                sender.put(*line.sends(ANA, "bad", BadRequest("no"))), sender.put(*line.sends(ANA, "good"))
            )
        ]

    assert run(given()) == ["failed", "sent"]


def test_a_trifle_leaves_at_once_or_never(line):
    async def given():
        sender = Sender(Limits())
        alone = await sender.put(*line.sends(ANA, "tick"), Urgency.TRIFLE)
        reply = [sender.put(*line.sends(ANA, number)) for number in range(2)]
        beside = await sender.put(*line.sends(ANA, "tock"), Urgency.TRIFLE)
        await asyncio.gather(*reply)
        return alone.delivered, beside.delivered

    assert run(given()) == ("sent", "failed")
    assert line.whats() == ["tick", 0, 1]


def test_a_nod_leaves_beside_the_reply(line):
    async def given():
        sender = Sender(Limits())
        reply = sender.put(*line.sends(ANA, "reply"))
        nod = sender.put(*line.sends(ANA, "nod"), Urgency.TRIFLE, counts=False)
        return [(await one).delivered for one in (reply, nod)]

    assert run(given()) == ["sent", "sent"]
    assert len(set(line.times())) == 1


def test_a_trifle_in_trouble_is_not_tried_again_but_its_hold_is_heard(line):
    async def given():
        sender = Sender(Limits())
        tick = await sender.put(*line.sends(ANA, "tick", RetryAfter(7)), Urgency.TRIFLE)
        await sender.put(*line.sends(ANA, "reply"))
        return tick.delivered

    assert run(given()) == "failed"
    assert line.times()[1] >= 7


def test_at_the_end_replies_still_leave_and_nudges_go_back(line):
    async def given():
        sender = Sender(Limits())
        replies = [sender.put(*line.sends(ANA, number)) for number in range(5)]
        nudges = [sender.put(*line.sends(BEN, f"nudge {number}"), Urgency.NUDGE) for number in range(5)]
        await sender.close(4.0)
        late = sender.put(*line.sends(ANA, "late"))
        return [[(await one).delivered for one in kind] for kind in (replies, nudges, [late])]

    replies, nudges, late = run(given())

    assert replies == ["sent"] * 5
    assert nudges == ["sent", "failed", "failed", "failed", "failed"]
    assert late == ["failed"]


def test_at_the_end_nobody_waits_longer_than_the_grace(line):
    async def given():
        sender = Sender(Limits())
        replies = [sender.put(*line.sends(ANA, number)) for number in range(50)]
        began = asyncio.get_running_loop().time()
        await sender.close(4.0)
        took = asyncio.get_running_loop().time() - began
        return took, {(await one).delivered for one in replies}

    took, delivered = run(given())

    assert took <= 4.1
    assert delivered == {"sent", "unknown", "failed"}  # unknown: the one that was under way


def test_nothing_is_kept_about_a_chat_that_has_what_it_waits_for(line):
    async def given():
        sender = Sender(Limits())
        await asyncio.gather(*(sender.put(*line.sends(chat, chat)) for chat in range(1, 300)))
        return len(sender._lanes), sender.waiting()

    assert run(given()) == (0, 0)


def test_what_is_logged_names_the_chat_and_not_the_words(line, caplog):
    caplog.set_level(logging.DEBUG, "bot")

    async def given():
        await Sender(Limits()).put(*line.sends(ANA, "it", BadRequest("Bad Request: no")))

    run(given())

    assert [record.getMessage() for record in caplog.records] == ["A message for chat 501 was not taken: No"]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ('Can\'t parse entities: unsupported start tag "my knee hurts" at byte offset 7', "Can't parse entities"),
        ('Tag "my knee hurts" is unknown', "Tag "),
        ("A line\nmy knee hurts", "A line"),
        ("Timed out", "Timed out"),
    ],
)
def test_of_a_refusal_only_the_kind_is_told_and_never_what_it_quotes(said, told):
    assert reason(BadRequest(said)) == told
