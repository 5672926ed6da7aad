"""When Telegram lets us send: plain arithmetic on a clock that the caller reads."""

from __future__ import annotations

from collections import deque

# core.telegram.org/bots/faq: about 30 messages a second in all, one a second in a chat (short bursts pass), 20 a minute in a group.
ALL_PER_S = 30
NUDGES_PER_S = 29  # the rest of the second stays free for replies, which also go first
NUDGE_BURST = 3  # so that a late timer costs no rate
CHAT_S = 1.0
CHAT_BURST = 3  # an answer of a few messages leaves at once
GROUP_PER_MIN = 20
REMEMBERED = 1024  # chats kept in mind before the idle ones are swept out


class Window:
    """At most `count` in any `span_s` seconds."""

    def __init__(self, count: int, span_s: float) -> None:
        self._taken: deque[float] = deque(maxlen=count)
        self._count = count
        self._span_s = span_s

    def free_at(self) -> float:
        """The earliest moment for the next one."""
        return self._taken[0] + self._span_s if len(self._taken) == self._count else 0.0

    def take(self, now: float) -> None:
        """Count one at `now`."""
        self._taken.append(now)


class Pace:
    """One every `step_s` seconds in the long run, up to `burst` at once after a pause."""

    def __init__(self, step_s: float, burst: int) -> None:
        self._step_s = step_s
        self._ahead_s = (burst - 1) * step_s
        self._next = 0.0

    def free_at(self) -> float:
        """The earliest moment for the next one."""
        return self._next - self._ahead_s

    def take(self, now: float) -> None:
        """Count one at `now`."""
        self._next = max(self._next, now) + self._step_s

    def idle(self, now: float) -> bool:
        """Whether forgetting it would change nothing."""
        return self._next <= now


class Limits:
    """What may be sent when, over all chats and in each."""

    def __init__(self) -> None:
        self._all = Window(ALL_PER_S, 1.0)
        self._nudges = Pace(1 / NUDGES_PER_S, NUDGE_BURST)
        self._chats: dict[int, Pace] = {}
        self._groups: dict[int, Window] = {}
        self._held: dict[int, float] = {}
        self._sweep_over = REMEMBERED

    def free_at(self, *, nudge: bool) -> float:
        """When the next message may leave, whoever it is for."""
        return max(self._all.free_at(), self._nudges.free_at()) if nudge else self._all.free_at()

    def chat_free_at(self, chat: int, *, counts: bool) -> float:
        """When this chat may get its next message; what does not count (an edit of buttons) only waits for a hold to end."""
        held = self._held.get(chat, 0.0)
        if not counts:
            return held
        pace, group = self._chats.get(chat), self._groups.get(chat)
        return max(held, pace.free_at() if pace else 0.0, group.free_at() if group else 0.0)

    def take(self, chat: int, now: float, *, nudge: bool, counts: bool) -> None:
        """One leaves for this chat at `now`."""
        self._all.take(now)
        if nudge:
            self._nudges.take(now)
        if not counts:
            return
        if chat not in self._chats:
            self._sweep(now)
            self._chats[chat] = Pace(CHAT_S, CHAT_BURST)
        self._chats[chat].take(now)
        if chat < 0:  # groups have negative ids
            self._groups.setdefault(chat, Window(GROUP_PER_MIN, 60.0)).take(now)

    def hold(self, chat: int, until: float) -> None:
        """Nothing more for this chat before `until`: Telegram asked for that (429)."""
        self._held[chat] = max(until, self._held.get(chat, 0.0))

    def _sweep(self, now: float) -> None:
        if len(self._chats) < self._sweep_over:
            return
        self._chats = {chat: pace for chat, pace in self._chats.items() if not pace.idle(now)}
        self._groups = {
            chat: window for chat, window in self._groups.items() if window.free_at() > now or chat in self._chats
        }
        self._held = {chat: until for chat, until in self._held.items() if until > now}
        self._sweep_over = max(REMEMBERED, 2 * len(self._chats))
