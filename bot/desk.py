"""One turn: load, decide, save, hand back the answer."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeVar

from bot.arriving import arrival
from bot.bringing import Wanted, looked_into, taken_out
from bot.deciding import Deciding
from bot.documents import document
from bot.house import House
from bot.nonce import new_code
from bot.port import Answer
from core.conversation import tallied, unknown, where_we_are
from core.turn import Handed
from core.values import replace
from core.wording import message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from concurrent.futures import Future

    from bot.port import Document
    from core.content import Library
    from core.message import Say
    from core.ports import Glance, Store
    from core.tally import Tally
    from core.turn import Incoming, Turn

A = TypeVar("A")

ANSWERED_KEPT: Final = (
    10_000  # deliveries of this run whose answer was handed over; more than any platform has under way
)


@dataclass(slots=True)
class Desk:
    """Turns for every front. Nothing about a person is kept here: a restart between any two messages is invisible."""

    store: Store
    library: Library
    house: House = field(default_factory=House)
    _answered: OrderedDict[str, None] = field(default_factory=OrderedDict)
    _files: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(1))

    def submit(self, incoming: Incoming) -> Future[Turn | None]:
        """Queue a turn in the order of the calls; the result, None for a repeat, comes after the commit."""
        incoming = replace(incoming, nonce=incoming.nonce or new_code(), operator=incoming.who in self.house.operators)
        deciding = Deciding(self.house, self.library)
        return self.store.once(
            incoming.delivery, incoming.at, lambda unit: deciding.turn(unit, incoming), who=incoming.who
        )

    async def turn(self, incoming: Incoming) -> Answer:
        """Handle one incoming thing (see `bot.port.Answering`). A cancelled caller does not cancel the turn."""
        if isinstance(incoming.act, Handed):
            incoming = await self._beside(looked_into, incoming, incoming.act)
        try:
            kept = await arrival(self.submit(incoming))
        except Wanted as file:
            incoming = await self._beside(taken_out, incoming, file.token)
            kept = await arrival(self.submit(incoming))
        if kept is None and incoming.delivery not in self._answered:
            return self._again(await arrival(self._look(incoming)), incoming)
        answer = self._answer(kept, incoming)
        if kept is not None and kept.tally:
            answer = _counting(answer, await arrival(self._tally(incoming)))
        wanted = _wanted(answer)
        made = {name: await self.document(incoming.who, name) for name in wanted}
        return _carrying(answer, made)

    def turn_now(self, incoming: Incoming) -> Answer:
        """The same for a caller without an event loop."""
        if isinstance(incoming.act, Handed):
            incoming = looked_into(self.store, self.house, self.library, incoming, incoming.act)
        try:
            kept = self.submit(incoming).result()
        except Wanted as file:
            incoming = taken_out(self.store, self.house, self.library, incoming, file.token)
            kept = self.submit(incoming).result()
        if kept is None and incoming.delivery not in self._answered:
            return self._again(self._look(incoming).result(), incoming)
        answer = self._answer(kept, incoming)
        if kept is not None and kept.tally:
            answer = _counting(answer, self._tally(incoming).result())
        return _carrying(answer, {name: self._made(incoming.who, name).result() for name in _wanted(answer)})

    async def _beside(
        self, look: Callable[[Store, House, Library, Incoming, A], Incoming], incoming: Incoming, about: A
    ) -> Incoming:
        """Look into a file on a thread, one file at a time: everybody else's turns go on meanwhile."""
        async with self._files:
            return await asyncio.to_thread(look, self.store, self.house, self.library, incoming, about)

    async def document(self, who: str, name: str) -> Document | None:
        """The file that a message names, for the person behind this identity; None when there is no such person or file.

        Raises `core.ports.Unavailable` when the database cannot be reached.
        """
        return await arrival(self._made(who, name))

    def _made(self, who: str, name: str) -> Future[Document | None]:
        return self.store.read(lambda glance: document(glance, who, name, self.library))

    def _tally(self, incoming: Incoming) -> Future[Tally]:
        """The counts of the house, beside everybody's turns: over many sets they take a while."""
        return self.store.read(lambda glance: glance.tally(incoming.at))

    def _answer(self, turn: Turn | None, incoming: Incoming) -> Answer:
        if turn is None:
            return Answer(repeated=True)
        self._remember(incoming.delivery)
        return worded(turn.says, turn.athlete.habits.language, turn=turn)

    def _look(self, incoming: Incoming) -> Future[tuple[tuple[Say, ...], str]]:
        """Where the person stands, for a delivery that was recorded by a run which may have died before it answered."""

        def work(glance: Glance) -> tuple[tuple[Say, ...], str]:
            athlete = glance.athlete(incoming.who)
            if athlete is None:
                outside = self.house.stays_outside(incoming)
                return (unknown(incoming, self.library).says if outside else ()), "en"
            return where_we_are(athlete, incoming, self.library), athlete.habits.language

        return self.store.read(work)

    def _again(self, state: tuple[tuple[Say, ...], str], incoming: Incoming) -> Answer:
        self._remember(incoming.delivery)
        return worded(*state)

    def _remember(self, delivery: str) -> None:
        self._answered[delivery] = None
        while len(self._answered) > ANSWERED_KEPT:
            self._answered.popitem(last=False)


def worded(says: Iterable[Say], language: str, *, turn: Turn | None = None) -> Answer:
    """The answer in words; without a turn it is the answer to a repeat."""
    return Answer(
        messages=tuple(message(say, language) for say in says),
        facts=turn.facts if turn else (),
        repeated=turn is None,
        language=language,
    )


def _wanted(answer: Answer) -> tuple[str, ...]:
    """The names of the files that its messages carry."""
    return tuple(dict.fromkeys(told.document for told in answer.messages if told.document is not None))


def _counting(answer: Answer, tally: Tally) -> Answer:
    """The answer with the counts of the house."""
    return replace(answer, messages=(*answer.messages, message(tallied(tally), answer.language)))


def _carrying(answer: Answer, made: Mapping[str, Document | None]) -> Answer:
    """The answer with the files that there are."""
    documents = {name: found for name, found in made.items() if found is not None}
    return replace(answer, documents=documents) if documents else answer
