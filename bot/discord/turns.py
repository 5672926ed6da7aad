"""Passes what happened to the desk: each person's things in order, again when the database was away, and what to say if it stays away."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Final, Literal

from bot.crashpoint import reach
from bot.crowd import Crowd
from bot.discord.lines import Lines
from bot.discord.wording import said
from bot.port import Answer
from core.ports import Unavailable

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from bot.discord.lines import Place
    from bot.port import Answering
    from core.turn import Incoming

log = logging.getLogger(__name__)

# The gateway does not wait for us and keeps nothing for later: what the database cannot take is tried again here, then refused.
RETRIES_S: Final = (0.5, 2.0, 5.0)
# A turn that trips over a mistake of ours is set aside after three tries; waiting longer would not mend it.
BROKEN_RETRIES_S: Final = (0.2, 0.4)


class Turns:
    """The desk, as the handlers of this front see it."""

    def __init__(self, desk: Answering, retries_s: Sequence[float] = RETRIES_S) -> None:
        self._desk = desk
        self._retries_s = retries_s
        self.arrivals = Lines()
        self._replies = Lines()
        self._crowd = Crowd()

    def room(self, who: str) -> Literal["room", "tell", "told"]:
        """Whether one more of this person's things is taken; if not, whether they have to be told of it."""
        return self._crowd.room(who, self.arrivals.waiting(who))

    def place(self, who: str) -> Place:
        """The next place in the line of this person's turns, taken now; it must be passed on to one of the two below."""
        return self.arrivals.place(who)

    async def taken(
        self, incoming: Incoming, place: Place, fetch: Callable[[Incoming], Awaitable[Incoming]] | None = None
    ) -> Answer:
        """The answer after the commit, in the order of arrival. `fetch` brings what belongs to it, once it is its turn."""
        async with place:
            return await self.answered(await fetch(incoming) if fetch else incoming)

    async def taken_to_reply(
        self, incoming: Incoming, place: Place, fetch: Callable[[Incoming], Awaitable[Incoming]]
    ) -> tuple[Answer, Place]:
        """As `taken`, with the place of the answer among the person's replies, which must be entered.

        `fetch` brings what belongs to the message, once it is its turn.
        """
        async with place:
            answer = await self.answered(await fetch(incoming))
            return answer, self._replies.place(incoming.who)

    async def answered(self, incoming: Incoming) -> Answer:
        """The answer after the commit, out of line; a refusal in words when nothing could be recorded."""
        away, broken = list(self._retries_s), list(BROKEN_RETRIES_S)
        while True:
            try:
                reach("received")
                answer = await self._desk.turn(incoming)
                reach("turned")
            except Unavailable:
                log.warning("The database cannot be reached; %s waits", incoming.delivery)
                left, refusal = away, said("unreachable")
            except Exception as error:  # noqa: BLE001  whatever it trips over, the next ones must flow
                # The kind and the place of the mistake are enough to find it; its message may hold what the person wrote.
                log.error("%s failed: %s", incoming.delivery, where(error))  # noqa: TRY400  see above
                left, refusal = broken, said("broken")
            else:
                return answer
            if not left:
                return Answer((refusal,))
            await asyncio.sleep(left.pop(0))


def where(error: BaseException) -> str:
    """The kind of a mistake and the line that made it, without its words."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    line = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace is not None else "?"
    return f"{type(error).__name__} at {line}"
