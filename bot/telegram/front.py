"""The Telegram front: polls or is called, shows answers, delivers nudges."""

from __future__ import annotations

import asyncio
import logging
from functools import partial
from typing import TYPE_CHECKING, Any

from telegram.error import BadRequest, InvalidToken, TelegramError

from bot.backoff import Backoff
from bot.port import CONNECTED, STANDBY, Waiting, uncounted
from bot.refused import Refused
from bot.relay import Relay
from bot.telegram.api import Api, Timings
from bot.telegram.files import fetched
from bot.telegram.incoming import ALLOWED_UPDATES, Place, Reader
from bot.telegram.limits import Limits
from bot.telegram.polling import REFUSED, STARTING, Poller
from bot.telegram.profile import present
from bot.telegram.rest import Rests
from bot.telegram.sender import Sender
from bot.telegram.showing import Pictures, Showing
from bot.telegram.turns import Turns
from bot.telegram.webhook_state import trouble_of
from core.turn import Incoming, Reached

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from starlette.routing import BaseRoute

    from bot.port import Answer, Answering, Delivered, Outgoing
    from bot.relay import Leg
    from bot.telegram.incoming import Arrival
    from bot.telegram.uploads import Uploads
    from bot.telegram.webhook import Webhook

log = logging.getLogger(__name__)


class TelegramRefused(Refused):
    """Telegram refuses the token."""


