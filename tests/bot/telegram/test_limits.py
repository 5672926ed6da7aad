"""Telegram's limits as arithmetic."""

from bot.telegram.limits import ALL_PER_S, CHAT_BURST, GROUP_PER_MIN, Limits, Pace, Window

ANA, CLUB = 501, -100900


def taken(limits, chat, times, *, now=0.0, **more):
    for _ in range(times):
        limits.take(chat, now, **{"nudge": False, "counts": True} | more)


def test_a_window_is_full_until_its_first_leaves():
    window = Window(3, 10.0)

    for at in (1.0, 2.0, 3.0):
        window.take(at)

    assert window.free_at() == 11.0


def test_a_pace_allows_a_burst_and_then_one_a_step():
    pace = Pace(1.0, 3)
    left_at = []

    for _ in range(6):
        now = max(100.0, pace.free_at())
        pace.take(now)
        left_at.append(now)

    assert left_at == [100.0, 100.0, 100.0, 101.0, 102.0, 103.0]


def test_over_all_chats_thirty_leave_in_a_second():
    limits = Limits()

    for chat in range(1, ALL_PER_S + 1):
        taken(limits, chat, 1, now=5.0)

    assert limits.free_at(nudge=False) == 6.0


def test_nudges_leave_room_for_replies():
    limits = Limits()

    taken(limits, 1, 3, now=5.0, nudge=True)

    assert limits.free_at(nudge=True) > 5.0
    assert limits.free_at(nudge=False) <= 5.0


def test_a_group_gets_twenty_a_minute():
    limits = Limits()

    taken(limits, CLUB, GROUP_PER_MIN, now=5.0)

    assert limits.chat_free_at(CLUB, counts=True) == 65.0


def test_an_edit_of_buttons_does_not_count_in_its_chat_but_waits_for_a_hold():
    limits = Limits()

    taken(limits, ANA, CHAT_BURST, now=5.0)
    free = limits.chat_free_at(ANA, counts=False)
    limits.hold(ANA, 40.0)

    assert limits.chat_free_at(ANA, counts=True) >= 40.0
    assert (free, limits.chat_free_at(ANA, counts=False)) == (0.0, 40.0)


def test_a_hold_is_never_shortened_and_is_one_chats_alone():
    limits = Limits()

    limits.hold(ANA, 40.0)
    limits.hold(ANA, 20.0)

    assert limits.chat_free_at(ANA, counts=True) == 40.0
    assert limits.chat_free_at(502, counts=True) == 0.0


def test_idle_chats_are_forgotten():
    limits = Limits()

    for chat in range(1, 50_000):
        taken(limits, chat, 1, now=chat * 1.0)

    assert len(limits._chats) < 2_000
