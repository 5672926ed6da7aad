"""One turn: load, decide, save, hand back the answer."""

from __future__ import annotations

import asyncio
import secrets
from collections import OrderedDict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from bot.documents import document
from bot.house import House
from bot.port import Answer
from core.codes import ALPHABET, SIGNS
from core.conversation import respond, tallied, unknown, where_we_are
from core.turn import Redeemed
from core.wording import message

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from concurrent.futures import Future

    from bot.port import Document
    from core.athlete import Athlete
    from core.content import Library
    from core.message import Say
    from core.ports import Glance, Store, Unit
    from core.tally import Tally
    from core.turn import Incoming, Turn

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

    def submit(self, incoming: Incoming) -> Future[Turn | None]:
        """Queue a turn in the order of the calls; the result, None for a repeat, comes after the commit."""

        def work(unit: Unit) -> Turn:
            athlete = unit.known(incoming.who)
            if athlete is None and self.house.stays_outside(incoming):
                return self._outside(unit, incoming)
            athlete = athlete or unit.athlete(incoming.who, incoming.at)
            turn = respond(athlete, incoming, self.library)
            if turn.redeem is not None:
                athlete, turn = self._redeemed(unit, athlete, turn.redeem, incoming)
            unit.keep(athlete, turn)
            return turn

        incoming = replace(incoming, nonce=incoming.nonce or _nonce(), operator=incoming.who in self.house.operators)
        return self.store.once(incoming.delivery, incoming.at, work, who=incoming.who)

    def _outside(self, unit: Unit, incoming: Incoming) -> Turn:
        """The turn of somebody who is not known and about whom nothing is kept, unless a code of theirs lets them in."""
        turn = unknown(incoming, self.library, unit.guesses(incoming.who, incoming.at))
        if turn.redeem is None:
            return turn
        if unit.behind(turn.redeem, incoming.at) is None:
            unit.guess(incoming.who, incoming.at)
            return unknown(replace(incoming, act=Redeemed(turn.redeem, None)), self.library)
        athlete, turn = self._redeemed(unit, unit.athlete(incoming.who, incoming.at), turn.redeem, incoming)
        unit.keep(athlete, turn)
        return turn

    def _redeemed(self, unit: Unit, athlete: Athlete, code: str, incoming: Incoming) -> tuple[Athlete, Turn]:
        """The turn once it is known what stands behind the code, and whose row it is to be kept in."""
        behind = unit.behind(code, incoming.at)
        act = Redeemed(code, behind, unit.workouts(athlete) if behind else ())
        turn = respond(athlete, replace(incoming, act=act), self.library)
        kept = behind.athlete if behind and behind.athlete.id == turn.athlete.id else athlete
        return kept, turn

    async def turn(self, incoming: Incoming) -> Answer:
        """Handle one incoming thing (see `bot.port.Answering`). A cancelled caller does not cancel the turn."""
        kept = await asyncio.shield(asyncio.wrap_future(self.submit(incoming)))
        if kept is None and incoming.delivery not in self._answered:
            return self._again(await asyncio.wrap_future(self._look(incoming)), incoming)
        answer = self._answer(kept, incoming)
        if kept is not None and kept.tally:
            answer = _counting(answer, await asyncio.wrap_future(self._tally(incoming)))
        wanted = _wanted(answer)
        made = {name: await self.document(incoming.who, name) for name in wanted}
        return _carrying(answer, made)

    def turn_now(self, incoming: Incoming) -> Answer:
        """The same for a caller without an event loop."""
        kept = self.submit(incoming).result()
        if kept is None and incoming.delivery not in self._answered:
            return self._again(self._look(incoming).result(), incoming)
        answer = self._answer(kept, incoming)
        if kept is not None and kept.tally:
            answer = _counting(answer, self._tally(incoming).result())
        return _carrying(answer, {name: self._made(incoming.who, name).result() for name in _wanted(answer)})

    async def document(self, who: str, name: str) -> Document | None:
        """The file that a message names, for the person behind this identity; None when there is no such person or file.

        Raises `core.ports.Unavailable` when the database cannot be reached.
        """
        return await asyncio.wrap_future(self._made(who, name))

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


def _nonce() -> str:
    """A code that nobody can guess."""
    # 256 is a multiple of the 32 signs, so each is as likely as the others
    return "".join([ALPHABET[byte % len(ALPHABET)] for byte in secrets.token_bytes(SIGNS)])


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