class TelegramFront:
    """One bot. Its updates reach the desk in order for each person; what it sends keeps to Telegram's limits."""

    name = "telegram"

    def __init__(
        self,
        desk: Answering,
        token: str,
        *,
        now: Callable[[], datetime],
        address: str | None = None,
        webhook: Webhook | None = None,
        host_zone: str = "UTC",
        pictures: Pictures | None = None,
        uploads: Uploads | None = None,
        timings: Timings | None = None,
        limited: Callable[[], None] = uncounted,
        relay: Relay | None = None,
    ) -> None:
        """`address`: base of a self-hosted Bot API server; `webhook`: be called instead of polling; `pictures` gives a picture by its name.

        `uploads` knows which pictures Telegram has already; without it they are known as long as the program runs.
        `limited` is called for every 429; `relay` says when it is this replica that polls.
        """
        self._desk = desk
        self._now = now
        self._host_zone = host_zone
        self._timings = timings or Timings()
        self._api = Api(token, address, self._timings, limited)
        self._sender = Sender(Limits())
        self._rests = Rests(self._api, self._sender)
        self._showing = Showing(self._api, self._sender, pictures, uploads)
        self._webhook = webhook
        self._relay = relay or Relay()
        self._is_known = False  # to Telegram: it has answered our token
        self._poller: Poller | None = None
        self._turns: Turns | None = None
        self._trouble = STARTING  # why we are not connected, while nobody else knows better
        self._aside: set[asyncio.Task[None]] = set()  # what runs beside the turns; kept so that none is lost

    @property
    def connected(self) -> bool:
        """Whether updates arrive."""
        if self._webhook:
            return self._webhook.open
        return self._poller is not None and self._poller.connected

    @property
    def can_deliver(self) -> bool:
        """Whether a nudge would reach Telegram; it takes no turn at polling for that."""
        return self._is_known

    @property
    def state(self) -> str:
        """See `bot.port.Front`; of a webhook also whether Telegram calls the address that we gave it."""
        if self._poller:
            return CONNECTED if self._poller.connected else self._poller.trouble
        return self._trouble or CONNECTED

    @property
    def waiting(self) -> Mapping[str, Waiting]:
        """Updates in hand, and what is to be sent."""
        since = self._sender.oldest()
        age_s = 0.0 if since is None else asyncio.get_running_loop().time() - since
        incoming = self._turns.waiting if self._turns else Waiting(0)
        return {"incoming": incoming, "outgoing": Waiting(self._sender.waiting(), age_s)}

    @property
    def routes(self) -> Sequence[BaseRoute]:
        """What it serves on LISTEN."""
        return self._webhook.routes if self._webhook else ()

    async def run(self, stop: asyncio.Event) -> None:
        """Serve until `stop`. Raises `TelegramRefused` when the token is refused at the start."""
        try:
            if await self._greeted(stop):
                await self._serve(stop)
        finally:
            await self._close()

    async def deliver(self, outgoing: Outgoing) -> Delivered:
        """Send a nudge: with sound, after replies, and only once even when it is doubtful whether it arrived."""
        chat = int(outgoing.who.partition(":")[2])  # a person's private chat has the person's id
        delivered = await self._showing.nudge(Place(chat), outgoing.message)
        if delivered == "blocked":
            await self._unreachable(chat, outgoing.occurrence)
        return delivered

    # --- the stages of a run ------------------------------------------------------------------------------------------
    async def _greeted(self, stop: asyncio.Event) -> bool:
        """Learn who we are, however long Telegram cannot be reached; False: stopped before."""
        backoff = Backoff(self._timings.again, self._timings.again_most)
        while not stop.is_set():
            try:
                await self._api.initialize()
                await self._prepare()
            except InvalidToken:
                self._trouble = REFUSED
                raise TelegramRefused(
                    "Telegram refuses the token. Ask @BotFather for it and set TELEGRAM_TOKEN."
                ) from None  # the library's message holds the token
            except TelegramError as error:
                pause_s = backoff.pause_s()
                if self._webhook and isinstance(error, BadRequest):
                    self._trouble = f"Telegram refuses TELEGRAM_WEBHOOK_URL ({error.message})"
                    log.error("%s. Mend it and start again. Next try in %.1f s", self._trouble, pause_s)  # noqa: TRY400  a state of the world
                else:
                    self._trouble = f"Telegram cannot be reached ({type(error).__name__})"
                    log.warning("%s. Next try in %.1f s", self._trouble, pause_s)
                await _unless(stop, pause_s)
            else:
                self._is_known = True
                return True
        return False

    async def _prepare(self) -> None:
        if self._webhook:
            await self._api.set_webhook(
                self._webhook.url,
                secret_token=self._webhook.secret,
                allowed_updates=ALLOWED_UPDATES,
                drop_pending_updates=False,
            )
        else:
            await self._api.delete_webhook(drop_pending_updates=False)

    async def _serve(self, stop: asyncio.Event) -> None:
        reader = Reader(self._api.id, self._api.username, self._host_zone)
        turns = self._turns = Turns(self._desk, reader, self._now, self._answer, partial(fetched, self._api))
        self._beside(present(self._api))
        log.info("Telegram: serving @%s by %s", self._api.username, "webhook" if self._webhook else "polling")
        if self._webhook:
            self._trouble = ""
            self._beside(self._watch(self._webhook))
            await self._webhook.run(turns.take, stop, self._timings.grace)
            self._trouble = "it is stopping"
            return

        async def take(raw: dict[str, Any]) -> None:
            await turns.take(raw, Backoff(self._timings.again, self._timings.again_most))

        async def poll(leg: Leg) -> None:
            self._poller = Poller(self._api, take, self._timings, lambda: leg.is_ours, turns.calm)
            try:
                await self._poller.run(leg.over)
            finally:
                self._poller = None

        self._trouble = STANDBY
        await self._relay.carry(f"telegram:{self._api.id}", poll, stop)
        self._trouble = "it is stopping"

    async def _watch(self, webhook: Webhook) -> None:
        """See again and again where Telegram sends the updates: another program with this token may have changed it."""
        while True:
            await asyncio.sleep(self._timings.look)
            before, self._trouble = self._trouble, await trouble_of(self._api, webhook.url)
            if self._trouble and self._trouble != before:
                log.error("Telegram's webhook: %s", self._trouble)

    async def _close(self) -> None:
        self._is_known = False
        await self._rests.close()
        await self._showing.close()
        await self._sender.close(self._timings.grace)
        for task in [*self._aside]:
            task.cancel()
        await asyncio.gather(*self._aside, return_exceptions=True)
        await self._api.shutdown()

    # --- answers ------------------------------------------------------------------------------------------------------
    def _answer(self, arrival: Arrival, answer: Answer) -> None:
        """Queue all that shows the answer."""
        place = arrival.place
        if arrival.press:
            self._beside(self._showing.pressed(arrival.press.query))
        rest_s = next((message.rest_s for message in answer.messages if message.rest_s), None)
        if rest_s or answer.facts:
            self._rests.stop(place.chat)
        replies = self._showing.replies(place, answer.messages, answer.documents)
        if replies and place.private:
            self._beside(self._noticed(place.chat, arrival.incoming.delivery, replies[-1]))
        if arrival.press:
            if not answer.refused:
                self._showing.mark(place, arrival)
        elif arrival.message and any(fact.name in ("set", "set_corrected") for fact in answer.facts):
            self._showing.acknowledge(place, arrival.message)
        if rest_s and place.private:
            self._rests.start(place, rest_s)

    async def _noticed(self, chat: int, delivery: str, reply: asyncio.Future[Any]) -> None:
        if (await reply).delivered == "blocked":
            await self._unreachable(chat, delivery)

    async def _unreachable(self, chat: int, about: str) -> None:
        """Tell the desk that the person blocked us, so that their nudges pause."""
        incoming = Incoming(
            f"telegram:{chat}", Reached(blocked=True), self._now(), f"telegram:blocked:{about}", self._host_zone
        )
        try:
            await self._desk.turn(incoming)
        except Exception as error:  # noqa: BLE001  the next message that does not arrive says it again
            log.warning("That chat %s is blocked could not be kept: %s", chat, type(error).__name__)

    def _beside(self, work: Any) -> None:
        task = asyncio.ensure_future(work)
        self._aside.add(task)
        task.add_done_callback(self._aside.discard)


async def _unless(stop: asyncio.Event, pause_s: float) -> None:
    """Wait, unless it is time to stop."""
    try:
        await asyncio.wait_for(stop.wait(), pause_s)
    except TimeoutError:
        return
